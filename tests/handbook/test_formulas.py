"""Formulas: MathML out, an error for what is unknown."""

import pytest

from handbook import formulas
from handbook.project import HandbookError


def test_spans_and_blocks_become_mathml():
    html = (
        '<p><span class="arithmatex">\\(p &lt; 1\\)</span></p>'
        '<div class="arithmatex">\\[\n\\frac{p}{1-p} \\text{ nếu }\n\\]</div>'
    )
    made = formulas.replace(html)
    assert "arithmatex" not in made
    assert "<mo>&lt;</mo>" in made
    assert made.count("<math") == 2
    assert '<math display="block">' in made
    assert "<mtext>\u00a0nếu\u00a0</mtext>" in made


def test_an_unknown_command_is_an_error_in_plain_words():
    with pytest.raises(HandbookError, match=r'Unknown command "\\nosuch"') as caught:
        formulas.to_mathml(r"\nosuch{p}", display=False)
    assert "\x1b" not in str(caught.value)
