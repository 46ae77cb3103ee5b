"""The probit and its inverse."""

import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from logitkit import normal_cdf, probit, sigmoid

INF = float("inf")
NAN = float("nan")


class TestProbit:
    @pytest.mark.parametrize(
        ("p", "expected"),
        [(0, -INF), (0.5, 0.0), (1, INF), (-1e-300, NAN), (1 + 2**-52, NAN), (NAN, NAN)],
    )
    def test_value(self, p, expected):
        assert_array_equal(probit(p), expected)

    @given(st.floats(1e-300, 1 - 2**-53))
    def test_agrees_with_the_standard_library(self, p):
        expected = statistics.NormalDist().inv_cdf(p)
        assert_allclose(probit(p), expected, rtol=2e-15, atol=1e-16)

    @given(st.integers(1, 2**53 - 1))
    def test_complements_have_opposite_probits(self, numerator):
        p = numerator / 2**53
        assert_allclose(probit(1 - p), -probit(p), rtol=1e-15, atol=0)

    @given(st.floats(0, 1), st.floats(0, 1))
    def test_never_decreases(self, p, q):
        low, high = probit(sorted([p, q]))
        assert low <= high or abs(low - high) <= 1e-15 * abs(low)

    @given(st.floats(1e-300, 1 - 1e-9))
    def test_is_undone(self, p):
        assert_allclose(normal_cdf(probit(p)), p, rtol=1e-12)


class TestNormalCdf:
    @pytest.mark.parametrize(
        ("x", "expected"),
        [(-INF, 0.0), (-1e300, 0.0), (0, 0.5), (9, 1.0), (1e300, 1.0), (INF, 1.0), (NAN, NAN)],
    )
    def test_value(self, x, expected):
        assert_array_equal(normal_cdf(x), expected)

    @given(st.floats(-50, 50))
    def test_opposites_have_complementary_probabilities(self, x):
        assert_allclose(normal_cdf(x) + normal_cdf(-x), 1, rtol=3e-16)

    @given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
    def test_never_decreases(self, x, y):
        low, high = normal_cdf(sorted([x, y]))
        assert low <= high * (1 + 1e-15)

    @given(st.floats(-37, 5))
    def test_is_undone(self, x):
        assert_allclose(probit(normal_cdf(x)), x, rtol=1e-10, atol=1e-10)

    def test_is_near_a_sigmoid_of_another_scale(self):
        x = np.linspace(-5, 5, 101)
        assert abs(normal_cdf(x) - sigmoid(1.702 * x)).max() < 0.01
