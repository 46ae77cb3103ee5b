"""Odds and their inverse."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from logitkit import from_odds, logit, odds, odds_ratio

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


@given(probabilities)
def test_from_odds_undoes_odds(p):
    assert_allclose(from_odds(odds(p)), p, rtol=1e-15, atol=0)


@given(st.floats(1e-300, 1 - 1e-10))
def test_odds_against_are_the_reciprocal(p):
    assert_allclose(odds(p) * (1 - p) / p, 1, rtol=1e-15)


class TestOddsRatio:
    @pytest.mark.parametrize(
        ("p", "q", "expected"),
        [
            (0.8, 0.5, 4.0),
            (0.5, 0.8, 0.25),
            (0, 0.5, 0.0),
            (0.5, 0, INF),
            (1, 0.5, INF),
            (0.5, 1, 0.0),
            (0, 0, NAN),
            (1, 1, NAN),
            (2, 0.5, NAN),
            (0.5, -1, NAN),
            (NAN, 0.5, NAN),
        ],
    )
    def test_value(self, p, q, expected):
        assert_allclose(odds_ratio(p, q), expected, rtol=4e-16)

    @given(st.floats(1e-9, 1 - 1e-9), st.floats(1e-9, 1 - 1e-9))
    def test_logarithm_is_a_difference_of_logits(self, p, q):
        assert_allclose(np.log(odds_ratio(p, q)), logit(p) - logit(q), rtol=1e-12, atol=1e-12)

    @given(*[st.integers(1, 1000)] * 4)
    def test_of_a_table(self, a, b, c, d):
        assert_allclose(odds_ratio(a / (a + b), c / (c + d)), a * d / (b * c), rtol=1e-11)

    def test_one_baseline_for_many(self):
        assert_allclose(odds_ratio([0.5, 0.8], 0.5), [1, 4])
        assert_allclose(odds_ratio(0.5, [0.5, 0.8]), [1, 0.25])
        assert type(odds_ratio(0.5, 0.25)) is float
        assert odds_ratio(np.float32([0.5]), 0.25).dtype == np.float32

    def test_what_does_not_go_together(self):
        with pytest.raises(ValueError, match="shape mismatch"):
            odds_ratio([0.1, 0.2], [0.1, 0.2, 0.3])
        with pytest.raises(TypeError, match="q must be real numbers"):
            odds_ratio(0.5, "0.5")
