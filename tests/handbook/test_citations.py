"""The bibliography: what it refuses, its labels, and how a citation reads."""

import pytest

from handbook import citations
from handbook.page import Page
from handbook.project import HandbookError

GOOD = """\
@article{berkson1944,
  author = {Berkson, Joseph}, title = {Application of the Logistic Function to Bio-Assay},
  journal = {JASA}, year = {1944}, doi = {10.2307/2280041},
  evidence = {through}, via = {Cramer 2003}, via_vi = {Cramer 2003},
}
@book{three2000,
  author = {One, A. and Two, B. and Three, C.}, title = {Việt & Co}, publisher = {P}, year = {2000},
  evidence = {seen},
}
@misc{thread, title = {A Thread}, label = {Thread 1}, evidence = {unresolved}}
"""


def test_labels_are_author_and_year(write):
    known = citations.load(write("references.bib", GOOD)).references
    assert {key: known[key].label for key in known} == {
        "berkson1944": "Berkson 1944",
        "three2000": "One et al. 2000",
        "thread": "Thread 1",
    }


def test_a_title_keeps_its_capitals(write):
    text = citations.load(write("references.bib", GOOD))["berkson1944"].text
    assert "Application of the Logistic Function to Bio-Assay" in text
    assert 'href="https://doi.org/10.2307/2280041"' in text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("{through}", "{hearsay}", "docs/references.bib:1: source 'berkson1944': evidence is one"),
        ("via_vi = {Cramer 2003},", "", "source 'berkson1944': a source cited through another"),
        (
            "evidence = {seen},",
            "evidence = {seen}, note_en = {N},",
            "'three2000': a note stands in",
        ),
        ("author = {One, A. and Two, B. and Three, C.},", "", "source 'three2000'"),
        (
            "evidence = {unresolved}}",
            "evidence = {unresolved}",
            "docs/references.bib: syntax",
        ),
    ],
)
def test_a_malformed_source_is_refused(write, old, new, message):
    assert old in GOOD
    with pytest.raises(HandbookError, match=message):
        citations.load(write("references.bib", GOOD.replace(old, new, 1)))


def test_a_citation_reads_author_year_and_links_to_the_foot(write):
    page = Page(write("references.bib", GOOD), "en", "concepts/odds.md")
    html = citations.cite("@berkson1944; @three2000", page)
    assert html.startswith('(<a class="citation" href="#source-berkson1944" title="Joseph Berkson')
    assert html.endswith("One et al. 2000</a>)")
    [(anchor, text)] = citations.foot(["berkson1944", "berkson1944"], page)
    assert anchor == "source-berkson1944"
    assert 'href="../../reference/sources/#berkson1944">cited through another (Cramer 2003)' in text


def test_keys_are_read_in_order():
    assert citations.keys_in("a [@b1; @a2] b [x](y) [@c3].") == ["b1", "a2", "c3"]
