"""The nine ways of `concepts/one-number-nine-ways` are one number: the one of the page's table."""

import contextlib
import io
import os
import re
from math import log, log2, log10
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from handbook import examples
from logitkit import (
    class_log_odds,
    convert,
    fit_binary,
    fit_multinomial,
    logit,
    odds,
    odds_ratio,
    sigmoid,
    softmax,
)

ROOT = Path(os.environ.get("HANDBOOK_ROOT", Path(__file__).parents[2]))
ENTRY = "one-number-nine-ways"
KEYS = [key for key in examples.keys(ROOT) if key.startswith(f"{ENTRY}/")]
NEAR = 1e-12


def page(language: str) -> str:
    return (ROOT / "docs" / language / "concepts" / f"{ENTRY}.md").read_text(encoding="utf-8")


def counts(language: str) -> list[tuple[int, int]]:
    """The rows of whole numbers in the page's table: days of rain, and dry days."""
    rows = re.findall(r"^\| [^|]+ \| (\d+) \| (\d+) \|$", page(language), flags=re.M)
    return [(int(rain), int(dry)) for rain, dry in rows]


def left_behind(key: str) -> dict[str, Any]:
    """The names that an example has bound when it ends."""
    bound: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(examples.script(examples.load(ROOT, key)), bound)
    return bound


RAIN, DRY = (np.array(column) for column in zip(*counts("en"), strict=True))
SAYS = np.array([1, 0, -1])
P, BASE, _ = (RAIN / (RAIN + DRY)).tolist()
LIKELIHOOD_RATIO = (RAIN[0] / RAIN.sum()) / (DRY[0] / DRY.sum())
EACH_SAYS = np.tile(SAYS, 2).repeat([*RAIN, *DRY])
EACH_LABEL = np.repeat([1, 0], [RAIN.sum(), DRY.sum()])
SCORES = np.array([fit_multinomial(EACH_SAYS, EACH_LABEL).coefficients[0] @ [1, 1], 0])

NINE = {
    "probability": logit(P),
    "odds": log(odds(P)),
    "log-odds": log(RAIN[0]) - log(DRY[0]),
    "odds ratio": log(odds_ratio(P, BASE)),
    "log-likelihood ratio": log(LIKELIHOOD_RATIO),
    "bits": convert(log2(RAIN[0] / DRY[0]), "bit", "nat"),
    "bans": convert(log10(RAIN[0] / DRY[0]), "ban", "nat"),
    "coefficient": fit_binary(SAYS, RAIN, trials=RAIN + DRY).coefficients[1],
    "softmax score": class_log_odds(SCORES)[0],
}
PRINTED = {
    1: P,
    2: odds(P),
    3: NINE["log-odds"],
    4: odds_ratio(P, BASE),
    5: NINE["log-likelihood ratio"],
    6: convert(NINE["log-odds"], "nat", "bit"),
    7: convert(NINE["log-odds"], "nat", "ban"),
    8: NINE["coefficient"],
    9: NINE["softmax score"],
}


def test_there_are_nine():
    assert len(NINE) == 9


@pytest.mark.parametrize("way", NINE)
def test_each_way_is_the_same_number(way):
    assert abs(NINE[way] - log(4)) < NEAR


@pytest.mark.parametrize("way", NINE)
def test_each_way_leads_back_to_the_probability(way):
    assert abs(sigmoid(float(NINE[way])) - P) < NEAR
    assert abs(softmax([NINE[way], 0])[0] - P) < NEAR


def test_both_pages_have_the_same_table():
    assert counts("en") == counts("vi") == [(40, 10), (25, 25), (10, 40)]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_page_lists_these_nine_values(language):
    rows = re.findall(r"^\| ([1-9]) \| .+? \| ([\d.]+) \| .+ \|$", page(language), flags=re.M)
    assert {int(way): float(value) for way, value in rows} == {
        way: round(float(value), 4) for way, value in PRINTED.items()
    }


def test_the_examples_have_that_table_too():
    seen = 0
    for key in KEYS:
        bound = left_behind(key)
        if "rain" in bound:
            drier = 3 if key.endswith("/a-drier-season") else 1
            assert list(bound["rain"]) == RAIN.tolist(), key
            assert list(bound["dry"]) == (drier * DRY).tolist(), key
            seen += 1
    assert seen == 8


def test_the_page_has_computed_the_same_nine():
    nine = left_behind(f"{ENTRY}/nine-at-once")["nine"]
    assert len(nine) == 9
    assert max(abs(way - log(4)) for way in nine) < NEAR


def test_three_of_them_survive_a_drier_season_and_six_do_not():
    dry = 3 * DRY
    p, base, _ = (RAIN / (RAIN + dry)).tolist()
    intercept, slope = fit_binary(SAYS, RAIN, trials=RAIN + dry).coefficients
    ratio = (RAIN[0] / RAIN.sum()) / (dry[0] / dry.sum())
    for same in (log(odds_ratio(p, base)), log(ratio), slope):
        assert abs(same - log(4)) < NEAR
    assert abs(logit(p) - (log(4) - log(3))) < NEAR
    assert abs(intercept + slope - logit(p)) < NEAR


def test_likelihood_ratio_and_odds_ratio_part_when_saying_nothing_is_evidence():
    rain, dry = RAIN + np.array([0, 25, 0]), DRY
    p, base, _ = (rain / (rain + dry)).tolist()
    ratio = (rain[0] / rain.sum()) / (dry[0] / dry.sum())
    assert abs(odds_ratio(p, base) - ratio) > 0.1
