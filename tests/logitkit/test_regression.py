"""Regression of a yes or a no."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mpf
from numpy.testing import assert_allclose, assert_array_equal

from logitkit.data import beetle, challenger, rotenone
from logitkit.regression import fit_binary
from logitkit.separation import SeparationError

LINKS = ["logit", "probit", "cloglog"]
NAN = float("nan")
INF = float("inf")

every_link = pytest.mark.parametrize("link", LINKS)


def beetles(**options):
    data = beetle()
    return fit_binary(data.log10_dose, data.killed, trials=data.exposed, **options)


def some_rows(rows=40, columns=2, seed=7):
    """Columns, and outcomes that lean on them, always the same."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(rows, columns))
    return x, (x.sum(axis=1) + random.logistic(size=rows) > 0).astype(int)


class TestBeetles:
    # Newton's method in 60 digits on the same data.
    @pytest.mark.parametrize(
        ("link", "name", "exact"),
        [
            ("logit", "coefficients", ["-60.717454561635415117", "34.270325734146981163"]),
            ("logit", "standard_errors", ["5.180711463340803357", "2.9121400706357298474"]),
            ("logit", "deviance", ["11.232231097419261852"]),
            ("logit", "pearson", ["10.026817585637559777"]),
            ("logit", "log_likelihood", ["-18.715134657255882018"]),
            ("probit", "coefficients", ["-34.935258899177993926", "19.727934211322332505"]),
            ("probit", "standard_errors", ["2.6479177986178947717", "1.4872350409027756425"]),
            ("probit", "deviance", ["10.119758113001438145"]),
            ("probit", "pearson", ["9.5134269630848848"]),
            ("probit", "log_likelihood", ["-18.158898165046970165"]),
            ("cloglog", "coefficients", ["-39.572310606137173512", "22.041169820757543111"]),
            ("cloglog", "deviance", ["3.4464387330243613"]),
        ],
    )
    def test_twelve_digits(self, link, name, exact):
        found = np.ravel(getattr(beetles(link=link), name)).tolist()
        for number, truth in zip(found, map(mpf, exact), strict=True):
            assert abs(mpf(number) / truth - 1) < 1e-12

    @pytest.mark.parametrize(
        ("link", "exact"),
        [("logit", "1.7717209644475743257"), ("probit", "1.7708523621863973301")],
    )
    def test_dose_that_kills_half(self, link, exact):
        intercept, slope = beetles(link=link).coefficients.tolist()
        assert abs(-mpf(intercept) / mpf(slope) / mpf(exact) - 1) < 1e-12

    @pytest.mark.parametrize(
        ("link", "errors", "pearson", "likelihood", "aic"),
        [
            ("logit", [5.1807, 2.9121], 10.0268, -18.7151, 41.430),
            ("probit", [2.6479, 1.4872], 9.5134, -18.1589, 40.318),
            ("cloglog", [3.2403, 1.7994], 3.2947, -14.8222, 33.644),
        ],
    )
    def test_four_digits(self, link, errors, pearson, likelihood, aic):
        fit = beetles(link=link)
        assert_allclose(fit.standard_errors, errors, atol=5e-5)
        assert round(fit.pearson, 4) == pearson
        assert round(fit.log_likelihood, 4) == likelihood
        assert round(fit.aic, 3) == aic

    @pytest.mark.parametrize(
        ("link", "kills"),
        [
            ("logit", [3.46, 9.84, 22.45, 33.90, 50.10, 53.29, 59.22, 58.74]),
            ("probit", [3.36, 10.72, 23.48, 33.82, 49.62, 53.32, 59.66, 59.23]),
            ("cloglog", [5.59, 11.28, 20.95, 30.37, 47.78, 54.14, 61.11, 59.95]),
        ],
    )
    def test_fitted_kills(self, link, kills):
        fit, data = beetles(link=link), beetle()
        assert_array_equal((data.exposed * fit.predict(data.log10_dose)).round(2), kills)

    def test_without_the_dose(self):
        data = beetle()
        fit = fit_binary(np.empty((8, 0)), data.killed, trials=data.exposed)
        assert round(fit.deviance, 4) == 284.2024
        assert_allclose(fit.predict(np.empty((1, 0))), [291 / 481])


