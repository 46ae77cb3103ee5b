"""The timeline: each record is checked, in order, sourced, and shown in both languages."""

import re

import pytest

from handbook import check, citations, timeline
from handbook.page import Page
from handbook.project import LANGUAGES, HandbookError

HISTORY = """\
eras:
  early: {since: 1800, en: Early, vi: Thời đầu}
  late: {since: 1944, en: Late, vi: Thời sau}
events:
  curve:
    date: 1838
    sense: function
    field: science
    mark: through
    sources: [verhulst1838]
    page: history/before-berkson.md#verhulst
    en: The curve.
    vi: Đường cong.
  backend:
    date: 2015-11-14
    word: logits
    sense: score
    field: software
    mark: seen
    sources: [keras2015, tensorflow2015]
    page: concepts/logits-as-scores.md
    en: The word.
    vi: Chữ ấy.
"""
REFERENCES = """\
@misc{verhulst1838, title = {A}, label = {A}, evidence = {unresolved}}
@misc{keras2015, title = {B}, label = {B}, evidence = {through}, via = {C}, via_vi = {C}}
@misc{tensorflow2015, title = {D}, label = {D}, evidence = {seen}}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  backend:", "  Backend:", r"docs/history.yml:14: record 'Backend': an id is small"),
        ("sense: score", "sense: scores", r"yml:14: .*sense is one of function, model.*'scores'"),
        ("field: science", "field: magic", r"yml:5: .*field is one of science, .*'magic'"),
        ("mark: seen", "mark: sure", r"yml:14: .*mark is one of seen, through.*'sure'"),
        ("[keras2015, tensorflow2015]", "[]", r"yml:14: .*names its sources"),
        ("date: 1838", "date: about 1838", r"yml:5: .*a date is 1944, .*'about 1838'"),
        ("date: 1838", "date: 2016", r"yml:14: .*2015-11-14 stands after a later date"),
        ("    vi: Chữ ấy.\n", "", r"yml:14: record 'backend': 'vi' is missing"),
        ("    page: concepts/logits-as-scores.md\n", "", r"yml:14: .*argument: 'page'"),
        ("    word: logits\n", "    words: logits\n", r"yml:14: .*unexpected keyword.*'words'"),
    ],
)
def test_a_malformed_record_is_refused_with_its_line(write, old, new, message):
    with pytest.raises(HandbookError, match=message):
        timeline.load(write("history.yml", HISTORY.replace(old, new, 1)))


@pytest.mark.parametrize(
    ("date", "english", "vietnamese"),
    [
        ("1944", "1944", "1944"),
        ("1940/1941", "1940/41", "1940/41"),
        ("2015-11", "November 2015", "11/2015"),
        ("2017-01-04", "4 January 2017", "04/01/2017"),
    ],
)
def test_a_date_is_written_as_the_language_does(date, english, vietnamese):
    event = timeline.Event("id", date, "score", "software", "seen", [], "", "", "")
    assert [event.when(language) for language in LANGUAGES] == [english, vietnamese]


def test_a_record_links_to_its_page_its_sources_and_what_its_mark_means(write):
    root = write("history.yml", HISTORY)
    english = timeline.passage(root, "en")
    assert english.index("## Early { #early }") < english.index("## Late { #late }")
    assert "- **[1838](before-berkson.md#verhulst)**\nThe curve.\n[@verhulst1838]" in english
    assert "- **[14 November 2015](../concepts/logits-as-scores.md)**" in english
    assert "[@keras2015; @tensorflow2015] <small>[](mark:seen) score · libraries" in english
    assert 'data-sense="score" data-field="software" data-mark="seen" }' in english
    assert '<option value="science">mathematics and natural science</option>' in english
    assert 'value="economics"' not in english
    assert "- **[14/11/2015]" in timeline.passage(root, "vi")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("tensorflow2015]", "tensorflow2016]", "unknown citation 'tensorflow2016'"),
        (", tensorflow2015]", "]", "record 'backend' is marked seen, but none of its sources is"),
        ("mark: seen", "mark: contested", ""),
    ],
)
def test_a_mark_is_no_better_than_the_sources(write, old, new, message):
    write("references.bib", REFERENCES)
    root = write("history.yml", HISTORY.replace(old, new, 1))
    first, *others = check._timeline(root, citations.load(root))
    assert first == (
        "docs/history.yml:5: record 'curve' is marked through, but its sources are unresolved"
    )
    assert message in "".join(others)
    assert all(fault.startswith("docs/history.yml:14: ") for fault in others)
    assert bool(others) == bool(message)


def test_the_records_are_there_in_order_and_sourced(root):
    events = timeline.events(root)
    assert 60 <= len(events) <= 90
    assert [event.order for event in events] == sorted(event.order for event in events)
    assert not list(check._timeline(root, citations.load(root)))
    assert {event.word for event in events} >= {"logistique", "probit", "logit", "softmax"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_stands_once_on_the_page(root, language):
    body = Page(root, language, timeline.PAGE).body
    assert "{ #evidence }" in body
    for event in timeline.events(root):
        assert body.count(f"{{ #{event.id} ") == 1
    assert len(re.findall(r"\]\(mark:", body)) > len(timeline.events(root))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A paper\nof 1944.", 6),
        ("Of 1951 [@a1951].\n\nA paper of 1944.", 8),
        ("- of 1951 [@a1951]\n- of 1944", 7),
        ("| 1951 | [@a1951] |\n| 1944 | no |", 7),
    ],
)
def test_a_year_without_a_citation_is_found_with_its_line(write, text, line):
    root = write("en/history/a.md", f"---\nchecked: 2026-11-23\n---\n# 1944\n\n{text}\n")
    [fault] = check._uncited_years(Page(root, "en", "history/a.md"))
    place = f"docs/en/history/a.md:{line}"
    assert fault == f"{place}: the year 1944 stands in a paragraph without a citation"


@pytest.mark.parametrize(
    "text",
    [
        "In 1944 [@berkson1944].",
        "[The word](berkson-1944.md), ![of 1944](figure:timeline), `1944` and 19440.",
        "```\n1944\n```",
    ],
)
def test_addresses_headings_and_code_need_no_citation(write, text):
    root = write("en/history/a.md", f"---\nchecked: 2026-11-23\n---\n# 1944\n\n{text}\n")
    assert not list(check._uncited_years(Page(root, "en", "history/a.md")))
    root = write("en/concepts/a.md", "---\nchecked: 2026-11-23\n---\n# A\n\nIn 1944.\n")
    assert not list(check._uncited_years(Page(root, "en", "concepts/a.md")))
