"""Separation: why a fit may have no answer.

A likelihood has no maximum when some direction of the coefficients improves the probability of some
outcomes and spoils none (Albert and Anderson, 1984): the outcomes are separated. A fit that goes on
for ever is then not slow, but pointless.
"""

import numpy as np

from logitkit._arrays import Float64
from logitkit.newton import Bools, Integers


class SeparationError(ValueError):
    """The outcomes are separated: ever larger coefficients fit ever better, so no fit is best.

    Attributes:
        columns: The numbers of columns that separate the outcomes, counted from 0; no fewer of them
            would do. There are none where the outcomes are all alike.
        complete: True if a combination of these columns tells every outcome from the others; False
            if some observations lie on the border (quasi-complete separation).
    """

    __module__ = "logitkit"

    def __init__(self, message: str, columns: tuple[int, ...] = (), complete: bool = True) -> None:
        super().__init__(message)
        self.columns = columns
        self.complete = complete


def refuse_separation(rows: Float64, columns: Integers) -> None:
    """Raise a `SeparationError` if some d makes no entry of `rows @ d` negative, and not all 0.

    Going along d then improves the probability of some outcomes, for ever, and spoils none. The
    entries of d are coefficients, of the *columns* of x with these numbers, or of none (-1).
    """
    how = _how(rows)
    if how is None:
        return
    kept = np.ones(len(columns), dtype=bool)
    for column in range(columns.max(), -1, -1):
        without = kept & (columns != column)
        kept = without if _how(rows[:, without]) == how else kept
    named = tuple(int(column) for column in np.unique(columns[kept & (columns >= 0)]))
    subject = f"columns {list(named)} of x separate" if named else "the intercept alone separates"
    message = f"{subject} the outcomes {how}: no fit is best"
    raise SeparationError(message, columns=named, complete=how == "completely")


def _how(rows: Float64) -> str | None:
    """Return whether some d gains on all the rows at once, or on some at least, or on none."""
    border = rows
    while (gains := _gains(border)) is not None:
        border = border[gains < 1e-7]
    if len(border) == len(rows):
        return None
    return "quasi-completely" if len(border) else "completely"


def _gains(rows: Float64) -> Float64 | None:
    """Return `rows @ d`, up to a scale, for a d as in `refuse_separation`, or None without any.

    Let d be the shortest sum of the rows in which each is taken once or more. Either it is 0, or no
    row loses by it (Stiemke); the method of Lawson and Hanson for least squares without negative
    numbers finds it. In orthonormal columns it cannot be nearly 0: it is 0, or at least 1 long.
    """
    scale = np.linalg.norm(rows, axis=0)
    left, sizes, _ = np.linalg.svd(rows / np.where(scale > 0, scale, 1), full_matrices=False)
    basis = left[:, sizes > 1e-10 * sizes.max(initial=0)]
    extra, chosen, last = np.zeros(len(basis)), np.zeros(len(basis), dtype=bool), np.inf
    while (length := float(np.linalg.norm(d := basis.T @ (1 + extra)))) > 0.5:
        gains: Float64 = basis @ d
        if gains.min() >= -1e-7 or length >= last:
            return gains
        last, chosen[gains.argmin()] = length, True
        while ((best := _least_squares(basis, chosen))[chosen] <= 0).any():
            # Go as far as no entry turns negative, and let go of the one that has reached 0.
            falling = chosen & (best <= 0)
            part = (extra[falling] / (extra[falling] - best[falling])).min()
            extra = extra + part * (best - extra)
            chosen &= extra > 1e-12
        extra = best
    return None


def _least_squares(basis: Float64, chosen: Bools) -> Float64:
    extra = np.zeros(len(basis))
    extra[chosen] = np.linalg.lstsq(basis[chosen].T, -basis.sum(axis=0))[0]
    return extra
