"""Formulas: LaTeX in the page becomes MathML in the built HTML."""

import html
import re

from math_core import LatexError, LatexToMathML

from handbook.project import HandbookError

ARITHMATEX = re.compile(
    r'<(span|div) class="arithmatex">\\(?:\((?P<inline>.*?)\\\)|\[(?P<display>.*?)\\\])</\1>', re.S
)
_CONVERTER = LatexToMathML()
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def to_mathml(tex: str, *, display: bool) -> str:
    """MathML of a formula; an unknown command raises `HandbookError`."""
    try:
        return _CONVERTER.convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        said = _COLOUR.sub("", str(error)).strip().splitlines()[0]
        raise HandbookError(f"formula {tex!r}: {said}") from error


def replace(page_html: str) -> str:
    """The page with each of Arithmatex's spans and blocks turned into MathML."""

    def mathml(match: re.Match[str]) -> str:
        display = match["display"] is not None
        tex = html.unescape(match["display"] if display else match["inline"])
        return to_mathml(tex.strip(), display=display)

    return ARITHMATEX.sub(mathml, page_html)
