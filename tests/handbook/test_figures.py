"""Figures: real text, the scheme's colours, the data beneath, in the page's language."""

import re

import pytest

from handbook import figures
from handbook.page import Page
from handbook.project import HandbookError


@pytest.fixture
def page(root):
    return Page(root, "vi", "concepts/logit-function.md")


def test_a_figure_follows_the_scheme_and_the_language(page):
    html = figures.render(page, "p-odds-logit", "Ba thang đo")
    assert 'id="figure-p-odds-logit"' in html
    assert 'role="img" aria-label="Ba thang đo"' in html
    assert "xác suất p</text>" in html
    assert "currentColor" in html
    assert "var(--family-score)" in html
    assert not re.search(r"#0102|#0103|<style|<metadata|<!DOCTYPE", html)
    assert html.count("<tr>") == 10
    assert "<th>odds p/(1 − p)</th>" in html
    for target in re.findall(r'(?:href="|url\()#([^")]+)', html):
        assert f'id="{target}"' in html


def test_a_figure_is_drawn_again_when_logitkit_or_its_own_text_changes(copy):
    page = Page(copy, "en", "concepts/logit-function.md")
    before = figures._draw.cache_info().misses

    def drawn():
        figures.render(page, "p-odds-logit", "Three scales")
        return figures._draw.cache_info().misses - before

    assert (drawn(), drawn()) == (1, 1)
    for number, file in enumerate(["docs/figures/p-odds-logit.py", "src/logitkit/odds.py"], 2):
        with (copy / file).open("a") as text:
            text.write("\n")
        assert (drawn(), drawn()) == (number, number)


@pytest.mark.parametrize(
    ("name", "alternative", "message"),
    [("no-such", "x", "unknown figure 'no-such'"), ("p-odds-logit", "", "alternative text")],
)
def test_an_unknown_figure_and_a_missing_text_are_refused(page, name, alternative, message):
    with pytest.raises(HandbookError, match=message):
        figures.render(page, name, alternative)
