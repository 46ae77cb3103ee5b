"""The registry of terms: what it refuses, how it sorts, what the glossary shows."""

import pytest

from handbook import terms
from handbook.page import Page
from handbook.project import HandbookError

GOOD = """\
never: [tỷ lệ cược]
terms:
  odds:
    symbol: '\\frac{p}{1-p}'
    en: {label: odds, short: P over one minus p.}
    vi: {label: odds, gloss: số chênh, short: Thương của p và phần bù., avoid: {cược: cá độ}}
  label:
    sense: score
    en: {label: label, short: What is to be predicted., aliases: [target]}
    vi: {label: nhãn, short: Điều cần dự đoán.}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  label:\n", "  Label:\n", "docs/terms.yml:7: term 'Label': an id is lower-case"),
        ("sense: score", "sense: taste", "docs/terms.yml:7: term 'label': unknown sense 'taste'"),
        ("predicted.,", "predicted,", "'label': the definition in 'en' is a sentence"),
        ("short: P", "short: '*P*'", "docs/terms.yml:5: while parsing"),
        ("P over", "P_ over", "docs/terms.yml:3: term 'odds': the definition in 'en' is plain"),
        ("aliases", "alias", "unexpected keyword argument 'alias'"),
        ("    vi: {label: nhãn, short: Điều cần dự đoán.}\n", "", "term 'label': 'vi' is missing"),
    ],
)
def test_a_malformed_term_is_refused_with_its_line(write, old, new, message):
    assert old in GOOD
    with pytest.raises(HandbookError, match=message):
        terms.load(write("terms.yml", GOOD.replace(old, new, 1)))


def test_an_unknown_term_is_refused(write):
    with pytest.raises(HandbookError, match="unknown term 'probit'"):
        terms.load(write("terms.yml", GOOD))["probit"]


def test_vietnamese_is_sorted_by_letters_before_tones():
    words = ["đối", "da", "dã", "dạ", "đa", "âm", "ăn", "an", "logit", "tầng", "tăng", "token"]
    expected = ["an", "ăn", "âm", "da", "dã", "dạ", "đa", "đối", "logit", "tăng", "tầng", "token"]
    assert sorted(words, key=lambda word: terms.alphabetical("vi", word)) == expected


def test_the_glossary_shows_both_languages_and_what_to_avoid(write):
    root = write("terms.yml", GOOD)
    vietnamese = terms.glossary(root, Page(root, "vi", "reference/glossary.md"))
    assert "## N { #letter-n }" in vietnamese
    assert "[N](#letter-n)" in vietnamese.splitlines()[2]
    assert '<a href="../../../terms.csv" download>CSV</a>' in vietnamese
    assert "### odds (số chênh) { #odds .glossary-term }" in vietnamese
    assert '- Tránh dùng <q class="mt">cược</q>: cá độ' in vietnamese
    english = terms.glossary(root, Page(root, "en", "reference/glossary.md"))
    assert english.index("#label") < english.index("#odds")
    assert 'Vietnamese: <span lang="vi">odds (số chênh)</span>' in english
    assert "Also written: target" in english


def test_the_glossary_says_how_a_word_sounds_and_what_its_plural_is(write):
    said = GOOD.replace("en: {label: odds,", "en: {label: odds, pronunciation: ɒdz, plural: odds,")
    assert said != GOOD
    root = write("terms.yml", said)
    english = terms.glossary(root, Page(root, "en", "reference/glossary.md"))
    assert "- Said ɒdz\n- Plural odds" in english
    vietnamese = terms.glossary(root, Page(root, "vi", "reference/glossary.md"))
    assert "Số nhiều" not in vietnamese, "a plural is said of the English word"


def test_each_term_of_a_definition_is_linked_at_its_first_use(write):
    root = write(
        "terms.yml",
        """\
never: []
terms:
  logit:
    en: {label: logit, short: "A logit is the log of the odds; odds are not an odds ratio."}
    vi: {label: logit, short: Logit là logarit của odds.}
  logit-unit:
    en: {label: logit (unit), short: One logit multiplies odds by e.}
    vi: {label: logit (đơn vị), short: Đơn vị.}
  odds:
    en: {label: odds, short: The opposite of log-odds.}
    vi: {label: odds, short: Odds.}
  odds-ratio:
    en: {label: odds ratio (OR), short: One ratio of odds ratios.}
    vi: {label: tỉ số odds (OR), short: Thương.}
""",
    )
    english = terms.glossary(root, Page(root, "en", "reference/glossary.md"))
    linked = "the log of the [odds](term:odds); odds are not an [odds ratio](term:odds-ratio)."
    assert linked in english
    assert "A logit is" in english, "its own name is not linked"
    assert "One logit multiplies" in english, "which logit, the word alone does not say"
    assert "The opposite of log-odds." in english, "half a word is another word"
    assert "One ratio of odds ratios." in english, "a plural of its own name"
