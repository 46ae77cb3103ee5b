"""Pages as Markdown without a site: nothing of our own syntax is left in them."""

import re

import pytest

from handbook import examples, plain
from handbook.page import pages
from handbook.project import LANGUAGES, prose

SITE = "https://example.org/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_syntax_of_ours_is_left(root, language):
    for page in pages(root, language):
        text = prose(plain.markdown(page, SITE))
        for sign in ("](term:", "](verdict:", "](figure:", "[@", "{ #", "\n{{"):
            assert sign not in text, f"{page.name}: {sign}"
        assert not re.search(r"\]\((?![a-z]+:)[^)]*\)", text), page.name


def test_examples_citations_and_definitions_are_written_out(root):
    [page] = [page for page in pages(root, "en") if page.name == "concepts/odds.md"]
    text = plain.markdown(page, SITE)
    for step in examples.load(root, "odds/three-scales").steps:
        assert examples.prompted(step.source) + step.recorded in text
    assert "**The probability of an event divided by" in text
    assert "](https://example.org/concepts/logit-function/#meaning)" in text
    assert "\n## Sources\n" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_llms_txt_lists_every_page(root, language):
    text = plain.llms(root, SITE, language)
    for page in pages(root, language):
        assert f"]({SITE}{page.url}index.md): {page.front_matter['description']}" in text
