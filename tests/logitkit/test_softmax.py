"""Softmax, its logarithm, and log-sum-exp."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.exceptions import AxisError
from numpy.testing import assert_allclose, assert_array_equal

from logitkit import centre, class_log_odds, log_softmax, logit, logsumexp, sigmoid, softmax

INF = float("inf")
NAN = float("nan")
HUGE = np.finfo(np.float64).max

rows = arrays(np.float64, st.integers(1, 8), elements=st.floats(-1000, 1000))
tables = arrays(np.float64, array_shapes(max_dims=3, max_side=5), elements=st.floats(-50, 50))
temperatures = st.floats(0.01, 100)


class TestLogsumexp:
    @pytest.mark.parametrize(
        ("logits", "expected"),
        [
            ([3], 3.0),
            ([0, 0], math.log(2)),
            ([1000, 1000], 1000 + math.log(2)),
            ([-1000, -1000], -1000 + math.log(2)),
            ([HUGE, -HUGE], HUGE),
            ([0, -40], math.exp(-40)),
            ([-INF, 5], 5.0),
            ([-INF, -INF], -INF),
            ([-INF], -INF),
            ([], -INF),
            ([INF, 0], INF),
            ([INF, -INF], INF),
            ([INF, INF], INF),
            ([NAN, 0], NAN),
            ([NAN, INF], NAN),
        ],
    )
    def test_row(self, logits, expected):
        assert_allclose(logsumexp(logits), expected, rtol=3e-16, atol=0)

    @pytest.mark.parametrize("n", [1, 2, 20])
    def test_many_blocks_are_one_table(self, n):
        table = np.random.default_rng(4).normal(0, 9, (70000, n))
        some = [0, 3276, 3277, 32768, 69999]
        assert_array_equal(logsumexp(table)[some], logsumexp(table[some]))
        assert_array_equal(softmax(table)[some], softmax(table[some]))

    @given(rows)
    def test_is_a_smooth_maximum(self, row):
        assert row.max() <= logsumexp(row) <= np.nextafter(row.max() + math.log(len(row)), INF)

    @pytest.mark.parametrize(
        ("axis", "expected"),
        [
            (-1, [math.log(3), math.log(7)]),
            (1, [math.log(3), math.log(7)]),
            (0, [math.log(4), math.log(6)]),
            (None, math.log(10)),
            ((0, 1), math.log(10)),
            ((1, 0), math.log(10)),
            ((), [[0, math.log(2)], [math.log(3), math.log(4)]]),
        ],
    )
    def test_axis(self, axis, expected):
        assert_allclose(logsumexp(np.log([[1, 2], [3, 4]]), axis), expected, rtol=1e-15)

    def test_no_rows(self):
        assert logsumexp(np.ones((0, 3))).shape == (0,)
        assert_array_equal(logsumexp(np.ones((2, 0))), [-INF, -INF])


class TestSoftmax:
    @pytest.mark.parametrize(
        ("logits", "expected"),
        [
            ([3], [1]),
            ([0, 0], [0.5, 0.5]),
            ([0, math.log(4)], [0.2, 0.8]),
            ([1000, 1000], [0.5, 0.5]),
            ([-1000, -1000], [0.5, 0.5]),
            ([HUGE, -HUGE], [1, 0]),
            ([0, -720], [1, 2.0322308024e-313]),
            ([0, -INF], [1, 0]),
            ([0, 0, -INF], [0.5, 0.5, 0]),
            ([-INF], [NAN]),
            ([-INF, -INF], [NAN, NAN]),
            ([INF, 0], [NAN, NAN]),
            ([INF, INF], [NAN, NAN]),
            ([NAN, 0], [NAN, NAN]),
            ([], []),
        ],
    )
    def test_row(self, logits, expected):
        assert_allclose(softmax(logits), expected, rtol=3e-16, atol=0)

    @given(rows)
    def test_sums_to_one(self, row):
        assert_allclose(softmax(row).sum(), 1, rtol=1e-15)

    @given(rows, st.integers(-1000, 1000))
    def test_a_shift_changes_nothing(self, row, constant):
        row = row.round(2)
        assert_allclose(softmax(row + constant), softmax(row), rtol=1e-12, atol=1e-300)

    @given(tables)
    def test_every_axis_agrees_with_the_last(self, table):
        for axis in range(table.ndim):
            moved = softmax(np.moveaxis(table, axis, -1))
            assert_array_equal(softmax(table, axis), np.moveaxis(moved, -1, axis))

    @given(tables)
    def test_all_axes_are_one_long_row(self, table):
        flat = softmax(table.ravel()).reshape(table.shape)
        assert_array_equal(softmax(table, axis=None), flat)
        assert_array_equal(softmax(table, axis=tuple(range(table.ndim))), flat)

    def test_two_axes_of_three(self):
        table = np.arange(24.0).reshape(2, 3, 4)
        expected = softmax(table.transpose(1, 0, 2).reshape(3, 8)).reshape(3, 2, 4)
        assert_array_equal(softmax(table, axis=(0, 2)), expected.transpose(1, 0, 2))

    def test_no_rows(self):
        assert softmax(np.ones((0, 3))).shape == (0, 3)
        assert softmax(np.ones((3, 0))).shape == (3, 0)


class TestLogSoftmax:
    @pytest.mark.parametrize(
        ("logits", "expected"),
        [
            ([3], [0]),
            ([0, 0], [-math.log(2), -math.log(2)]),
            ([1000, 1000], [-math.log(2), -math.log(2)]),
            ([0, -40], [-math.exp(-40), -40]),
            ([0, -1000], [0, -1000]),
            ([HUGE, -HUGE], [0, -INF]),
            ([0, -INF], [0, -INF]),
            ([-INF], [NAN]),
            ([-INF, -INF], [NAN, NAN]),
            ([INF, 0], [NAN, NAN]),
            ([NAN, 0], [NAN, NAN]),
            ([], []),
        ],
    )
    def test_row(self, logits, expected):
        assert_allclose(log_softmax(logits), expected, rtol=3e-16, atol=0)

    @given(rows)
    def test_is_the_logarithm_of_softmax(self, row):
        assert_allclose(np.exp(log_softmax(row)), softmax(row), rtol=1e-12, atol=1e-300)

    @given(rows)
    def test_done_twice_is_done_once(self, row):
        once = log_softmax(row)
        assert_allclose(log_softmax(once), once, rtol=1e-15, atol=1e-15)


class TestCentre:
    @pytest.mark.parametrize(
        ("logits", "expected"),
        [
            ([3], [0]),
            ([1, 2, 6], [-2, -1, 3]),
            ([1e308, 1e308], [0, 0]),
            ([1, -INF, 3], [-1, -INF, 1]),
            ([-INF, -INF], [NAN, NAN]),
            ([INF, 0], [NAN, NAN]),
            ([INF, -INF], [NAN, NAN]),
            ([NAN, 0], [NAN, NAN]),
            ([], []),
        ],
    )
    def test_row(self, logits, expected):
        assert_array_equal(centre(logits), expected)

    @given(rows)
    def test_has_mean_zero_and_the_same_softmax(self, row):
        assert_allclose(centre(row).mean(), 0, atol=1e-12)
        assert_allclose(softmax(centre(row)), softmax(row), rtol=1e-12, atol=1e-300)

    @given(rows)
    def test_does_not_see_a_constant(self, row):
        assert_allclose(centre(log_softmax(row)), centre(row), rtol=1e-11, atol=1e-11)

    def test_axis(self):
        table = np.arange(6.0).reshape(2, 3)
        assert_array_equal(centre(table, axis=0), [[-1.5] * 3, [1.5] * 3])
        assert_array_equal(centre(table, axis=None), table - 2.5)


class TestClassLogOdds:
    @pytest.mark.parametrize(
        ("logits", "expected"),
        [
            ([3], [INF]),
            ([0, 0], [0, 0]),
            ([0, 1000], [-1000, 1000]),
            ([0, 0, 0], [-math.log(2)] * 3),
            ([0, -INF], [INF, -INF]),
            ([1, 1, -INF], [0, 0, -INF]),
            ([-INF, -INF], [NAN, NAN]),
            ([INF, 0], [NAN, NAN]),
            ([INF, INF], [NAN, NAN]),
            ([NAN, 0], [NAN, NAN]),
            ([], []),
        ],
    )
    def test_row(self, logits, expected):
        assert_allclose(class_log_odds(logits), expected, rtol=4e-16, atol=0)

    @given(arrays(np.float64, st.integers(2, 8), elements=st.floats(-15, 15)))
    def test_is_the_logit_of_softmax(self, row):
        assert_allclose(class_log_odds(row), logit(softmax(row)), rtol=1e-2, atol=1e-7)

    def test_axis(self):
        table = np.array([[1.0, 2.0], [3.0, 5.0]])
        assert_array_equal(class_log_odds(table, axis=0), [[-2, -3], [2, 3]])


class TestTemperature:
    @given(rows, temperatures)
    def test_divides_the_logits(self, row, temperature):
        row = row.round(2)
        divided = row / temperature
        assert_allclose(softmax(row, temperature=temperature), softmax(divided), rtol=1e-9)
        expected = log_softmax(divided)
        assert_allclose(log_softmax(row, temperature=temperature), expected, rtol=1e-9, atol=1e-9)

    @pytest.mark.parametrize(
        ("temperature", "expected"),
        [
            (5e-324, [0, 0, 1]),
            (1e-3, [0, 0, 1]),
            (1e308, [1 / 3, 1 / 3, 1 / 3]),
            (INF, [1 / 3, 1 / 3, 1 / 3]),
        ],
    )
    def test_limits(self, temperature, expected):
        assert_allclose(softmax([1, 2, 3], temperature=temperature), expected, atol=1e-300)

    @pytest.mark.parametrize(
        ("logits", "expected"),
        [([1, 2, -INF], [0.5, 0.5, 0]), ([1, INF], [NAN, NAN]), ([1, NAN], [NAN, NAN])],
    )
    def test_infinite_temperature_spares_infinite_logits(self, logits, expected):
        assert_array_equal(softmax(logits, temperature=INF), expected)

    def test_what_overflows_without_it_need_not_with_it(self):
        logits = np.array([1.5e308, -1.5e308])
        assert_allclose(log_softmax(logits, temperature=1e308), [-np.log1p(np.exp(-3)), -3], 0.05)

    @pytest.mark.parametrize("dtype", [np.float16, np.float32])
    def test_is_not_rounded_to_the_dtype_of_the_logits(self, dtype):
        row = np.array([0, 60], dtype)
        for temperature in [0.7, 3, 1e-60, 1e60]:
            exact = softmax(row.astype(float), temperature=temperature)
            close = 5 * np.finfo(dtype).eps
            assert_allclose(softmax(row, temperature=temperature), exact, close, close**2)

    @pytest.mark.parametrize("unit", [1e-320, 1e-316, 7e-315, 1e-300, 1e305])
    def test_any_unit_will_do(self, unit):
        row = np.linspace(-40, 40, 30) * unit
        assert_allclose(softmax(row, temperature=unit), softmax(row / unit), rtol=2e-14)

    @pytest.mark.parametrize("temperature", [0, -0.0, -1.5, -INF, NAN])
    @pytest.mark.parametrize("function", [softmax, log_softmax])
    def test_must_be_above_zero(self, function, temperature):
        message = f"temperature must be above 0, not {temperature}; .* argmax"
        with pytest.raises(ValueError, match=message):
            function([1, 2], temperature=temperature)


@pytest.mark.parametrize("function", [logsumexp, softmax, log_softmax, centre, class_log_odds])
class TestRows:
    @pytest.mark.parametrize("axis", [-1, 0, None, ()])
    def test_a_single_number_is_not_a_row(self, function, axis):
        with pytest.raises(AxisError, match=r"at least one axis, but 0\.5 is a single number"):
            function(0.5, axis=axis)

    @pytest.mark.parametrize("axis", [2, -3, (0, 5)])
    def test_axis_out_of_range(self, function, axis):
        with pytest.raises(AxisError, match=r"axis -?\d is out of bounds"):
            function([[1, 2]], axis=axis)

    def test_axis_given_twice(self, function):
        with pytest.raises(ValueError, match="repeated axis"):
            function([[1, 2]], axis=(0, 0))

    def test_nan_stays_in_its_row(self, function):
        answers = function([[NAN, 0], [1, 2]])
        assert np.isnan(answers[0]).all()
        assert_array_equal(answers[1], function([1, 2]))

    @pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
    @pytest.mark.parametrize("length", [1, 2, 7, 16, 17, 33, 1000])
    def test_a_row_does_not_depend_on_its_neighbours(self, function, length, dtype):
        table = np.random.default_rng(3).normal(0, 9, (20, length))
        table[::3] *= 20
        table[::5] += 900
        table[4, 0], table[7, 0], table[8] = NAN, INF, -INF
        table = table.astype(dtype)
        together = function(table)
        assert_array_equal(together, [function(row) for row in table])
        assert_array_equal(function(np.asfortranarray(table)), together)
        assert_array_equal(function(table[::-1, ::-1][::-1, ::-1]), together)


class TestIdentities:
    """The six identities on which the handbook rests; the sixth is in test_losses.py."""

    @given(rows)
    def test_a_logit_is_a_log_probability_up_to_one_constant(self, z):
        assert_allclose(log_softmax(z), z - logsumexp(z), rtol=1e-12, atol=1e-12)

    def test_the_constant_is_free_but_the_scale_is_not(self):
        z = np.array([3.0, 1.0, 0.0])
        assert_allclose(softmax(z + 100), softmax(z), rtol=1e-15)
        assert_allclose(softmax(2 * z), [0.9796, 0.0179, 0.0024], atol=5e-5)

    @given(arrays(np.float64, 4, elements=st.floats(-100, 100)))
    def test_differences_of_logits_are_log_odds(self, z):
        p = softmax(z)
        assert_allclose(np.log(p[0] / p[1:]), z[0] - z[1:], rtol=1e-12, atol=1e-12)

    @given(arrays(np.float64, 4, elements=st.floats(-10, 10)))
    def test_the_logit_of_a_probability_compares_with_all_the_rest(self, z):
        rest = [logsumexp(np.delete(z, i)) for i in range(4)]
        assert_allclose(logit(softmax(z)), z - rest, rtol=1e-6, atol=1e-6)

    @given(st.floats(-30, 30), st.floats(-30, 30))
    def test_two_classes_are_one_sigmoid_of_the_difference(self, z0, z1):
        p = softmax([z0, z1])[1]
        assert_allclose(p, sigmoid(z1 - z0), rtol=1e-13)
        assert_allclose(softmax([0, z1])[1], sigmoid(z1), rtol=1e-13)