class TestOtherSets:
    @pytest.mark.parametrize(
        ("link", "coefficients", "errors", "deviance", "pearson", "aic"),
        [
            ("logit", [-4.8869, 3.1035], [0.6429, 0.3877], 1.4241, 1.4218, 24.644),
            ("probit", [-2.8875, 1.8298], [0.3510, 0.2087], 1.7390, 1.7289, 24.959),
            ("cloglog", [-3.5249, 1.9327], [0.4316, 0.2290], 4.3267, 4.3272, 27.547),
        ],
    )
    def test_rotenone(self, link, coefficients, errors, deviance, pearson, aic):
        data = rotenone()
        fit = fit_binary(np.log(data.dose), data.affected, trials=data.treated, link=link)
        assert_array_equal(fit.coefficients.round(4), coefficients)
        assert_array_equal(fit.standard_errors.round(4), errors)
        assert (round(fit.deviance, 4), round(fit.pearson, 4)) == (deviance, pearson)
        assert round(fit.aic, 3) == aic

    def test_rotenone_as_published(self):
        """The published fit is on rounded logarithms of the doses."""
        data = rotenone()
        log_dose = [2.32, 2.04, 1.63, 1.33, 0.96]
        fit = fit_binary(log_dose, data.affected, trials=data.treated)
        assert_array_equal(fit.coefficients.round(4), [-4.8923, 3.1088])
        assert_array_equal(fit.standard_errors.round(4), [0.6426, 0.3879])
        assert (round(fit.deviance, 4), round(fit.aic, 3)) == (1.4542, 24.675)
        (a, b), (va, cov, _, vb) = fit.coefficients, fit.covariance.ravel()
        median = -a / b
        error = math.sqrt(va + 2 * median * cov + median**2 * vb) / b
        assert (round(median, 6), round(error, 8)) == (1.573717, 0.05159576)

    @pytest.mark.parametrize(
        ("at_53", "coefficients", "errors", "deviance"),
        [
            (5, [11.6630, -0.2162], [3.2963, 0.0532], 16.9123),
            (2, [6.6532, -0.1423], [3.2521, 0.0511], 12.7375),
        ],
    )
    def test_challenger(self, at_53, coefficients, errors, deviance):
        data = challenger()
        damaged = np.where(data.fahrenheit == 53, at_53, data.damaged)
        fit = fit_binary(data.fahrenheit, damaged, trials=data.rings)
        assert_array_equal(fit.coefficients.round(4), coefficients)
        assert_array_equal(fit.standard_errors.round(4), errors)
        assert round(fit.deviance, 4) == deviance

    def test_challenger_as_published(self):
        """Dalal, Fowlkes and Hoadley (1989): two rings at 53 degrees, two of one flight at 75."""
        data = challenger()
        damaged = np.where(data.fahrenheit == 53, 2, data.damaged)
        damaged = np.where((data.fahrenheit == 75) & (damaged == 1), 2, damaged)
        fit = fit_binary(data.fahrenheit, damaged, trials=data.rings)
        assert_allclose(fit.coefficients, [5.085, -0.1156], atol=5e-5)
        assert_allclose(fit.standard_errors, [3.052, 0.047], atol=6e-4)
        assert round(fit.deviance, 3) == 18.086

    def test_challenger_by_probit(self):
        data = challenger()
        fit = fit_binary(data.fahrenheit, data.damaged, trials=data.rings, link="probit")
        assert_array_equal(fit.coefficients.round(4), [5.5915, -0.1058])
        assert round(fit.deviance, 4) == 18.1306

    def test_challenger_by_flight(self):
        data = challenger()
        fit = fit_binary(data.fahrenheit, data.damaged > 0)
        assert_array_equal(fit.coefficients.round(4), [15.0429, -0.2322])
        assert_array_equal(fit.standard_errors.round(4), [7.3786, 0.1082])
        assert round(fit.deviance, 4) == 20.3152


