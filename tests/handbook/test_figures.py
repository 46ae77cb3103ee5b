"""Figures: real text, the scheme's colours, the data beneath, in the page's language."""

import json
import re
import runpy
from html import unescape

import pytest

from handbook import check, citations, figures, markdown, terms
from handbook.page import Page
from handbook.project import HandbookError
from handbook.words import WORDS


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


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_live_figure_is_its_first_frame_its_words_and_its_module(root, language):
    for name in figures.live_names(root):
        html = figures.live(Page(root, language, "concepts/logit-function.md"), name)
        assert f'id="figure-{name}" data-figure="{name}"' in html
        assert f'<script type="module" src="../../assets/figures/{name}.js"></script>' in html
        words = figures.words_of(root, name)[language]
        given = {
            key: json.loads(unescape(value))
            for key, value in re.findall(r" data-(words|data)='([^']*)'", html)
        }
        assert given["words"] == words | {
            "link": WORDS[language]["link"],
            "copied": WORDS[language]["copied"],
        }
        assert given["data"]
        assert "\n" not in html
        rows = re.findall(r"<tr>(.*?)</tr>", html)
        assert len(rows) > 1
        assert len({row.count("</t") for row in rows}) == 1
        still, table = html.split("</noscript>")
        assert f'role="img" aria-label="{words["drawing"]}"><svg ' in still
        drawn = {text for text in re.findall(r">([^<]*)</text>", still) if "." in text}
        to_four_places = {text for text in drawn if re.fullmatch(r"−?\d\.\d{4}", text)}
        assert to_four_places <= set(re.findall(r"<td>([^<]*)</td>", table))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_no_lettering_is_smaller_than_8_pixels_on_a_phone(root, language):
    for path in (root / "docs" / "figures").glob("*.py"):
        drawn = figures._svg(
            runpy.run_path(str(path)), figures.words_of(root, path.stem)[language], path.stem
        )
        width = float(re.search(r'viewBox="0 0 ([\d.]+)', drawn)[1])
        sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)px", drawn)]
        assert sizes
        assert min(sizes) * 328 / width >= 8, path.stem


def test_the_live_figures_are_those_with_a_module(root):
    assert figures.live_names(root) == [
        "class-scores",
        "decoding-bench",
        "double-softmax",
        "fit-it-yourself",
        "one-scale",
        "when-floats-break",
    ]


def test_a_module_uses_only_words_that_are_there(root):
    for name in figures.live_names(root):
        module = root / "docs" / ".overrides" / figures.MODULES / f"{name}.js"
        used = re.findall(r"\bwords\.(\w+)", module.read_text(encoding="utf-8"))
        assert used
        assert set(used) <= set(figures.words_of(root, name)["en"]), name


def faults(root):
    """What is found in live figures, and in the page of `one-scale`."""
    page = Page(root, "en", "concepts/logit-function.md")
    registry = terms.load(root)
    yield from check._live_figures(root, registry)
    yield from check._page(page, registry, citations.load(root))


def test_faults_of_live_figures_are_found(copy):
    assert list(faults(copy)) == []
    page = copy / "docs" / "en" / "concepts" / "logit-function.md"
    text = page.read_text(encoding="utf-8").replace("figure one-scale", "figure no-such")
    page.write_text(text, encoding="utf-8")
    file = copy / "docs" / "figures" / "one-scale.py"
    text = file.read_text(encoding="utf-8").replace('"bans": "logit, tính', '"ban": "logoá, tính')
    file.write_text(text, encoding="utf-8")
    line = text[: text.index('"ban":')].count("\n") + 1
    found = "\n".join(faults(copy))
    assert "docs/figures/one-scale.py:" in found
    assert "'ban' is missing in one language" in found
    assert f"docs/figures/one-scale.py:{line}: 'ban': 'logoá': the tone mark" in found
    assert re.search(
        r"docs/en/concepts/logit-function.md:\d+: unknown live figure 'no-such'", found
    )


def test_an_unknown_live_figure_is_refused_by_the_build(page):
    with pytest.raises(HandbookError, match="unknown live figure 'odds': one of class-scores"):
        figures.live(page, "odds")


def test_the_block_stands_for_the_figure(page):
    markdown.read(page)
    line = markdown.Blocks()._line("{{ figure one-scale }}")
    assert line == figures.live(page, "one-scale")
