"""What a fit gives back: coefficients, how sure they are, and the odds ratios they stand for."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from logitkit._arrays import Float64, Numbers, real_array
from logitkit.newton import with_intercept
from logitkit.normal import probit


class OddsRatios(NamedTuple):
    """What one more unit of each column multiplies the odds by, with a confidence interval."""

    ratio: Float64
    low: Float64
    high: Float64


@dataclass(frozen=True, eq=False)
class Fit:
    """What a fit by maximum likelihood found.

    Attributes:
        coefficients: One for each column of x, after that of the intercept if there is one.
        covariance: The covariance matrix of the coefficients, in the same order.
        log_likelihood: The natural logarithm of the probability of what was observed.
        intercept: Whether the first coefficient is that of an intercept.
        converged: Whether the last step of Newton's method was next to nothing.
        iterations: How many steps it took.
    """

    coefficients: Float64
    covariance: Float64
    log_likelihood: float
    intercept: bool
    converged: bool
    iterations: int

    @property
    def standard_errors(self) -> Float64:
        """The square roots of the variances, in the shape of the coefficients."""
        errors: Float64 = np.sqrt(np.diag(self.covariance))
        return errors[: self.coefficients.size].reshape(self.coefficients.shape)

    @property
    def aic(self) -> float:
        """Akaike's criterion: twice the number of parameters, less twice the log-likelihood."""
        return 2 * len(self.covariance) - 2 * self.log_likelihood

    def odds_ratios(self, level: float = 0.95) -> OddsRatios:
        """Return `exp(coefficient)` of each column of x, with Wald intervals at *level*.

        Raises:
            ValueError: *level* is not between 0 and 1.
        """
        if not 0 < level < 1:
            raise ValueError(f"level must be between 0 and 1, not {level}")
        slopes = self.coefficients[..., int(self.intercept) :]
        margins = probit((1 + level) / 2) * self.standard_errors[..., int(self.intercept) :]
        with np.errstate(over="ignore"):
            return OddsRatios(np.exp(slopes), np.exp(slopes - margins), np.exp(slopes + margins))

    def _scores(self, x: float | Numbers) -> Float64:
        """Return the linear predictor of each row of *x*."""
        columns = self.coefficients.shape[-1] - self.intercept
        table = real_array(x, "x").astype(np.float64)
        if columns == 1 and table.ndim < 2:
            table = table[..., np.newaxis]
        if table.shape[-1:] != (columns,):
            raise ValueError(
                f"x of shape {np.shape(x)} does not fit: it should have {columns} columns"
            )
        return np.asarray(with_intercept(table, self.intercept) @ self.coefficients.T)
