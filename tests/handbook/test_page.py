"""A page: passages written from data belong to its text, and faults in them name the data."""

import pytest

from handbook.page import Page
from handbook.project import HandbookError

DATA = """\
rows:
  nhat-ky:
    seed: nhật ký
    count: 6
    right: logit
    meant: logits
    en: {reads: diary, why: "See [odds](term:odds)."}
    vi: {reads: sổ, why: "Xem [odds](term:odds)."}
"""
PAGE = """\
---
title: Words
---

# Words { #words }

````
{{ mistranslations }}
````

{{ mistranslations }}

The end.
"""


@pytest.fixture
def page(write):
    write("mistranslations.yml", DATA)
    return Page(write("en/words.md", PAGE), "en", "words.md")


def test_a_passage_is_part_of_the_body(page):
    assert "### <q" in page.body
    assert "(term:odds)" in page.prose
    assert len(page.passages) == 1
    assert page.body.endswith("\nThe end.\n")


def test_a_block_that_is_quoted_is_left_alone(page):
    assert page.body.count("{{ mistranslations }}") == 1


@pytest.mark.parametrize(
    ("needle", "place"),
    [
        ("The end", "docs/en/words.md:13"),
        ("(term:odds)", "docs/mistranslations.yml:7"),
        ("nowhere", "docs/en/words.md:1"),
    ],
)
def test_a_fault_is_placed_in_the_page_or_in_its_data(page, needle, place):
    assert page.find(needle) == place


def test_names_are_words(write):
    path = write("en/words.md", PAGE.replace("title: Words", "title: Words\nnames: [odd, 7]"))
    with pytest.raises(HandbookError, match=r"^docs/en/words.md:3: names must be a list of words$"):
        _ = Page(path, "en", "words.md").names
