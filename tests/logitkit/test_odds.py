"""Odds and their inverse."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mpf
from numpy.testing import assert_allclose, assert_array_equal

from logitkit import from_odds, odds

INF = float("inf")
NAN = float("nan")
TINY = 5e-324
HUGE = np.finfo(np.float64).max

probabilities = st.floats(0, 1)


class TestOdds:
    @pytest.mark.parametrize(
        ("p", "expected"),
        [
            (0, 0.0),
            (-0.0, 0.0),
            (TINY, TINY),
            (0.2, 0.25),
            (0.5, 1.0),
            (0.75, 3.0),
            (1 - 2**-53, 2.0**53 - 1),
            (1, INF),
            (-TINY, NAN),
            (1 + 2**-52, NAN),
            (2, NAN),
            (HUGE, NAN),
            (-HUGE, NAN),
            (INF, NAN),
            (-INF, NAN),
            (NAN, NAN),
        ],
    )
    def test_value(self, p, expected):
        assert_array_equal(odds(p), expected)

    def test_is_accurate_within_one_and_a_quarter_ulp(self, worst_ulp):
        p = np.concatenate([np.linspace(0.001, 0.999, 400), np.logspace(-300, -3, 200)])
        exact = [x / (1 - x) for x in map(mpf, p.tolist())]
        assert worst_ulp(odds(p), exact) <= 1.25


class TestFromOdds:
    @pytest.mark.parametrize(
        ("o", "expected"),
        [
            (0, 0.0),
            (TINY, TINY),
            (0.25, 0.2),
            (1, 0.5),
            (3, 0.75),
            (HUGE, 1.0),
            (INF, 1.0),
            (-TINY, NAN),
            (-1, NAN),
            (-INF, NAN),
            (NAN, NAN),
        ],
    )
    def test_value(self, o, expected):
        assert_array_equal(from_odds(o), expected)

    def test_is_accurate_within_two_ulp(self, worst_ulp):
        o = np.concatenate([np.linspace(0.01, 99, 400), np.logspace(-300, 300, 200)])
        exact = [x / (1 + x) for x in map(mpf, o.tolist())]
        assert worst_ulp(from_odds(o), exact) <= 2


@given(probabilities)
def test_from_odds_undoes_odds(p):
    assert_allclose(from_odds(odds(p)), p, rtol=1e-15, atol=0)


@given(st.floats(1e-300, 1 - 1e-10))
def test_odds_against_are_the_reciprocal(p):
    assert_allclose(odds(p) * (1 - p) / p, 1, rtol=1e-15)
