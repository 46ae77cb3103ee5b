"""Softmax and log-sum-exp: from a row of logits to probabilities."""

from collections.abc import Sequence
from functools import partial
from math import frexp, inf
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from logitkit._arrays import (
    SHORT,
    Axis,
    Floats,
    Numbers,
    Rows,
    answer,
    real_array,
    reduce_rows,
    rowwise,
)

T = TypeVar("T", float, Floats)


@overload
def logsumexp(logits: Sequence[float], axis: Axis = -1) -> float: ...
@overload
def logsumexp(logits: Rows, axis: Axis = -1) -> Floats: ...
def logsumexp(logits: Numbers, axis: Axis = -1) -> float | Floats:
    """Return the natural logarithm of the summed exponentials of each row of *logits*.

    `logsumexp(z) = ln(exp(z_1) + ... + exp(z_n))`: a smooth maximum, at least the largest entry
    and at most `ln(n)` above it. It is what `log_softmax` subtracts from the logits.

    Args:
        logits: Any real numbers, with at least one axis.
        axis: The axis, or axes, that hold the classes; None means all of them.

    Returns:
        One number for each row: the shape of *logits* without *axis*. An entry of minus infinity
            adds nothing; a row of no other entries, or of none, gives minus infinity. A row that
            contains infinity gives infinity.

    Raises:
        TypeError: *logits* is not made of real numbers.
        AxisError: *logits* has no such axis, or is a single number.

    Examples:
        >>> round(logsumexp([1, 2, 3]), 4)
        3.4076

        The exponentials themselves may be too large for a float:

        >>> round(logsumexp([1000, 1000]), 4)
        1000.6931

    Source: Definition.
    """
    array = real_array(logits, "logits")
    return answer(rowwise(_logsumexp, array, axis, empty=-inf), logits)


def softmax(logits: Numbers, axis: Axis = -1, temperature: float = 1.0) -> Floats:
    """Return the probabilities that each row of *logits* stands for.

    `softmax(z)_i = exp(z_i / T) / (exp(z_1 / T) + ... + exp(z_n / T))`, where T is the
    *temperature*. Adding a constant to a row changes nothing: only differences of logits count.

    Args:
        logits: Any real numbers, with at least one axis.
        axis: The axis, or axes, that hold the classes; None means all of them.
        temperature: A number above 0. Below 1 it sharpens the row, above 1 it flattens it, and
            infinity makes all finite logits equal.

    Returns:
        Probabilities in the shape of *logits*; each row sums to 1, up to rounding. An entry of
            minus infinity has probability 0. A row that contains infinity or `nan`, or minus
            infinity alone, has no answer: all of it is `nan`.

    Raises:
        TypeError: *logits* is not made of real numbers.
        ValueError: *temperature* is not above 0. At 0 softmax would be argmax.
        AxisError: *logits* has no such axis, or is a single number.

    Examples:
        >>> softmax([1, 2, 3]).round(4)
        array([0.09  , 0.2447, 0.6652])

        A low temperature favours the largest logit:

        >>> softmax([1, 2, 3], temperature=0.5).round(4)
        array([0.0159, 0.1173, 0.8668])

        Logits may be as large as they like, and a class may be ruled out:

        >>> softmax([1000, 1000, float("-inf")])
        array([0.5, 0.5, 0. ])

    Source: Bridle (1990), who gave the name; Hinton, Vinyals and Dean (2015) for the temperature.
    """
    formula = partial(softmax_rows, temperature=_checked(temperature))
    return rowwise(formula, real_array(logits, "logits"), axis)


def log_softmax(logits: Numbers, axis: Axis = -1, temperature: float = 1.0) -> Floats:
    """Return the natural logarithms of the probabilities that each row of *logits* stands for.

    `log_softmax(z)_i = z_i / T - logsumexp(z / T)`, where T is the *temperature*. These are the
    same logits, shifted by the one constant for which their exponentials sum to 1.

    Args:
        logits: Any real numbers, with at least one axis.
        axis: The axis, or axes, that hold the classes; None means all of them.
        temperature: A number above 0, as in `softmax`.

    Returns:
        Log-probabilities, 0 or less, in the shape of *logits*. A row that contains infinity or
            `nan`, or minus infinity alone, has no answer: all of it is `nan`.

    Raises:
        TypeError: *logits* is not made of real numbers.
        ValueError: *temperature* is not above 0. At 0 softmax would be argmax.
        AxisError: *logits* has no such axis, or is a single number.

    Examples:
        >>> log_softmax([1, 2, 3]).round(4)
        array([-2.4076, -1.4076, -0.4076])

        A probability that rounds to 1 still has its exact distance from 1:

        >>> softmax([0, -40])[0] == 1
        np.True_
        >>> log_softmax([0, -40])
        array([-4.24835426e-18, -4.00000000e+01])

    Source: Definition.
    """
    formula = partial(log_softmax_rows, temperature=_checked(temperature))
    return rowwise(formula, real_array(logits, "logits"), axis)


