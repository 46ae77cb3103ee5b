"""Every fit, against the likelihood that its docstring states, written out in 50 digits."""

import numpy as np
import pytest
from mpmath import exp, expm1, fsum, inverse, log, matrix, mp, mpf, ncdf, power
from numpy.testing import assert_allclose

from logitkit.choice import conditional_logit, fit_multinomial
from logitkit.newton import maximize
from logitkit.ordered import ordered_logit
from logitkit.rasch import rasch
from logitkit.regression import fit_binary

X = [[0.5, 2], [1.5, -1], [-0.7, 0.3], [2.2, 1], [0.1, -2], [-1.4, 1.1], [0.9, 0], [1.1, -0.6]]
Y = [2, 0, 2, 1, 1, 0, 0, 1]
WINS = [3, 1, 2, 4, 2, 0, 3, 1]
TRIALS = [5, 4, 4, 4, 6, 3, 7, 2]
ANSWERS = [
    [1, 0, 0, 1],
    [1, 1, 0, 0],
    [0, 0, 1, 0],
    [1, 1, 1, 0],
    [1, 0, 1, 1],
    [0, 1, 0, 0],
    [1, 1, 0, 1],
]


def dot(coefficients, row):
    return fsum(b * mpf(x) for b, x in zip(coefficients, row, strict=True))


def sigmoid(x):
    return 1 / (1 + exp(-x))


def chosen_of(scores, chosen):
    return scores[chosen] - log(fsum(map(exp, scores)))


def binary(curve):
    def log_likelihood(*b):
        p = [curve(dot(b, [1, *row])) for row in X]
        return fsum(
            y * log(q) + (n - y) * log(1 - q) for q, y, n in zip(p, WINS, TRIALS, strict=True)
        )

    return log_likelihood


def multinomial(*b):
    scores = [[mpf(0), dot(b[:3], [1, *row]), dot(b[3:], [1, *row])] for row in X]
    return fsum(map(chosen_of, scores, Y))


def ordered(*b):
    cuts = [-mp.inf, *b[2:], mp.inf]
    ends = [[cut - dot(b[:2], row) for cut in cuts[y : y + 2]] for row, y in zip(X, Y, strict=True)]
    return fsum(log(sigmoid(high) - sigmoid(low)) for low, high in ends)


def conditional(*b):
    """The choices of X, of which every four rows are the alternatives, and the last of three."""
    first, second = ([dot(b, row) for row in rows] for rows in (X[:4], X[4:]))
    third = [dot(b, row) for row in X[1:4]]
    return chosen_of(first, 1) + chosen_of(second, 1) + chosen_of(third, 0)


def conditional_fit():
    x = np.array([X[:4], X[4:], [*X[1:4], [99, 99]]])
    return conditional_logit(x, [1, 1, 0], available=[[True] * 4, [True] * 4, [True] * 3 + [False]])


def given_scores(*b):
    """The Rasch model: each person's answers among all that have as many right."""
    total = []
    for answers in ANSWERS:
        ways = [way for way in np.ndindex(2, 2, 2, 2) if sum(way) == sum(answers)]
        total.append(-dot(b, answers) - log(fsum(exp(-dot(b, way)) for way in ways)))
    return fsum(total)


FITS = {
    "logit": (binary(sigmoid), lambda: fit_binary(X, WINS, trials=TRIALS)),
    "probit": (binary(ncdf), lambda: fit_binary(X, WINS, trials=TRIALS, link="probit")),
    "cloglog": (
        binary(lambda x: -expm1(-exp(x))),
        lambda: fit_binary(X, WINS, trials=TRIALS, link="cloglog"),
    ),
    "multinomial": (multinomial, lambda: fit_multinomial(X, Y)),
    "ordered": (ordered, lambda: ordered_logit(X, Y)),
    "conditional": (conditional, conditional_fit),
}


def slopes_and_curvature(function, point):
    """Return the gradient and the matrix of second derivatives, by differences in 50 digits."""
    size, step = len(point), power(10, -12)
    unit = [[step * (i == j) for j in range(size)] for i in range(size)]

    def at(*moves):
        return function(*[x + fsum(move) for x, *move in zip(point, *moves, strict=True)])

    minus = [[-x for x in row] for row in unit]
    slopes = matrix(
        [(at(up) - at(down)) / (2 * step) for up, down in zip(unit, minus, strict=True)]
    )
    curvature = matrix(size, size)
    for i in range(size):
        for j in range(size):
            corners = at(unit[i], unit[j]) - at(unit[i], minus[j]) - at(minus[i], unit[j])
            curvature[i, j] = (corners + at(minus[i], minus[j])) / (4 * step**2)
    return slopes, curvature