class TestLaws:
    @every_link
    def test_a_trial_a_row_gives_the_same_coefficients(self, link):
        data = beetle()
        x = np.concatenate(
            [data.log10_dose.repeat(n) for n in [data.killed, data.exposed - data.killed]]
        )
        y = np.arange(len(x)) < data.killed.sum()
        single, grouped = fit_binary(x, y, link=link), beetles(link=link)
        assert_allclose(single.coefficients, grouped.coefficients, rtol=1e-12)
        assert_allclose(single.covariance, grouped.covariance, rtol=1e-10)
        assert_allclose(single.pearson, (y - single.predict(x)) ** 2 @ (1 / variance(single, x)))
        assert math.isclose(single.deviance, -2 * single.log_likelihood)

    @every_link
    @pytest.mark.parametrize("unit", [1e-9, 1, 1e9])
    def test_units_of_x_do_not_matter(self, link, unit):
        x, y = some_rows()
        plain, scaled = fit_binary(x, y, link=link), fit_binary(x * unit + 2 * unit, y, link=link)
        slopes = plain.coefficients[1:] / unit
        assert_allclose(scaled.coefficients[1:], slopes, rtol=1e-11)
        assert_allclose(scaled.coefficients[0], plain.coefficients[0] - 2 * unit * slopes.sum())
        assert_allclose(scaled.standard_errors[1:], plain.standard_errors[1:] / unit, rtol=1e-11)
        assert_allclose(scaled.predict(x * unit + 2 * unit), plain.predict(x), rtol=1e-11)

    @pytest.mark.parametrize("link", ["logit", "probit"])
    def test_no_for_yes_turns_signs(self, link):
        x, y = some_rows()
        yes, no = fit_binary(x, y, link=link), fit_binary(x, 1 - y, link=link)
        assert_allclose(no.coefficients, -yes.coefficients, rtol=1e-12)
        assert_allclose(no.covariance, yes.covariance, rtol=1e-11)

    @pytest.mark.parametrize("intercept", [True, False])
    def test_logit_residuals_are_orthogonal_to_the_columns(self, intercept):
        x, y = some_rows()
        fit = fit_binary(x, y, intercept=intercept)
        residuals = y - fit.predict(x)
        assert_allclose(x.T @ residuals, 0, atol=1e-12)
        assert math.isclose(residuals.sum(), 0, abs_tol=1e-12) == intercept
        assert len(fit.coefficients) == 2 + intercept

    def test_one_yes_in_two_columns_is_a_table(self):
        """The odds ratio of a fourfold table, and Woolf's standard error of its logarithm."""
        fit = fit_binary([0, 1], [10, 15], trials=[40, 20])
        assert_allclose(fit.coefficients, [math.log(10 / 30), math.log(9)])
        assert_allclose(fit.standard_errors[1], math.sqrt(1 / 10 + 1 / 30 + 1 / 15 + 1 / 5))
        assert_allclose(fit.deviance, 0, atol=1e-14)

    @every_link
    def test_input_is_left_alone(self, link):
        x, y = some_rows()
        x.flags.writeable = y.flags.writeable = False
        with np.errstate(all="raise"):
            assert fit_binary(x, y, link=link).converged

    @every_link
    def test_steps_are_few(self, link):
        assert beetles(link=link).iterations < 10

    @every_link
    def test_far_rows_do_no_harm(self, link):
        x = np.array([0, 1, 2, 3, 4, 5, -300, 300])
        y = np.array([0, 0, 1, 0, 1, 1, 0, 1])
        with np.errstate(all="raise"):
            far, near = fit_binary(x, y, link=link), fit_binary(x[:-2], y[:-2], link=link)
        assert_allclose(far.coefficients, near.coefficients, rtol=1e-12)
        assert_allclose(far.standard_errors, near.standard_errors, rtol=1e-12)
        assert_allclose([far.deviance, far.pearson], [near.deviance, near.pearson], rtol=1e-12)
        assert_allclose(far.predict([-300, 300]), [0, 1], atol=1e-50)

    @every_link
    def test_rare_outcomes(self, link):
        fit = fit_binary([0, 1], [1, 3], trials=[10**9, 10**9], link=link)
        assert_allclose(fit.predict([0, 1]), [1e-9, 3e-9], rtol=1e-9)