def centre(logits: Numbers, axis: Axis = -1) -> Floats:
    """Return each row of *logits* shifted so that its mean is 0.

    `centre(z)_i = z_i - (z_1 + ... + z_n) / n`. A row of logits has one constant too many: adding
    any number to all of it changes no probability. Rows that are centred can be compared, whether
    they came from a network or as log-probabilities.

    Args:
        logits: Any real numbers, with at least one axis.
        axis: The axis, or axes, that hold the classes; None means all of them.

    Returns:
        Logits of the same softmax, in the shape of *logits*. A class of logit minus infinity is
            left out of the mean and stays where it is. A row that contains infinity or `nan`, or
            minus infinity alone, has no mean: all of it is `nan`.

    Raises:
        TypeError: *logits* is not made of real numbers.
        AxisError: *logits* has no such axis, or is a single number.

    Examples:
        >>> centre([1, 2, 6])
        array([-2., -1.,  3.])

        The constant by which logits and log-probabilities differ is gone:

        >>> centre(log_softmax([1, 2, 6])).round(4)
        array([-2., -1.,  3.])

    Source: Definition; the same as the centred log-ratio of the probabilities.
    """
    return rowwise(_centre, real_array(logits, "logits"), axis)


def class_log_odds(logits: Numbers, axis: Axis = -1) -> Floats:
    """Return the log-odds of each class against all the others together.

    `class_log_odds(z)_i = z_i - logsumexp(the other z_j) = logit(softmax(z)_i)`, without computing
    the probability, which may be too near 1 for a float. A logit and its class's log-odds are not
    the same number, unless the others' exponentials sum to 1.

    Args:
        logits: Any real numbers, with at least one axis.
        axis: The axis, or axes, that hold the classes; None means all of them.

    Returns:
        Log-odds in the shape of *logits*. A class of logit minus infinity has minus infinity; an
            only class, infinity. A row that contains infinity or `nan`, or minus infinity alone,
            has no answer: all of it is `nan`.

    Raises:
        TypeError: *logits* is not made of real numbers.
        AxisError: *logits* has no such axis, or is a single number.

    Examples:
        >>> class_log_odds([1, 2, 3]).round(4)
        array([-2.3133, -1.1269,  0.6867])

        Of two classes, each has the difference of the logits:

        >>> class_log_odds([0, 1000])
        array([-1000.,  1000.])

    Source: Definition.
    """
    return rowwise(_class_log_odds, real_array(logits, "logits"), axis)


def _checked(temperature: float) -> float:
    if not temperature > 0:
        raise ValueError(
            f"temperature must be above 0, not {temperature}; for the limit at 0 use argmax"
        )
    return temperature


def _logsumexp(rows: Floats) -> Floats:
    largest, above = largest_and_above(rows)
    return np.where(np.isinf(largest), largest, largest + above)


def softmax_rows(rows: Floats, temperature: float = 1.0) -> Floats:
    """`softmax` of a table of rows."""
    rows, temperature = _at_most_one(rows, temperature)
    powers = _powers(rows, temperature)
    total = reduce_rows(np.add, powers)
    shifted = _to_be_shifted(rows, temperature, total)
    if shifted.any():
        powers[shifted] = _shifted_powers(rows[shifted], temperature)
        total[shifted] = reduce_rows(np.add, powers[shifted])
    powers /= total[:, np.newaxis]
    return powers


def log_softmax_rows(rows: Floats, temperature: float = 1.0) -> Floats:
    """`log_softmax` of a table of rows."""
    rows, temperature = _at_most_one(rows, temperature)
    largest, above = largest_and_above(rows, temperature)
    below: Floats = rows - largest[:, np.newaxis]
    if temperature != 1:
        below, _ = _divided(below, temperature)
    below -= above[:, np.newaxis]
    return below


def _centre(rows: Floats) -> Floats:
    inside = rows != -inf
    below = rows - _finite_largest(rows)
    total = reduce_rows(np.add, np.where(inside, below, 0))
    mean = total / reduce_rows(np.add, inside.astype(rows.dtype))
    return below - mean[:, np.newaxis]


def _class_log_odds(rows: Floats) -> Floats:
    largest = _finite_largest(rows)
    _, above = largest_and_above(rows)
    below = rows - largest
    log_odds: Floats = below - np.log1p(np.expm1(above)[:, np.newaxis] - np.exp(below))
    # The others, of which the largest is not one, need a log-sum-exp of their own.
    top = rows.argmax(axis=1)[:, np.newaxis]
    others = rows.copy()
    np.put_along_axis(others, top, -inf, axis=1)
    np.put_along_axis(log_odds, top, largest - _logsumexp(others)[:, np.newaxis], axis=1)
    return log_odds