def parameters(fit):
    return [mpf(x) for x in [*fit.coefficients.ravel().tolist(), *getattr(fit, "cutpoints", [])]]


class TestEvery:
    @pytest.mark.parametrize("name", FITS)
    def test_nothing_is_likelier(self, name):
        """One more Newton step, in 50 digits, moves nothing."""
        log_likelihood, call = FITS[name]
        fit = call()
        slopes, curvature = slopes_and_curvature(log_likelihood, parameters(fit))
        step = mp.lu_solve(curvature, -slopes)
        assert fit.converged
        assert max(map(abs, step)) < 2e-14 * max(map(abs, parameters(fit)))

    @pytest.mark.parametrize("name", ["logit", "multinomial", "ordered", "conditional"])
    def test_covariance_is_the_inverse_curvature(self, name):
        log_likelihood, call = FITS[name]
        fit = call()
        _, curvature = slopes_and_curvature(log_likelihood, parameters(fit))
        expected = np.array(inverse(-curvature).tolist(), dtype=float)
        assert_allclose(fit.covariance, expected, rtol=1e-11)
        assert_allclose(
            fit.standard_errors.ravel(), np.sqrt(np.diag(expected))[: fit.coefficients.size]
        )

    @pytest.mark.parametrize("name", ["multinomial", "ordered", "conditional"])
    def test_likelihood(self, name):
        log_likelihood, call = FITS[name]
        fit = call()
        assert_allclose(fit.log_likelihood, float(log_likelihood(*parameters(fit))), rtol=1e-14)
        assert_allclose(fit.aic, 2 * len(parameters(fit)) - 2 * fit.log_likelihood)

    @pytest.mark.parametrize("name", ["probit", "cloglog"])
    def test_covariance_is_by_the_expected_information(self, name):
        """Which is what the curvature is, on average over outcomes."""
        fit = FITS[name][1]()
        curve = {"probit": ncdf, "cloglog": lambda x: -expm1(-exp(x))}[name]
        information = matrix(3, 3)
        for row, n in zip(X, TRIALS, strict=True):
            design = matrix([1, *map(mpf, row)])
            score = dot(parameters(fit), [1, *row])
            p = curve(score)
            information += n * mp.diff(curve, score) ** 2 / (p * (1 - p)) * design * design.T
        expected = np.array(inverse(information).tolist(), dtype=float)
        assert_allclose(fit.covariance, expected, rtol=1e-11)

    def test_rasch(self):
        fit = rasch(ANSWERS)
        point = [mpf(x) for x in fit.difficulties.tolist()]
        slopes, curvature = slopes_and_curvature(given_scores, point)
        assert max(map(abs, slopes)) < 1e-14
        assert_allclose(fit.log_likelihood, float(given_scores(*point)), rtol=1e-14)
        information = -np.array(curvature.tolist(), dtype=float)
        assert_allclose(fit.covariance, np.linalg.pinv(information), atol=1e-12)


class TestMaximize:
    def test_a_whole_step_may_be_too_far(self):
        """Newton's method on -ln(cosh(x)) from 1.5 runs away, unless it looks where it goes."""

        def objective(x):
            return -np.log(np.cosh(x[0])), -np.tanh(x), 1 / np.cosh(x) ** 2 * np.eye(1)

        best = maximize(objective, np.array([1.5]))
        assert best.converged
        assert not best.doubtful
        assert_allclose(best.point, [0], atol=1e-12)

    def test_an_endless_slope_is_not_a_top(self):
        def objective(x):
            return -np.exp(-x[0]), np.exp(-x), np.diag(np.exp(-x))

        best = maximize(objective, np.zeros(1))
        assert (best.converged, best.iterations, best.doubtful) == (False, 50, True)
        assert_allclose(best.point, [50])

    def test_flat_ground_is_doubtful(self):
        best = maximize(lambda x: (0.0, 0 * x, np.eye(2) * (x != x)), np.ones(2))
        assert best.converged
        assert not best.doubtful  # it was flat from the start
