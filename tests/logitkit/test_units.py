"""Nats, bits, bans and decibans."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from logitkit import convert, logit, odds

UNITS = ["nat", "bit", "ban", "deciban"]
units = st.sampled_from(UNITS)


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        (1, "bit", "nat", math.log(2)),
        (math.log(2), "nat", "bit", 1.0),
        (1, "ban", "nat", math.log(10)),
        (math.log(10), "nat", "ban", 1.0),
        (30, "deciban", "ban", 3.0),
        (3, "ban", "deciban", 30.0),
        (float("inf"), "nat", "bit", float("inf")),
    ],
)
def test_value(value, unit, to, expected):
    assert convert(value, unit, to) == expected


@given(st.floats(-1e300, 1e300), units)
def test_the_same_unit_changes_nothing(value, unit):
    assert convert(value, unit, unit) == value


@given(st.floats(-1e300, 1e300), units, units)
def test_there_and_back(value, unit, to):
    assert_allclose(convert(convert(value, unit, to), to, unit), value, rtol=1e-15, atol=1e-320)


@given(st.floats(-1e300, 1e300), units, units, units)
def test_a_detour_changes_nothing(value, unit, by, to):
    detour = convert(convert(value, unit, by), by, to)
    assert_allclose(detour, convert(value, unit, to), rtol=1e-15, atol=1e-320)


def test_decibans_of_odds():
    assert_allclose(convert(logit(0.9), "nat", "deciban"), 10 * math.log10(odds(0.9)))


def test_arrays_keep_their_dtype():
    values = np.array([1, 2], np.float32)
    assert convert(values, "bit", "nat").dtype == np.float32
    assert_array_equal(convert([1, 2], "ban", "deciban"), [10, 20])


@pytest.mark.parametrize(("unit", "to"), [("bits", "nat"), ("nat", "hartley"), ("", "")])
def test_unknown_unit(unit, to):
    unknown = unit if unit not in UNITS else to
    with pytest.raises(ValueError, match=f"one of nat, bit, ban, deciban, not '{unknown}'"):
        convert(1, unit, to)
