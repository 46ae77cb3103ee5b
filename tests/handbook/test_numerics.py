"""The page of measurements shows what was measured, all of it, and nothing else."""

import json

import pytest

import logitkit
from handbook import numerics
from handbook.page import Page
from handbook.project import HandbookError

MEASURED = {
    "date": "2026-01-02",
    "machine": {"processor": "A", "cores": 2},
    "versions": {"NumPy": "2"},
    "accuracy": [
        {"function": "logit", "library": "logitkit", "dtype": "float64", "worst": 1.1, "bad": 0},
        {"function": "logit", "library": "SciPy", "dtype": "float64", "worst": 2.25e15, "bad": 3},
        {"function": "odds", "library": "logitkit", "dtype": "float64", "worst": 0.5, "bad": 0},
    ],
    "speed": [],
    "memory": [],
}


@pytest.fixture
def page(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "numerics.json").write_text(json.dumps(MEASURED), "utf-8")
    return Page(tmp_path, "en", "reference/numerics.md")


def test_a_table_shows_the_largest_error_and_the_bad_points(page):
    table = numerics.table(page, "accuracy-float64").splitlines()
    assert table[0] == "| Function | logitkit | SciPy |"
    logit = '<a href="../api/#logitkit.links.logit"><code>logit</code></a>'
    assert table[2] == f"| {logit} | 1.10 | 2.2 · 10¹⁵; **3** bad |"
    assert table[3].endswith("| 0.500 | – |")


def test_the_machine_and_the_versions_are_named(page):
    assert "| 2026-01-02 | A, 2 cores | NumPy 2 |" in numerics.table(page, "machine")


def test_an_unknown_table_is_refused(page):
    with pytest.raises(HandbookError, match="unknown table 'speed'"):
        numerics.table(page, "speed")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_table_stands_on_the_page_of_the_handbook(root, language):
    body = Page(root, language, "reference/numerics.md").body
    for name in numerics.TABLES:
        assert f"{{{{ numerics {name} }}}}" in body


def test_what_was_measured_are_functions_of_the_package(root):
    measured = numerics.load(root)
    for part in ("accuracy", "speed", "memory"):
        names = {each["function"].partition(" ")[0] for each in measured[part]}
        assert names <= set(logitkit.__all__)
    for each in measured["accuracy"]:
        if each["library"] == "logitkit":
            assert each["bad"] == 0, each


@pytest.mark.parametrize(
    ("value", "shown"), [(0.5, "0.500"), (61.61, "61.6"), (1707, "1707"), (792700, "7.9 · 10⁵")]
)
def test_numbers_are_short(value, shown):
    assert numerics.number(value) == shown