def variance(fit, x):
    p = fit.predict(x)
    return p * (1 - p)


def separation(x, y):
    """Return the error of the fit, or None."""
    try:
        fit_binary(x, y)
    except SeparationError as error:
        return error
    return None


class TestSeparation:
    @every_link
    @pytest.mark.parametrize(
        ("x", "y", "columns", "complete"),
        [
            ([1, 2, 3, 4], [0, 0, 1, 1], (0,), True),
            ([1, 2, 3, 4], [1, 1, 0, 0], (0,), True),
            ([1, 2, 2, 3], [0, 0, 1, 1], (0,), False),
            ([0, 0, 0, 1], [0, 1, 0, 1], (0,), False),
            ([1, 2, 3], [1, 1, 1], (), True),
            ([1e9, 2e9, 3e9, 4e9], [0, 0, 1, 1], (0,), True),
            ([[1, 5], [2, 3], [3, 4], [4, 5], [0, 4]], [0, 0, 1, 1, 0], (0,), True),
            ([[5, 1], [3, 2], [4, 3], [5, 4], [4, 0]], [0, 0, 1, 1, 0], (1,), True),
            ([[0, 1], [1, 0], [1, 2], [2, 1], [2, 3]], [0, 1, 0, 1, 0], (0, 1), True),
            ([[1, 0], [2, 0], [3, 0], [4, 1], [5, 0]], [0, 1, 0, 1, 1], (1,), False),
        ],
    )
    def test_names_the_columns(self, link, x, y, columns, complete):
        with pytest.raises(SeparationError) as caught:
            fit_binary(x, y, link=link)
        assert (caught.value.columns, caught.value.complete) == (columns, complete)
        subject = (
            f"columns {list(columns)} of x separate" if columns else "the intercept alone separates"
        )
        how = "completely" if complete else "quasi-completely"
        assert str(caught.value) == f"{subject} the outcomes {how}: no fit is best"

    def test_is_a_value_error(self):
        assert issubclass(SeparationError, ValueError)

    def test_of_counts(self):
        with pytest.raises(SeparationError, match="quasi-completely"):
            fit_binary([1, 2, 3], [0, 4, 9], trials=[7, 8, 9])
        assert fit_binary([1, 2, 3], [1, 4, 9], trials=[7, 8, 9]).converged

    def test_without_an_intercept(self):
        with pytest.raises(SeparationError, match=r"columns \[0\] of x separate"):
            fit_binary([1, 2, 3], [1, 1, 1], intercept=False)
        assert fit_binary([1, 2, -3], [1, 0, 1], intercept=False).converged

    @given(st.lists(st.tuples(st.integers(-4, 4), st.booleans()), min_size=2, max_size=12))
    def test_on_a_line(self, pairs):
        x, y = (np.array(column) for column in zip(*pairs, strict=True))
        if len(set(x.tolist())) == 1:
            return
        low, high = sorted(
            [x[y].tolist(), x[~y].tolist()],
            key=lambda side: (sum(side) / len(side)) if side else -99,
        )
        error = separation(x, y)
        if low and max(low) > min(high):
            assert error is None
        else:
            assert error.complete == (not low or max(low) < min(high))

    @given(st.lists(st.tuples(*[st.integers(-3, 3)] * 2, st.booleans()), min_size=3, max_size=12))
    def test_in_a_plane(self, rows):
        """Against all lines through two of the points."""
        x, y = np.array([row[:2] for row in rows]), np.array([row[2] for row in rows])
        design = np.column_stack([np.ones(len(x), int), x])
        if np.linalg.matrix_rank(design) < 3:
            return
        signed = np.where(y[:, None], design, -design)
        lines = np.cross(signed[:, None], signed[None, :]).reshape(-1, 3)
        sides = np.concatenate([lines, -lines]) @ signed.T
        separated = ((sides >= 0).all(axis=1) & (sides > 0).any(axis=1)).any()
        assert (separation(x, y) is not None) == separated


