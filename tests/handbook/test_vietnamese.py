"""The page of Vietnamese terms: how sure each word is, and the tables that say it."""

import pytest

from handbook import terms, vietnamese
from handbook.page import Page
from handbook.project import HandbookError

GOOD = """\
never: []
sections:
  core: [odds, layer]
terms:
  layer:
    en: {label: layer, short: What stands in a row.}
    vi:
      label: tầng
      aliases: [lớp, layer_1]
      short: Một tầng.
      avoid: {lớp: Còn là class., tẩng: Gõ nhầm.}
      why: {lớp: It is also a class.}
      evidence: A
      seen: [d2lvn, mlcb]
  odds:
    en: {label: odds, short: P over one minus p.}
    vi: {label: odds, gloss: số chênh, short: Thương của p và phần bù., evidence: C}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("evidence: A", "evidence: D", "terms.yml:5: term 'layer': evidence is one of A, B, C"),
        (
            "evidence: C",
            "evidence: B",
            "terms.yml:15: term 'odds': evidence A or B names in 'seen'",
        ),
        ("evidence: A", "evidence: C", "terms.yml:5: term 'layer': .* C has none"),
        ("why: {lớp", "why: {lop", "term 'layer': 'why' explains 'lop', which 'avoid'"),
        ("[odds, layer]", "[odds]", "terms.yml:5: term 'layer' stands in 0 sections, not 1"),
        ("[odds, layer]", "[odds, layer, odds]", "term 'odds' stands in 2 sections"),
        (
            "[odds, layer]",
            "[odds, layer, logit]",
            "terms.yml:3: a section lists 'logit', .* no term",
        ),
    ],
)
def test_a_word_without_its_evidence_or_place_is_refused(write, old, new, message):
    assert old in GOOD
    with pytest.raises(HandbookError, match=message):
        terms.load(write("terms.yml", GOOD.replace(old, new, 1)))


def test_a_table_gives_the_words_of_a_section_in_its_order(write):
    root = write("terms.yml", GOOD)
    english = vietnamese.block(Page(root, "en", "reference/vietnamese-terms.md"), "core")
    odds, layer = (line for line in english.splitlines() if line.startswith("| ["))
    assert '[<b lang="vi">odds</b>](#odds) <span lang="vi">(số chênh)</span>' in odds
    assert '{ #odds data-evidence="C" }' in odds
    assert "[@d2lvn; @mlcb]" in layer
    assert "[layer](term:layer)" in layer
    assert "lớp, layer&#95;1" in layer
    assert '<q class="mt" lang="vi">lớp</q>: It is also a class.' in layer
    assert '<q class="mt" lang="vi">tẩng</q>: <span lang="vi">Gõ nhầm.</span>' in layer


def test_the_vietnamese_table_gives_the_reasons_in_vietnamese(write):
    page = Page(write("terms.yml", GOOD), "vi", "reference/vietnamese-terms.md")
    assert '<q class="mt" lang="vi">lớp</q>: Còn là class.<br>' in vietnamese.table(page, "core")


def test_a_table_says_what_it_lacks(write):
    page = Page(write("terms.yml", GOOD), "en", "reference/vietnamese-terms.md")
    with pytest.raises(HandbookError, match="unknown section 'cor' of terms: one of core"):
        vietnamese.table(page, "cor")
    root = write("terms.yml", GOOD.replace(", evidence: C", ""))
    with pytest.raises(HandbookError, match="how sure the Vietnamese of 'odds' is"):
        vietnamese.table(Page(root, "en", "reference/vietnamese-terms.md"), "core")


def test_the_form_offers_every_evidence(write):
    page = Page(write("terms.yml", GOOD), "en", "reference/vietnamese-terms.md")
    for each in terms.EVIDENCE:
        assert f'<option value="{each}">' in vietnamese.block(page, "")


def test_the_handbook_puts_every_reason_into_english(root):
    for term in terms.load(root).terms.values():
        assert term.vi.why.keys() == term.vi.avoid.keys(), term.id
        assert term.vi.evidence, term.id
        assert not term.en.evidence, term.id
