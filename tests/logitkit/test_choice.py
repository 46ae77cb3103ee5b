"""Choice among several."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from logitkit.choice import conditional_logit, fit_multinomial
from logitkit.regression import fit_binary
from logitkit.separation import SeparationError

NAN = float("nan")


def some_classes(rows=60, classes=3):
    random = np.random.default_rng(11)
    x = random.normal(size=(rows, 2))
    scores = x @ random.normal(size=(2, classes)) + random.gumbel(size=(rows, classes))
    return x, scores.argmax(axis=1)


def some_choices(choices=50, alternatives=3):
    random = np.random.default_rng(12)
    x = random.normal(size=(choices, alternatives, 2))
    return x, (x @ [1.0, -0.5] + random.gumbel(size=(choices, alternatives))).argmax(axis=1)


class TestMultinomial:
    def test_two_classes_are_a_yes_and_a_no(self):
        x, y = some_classes(classes=2)
        several, binary = fit_multinomial(x, y), fit_binary(x, y)
        assert_allclose(several.coefficients, [binary.coefficients], rtol=1e-12)
        assert_allclose(several.covariance, binary.covariance, rtol=1e-11)
        assert_allclose(several.standard_errors, [binary.standard_errors], rtol=1e-11)
        assert_allclose(several.deviance, binary.deviance, rtol=1e-13)
        assert_allclose(several.predict(x)[:, 1], binary.predict(x), rtol=1e-11)
        assert_allclose(several.odds_ratios().ratio[0], binary.odds_ratios().ratio)
        assert_allclose(several.marginal_effects(x)[:, 1], binary.marginal_effects(x), rtol=1e-10)

    def test_shapes(self):
        x, y = some_classes()
        fit = fit_multinomial(x, y)
        assert fit.coefficients.shape == fit.standard_errors.shape == (2, 3)
        assert fit.covariance.shape == (6, 6)
        assert fit.odds_ratios().low.shape == (2, 2)
        assert fit.predict(x).shape == (60, 3)
        assert fit.predict(x[0]).shape == (3,)
        assert fit.marginal_effects(x).shape == (60, 3, 2)
        assert fit_multinomial(x, y, intercept=False).coefficients.shape == (2, 2)

    @pytest.mark.parametrize("intercept", [True, False])
    def test_residuals_are_orthogonal_to_the_columns(self, intercept):
        x, y = some_classes()
        residuals = np.eye(3)[y] - fit_multinomial(x, y, intercept=intercept).predict(x)
        assert_allclose(x.T @ residuals, 0, atol=1e-12)
        assert np.allclose(residuals.sum(axis=0), 0, atol=1e-12) == intercept

    def test_any_class_may_be_the_first(self):
        x, y = some_classes()
        fit, turned = fit_multinomial(x, y), fit_multinomial(x, (y + 1) % 3)
        b = fit.coefficients
        assert_allclose(turned.coefficients, [-b[1], b[0] - b[1]], rtol=1e-11)
        assert_allclose(turned.predict(x), np.roll(fit.predict(x), 1, axis=1), rtol=1e-11)

    def test_units_of_x_do_not_matter(self):
        x, y = some_classes()
        fit, scaled = fit_multinomial(x, y), fit_multinomial(1e9 * x + 3e9, y)
        assert_allclose(scaled.coefficients[:, 1:], fit.coefficients[:, 1:] / 1e9, rtol=1e-10)
        assert_allclose(scaled.standard_errors[:, 1:], fit.standard_errors[:, 1:] / 1e9, rtol=1e-10)

    def test_marginal_effects_are_slopes(self):
        x, y = some_classes()
        fit, step = fit_multinomial(x, y), 1e-6
        effects = fit.marginal_effects(x)
        for column, move in enumerate(step * np.eye(2)):
            slope = (fit.predict(x + move) - fit.predict(x - move)) / (2 * step)
            assert_allclose(effects[:, :, column], slope, atol=1e-9)
        assert_allclose(effects.sum(axis=1), 0, atol=1e-15)

    def test_input_is_left_alone(self):
        x, y = some_classes()
        x.flags.writeable = y.flags.writeable = False
        with np.errstate(all="raise"):
            assert fit_multinomial(x, y).converged

    @pytest.mark.parametrize(
        ("x", "y", "columns", "complete"),
        [
            ([1, 2, 3, 4, 5, 6], [0, 0, 1, 1, 2, 2], (0,), True),
            ([1, 2, 1, 2, 5, 6], [0, 0, 1, 1, 2, 2], (0,), False),
            ([[9, 1], [3, 2], [9, 3], [3, 4], [8, 5]], [0, 0, 1, 1, 2], (1,), True),
        ],
    )
    def test_separation(self, x, y, columns, complete):
        with pytest.raises(SeparationError) as caught:
            fit_multinomial(x, y)
        assert (caught.value.columns, caught.value.complete) == (columns, complete)

    @pytest.mark.parametrize(
        ("x", "y", "message"),
        [
            ([1, 2, 3], [0, -1, 1], r"y\[1\] is -1, not the number of a class"),
            ([1, 2, 3], [0, 1, 10**12], r"y\[2\] is 1000000000000, not the number of a class"),
            ([1, 2, 3], [0, 2, 0], "no y is 1; classes are counted without a gap"),
            ([1, 2, 3], [0, 0, 0], "no y is 1; "),
            ([1, 2, 3], [1, 2, 1], "no y is 0; "),
            ([1, 2, 3], [0, 1], r"y of shape \(2,\) does not fit the 3 rows of x"),
            ([[1, 2], [2, 4], [3, 6]], [0, 1, 0], "column 1 of x adds nothing to the intercept"),
            ([[1, 2, 3], [2, 4, 1]], [0, 1], "4 coefficients cannot be fitted to 2 rows"),
        ],
    )
    def test_errors(self, x, y, message):
        with pytest.raises(ValueError, match=message):
            fit_multinomial(x, y)

    def test_classes_are_integers(self):
        with pytest.raises(TypeError, match="y must be integers, not float64"):
            fit_multinomial([1, 2, 3], [0.0, 1.0, 0.0])


class TestConditional:
    def test_two_alternatives_are_a_regression_on_their_difference(self):
        x, chosen = some_choices(alternatives=2)
        choice = conditional_logit(x, chosen)
        binary = fit_binary(x[:, 1] - x[:, 0], chosen, intercept=False)
        assert_allclose(choice.coefficients, binary.coefficients, rtol=1e-12)
        assert_allclose(choice.covariance, binary.covariance, rtol=1e-11)
        assert_allclose(choice.predict(x)[:, 1], binary.predict(x[:, 1] - x[:, 0]), rtol=1e-11)

    def test_a_regression_on_who_chooses_is_a_choice(self):
        """With an attribute for each class and column, which is 0 at all other classes."""
        x, y = some_classes()
        design = np.column_stack([np.ones(len(x)), x])
        attributes = np.einsum("nk,cd->ncdk", design, np.eye(3)[:, 1:]).reshape(len(x), 3, -1)
        choice, several = conditional_logit(attributes, y), fit_multinomial(x, y)
        assert_allclose(choice.coefficients, several.coefficients.ravel(), rtol=1e-11)
        assert_allclose(choice.covariance, several.covariance, rtol=1e-10)

    def test_what_is_expected_is_what_was_chosen(self):
        x, chosen = some_choices()
        p = conditional_logit(x, chosen).predict(x)
        hot = np.eye(3)[chosen]
        assert_allclose(np.einsum("nj,njk->k", p - hot, x), 0, atol=1e-12)

    def test_ratios_do_not_depend_on_the_third(self):
        x, chosen = some_choices()
        fit = conditional_logit(x, chosen)
        two, three = fit.predict(x[:, :2]), fit.predict(x)
        assert_allclose(two[:, 0] / two[:, 1], three[:, 0] / three[:, 1], rtol=1e-12)
        out = fit.predict(x, available=np.array([[True, True, False]] * len(x)))
        assert_array_equal(out[:, 2], 0)
        assert_allclose(out[:, :2], two, rtol=1e-14)

    def test_what_is_the_same_for_all_does_not_matter(self):
        x, chosen = some_choices()
        moved = conditional_logit(1e6 * x + np.arange(50.0)[:, None, None] * 1e6, chosen)
        plain = conditional_logit(x, chosen)
        assert_allclose(moved.coefficients, plain.coefficients / 1e6, rtol=1e-10)
        assert_allclose(moved.standard_errors, plain.standard_errors / 1e6, rtol=1e-10)

    def test_odds_ratios(self):
        fit = conditional_logit(*some_choices())
        assert_allclose(fit.odds_ratios().ratio, np.exp(fit.coefficients))

    def test_input_is_left_alone(self):
        x, chosen = some_choices()
        x.flags.writeable = chosen.flags.writeable = False
        with np.errstate(all="raise"):
            assert conditional_logit(x, chosen).converged

    def test_separation(self):
        x, _ = some_choices()
        with pytest.raises(SeparationError) as caught:
            conditional_logit(x, x[:, :, 1].argmax(axis=1))
        assert (caught.value.columns, caught.value.complete) == ((1,), True)

    def test_no_separation_by_what_was_not_available(self):
        x = np.array([[[1.0], [2.0], [9.0]], [[2.0], [1.0], [9.0]], [[1.0], [3.0], [0.0]]])
        available = np.array([[True, True, False]] * 3)
        assert conditional_logit(x, [0, 0, 1], available=available).converged
        with pytest.raises(SeparationError):
            conditional_logit(x, [0, 1, 0], available=available)

    @pytest.mark.parametrize(
        ("x", "chosen", "available", "message"),
        [
            ([[1, 2], [3, 4]], [0, 1], None, r"x must have three axes, not shape \(2, 2\)"),
            ([[[1], [NAN]]], [0], None, r"x\[0, 1, 0\] is nan, not a finite number"),
            ([[[1], [2]]], [0, 1], None, r"chosen of shape \(2,\) does not fit the 1 rows of x"),
            ([[[1], [2]]], [2], None, r"chosen\[0\] is 2, not an alternative that was available"),
            ([[[1], [2]]], [-1], None, r"chosen\[0\] is -1, not an alternative"),
            ([[[1], [2]]], [0], [[False, True]], r"chosen\[0\] is 0, not an alternative that was"),
            ([[[1], [2]]], [0], [True, True], r"available of shape \(2,\) does not fit: expected"),
            ([[[1, 1], [2, 1]]], [0], None, "column 1 of x adds nothing to the columns before it"),
            ([[[0.1], [0.1], [0.1]]], [0], None, "column 0 of x adds nothing to the columns"),
            ([[[1, 2, 3], [2, 4, 1]]], [0], None, "3 coefficients cannot be fitted to 2 rows"),
        ],
    )
    def test_errors(self, x, chosen, available, message):
        with pytest.raises(ValueError, match=message):
            conditional_logit(x, chosen, available=available)

    def test_types(self):
        with pytest.raises(TypeError, match="chosen must be integers, not float64"):
            conditional_logit([[[1], [2]]], [0.0])
        with pytest.raises(TypeError, match="available must be booleans, not int64"):
            conditional_logit([[[1], [2]]], [0], available=[[1, 1]])
