"""How to cite a page, read back by the programs that would read it."""

import json

import pytest
from pybtex.database import parse_string

from handbook import cite
from handbook.page import Page

URL = "https://example.org/vi/concepts/odds/"


@pytest.fixture
def page(write):
    text = "---\ntitle: T\nchecked: 2026-11-23\n---\n\n# Odds { #odds }\n"
    return Page(write("vi/concepts/odds.md", text), "vi", "concepts/odds.md")


def test_bibtex_is_read_back(page):
    [(key, entry)] = parse_string(cite.bibtex(page, URL), "bibtex").entries.items()
    assert key == "logit-handbook-concepts-odds-vi"
    assert entry.fields["title"] == "Odds"
    assert entry.fields["howpublished"] == "Sổ tay Logit"
    assert (entry.fields["year"], entry.fields["url"]) == ("2026", URL)
    assert str(entry.persons["author"][0]) == f"{{{cite.AUTHOR}}}"


def test_csl_json_is_read_back(page):
    [item] = json.loads(cite.csl(page, URL))
    assert (item["title"], item["URL"], item["language"]) == ("Odds", URL, "vi")
    assert item["issued"] == {"date-parts": [[2026, 11, 23]]}


def test_plain_text_says_who_when_what_and_where(page):
    said = cite.plain(page, URL)
    assert said == f"{cite.AUTHOR} (2026). Odds. Sổ tay Logit. 2026-11-23. {URL}"
