"""The logit and its inverse."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import exp, log, log1p, mpf
from numpy.testing import assert_allclose

import logitkit
from logitkit import log_sigmoid, logit, odds, sigmoid

INF = float("inf")
NAN = float("nan")
TINY = 5e-324
HUGE = np.finfo(np.float64).max

reals = st.floats(allow_nan=False)
probabilities = st.floats(0, 1)


def far_and_near(centre=0.0):
    """Numbers on both sides of *centre*, from very near it to 700 away."""
    steps = np.concatenate([np.logspace(-15, 0, 200), np.linspace(1, 700, 300)])
    return np.concatenate([centre - steps, centre + steps])


class TestLogit:
    @pytest.mark.parametrize(
        ("p", "expected"),
        [
            (0, -INF),
            (-0.0, -INF),
            (0.5, 0.0),
            (1, INF),
            (0.75, math.log(3)),
            (0.5 - 2**-54, -(2.0**-52)),
            (0.5 + 2**-53, 2.0**-51),
            (TINY, -1074 * math.log(2)),
            (-TINY, NAN),
            (1 + 2**-52, NAN),
            (-1, NAN),
            (2, NAN),
            (HUGE, NAN),
            (-HUGE, NAN),
            (INF, NAN),
            (-INF, NAN),
            (NAN, NAN),
        ],
    )
    def test_value(self, p, expected):
        assert_allclose(logit(p), expected, rtol=3e-16, atol=0)

    def test_is_accurate_within_two_ulp(self, worst_ulp):
        near_half = np.ldexp([0.5], np.arange(-52, -1))
        p = np.concatenate(
            [np.linspace(0.001, 0.999, 400), np.logspace(-320, -3, 200), 0.5 + near_half]
        )
        p = np.concatenate([p, 1 - p[p > 1e-15]])
        p = p[p != 0.5]
        exact = [log(x) - log1p(-x) for x in map(mpf, p.tolist())]
        assert worst_ulp(logit(p), exact) <= 2

    @given(st.integers(1, 2**53 - 1))
    def test_complements_have_opposite_logits(self, numerator):
        p = numerator / 2**53
        assert_allclose(logit(1 - p), -logit(p), rtol=1e-15, atol=0)

    @given(probabilities, probabilities)
    def test_never_decreases(self, p, q):
        low, high = sorted([p, q])
        assert logit(low) <= logit(high) or math.isclose(logit(low), logit(high), rel_tol=1e-15)

    @given(st.floats(1e-300, 1, exclude_max=True).filter(lambda p: p != 0.5))
    def test_is_the_logarithm_of_the_odds(self, p):
        assert_allclose(logit(p), math.log(odds(p)), rtol=1e-14, atol=1e-15)


class TestSigmoid:
    @pytest.mark.parametrize(
        ("x", "expected"),
        [
            (-INF, 0.0),
            (-HUGE, 0.0),
            (-746, 0.0),
            (-745, TINY),
            (-720, 2.0322308024e-313),
            (0, 0.5),
            (-0.0, 0.5),
            (TINY, 0.5),
            (math.log(4), 0.8),
            (37, 1.0),
            (HUGE, 1.0),
            (INF, 1.0),
            (NAN, NAN),
        ],
    )
    def test_value(self, x, expected):
        assert_allclose(sigmoid(x), expected, rtol=3e-16, atol=0)

    def test_is_accurate_within_three_ulp(self, worst_ulp):
        x = np.concatenate([far_and_near(), np.linspace(-745, -690, 200)])
        exact = [1 / (1 + exp(-value)) for value in map(mpf, x.tolist())]
        assert worst_ulp(sigmoid(x), exact) <= 3

    @given(reals)
    def test_opposite_logits_have_complementary_probabilities(self, x):
        assert_allclose(sigmoid(-x) + sigmoid(x), 1, rtol=5e-16)

    @given(probabilities)
    def test_undoes_logit(self, p):
        assert_allclose(sigmoid(logit(p)), p, rtol=2e-13, atol=0)

    @given(st.floats(-700, 20))
    def test_is_undone_by_logit(self, x):
        assert_allclose(logit(sigmoid(x)), x, rtol=1e-15, atol=1e-7 if x > 1 else 1e-15)

    def test_expit_is_the_same_function(self):
        assert logitkit.expit is sigmoid


class TestLogSigmoid:
    @pytest.mark.parametrize(
        ("x", "expected"),
        [
            (-INF, -INF),
            (-HUGE, -HUGE),
            (-1000, -1000.0),
            (0, -math.log(2)),
            (40, -math.exp(-40)),
            (1000, 0.0),
            (HUGE, 0.0),
            (INF, 0.0),
            (NAN, NAN),
        ],
    )
    def test_value(self, x, expected):
        assert_allclose(log_sigmoid(x), expected, rtol=3e-16, atol=0)

    def test_is_accurate_within_two_ulp(self, worst_ulp):
        x = far_and_near()
        exact = [-log1p(exp(-value)) for value in map(mpf, x.tolist())]
        assert worst_ulp(log_sigmoid(x), exact) <= 2

    @given(st.floats(-700, 30))
    def test_is_the_logarithm_of_sigmoid(self, x):
        assert_allclose(log_sigmoid(x), math.log(sigmoid(x)), rtol=1e-14, atol=2e-16)

    @given(st.floats(-1e6, 1e6))
    def test_difference_of_two_is_the_logit(self, x):
        assert_allclose(log_sigmoid(x) - log_sigmoid(-x), x, rtol=1e-15, atol=1e-15)
