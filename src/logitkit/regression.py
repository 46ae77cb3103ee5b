"""Regression of a yes or a no: logistic, probit and cloglog, by maximum likelihood."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from logitkit._arrays import Float64, Floats, Numbers, real_array
from logitkit.fits import Fit, OddsRatios
from logitkit.links import inverse_cloglog, log1mexp, log_sigmoid, sigmoid
from logitkit.newton import (
    in_units_of_x,
    maximize,
    orthonormal,
    read_table,
    require,
    require_length,
    with_intercept,
)
from logitkit.normal import normal_cdf
from logitkit.separation import refuse_separation

Link: TypeAlias = Literal["logit", "probit", "cloglog"]


@dataclass(frozen=True, eq=False)
class BinaryFit(Fit):
    """What `fit_binary` found: a `Fit` with three attributes more.

    Attributes:
        link: The scale on which the coefficients count: "logit", "probit" or "cloglog".
        deviance: Twice the log-likelihood that is missing to a perfect fit.
        pearson: The sum of the squared residuals, each divided by its variance.
    """

    link: Link
    deviance: float
    pearson: float

    def predict(self, x: float | Numbers) -> float | Float64:
        """Return the probability of yes for each row of *x*, or for the one row that *x* is."""
        p = np.asarray(_PROBABILITY[self.link](self._scores(x)), dtype=np.float64)
        return p if p.ndim else float(p)

    def marginal_effects(self, x: float | Numbers) -> Float64:
        """Return the slope of the probability along each column, at each row of *x*.

        The average marginal effects are their mean over the rows, `.mean(axis=0)`.
        """
        density = _CURVE[self.link](self._scores(x)).density
        effects: Float64 = density[..., np.newaxis] * self.coefficients[int(self.intercept) :]
        return effects

    def odds_ratios(self, level: float = 0.95) -> OddsRatios:
        """Return `exp(coefficient)` of each column of x, with Wald intervals at *level*.

        Raises:
            ValueError: *level* is not between 0 and 1, or *link* is not "logit".
        """
        if self.link != "logit":
            raise ValueError(
                f"the coefficients of the link {self.link!r} are not logs of odds ratios"
            )
        return super().odds_ratios(level)


def fit_binary(
    x: Numbers,
    y: Numbers,
    *,
    trials: Numbers | None = None,
    link: Link = "logit",
    intercept: bool = True,
) -> BinaryFit:
    """Fit the probability of yes to the columns of *x*: logistic, probit or cloglog regression.

    `link(p) = b_0 + b_1 x_1 + ... + b_k x_k`, with those b that make what was observed likeliest.
    Newton's method finds them.

    Args:
        x: One row for each observation, one column for each variable; a single axis is a single
            column.
        y: What was observed at each row: 0 or 1; with *trials*, how many times it was yes.
        trials: Out of how many, at each row.
        link: "logit", "probit", or "cloglog", the complementary log-log.
        intercept: Whether to fit b_0, which then is the first coefficient.

    Returns:
        A `BinaryFit`, with `predict` and more. Its standard errors are those of the expected
            information; for the logit link the observed information is the same. Its log-likelihood
            counts the ways to order the trials of a row.

    Raises:
        TypeError: *x*, *y* or *trials* is not made of real numbers.
        ValueError: *link* is none of the three; shapes do not fit; a number of *x* is not finite;
            one of *y* or *trials* is not such a count; there are fewer rows than coefficients; a
            column is a combination of others.
        SeparationError: The outcomes are separated, completely or quasi-completely: ever larger
            coefficients fit ever better.

    Examples:
        >>> from logitkit.data import beetle
        >>> data = beetle()
        >>> fit = fit_binary(data.log10_dose, data.killed, trials=data.exposed)
        >>> fit.coefficients.round(4), fit.standard_errors.round(4)
        (array([-60.7175,  34.2703]), array([5.1807, 2.9121]))
        >>> round(fit.deviance, 4), round(fit.predict(1.8), 4)
        (11.2322, 0.7249)

        What a column tells apart without error has no finite best coefficients:

        >>> fit_binary([1, 2, 3, 4], [0, 0, 1, 1])
        Traceback (most recent call last):
            ...
        logitkit.SeparationError: columns [0] of x separate the outcomes completely: no fit is best

    Source: Nelder and Wedderburn (1972).
    """
    if link not in _CURVE:
        raise ValueError(f"link must be one of {list(_CURVE)}, not {link!r}")
    table = read_table(x)
    yes, no = _counts(y, trials, len(table))
    design = with_intercept(table, intercept)
    basis, triangle = orthonormal(design, intercept)

    def objective(point: Float64) -> tuple[float, Float64, Float64]:
        at = _CURVE[link](basis @ point)
        value = (yes * at.log_p + no * at.log_q).sum()
        weight = yes * at.up * (at.up - at.bend) + no * at.down * (at.down - at.bend)
        return value, basis.T @ (yes * at.up + no * at.down), (basis.T * weight) @ basis

    best = maximize(objective, np.zeros(basis.shape[1]))
    if best.doubtful:
        towards = np.concatenate([design[yes > 0], -design[no > 0]])
        refuse_separation(towards, np.arange(design.shape[1]) - intercept)
    with np.errstate(all="ignore"):
        at = _CURVE[link](basis @ best.point)
        weight = -(yes + no) * at.up * at.down
        squares = (yes * at.up + no * at.down) ** 2
        missing = _missing(yes, no, at.log_p) + _missing(no, yes, at.log_q)
    coefficients, covariance = in_units_of_x(
        best.point, (basis.T * weight) @ basis, np.linalg.inv(triangle)
    )
    return BinaryFit(
        coefficients=coefficients,
        covariance=covariance,
        log_likelihood=best.value + (0.0 if trials is None else _log_orders(yes, no)),
        intercept=intercept,
        converged=best.converged,
        iterations=best.iterations,
        link=link,
        deviance=2 * float(missing.sum()),
        pearson=float(np.divide(squares, weight, out=squares, where=weight > 0).sum()),
    )


class _Curve(NamedTuple):
    """A curve of probability p at some scores: ln(p), ln(1 - p), ln(p') and p'' / p'."""

    log_p: Floats
    log_q: Floats
    log_density: Floats
    bend: Floats

    @property
    def density(self) -> Float64:
        return np.asarray(np.exp(self.log_density))

    @property
    def up(self) -> Float64:
        """The derivative of ln(p)."""
        return np.asarray(np.exp(self.log_density - self.log_p))

    @property
    def down(self) -> Float64:
        """The derivative of ln(1 - p)."""
        return np.asarray(-np.exp(self.log_density - self.log_q))


def _logit_curve(scores: Float64) -> _Curve:
    log_p, log_q = log_sigmoid(scores), log_sigmoid(-scores)
    return _Curve(log_p, log_q, log_p + log_q, np.exp(log_q) - np.exp(log_p))


def _probit_curve(scores: Float64) -> _Curve:
    z = np.clip(scores, -37, 37)  # beyond, a probability is 0 or 1 to 298 places
    tail = normal_cdf(-np.abs(z))
    small, large = np.log(tail), np.log1p(-tail)
    log_density = -z * z / 2 - math.log(2 * math.pi) / 2
    return _Curve(np.where(z < 0, small, large), np.where(z < 0, large, small), log_density, -z)


def _cloglog_curve(scores: Float64) -> _Curve:
    z = np.clip(scores, -700, 6)  # beyond, a probability is 0 or 1 to 175 places
    hazard = np.exp(z)
    return _Curve(log1mexp(-hazard), -hazard, z - hazard, 1 - hazard)


_CURVE = {"logit": _logit_curve, "probit": _probit_curve, "cloglog": _cloglog_curve}
_PROBABILITY: dict[str, Callable[[Float64], Floats]] = {
    "logit": sigmoid,
    "probit": normal_cdf,
    "cloglog": inverse_cloglog,
}


def _counts(y: Numbers, trials: Numbers | None, rows: int) -> tuple[Float64, Float64]:
    """Return how many times it was yes, and how many times no, at each row."""
    given = real_array(y, "y")
    total = np.ones(rows) if trials is None else real_array(trials, "trials")
    require_length(given, "y", rows)
    require_length(total, "trials", rows)
    whole = (total >= 1) & (total < np.inf) & (total == np.floor(total))
    require(whole, total, "trials", "a whole number above 0")
    wanted = "0 or 1" if trials is None else "a whole number from 0 to its trials"
    require((given >= 0) & (given <= total) & (given == np.floor(given)), given, "y", wanted)
    yes = given.astype(np.float64)
    return yes, total.astype(np.float64) - yes


def _missing(count: Float64, rest: Float64, log_p: Floats) -> Floats:
    """Return `count * ln(share / p)`, where a count of 0 adds 0."""
    share = np.divide(count, count + rest, out=np.ones(len(count)), where=count > 0)
    return count * (np.log(share) - log_p)


def _log_orders(yes: Float64, no: Float64) -> float:
    """Return the logarithm of the number of orders in which the trials can have come out."""
    pairs = zip(yes.tolist(), no.tolist(), strict=True)
    return sum(math.lgamma(a + b + 1) - math.lgamma(a + 1) - math.lgamma(b + 1) for a, b in pairs)
