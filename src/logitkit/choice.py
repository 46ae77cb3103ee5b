"""Choice among several: softmax regression on who chooses, and McFadden's on what is chosen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from logitkit._arrays import Float64, Numbers, real_array
from logitkit.fits import Fit
from logitkit.newton import (
    Bools,
    in_units_of_x,
    maximize,
    orthonormal,
    read_classes,
    read_integers,
    read_table,
    require,
    require_length,
    with_intercept,
)
from logitkit.separation import refuse_separation
from logitkit.softmax import log_softmax, softmax


@dataclass(frozen=True, eq=False)
class MultinomialFit(Fit):
    """What `fit_multinomial` found: a `Fit` whose coefficients have a row for each class but 0.

    The ratios of `odds_ratios` are of the odds of a class against class 0.
    """

    @property
    def deviance(self) -> float:
        """Twice the log-likelihood that is missing to certainty of every outcome."""
        return -2 * self.log_likelihood

    def predict(self, x: float | Numbers) -> Float64:
        """Return the probabilities of all classes, on the last axis, for each row of *x*."""
        return np.asarray(softmax(_with_zero(self._scores(x))), dtype=np.float64)

    def marginal_effects(self, x: float | Numbers) -> Float64:
        """Return the slope of each class's probability along each column, at each row of *x*.

        The last two axes are those of the classes and of the columns. The average marginal effects
        are their mean over the rows, `.mean(axis=0)`.
        """
        p = self.predict(x)[..., np.newaxis]
        slopes = _with_zero(self.coefficients[:, int(self.intercept) :].T).T
        effects: Float64 = p * (slopes - (p * slopes).sum(axis=-2, keepdims=True))
        return effects


@dataclass(frozen=True, eq=False)
class ChoiceFit(Fit):
    """What `conditional_logit` found: a `Fit` with a coefficient for each attribute."""

    def predict(self, x: Numbers, *, available: ArrayLike | None = None) -> Float64:
        """Return the probability of each alternative, in the shape of *x* without its last axis."""
        utility = np.asarray(self._scores(x))
        offered = _available(available, utility.shape)
        return np.asarray(softmax(np.where(offered, utility, -np.inf)), dtype=np.float64)


def fit_multinomial(x: Numbers, y: Numbers, *, intercept: bool = True) -> MultinomialFit:
    """Fit the probabilities of three or more classes to the columns of *x*: softmax regression.

    `ln(p_c / p_0) = b_c0 + b_c1 x_1 + ... + b_ck x_k` for each class c but 0, with those b that
    make what was observed likeliest. Newton's method finds them. With two classes it is the logit
    model of `fit_binary`.

    Args:
        x: One row for each observation, one column for each variable; a single axis is a single
            column.
        y: The number of the class observed at each row, counted from 0.
        intercept: Whether to fit the b_c0, which then are the first column of coefficients.

    Returns:
        A `MultinomialFit`, with `predict` and more. Class 0 is the one that others are compared
            with: its coefficients are 0, and left out. The observed and the expected information,
            and so the standard errors, are the same.

    Raises:
        TypeError: *x* is not made of real numbers, or *y* not of integers.
        ValueError: Shapes do not fit; a number of *x* is not finite; one of *y* is negative, or a
            class between is never observed; there are fewer rows than columns of coefficients; a
            column is a combination of others.
        SeparationError: The classes are separated, completely or quasi-completely: ever larger
            coefficients fit ever better.

    Examples:
        >>> fit = fit_multinomial([1, 2, 3, 4, 5, 6], [0, 1, 0, 2, 1, 2])
        >>> fit.coefficients.round(4)
        array([[-2.4411,  0.9105],
               [-6.3735,  1.821 ]])
        >>> fit.predict(3.5).round(4)
        array([0.2434, 0.5131, 0.2434])

        With a class that was never observed there is nothing to fit:

        >>> fit_multinomial([1, 2, 3], [0, 2, 0])
        Traceback (most recent call last):
            ...
        ValueError: no y is 1; classes are counted without a gap

    Source: Theil (1969).
    """
    table = read_table(x)
    classes = read_classes(y, "y", len(table))
    design = with_intercept(table, intercept)
    basis, triangle = orthonormal(design, intercept)
    rows, columns = basis.shape
    hot = np.eye(classes.max() + 1)[classes]
    others = hot.shape[1] - 1

    def objective(point: Float64) -> tuple[float, Float64, Float64]:
        log_p = log_softmax(_with_zero(basis @ point.reshape(others, columns).T))
        p = np.exp(log_p)[:, 1:]
        spread = (p[:, :, np.newaxis] * basis[:, np.newaxis, :]).reshape(rows, -1)
        information = -spread.T @ spread
        for c in range(others):
            block = slice(c * columns, (c + 1) * columns)
            information[block, block] += (basis.T * p[:, c]) @ basis
        return (hot * log_p).sum(), ((hot[:, 1:] - p).T @ basis).ravel(), information

    best = maximize(objective, np.zeros(others * columns))
    if best.doubtful:
        towards = (hot[:, np.newaxis, 1:] - np.eye(others + 1)[:, 1:])[hot == 0]
        rivals = design.repeat(others, axis=0)
        towards = (towards[:, :, np.newaxis] * rivals[:, np.newaxis, :]).reshape(len(rivals), -1)
        refuse_separation(towards, np.tile(np.arange(columns) - intercept, others))
    coefficients, covariance = in_units_of_x(
        best.point, best.information, np.kron(np.eye(others), np.linalg.inv(triangle))
    )
    return MultinomialFit(
        coefficients=coefficients.reshape(others, columns),
        covariance=covariance,
        log_likelihood=best.value,
        intercept=intercept,
        converged=best.converged,
        iterations=best.iterations,
    )


def conditional_logit(
    x: Numbers, chosen: Numbers, *, available: ArrayLike | None = None
) -> ChoiceFit:
    """Fit how the attributes of alternatives weigh in choices among them: McFadden's logit.

    `p_j = exp(u_j) / (exp(u_1) + ... + exp(u_m))` with utilities `u_j = b_1 x_j1 + ... + b_k x_jk`,
    and those b that make the choices likeliest. The ratio of two probabilities does not depend on
    what else there is to choose: independence of irrelevant alternatives.

    Args:
        x: The attributes: three axes, for the choices, the alternatives and the attributes.
        chosen: The number of the alternative taken at each choice, counted from 0.
        available: Which alternatives there were, if not all: true or false, one for each choice and
            alternative. The attributes of others count for nothing, but must be finite.

    Returns:
        A `ChoiceFit`, with `predict` and more. The observed and the expected information, and so
            the standard errors, are the same.

    Raises:
        TypeError: *x* is not made of real numbers, *chosen* not of integers, or *available* not of
            booleans.
        ValueError: Shapes do not fit; a number of *x* is not finite; one of *chosen* is not an
            alternative that was available; an attribute does not vary within any choice, or is a
            combination of others.
        SeparationError: The choices are separated by the attributes, completely or
            quasi-completely.

    Examples:
        Choices between two trains, by price and speed:

        >>> x = [[[9, 3], [5, 2]], [[8, 3], [7, 1]], [[9, 2], [6, 1]], [[7, 2], [5, 1]]]
        >>> fit = conditional_logit(x, [1, 0, 0, 1])
        >>> fit.coefficients.round(4)
        array([-0.7448,  1.6908])

        What is the same for all alternatives cannot matter:

        >>> conditional_logit([[[9.0], [9.0]], [[7.0], [7.0]]], [0, 1])
        Traceback (most recent call last):
            ...
        ValueError: column 0 of x adds nothing to the columns before it: it is a combination of them

    Source: McFadden (1974).
    """
    attributes = real_array(x, "x").astype(np.float64)
    if attributes.ndim != 3:
        raise ValueError(f"x must have three axes, not shape {attributes.shape}")
    require(np.isfinite(attributes), attributes, "x", "a finite number")
    choices, alternatives, columns = attributes.shape
    taken = read_integers(chosen, "chosen")
    require_length(taken, "chosen", choices)
    offered = _available(available, (choices, alternatives))
    hot = taken[:, np.newaxis] == np.arange(alternatives)
    require((hot & offered).any(axis=1), taken, "chosen", "an alternative that was available")

    # Only differences within a choice count: here those from what was chosen.
    differences = np.where(
        offered[:, :, np.newaxis], attributes - attributes[hot][:, np.newaxis], 0
    )
    basis, triangle = orthonormal(differences.reshape(-1, columns))
    basis = basis.reshape(differences.shape)

    def objective(point: Float64) -> tuple[float, Float64, Float64]:
        log_p = log_softmax(np.where(offered, basis @ point, -np.inf))
        p = np.exp(log_p)[:, :, np.newaxis]
        around = basis - (p * basis).sum(axis=1, keepdims=True)
        information = (p * around).reshape(-1, columns).T @ around.reshape(-1, columns)
        return log_p[hot].sum(), around[hot].sum(axis=0), information

    best = maximize(objective, np.zeros(columns))
    if best.doubtful:
        refuse_separation(-differences[offered & ~hot], np.arange(columns))
    coefficients, covariance = in_units_of_x(best.point, best.information, np.linalg.inv(triangle))
    return ChoiceFit(
        coefficients=coefficients,
        covariance=covariance,
        log_likelihood=best.value,
        intercept=False,
        converged=best.converged,
        iterations=best.iterations,
    )


def _with_zero(scores: Float64) -> Float64:
    """Put the score of class 0, which is 0, before those of the others."""
    return np.concatenate([np.zeros((*scores.shape[:-1], 1)), scores], axis=-1)


def _available(available: ArrayLike | None, shape: tuple[int, ...]) -> Bools:
    array = np.ones(shape, dtype=bool) if available is None else np.asarray(available)
    if array.dtype != bool:
        raise TypeError(f"available must be booleans, not {array.dtype}")
    if array.shape != shape:
        raise ValueError(f"available of shape {array.shape} does not fit: expected {shape}")
    return array
