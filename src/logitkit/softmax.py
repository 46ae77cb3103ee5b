"""Softmax and log-sum-exp: from a row of logits to probabilities."""

from collections.abc import Sequence
from math import frexp, inf
from typing import overload

import numpy as np

from logitkit._arrays import (
    Axis,
    Float64,
    Floats,
    Numbers,
    Rows,
    answer,
    as_rows,
    from_rows,
    real_array,
    rounded,
)


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
    with np.errstate(all="ignore"):
        return answer(_logsumexp(as_rows(array, axis)), logits)


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
    array = real_array(logits, "logits")
    with np.errstate(all="ignore"):
        rows = _softmax(as_rows(array, axis), _checked(temperature))
        return rounded(from_rows(rows, array, axis), logits)


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
    array = real_array(logits, "logits")
    with np.errstate(all="ignore"):
        rows = log_softmax_rows(as_rows(array, axis), _checked(temperature))
        return rounded(from_rows(rows, array, axis), logits)


def _checked(temperature: float) -> float:
    if not temperature > 0:
        raise ValueError(
            f"temperature must be above 0, not {temperature}; for the limit at 0 use argmax"
        )
    return temperature


def _logsumexp(rows: Float64) -> Float64:
    if rows.shape[-1] == 0:
        return np.full(rows.shape[:-1], -inf)
    largest: Float64 = rows.max(axis=-1, keepdims=True)
    above = _above_largest(*_below_largest(rows))
    return np.where(np.isinf(largest), largest, largest + above)[..., 0]


def _softmax(rows: Float64, temperature: float) -> Float64:
    if rows.shape[-1] == 0:
        return rows
    exponentials = _exp(*_below_largest(rows, temperature))
    total: Float64 = exponentials.sum(axis=-1, keepdims=True)
    return exponentials / total


def log_softmax_rows(rows: Float64, temperature: float = 1.0) -> Float64:
    """`log_softmax` of rows that are already in float64, on the last axis."""
    if rows.shape[-1] == 0:
        return rows
    below, error = _below_largest(rows, temperature)
    return below - _above_largest(below, error)


def _below_largest(rows: Float64, temperature: float = 1.0) -> tuple[Float64, Float64]:
    """Return `(row - max(row)) / temperature` as two arrays, the second what the first lost.

    The loss matters: exp turns an absolute error of its argument into a relative one.
    """
    if temperature == inf:  # a finite logit over infinity is 0
        rows, temperature = np.where(np.isfinite(rows), 0.0, rows), 1.0
    largest: Float64 = rows.max(axis=-1, keepdims=True)
    largest = np.where(np.isinf(largest), np.nan, largest)  # such a row has no answer
    below = rows - largest
    # The error of a rounded difference (Knuth): exact.
    back = below - rows
    error = (rows - (below - back)) - (largest + back)
    if temperature != 1:
        # A power of two divides exactly, and leaves a temperature from 1/2 to 1.
        fraction, exponent = frexp(temperature)
        below, error = np.ldexp(below, -exponent), np.ldexp(error, -exponent)
        quotient = below / fraction
        below, error = quotient, (_remainder(below, quotient, fraction) + error) / fraction
    return below, np.where(np.isfinite(error), error, 0.0)


def _remainder(dividend: Float64, quotient: Float64, divisor: float) -> Float64:
    """Return `dividend - quotient * divisor`, exactly: each factor is split in two (Dekker)."""
    high_q, low_q = _halves(quotient)
    high_d, low_d = _halves(np.asarray(divisor))
    return ((dividend - high_q * high_d) - high_q * low_d - low_q * high_d) - low_q * low_d


def _halves(number: Float64) -> tuple[Float64, Float64]:
    scaled = number * (2.0**27 + 1)
    high = scaled - (scaled - number)
    return high, number - high


def _above_largest(below: Float64, error: Float64) -> Float64:
    """Return `ln(sum(exp(row - max(row))))`, keeping its digits when it is nearly 0.

    One largest entry contributes exactly 1, so log1p takes the sum of the others.
    """
    others = _exp(below, error)
    np.put_along_axis(others, below.argmax(axis=-1, keepdims=True), 0.0, axis=-1)
    total: Float64 = others.sum(axis=-1, keepdims=True)
    return np.log1p(total)


def _exp(exponent: Float64, error: Float64) -> Float64:
    power = np.exp(exponent)
    return power + power * error
