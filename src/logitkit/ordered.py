"""Ordered classes: one logit model for every place where they can be cut in two."""

from dataclasses import dataclass

import numpy as np

from logitkit._arrays import Float64, Numbers
from logitkit.fits import Fit
from logitkit.links import log_sigmoid, logit, sigmoid
from logitkit.newton import (
    in_units_of_x,
    maximize,
    orthonormal,
    read_classes,
    read_table,
    with_intercept,
)
from logitkit.separation import refuse_separation


@dataclass(frozen=True, eq=False)
class OrderedFit(Fit):
    """What `ordered_logit` found: a `Fit` with the cutpoints between the classes.

    The covariance matrix has the cutpoints after the coefficients. The ratios of `odds_ratios` are
    of the odds of being above a cutpoint, the same for each.

    Attributes:
        cutpoints: The scores at which one is as likely above as not: one less than classes, rising.
    """

    cutpoints: Float64

    @property
    def cutpoint_errors(self) -> Float64:
        """The standard errors of the cutpoints."""
        errors: Float64 = np.sqrt(np.diag(self.covariance))
        return errors[self.coefficients.size :]

    def predict(self, x: float | Numbers) -> Float64:
        """Return the probabilities of all classes, on the last axis, for each row of *x*."""
        margins = np.concatenate([[-np.inf], self.cutpoints, [np.inf]]) - self._scores(x)[..., None]
        a, b = margins[..., :-1], margins[..., 1:]
        # sigmoid(b) - sigmoid(a), where nothing cancels
        return np.asarray(-sigmoid(b) * sigmoid(-a) * np.expm1(a - b))


def ordered_logit(x: Numbers, y: Numbers) -> OrderedFit:
    """Fit ordered classes, such as marks from bad to good, to the columns of *x*.

    `logit(P(y <= c)) = cut_c - (b_1 x_1 + ... + b_k x_k)`, with those b and rising cutpoints that
    make what was observed likeliest. A positive b moves towards later classes, and its odds ratio
    is the same at every cutpoint: proportional odds.

    Args:
        x: One row for each observation, one column for each variable; a single axis is a single
            column. An intercept would only move the cutpoints: there is none.
        y: The class observed at each row: 0 for the first, then 1, and so on.

    Returns:
        An `OrderedFit`, with `predict` and more. Its standard errors are those of the observed
            information.

    Raises:
        TypeError: *x* is not made of real numbers, or *y* not of integers.
        ValueError: Shapes do not fit; a number of *x* is not finite; one of *y* is negative, or a
            class between is never observed; there are too few rows; a column is a combination of
            others.
        SeparationError: The classes are separated, completely or quasi-completely: ever larger
            coefficients fit ever better.

    Examples:
        >>> fit = ordered_logit([1, 2, 3, 4, 5, 6], [0, 1, 0, 2, 1, 2])
        >>> fit.coefficients.round(4), fit.cutpoints.round(4)
        (array([1.0597]), array([2.5072, 4.9107]))

        With two classes it is `fit_binary`, its cutpoint the intercept with the other sign:

        >>> ordered_logit([1, 2, 3, 4], [0, 1, 0, 1]).cutpoints.round(4)
        array([2.2705])

    Source: McCullagh (1980).
    """
    table = read_table(x)
    classes = read_classes(y, "y", len(table))
    basis, triangle = orthonormal(with_intercept(table, True), True)
    basis, triangle, columns = basis[:, 1:], triangle[1:, 1:], table.shape[1]
    cuts = classes.max()
    sides = np.eye(cuts + 2)[:, 1:-1]
    below, above = sides[classes], sides[classes + 1]  # all 0 where the end is infinite
    lower, upper = np.hstack([-basis, below]), np.hstack([-basis, above])

    def objective(point: Float64) -> tuple[float, Float64, Float64]:
        a = np.where(classes > 0, lower @ point, -np.inf)
        b = np.where(classes < cuts, upper @ point, np.inf)
        crowding = 1 / np.expm1(b - a)
        value = (log_sigmoid(b) + log_sigmoid(-a) + np.log(-np.expm1(a - b))).sum()
        gradient = upper.T @ (sigmoid(-b) + crowding) - lower.T @ (sigmoid(a) + crowding)
        parts = [
            (upper, sigmoid(b) * sigmoid(-b)),
            (lower, sigmoid(a) * sigmoid(-a)),
            (upper - lower, crowding * (1 + crowding)),
        ]
        return value, gradient, sum((side.T * weight) @ side for side, weight in parts)

    shares = np.cumsum(np.bincount(classes))[:-1] / len(classes)
    best = maximize(objective, np.concatenate([np.zeros(columns), logit(shares)]))
    if best.doubtful:
        towards = [
            np.hstack([-table, above])[classes < cuts],
            np.hstack([table, -below])[classes > 0],
        ]
        refuse_separation(np.concatenate(towards), np.r_[np.arange(columns), np.full(cuts, -1)])
    back = np.eye(columns + cuts)
    back[:columns, :columns] = np.linalg.inv(triangle)
    back[columns:, :columns] = table.mean(axis=0) @ back[:columns, :columns]
    found, covariance = in_units_of_x(best.point, best.information, back)
    return OrderedFit(
        coefficients=found[:columns],
        covariance=covariance,
        log_likelihood=best.value,
        intercept=False,
        converged=best.converged,
        iterations=best.iterations,
        cutpoints=found[columns:],
    )