def largest_and_above(rows: Floats, temperature: float = 1.0) -> tuple[Floats, Floats]:
    """Return each row's largest logit, and how far its log-sum-exp lies above that.

    The second, not the first, is of logits that are divided by *temperature*. One largest
    entry contributes exactly 1 to the sum of `exp(row - largest)`: log1p of what the others
    contribute keeps its digits even when it is nearly 0.
    """
    of_top, others = _top_and_others(_powers(rows, temperature))
    shifted = _to_be_shifted(rows, temperature, of_top + others)
    if shifted.any():
        powers = _shifted_powers(rows[shifted], temperature)
        of_top[shifted], others[shifted] = _top_and_others(powers)
    return reduce_rows(np.maximum, rows), np.log1p(others / of_top)


def _top_and_others(powers: Floats) -> tuple[Floats, Floats]:
    """Return each row's largest entry, and the sum of the others; may write on the rows."""
    if powers.shape[1] > SHORT:
        place = np.arange(len(powers)), powers.argmax(axis=1)
        top = powers[place]
        powers[place] = 0
        return top, reduce_rows(np.add, powers)
    top, others = powers[:, 0].copy(), np.zeros_like(powers[:, 0])
    for column in powers.T[1:]:
        others += np.minimum(top, column)
        np.maximum(top, column, out=top)
    return top, others


def _powers(rows: Floats, temperature: float) -> Floats:
    powers: Floats = np.exp(rows) if temperature == 1 else _exp(*_divided(rows, temperature))
    return powers


def _to_be_shifted(rows: Floats, temperature: float, total: Floats) -> NDArray[np.bool]:
    """Say in which rows the powers, of this sum, overflow or lose digits that count to underflow.

    Subtracting the maximum, as is usual, rounds, and exp makes a relative error of that: better not
    do it where it is not needed.
    """
    shifted = ~((total >= 1) & (total < inf))
    if shifted.any():
        lowest = reduce_rows(np.minimum, rows[shifted]) / temperature
        safe = (lowest > np.log(np.finfo(rows.dtype).tiny)) & (total[shifted] < 1)
        shifted[shifted] = ~safe
    return shifted


def _shifted_powers(rows: Floats, temperature: float) -> Floats:
    """Return `exp((row - max(row)) / temperature)`."""
    largest = _finite_largest(rows)
    below: Floats = rows - largest
    # The error of a rounded difference (Knuth): exact.
    back = below - rows
    error = (rows - (below - back)) - (largest + back)
    if temperature != 1:
        below, lost = _divided(below, temperature)
        error = lost + error / temperature
    return _exp(below, np.where(np.isfinite(error), error, 0))


def _exp(exponent: Floats, lost: Floats) -> Floats:
    """Return `exp(exponent + lost)`, where the second is the rounding error of the first."""
    power: Floats = np.exp(exponent)
    power += power * lost
    return power


def _finite_largest(rows: Floats) -> Floats:
    """Return each row's largest entry as a column: `nan`, as there is no answer, if infinite."""
    largest = reduce_rows(np.maximum, rows)[:, np.newaxis]
    largest[np.isinf(largest)] = np.nan
    return largest


def _at_most_one(rows: Floats, temperature: float) -> tuple[Floats, float]:
    """Return rows and a temperature of the same quotients; a difference of rows is then finite."""
    if temperature == inf:
        return np.where(np.isfinite(rows), 0, rows), 1.0
    return (rows / 2, temperature / 2) if temperature > 1 else (rows, temperature)


def _divided(rows: Floats, temperature: float) -> tuple[Floats, Floats]:
    """Return `rows / temperature` in two parts: rounded, and what that lost."""
    if rows.dtype == np.float32:
        exact = rows / np.float64(temperature)
        return (rounded := exact.astype(np.float32)), (exact - rounded).astype(np.float32)
    if temperature < 2**-500:  # a power of two divides exactly, and leaves products in range
        temperature, exponent = frexp(temperature)
        rows = np.ldexp(rows, -exponent)
    quotient = rows / temperature
    # The remainder is exact, because the products of halves are (Dekker).
    high, low = _halves(quotient)
    high_t, low_t = _halves(temperature)
    remainder = ((rows - high * high_t) - high * low_t - low * high_t) - low * low_t
    return quotient, remainder / temperature


def _halves(number: T) -> tuple[T, T]:
    scaled = number * (2.0**27 + 1)
    high = scaled - (scaled - number)
    return high, number - high
