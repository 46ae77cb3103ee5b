"""The thread's claims: all 68 are there, each is checked, and each has its place on the page."""

import re
from collections import Counter

import pytest

from handbook import thread
from handbook.page import Page
from handbook.project import HandbookError

MISTRANSLATIONS = """\
rows:
  nhat-ky:
    seed: nhật ký
    count: 6
    right: logit
    meant: logits
    en: {reads: diary, why: Logs.}
    vi: {reads: sổ, why: Log.}
"""
THREAD = """\
posts:
  a1: {votes: 2, by: Someone}
  a1-other: {votes: 1, by: Other}
  a2: {votes: -3}
claims:
  C01:
    said_in: {a1: right}
    en: {said: One is one., answer: So it is.}
    vi: {said: Một là một., answer: Đúng vậy.}
    example: odds/three-scales
    garbled: [nhat-ky]
  C02:
    said_in: {a1-other: wrong, a2: caveat, a1: wrong}
    en: {said: Two is one., answer: "No [@so41455101]."}
    vi: {said: Hai là một., answer: "Không [@so41455101]."}
"""


@pytest.fixture
def thread_in(write):
    def thread_in(text):
        write("mistranslations.yml", MISTRANSLATIONS)
        return write("thread.yml", text)

    return thread_in


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("a1: right", "a9: right", r"docs/thread.yml:6: claim 'C01': unknown post 'a9'"),
        ("a1: right", "a1: true-ish", r"yml:6: .*unknown verdict 'true-ish': one of right, caveat"),
        ("{a1: right}", "{}", r"yml:6: .*names no post"),
        ("    example: odds/three-scales\n", "", r"yml:6: .*rests on an example or a citation"),
        ("[nhat-ky]", "[nhat-bao]", r"yml:6: .*has no row 'nhat-bao'"),
        ("C02:", "two:", r"yml:12: claim 'two': an id is C and two digits"),
        (
            "    vi: {said: Hai là một.",
            "    cs: {said: Dvě.",
            r"yml:12: claim 'C02': 'vi' is missing",
        ),
        ("said: Two is one., ", "", r"yml:12: .*missing 1 required positional argument: 'said'"),
    ],
)
def test_a_malformed_claim_is_refused_with_its_line(thread_in, old, new, message):
    with pytest.raises(HandbookError, match=message):
        thread.load(thread_in(THREAD.replace(old, new, 1)))


def test_a_claim_shows_its_verdict_its_speakers_and_its_evidence(thread_in):
    root = thread_in(THREAD)
    english = thread.passage(root, "en")
    assert "## Answer 1 (Someone, 2 votes) { #a1 }" in english
    assert "## Answer 2 (−3 votes) { #a2 }" in english
    assert '### One is one. { #c01 data-toc-label="C01" }' in english
    assert '```pycon exec="1" example="odds/three-scales"\n```' in english
    assert '[<q class="mt" lang="vi">nhật ký</q>](mistranslations.md#nhat-ky)' in english
    assert (
        "[](verdict:wrong) C02 · Comment by Other (1 vote) · "
        "Also said in [Answer 2](#a2) [](verdict:caveat), [Answer 1](#a1)" in english
    )
    assert 'value="wrong"> wrong <small>1</small>' in english
    vietnamese = thread.passage(root, "vi")
    assert "## Câu trả lời 1 (Someone, 2 phiếu) { #a1 }" in vietnamese
    assert "### Hai là một. { #c02" in vietnamese


def test_the_thread_has_its_68_claims_with_the_verdicts_of_the_fact_base(root):
    read = thread.load(root)
    assert [claim.id for claim in read.claims] == [f"C{number:02}" for number in range(1, 69)]
    assert Counter(claim.verdict for claim in read.claims) == {
        "right": 15,
        "caveat": 16,
        "half-right": 19,
        "wrong": 9,
        "convention": 4,
        "opinion": 4,
        "answered": 1,
    }


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_claim_stands_once_on_the_page(root, language):
    body = Page(root, language, "thread/claims.md").body
    for claim in thread.load(root).claims:
        assert body.count(f"{{ #{claim.id.lower()} ") == 1


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_overview_counts_the_verdicts(root, language):
    """The table, and what the page says of the answers with 62, 91 and −3 votes."""
    claims = thread.load(root).claims
    body = Page(root, language, "thread/index.md").body
    table = dict(re.findall(r"^\| \[\]\(verdict:([a-z-]+)\) \|.*\| (\d+) \|$", body, re.M))
    counted = Counter(claim.verdict for claim in claims)
    assert {verdict: int(count) for verdict, count in table.items()} == counted
    first = [(next(iter(claim.said_in)), claim.verdict) for claim in claims]
    assert [first.count((answer, "wrong")) for answer in ("a4", "a2", "a11")] == [4, 3, 0]
    assert [answer for answer, _ in first].count("a4") == 17
