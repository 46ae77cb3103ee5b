"""The agreement of the two languages, on a pair of small pages."""

import pytest

from handbook import translation
from handbook.page import Page

PAGE = """\
---
title: Odds
description: What odds are.
checked: 2026-11-23
---

# Odds {{ #odds }}

{word} [softmax](term:softmax) and [logit](logit.md#formula) [@berkson1944].

```pycon exec="1" example="odds/fair-coin"
```

![A scale](figure:scale)

## Meaning {{ #meaning }}

```
# not a heading
[@not-a-citation]
```
"""


@pytest.fixture
def pair(tmp_path):
    for language, word in (("en", "See"), ("vi", "Xem")):
        page = Page(tmp_path, language, "odds.md")
        page.path.parent.mkdir(parents=True)
        page.path.write_text(PAGE.format(word=word), encoding="utf-8")
    (tmp_path / "docs" / "terms.yml").write_text("never: [lớp đăng nhập]\nterms: {}\n")
    translation.stamp(Page(tmp_path, "vi", "odds.md"))
    return tmp_path


def spoil(root, old, new, language="vi"):
    path = root / "docs" / language / "odds.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_pair_that_agrees_has_no_fault_and_is_not_stale(pair):
    assert list(translation.faults(pair)) == []
    assert list(translation.stale(pair)) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("#meaning", "#sense", "docs/vi/odds.md:17: headings differ from docs/en/odds.md:16"),
        ("## M", "### M", "headings differ"),
        (" { #meaning }", "", "the heading 'Meaning' has no id"),
        ("fair-coin", "loaded-die", "docs/vi/odds.md:12: examples differ"),
        ("figure:scale", "figure:curve", "figures differ"),
        ("@berkson1944", "@cox1958", "citations differ"),
        (" [@berkson1944]", "", "'nothing' stands where the English page has 'berkson1944'"),
        ("logit.md#formula", "logit.md", "internal links differ"),
        ("term:softmax", "term:odds", "terms differ"),
        ("Xem", "Lớp đăng nhập", "docs/vi/odds.md:10: 'Lớp đăng nhập' is on the list"),
        ("Xem", "chuẩn hoá", "'hoá': the tone mark"),
        ("Xem", "ha\u0300m", "docs/vi/odds.md:10: the text is not in Unicode's NFC"),
    ],
)
def test_each_way_of_drifting_is_named(pair, old, new, message):
    spoil(pair, old, new)
    assert any(message in fault for fault in translation.faults(pair))


def test_a_quoted_mistranslation_and_right_tone_marks_pass(pair):
    spoil(pair, "Xem", '<q class="mt">lớp đăng nhập</q>, quý, quỹ, hóa, `hoá`')
    assert list(translation.faults(pair)) == []


@pytest.mark.parametrize("missing", ["en", "vi"])
def test_a_page_in_one_language_only_is_named(pair, missing):
    (pair / "docs" / missing / "odds.md").unlink()
    assert any(
        "odds.md:1: the page is missing in the other language" in fault
        for fault in translation.faults(pair)
    )


def test_a_change_of_the_english_makes_the_vietnamese_stale(pair):
    spoil(pair, "See", "See also", language="en")
    [warning] = translation.stale(pair)
    assert warning.startswith("docs/vi/odds.md:5: the English page has changed")
    translation.stamp(Page(pair, "vi", "odds.md"))
    assert list(translation.stale(pair)) == []


def test_a_stamp_of_digits_alone_stays_a_word(pair, monkeypatch):
    monkeypatch.setattr(Page, "stamp", "050735030141")
    page = Page(pair, "vi", "odds.md")
    translation.stamp(page)
    assert Page(pair, "vi", "odds.md").front_matter["english"] == "050735030141"


def test_a_stamp_changes_one_line_only(pair):
    page = Page(pair, "vi", "odds.md")
    spoil(pair, "# not a heading", "---\nenglish: quoted\n---")
    before = page.path.read_text(encoding="utf-8").splitlines()
    spoil(pair, "See", "See also", language="en")
    translation.stamp(Page(pair, "vi", "odds.md"))
    after = page.path.read_text(encoding="utf-8").splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [f"english: {Page(pair, 'en', 'odds.md').stamp}"]


def test_a_new_date_of_the_last_check_does_not(pair):
    spoil(pair, "checked: 2026-11-23", "checked: 2027-01-01", language="en")
    assert list(translation.stale(pair)) == []