class TestResult:
    def test_is_frozen(self):
        with pytest.raises(AttributeError):
            beetles().link = "probit"

    def test_predict(self):
        fit = beetles()
        assert type(fit.predict(1.8)) is float
        assert_array_equal(fit.predict([[1.8], [1.9]]), fit.predict([1.8, 1.9]))
        x, y = some_rows()
        table = fit_binary(x, y)
        assert type(table.predict(x[0])) is float
        assert_allclose(table.predict(x)[0], table.predict(x[0]), rtol=1e-14)

    @every_link
    def test_predict_is_the_inverse_link(self, link):
        fit = beetles(link=link)
        score = fit.coefficients @ [1, 1.75]
        inverse = {
            "logit": 1 / (1 + math.exp(-score)),
            "probit": math.erfc(-score / math.sqrt(2)) / 2,
            "cloglog": 1 - math.exp(-math.exp(score)),
        }
        assert_allclose(fit.predict(1.75), inverse[link], rtol=1e-13)

    @every_link
    def test_marginal_effects_are_slopes(self, link):
        x, y = some_rows()
        fit = fit_binary(x, y, link=link)
        effects, step = fit.marginal_effects(x), 1e-6
        assert effects.shape == x.shape
        for column, move in enumerate(step * np.eye(2)):
            slope = (fit.predict(x + move) - fit.predict(x - move)) / (2 * step)
            assert_allclose(effects[:, column], slope, atol=1e-9)
        assert_allclose(fit.marginal_effects(x[0]), effects[0])

    def test_odds_ratios(self):
        fit = fit_binary([0, 1], [10, 15], trials=[40, 20])
        ratio, low, high = fit.odds_ratios()
        error = 1.959963984540054 * fit.standard_errors[1]
        assert_allclose(ratio, [9])
        assert_allclose([low, high], [9 * np.exp([-error]), 9 * np.exp([error])])
        assert fit.odds_ratios(0.99).low < low

    def test_a_tiny_unit_has_a_huge_odds_ratio(self):
        x, y = some_rows()
        with np.errstate(all="raise"):
            assert_array_equal(fit_binary(1e-9 * x, y).odds_ratios().ratio, [INF, INF])

    @pytest.mark.parametrize("level", [0, 1, 95, -0.5, NAN])
    def test_level_is_between_0_and_1(self, level):
        with pytest.raises(ValueError, match=f"level must be between 0 and 1, not {level}"):
            beetles().odds_ratios(level)

    @pytest.mark.parametrize("link", ["probit", "cloglog"])
    def test_only_logit_has_odds_ratios(self, link):
        with pytest.raises(ValueError, match=f"'{link}'"):
            beetles(link=link).odds_ratios()

    @pytest.mark.parametrize("x", [[[1.0, 2.0]], np.ones((2, 3))])
    def test_columns_must_be_those_of_the_fit(self, x):
        with pytest.raises(
            ValueError, match=r"x of shape \(.*\) does not fit: it should have 1 col"
        ):
            beetles().predict(x)

    def test_a_number_is_no_row_of_two(self):
        with pytest.raises(ValueError, match=r"x of shape \(\) does not fit: .* 2 columns"):
            fit_binary(*some_rows()).predict(1.0)


