"""Static figures: drawn at build, in the page's language, following the colour scheme.

A figure is `docs/figures/<idea>.py`: `WORDS` by language with a `caption`, `draw(words)` that
returns a Matplotlib figure, and `table(words)` that returns the rows beneath it, headings first.

A live figure has, beside such a file, a module of the same name in the theme's assets that moves
it. Its `table(words)` is the first frame, shown with or without a script; what `draw(words)` gives,
told by the word `drawing`, is for readers without; `data()` is what the module needs.
"""

import html
import io
import json
import re
import runpy
from functools import lru_cache
from pathlib import Path
from typing import Any

import matplotlib as mpl

from handbook.page import Page
from handbook.project import HandbookError
from handbook.words import WORDS

MODULES = "assets/figures"

INK = "#010203"
ACCENTS = {"function": "#010301", "model": "#010302", "unit": "#010303", "score": "#010304"}
VERDICTS = {"good": "#010401", "mixed": "#010402", "bad": "#010403"}
"""Sentinel colours: drawn with, then replaced by the scheme's own."""

STYLE: dict[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "handbook",
    "font.family": "sans-serif",
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "savefig.transparent": True,
}


def render(page: Page, name: str, alternative: str) -> str:
    """A figure as HTML: the drawing, its caption, and its data as a folded table."""
    path = page.root / "docs" / "figures" / f"{name}.py"
    if not path.is_file():
        raise HandbookError(f"unknown figure {name!r}: there is no docs/figures/{name}.py")
    if not alternative:
        raise HandbookError(f"figure {name!r}: the alternative text is missing")
    drawing, caption, rows = _draw(path, page.language, _sources(page.root, path))
    label = html.escape(alternative, quote=True)
    return (
        f'<div class="drawing" id="figure-{name}">'
        f'<figure><div role="img" aria-label="{label}">{drawing}</div>'
        f"<figcaption>{html.escape(caption)}</figcaption></figure>"
        f"<details><summary>{WORDS[page.language]['data']}</summary>"
        f"<table data-search-exclude>{_rows(rows)}</table></details></div>"
    )


def live(page: Page, name: str) -> str:
    """A live figure as HTML: its first frame as a table, its caption, and the module it loads."""
    if name not in (known := live_names(page.root)):
        raise HandbookError(f"unknown live figure {name!r}: one of {', '.join(known)}")
    path = page.root / "docs" / "figures" / f"{name}.py"
    words, data, rows, drawing = _live(path, page.language, _sources(page.root, path))
    own = {key: WORDS[page.language][key] for key in ("link", "copied")}
    module = page.address(f"{MODULES}/{name}.js")
    label = html.escape(words["drawing"], quote=True)
    return (
        f'<figure class="live" id="figure-{name}" data-figure="{name}"'
        f" data-words='{_json(words | own)}' data-data='{_json(data)}'>"
        f'<noscript data-search-exclude><div class="drawing" role="img" aria-label="{label}">'
        f"{drawing}</div></noscript>"
        f'<table class="live-table" data-search-exclude>{_rows(rows)}</table>'
        f"<figcaption>{html.escape(words['caption'])}</figcaption></figure>"
        f'<script type="module" src="{module}"></script>'
    )


def live_names(root: Path) -> list[str]:
    """The live figures: those that a module moves."""
    modules = {path.stem for path in (root / "docs" / ".overrides" / MODULES).glob("*.js")}
    files = (root / "docs" / "figures").glob("*.py")
    return sorted(path.stem for path in files if path.stem in modules)


def words_of(root: Path, name: str) -> dict[str, dict[str, str]]:
    """The words of a figure, by language."""
    return dict(runpy.run_path(str(root / "docs" / "figures" / f"{name}.py"))["WORDS"])


def shown(number: float, digits: int = 4) -> str:
    """A number as a live figure shows it: rounded, with a minus sign."""
    return f"{number:.{digits}f}".replace("-", "−")


def _json(value: Any) -> str:
    """As JSON in an attribute between single quotes."""
    return html.escape(json.dumps(value, ensure_ascii=False), quote=False).replace("'", "&#39;")


def _rows(rows: list[list[str]]) -> str:
    head, *body = [
        "<tr>" + "".join(f"<{cell}>{html.escape(text)}</{cell}>" for text in row) + "</tr>"
        for cell, row in [("th", rows[0]), *(("td", row) for row in rows[1:])]
    ]
    return f"<thead>{head}</thead><tbody>{''.join(body)}</tbody>"


def _sources(root: Path, path: Path) -> str:
    """What a drawing depends on: the figure's own text, the whole of `logitkit`, the data."""
    data = [*(root / "docs").glob("*.yml"), *(root / "docs").glob("*.json")]
    files = [path, *sorted((root / "src" / "logitkit").glob("*.py")), *sorted(data)]
    return "".join(file.read_text(encoding="utf-8") for file in files)


@lru_cache(maxsize=64)
def _draw(path: Path, language: str, _sources: str) -> tuple[str, str, list[list[str]]]:
    module = runpy.run_path(str(path))
    words = module["WORDS"][language]
    return _svg(module, words, path.stem), words["caption"], module["table"](words)


@lru_cache(maxsize=64)
def _live(
    path: Path, language: str, _sources: str
) -> tuple[dict[str, str], Any, list[list[str]], str]:
    module = runpy.run_path(str(path))
    words = module["WORDS"][language]
    drawing = _svg(module, words, path.stem)
    return words, module["data"](), module["table"](words), drawing


def _svg(module: dict[str, Any], words: dict[str, str], name: str) -> str:
    with mpl.rc_context(STYLE):  # type: ignore[arg-type]
        figure = module["draw"](words)
        file = io.StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return _themed(file.getvalue(), name)


def _themed(svg: str, name: str) -> str:
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->", "", svg, flags=re.S)
    used = set(re.findall(r'(?:href="|url\()#([^")]+)', svg))
    svg = re.sub(r' id="([^"]*)"', lambda match: match[0] if match[1] in used else "", svg)
    svg = re.sub(r'(id="|href="|url\()(#?)', rf"\1\2{name}-", svg)
    svg = re.sub(
        r'<svg [^>]*?(viewBox="[^"]*")[^>]*>', r'<svg \1 aria-hidden="true">', svg, count=1
    )
    svg = re.sub(r"font: ([\d.]+px) [^;\"]*", r"font-size: \1", svg)
    svg = svg.replace(INK, "currentColor")
    for family, colour in ACCENTS.items():
        svg = svg.replace(colour, f"var(--family-{family})")
    for verdict, colour in VERDICTS.items():
        svg = svg.replace(colour, f"var(--verdict-{verdict})")
    return re.sub(r"\s*\n\s*", " ", svg)
