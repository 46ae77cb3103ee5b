"""Ordered classes."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from logitkit.links import logit
from logitkit.ordered import ordered_logit
from logitkit.regression import fit_binary
from logitkit.separation import SeparationError


def some_marks(rows=80, classes=4):
    random = np.random.default_rng(21)
    x = random.normal(size=(rows, 2))
    latent = x @ [1.0, -0.5] + random.logistic(size=rows)
    return x, np.digitize(latent, np.quantile(latent, np.arange(1, classes) / classes))


class TestOrdered:
    def test_two_classes_are_a_yes_and_a_no(self):
        x, y = some_marks(classes=2)
        marks, binary = ordered_logit(x, y), fit_binary(x, y)
        assert_allclose(marks.coefficients, binary.coefficients[1:], rtol=1e-12)
        assert_allclose(marks.cutpoints, -binary.coefficients[:1], rtol=1e-10)
        assert_allclose(marks.standard_errors, binary.standard_errors[1:], rtol=1e-11)
        assert_allclose(marks.cutpoint_errors, binary.standard_errors[:1], rtol=1e-11)
        assert_allclose(marks.predict(x)[:, 1], binary.predict(x), rtol=1e-11)
        assert_allclose(marks.odds_ratios().ratio, binary.odds_ratios().ratio)

    def test_probabilities(self):
        x, y = some_marks()
        fit = ordered_logit(x, y)
        p = fit.predict(x)
        assert p.shape == (80, 4)
        assert_allclose(p.sum(axis=1), 1)
        below = logit(p.cumsum(axis=1)[:, :3])
        assert_allclose(below, fit.cutpoints - (x @ fit.coefficients)[:, None], rtol=1e-10)
        assert_array_equal(fit.predict(x[0]), p[0])

    def test_tiny_probabilities_keep_their_digits(self):
        fit = ordered_logit([1, 2, 3, 4, 5, 6], [0, 1, 0, 2, 1, 2])
        first, second = fit.predict(600.0)[:2]
        cuts = np.exp(fit.cutpoints)
        assert 0 < second < 1e-250
        assert_allclose(second / first, cuts[1] / cuts[0] - 1, rtol=1e-12)

    def test_reversed_order_turns_signs(self):
        x, y = some_marks()
        fit, turned = ordered_logit(x, y), ordered_logit(x, 3 - y)
        assert_allclose(turned.coefficients, -fit.coefficients, rtol=1e-11)
        assert_allclose(turned.cutpoints, -fit.cutpoints[::-1], rtol=1e-10)

    def test_units_of_x_do_not_matter(self):
        x, y = some_marks()
        fit, scaled = ordered_logit(x, y), ordered_logit(1e6 * x + 5e6, y)
        assert_allclose(scaled.coefficients, fit.coefficients / 1e6, rtol=1e-10)
        shift = 5 * fit.coefficients.sum()
        assert_allclose(scaled.cutpoints, fit.cutpoints + shift, rtol=1e-10)

    def test_cutpoints_rise(self):
        fit = ordered_logit(*some_marks())
        assert (np.diff(fit.cutpoints) > 0).all()
        assert fit.covariance.shape == (5, 5)

    def test_input_is_left_alone(self):
        x, y = some_marks()
        x.flags.writeable = y.flags.writeable = False
        with np.errstate(all="raise"):
            assert ordered_logit(x, y).converged

    @pytest.mark.parametrize(
        ("x", "y", "columns", "complete"),
        [
            ([1, 2, 3, 4], [0, 1, 2, 2], (0,), True),
            ([1, 2, 2, 3, 4], [0, 0, 1, 2, 2], (0,), False),
            ([[7, 1], [7, 2], [5, 3], [8, 4]], [0, 1, 2, 2], (1,), True),
        ],
    )
    def test_separation(self, x, y, columns, complete):
        with pytest.raises(SeparationError) as caught:
            ordered_logit(x, y)
        assert (caught.value.columns, caught.value.complete) == (columns, complete)

    @pytest.mark.parametrize(
        ("x", "y", "message"),
        [
            ([1, 2, 3], [0, -1, 1], r"y\[1\] is -1, not the number of a class"),
            ([1, 2, 3], [0, 2, 0], "no y is 1; classes are counted without a gap"),
            ([1, 2, 3], [0, 1], r"y of shape \(2,\) does not fit the 3 rows of x"),
            ([3, 3, 3], [0, 1, 0], "column 0 of x adds nothing to the intercept"),
            ([[1, 2, 3], [2, 4, 1]], [0, 1], "4 coefficients cannot be fitted to 2 rows"),
        ],
    )
    def test_errors(self, x, y, message):
        with pytest.raises(ValueError, match=message):
            ordered_logit(x, y)