class TestErrors:
    @pytest.mark.parametrize(
        ("x", "y", "options", "message"),
        [
            ([1, 2, 3], [0, 1, 2], {}, r"y\[2\] is 2, not 0 or 1"),
            ([1, 2, 3], [0, 0.5, 1], {}, r"y\[1\] is 0.5, not 0 or 1"),
            ([1, 2, 3], [0, -1, 1], {}, r"y\[1\] is -1, not 0 or 1"),
            ([1, 2, 3], [0, NAN, 1], {}, r"y\[1\] is nan, not 0 or 1"),
            (
                [1, 2],
                [3, 1],
                {"trials": [2, 2]},
                r"y\[0\] is 3, not a whole number from 0 to its tr",
            ),
            ([1, 2], [1, 0], {"trials": [2, 0]}, r"trials\[1\] is 0, not a whole number above 0"),
            ([1, 2], [1, 0], {"trials": [2, 2.5]}, r"trials\[1\] is 2.5, not a whole number"),
            ([1, 2], [1, 0], {"trials": [INF, 2]}, r"trials\[0\] is inf, not a whole number"),
            ([1, 2], [1, 0], {"trials": [2]}, r"trials of shape \(1,\) does not fit the 2 rows"),
            ([1, 2], [1, 0, 1], {}, r"y of shape \(3,\) does not fit the 2 rows of x"),
            ([1, 2], [[1], [0]], {}, r"y of shape \(2, 1\) does not fit the 2 rows of x"),
            ([1, NAN, 2], [0, 1, 0], {}, r"x\[1\] is nan, not a finite number"),
            ([[1, 2], [3, INF]], [0, 1], {}, r"x\[1, 1\] is inf, not a finite number"),
            (1.0, [1], {}, r"x must be a column or a table of columns, not of shape \(\)"),
            (np.ones((2, 2, 2)), [0, 1], {}, r"x must be .* not of shape \(2, 2, 2\)"),
            ([[1, 2, 3], [3, 1, 4]], [0, 1], {}, "4 coefficients cannot be fitted to 2 rows of x"),
            ([], [], {}, "2 coefficients cannot be fitted to 0 rows of x"),
            (np.empty((3, 0)), [0, 1, 1], {"intercept": False}, "0 coefficients cannot be fitted"),
            (
                [7, 7, 7],
                [0, 1, 0],
                {},
                "column 0 of x adds nothing to the intercept and the columns",
            ),
            (
                [0, 0, 0],
                [0, 1, 0],
                {"intercept": False},
                "column 0 of x adds nothing to the columns",
            ),
            (
                [[1, 3], [2, 5], [0, 1]],
                [0, 1, 0],
                {},
                "column 1 of x adds nothing to the intercept",
            ),
            (
                [1, 2, 3],
                [0, 1, 0],
                {"link": "log"},
                r"one of \['logit', 'probit', 'cloglog'\], not 'log'",
            ),
        ],
    )
    def test_message(self, x, y, options, message):
        with pytest.raises(ValueError, match=message):
            fit_binary(x, y, **options)

    @pytest.mark.parametrize(
        ("x", "y", "options", "name"),
        [
            ([1j, 2], [0, 1], {}, "x"),
            ([1, 2], ["no", "yes"], {}, "y"),
            ([1, 2], [0, 1], {"trials": [None, 1]}, "trials"),
        ],
    )
    def test_only_real_numbers(self, x, y, options, name):
        with pytest.raises(TypeError, match=f"{name} must be real numbers"):
            fit_binary(x, y, **options)

    def test_options_have_names(self):
        with pytest.raises(TypeError, match="positional"):
            fit_binary([1, 2], [0, 1], [1, 1])
