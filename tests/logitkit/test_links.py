"""The logit and its inverse."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

import logitkit
from logitkit import (
    cloglog,
    inverse_cloglog,
    log1mexp,
    log_sigmoid,
    logit,
    logit_from_log_probability,
    odds,
    sigmoid,
    softplus,
)

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

    @given(st.floats(-700, 30))
    def test_is_the_logarithm_of_sigmoid(self, x):
        assert_allclose(log_sigmoid(x), math.log(sigmoid(x)), rtol=1e-14, atol=2e-16)

    @given(st.floats(-1e6, 1e6))
    def test_difference_of_two_is_the_logit(self, x):
        assert_allclose(log_sigmoid(x) - log_sigmoid(-x), x, rtol=1e-15, atol=1e-15)


class TestSoftplus:
    @pytest.mark.parametrize(
        ("x", "expected"),
        [(-INF, 0.0), (-40, math.exp(-40)), (0, math.log(2)), (1000, 1000.0), (INF, INF)],
    )
    def test_value(self, x, expected):
        assert_allclose(softplus(x), expected, rtol=3e-16, atol=0)

    @given(reals)
    def test_is_log_sigmoid_of_the_opposite(self, x):
        assert softplus(x) == -log_sigmoid(-x)

    @given(reals, reals)
    def test_never_decreases(self, x, y):
        low, high = sorted([x, y])
        assert softplus(low) <= softplus(high) * (1 + 1e-15)

    @given(st.floats(-500, 500))
    def test_is_never_below_its_argument(self, x):
        assert softplus(x) >= max(x, 0)


class TestCloglog:
    @pytest.mark.parametrize(
        ("p", "expected"),
        [(0, -INF), (1e-300, math.log(1e-300)), (0.5, math.log(math.log(2))), (1, INF), (2, NAN)],
    )
    def test_value(self, p, expected):
        assert_allclose(cloglog(p), expected, rtol=3e-16, atol=0)

    @given(st.floats(1e-300, 0.999))
    def test_is_undone(self, p):
        assert_allclose(inverse_cloglog(cloglog(p)), p, rtol=2e-13)

    @given(st.floats(-700, 2))
    def test_undoes_its_inverse(self, x):
        assert_allclose(cloglog(inverse_cloglog(x)), x, rtol=1e-13, atol=1e-12)

    @given(st.floats(1e-12, 1e-3))
    def test_is_near_the_logit_for_small_probabilities(self, p):
        assert logit(p) - p < cloglog(p) < logit(p)


class TestLog1mexp:
    @pytest.mark.parametrize(
        ("x", "expected"),
        [
            (-INF, 0.0),
            (-math.log(2), -math.log(2)),
            (-1e-20, math.log(1e-20)),
            (-50, -math.exp(-50)),
            (0, -INF),
            (1e-300, NAN),
        ],
    )
    def test_value(self, x, expected):
        assert_allclose(log1mexp(x), expected, rtol=4e-16, atol=0)

    @given(st.floats(-30, -1e-12))
    def test_done_twice_is_not_done(self, x):
        assert_allclose(log1mexp(log1mexp(x)), x, rtol=1e-2 if x < -25 else 1e-4)

    @given(st.floats(-700, 700))
    def test_is_the_log_sigmoid_of_the_opposite(self, x):
        assert_allclose(log1mexp(log_sigmoid(x)), log_sigmoid(-x), rtol=1e-13, atol=1e-15)


class TestLogitFromLogProbability:
    @given(st.floats(-700, 700))
    def test_undoes_log_sigmoid(self, x):
        assert_allclose(logit_from_log_probability(log_sigmoid(x)), x, rtol=1e-13, atol=1e-15)

    @given(st.floats(-700, -1e-10))
    def test_is_the_logit_of_the_probability(self, x):
        assert_allclose(logit_from_log_probability(x), logit(math.exp(x)), rtol=1e-5, atol=1e-12)

    @given(st.floats(-1e300, 0, exclude_max=True))
    def test_is_a_difference_of_log_probabilities(self, x):
        expected = x - log1mexp(x)
        assert_allclose(logit_from_log_probability(x), expected, rtol=1e-14, atol=1e-15)


def test_one_number_does_not_depend_on_the_block_it_is_in():
    x = np.random.default_rng(5).normal(0, 300, 50000)
    some = [0, 16383, 16384, 49999]
    for function in (sigmoid, log_sigmoid, softplus, logit_from_log_probability):
        assert_array_equal(function(x)[some], function(x[some]))
