"""The logit and its inverse: between probabilities and the whole real line."""

from typing import overload

import numpy as np

from logitkit._arrays import Float64, Floats, Numbers, elementwise


@overload
def logit(p: float) -> float: ...
@overload
def logit(p: Numbers) -> Floats: ...
def logit(p: float | Numbers) -> float | Floats:
    """Return the logit of each probability in *p*: the natural logarithm of its odds.

    `logit(p) = ln(p / (1 - p))`. Its inverse is `sigmoid`.

    Args:
        p: Probabilities from 0 to 1, of any shape.

    Returns:
        Log-odds, from minus infinity at 0 to infinity at 1, in the shape of *p*: negative below one
            half, positive above it. A number outside 0 to 1 gives `nan`.

    Raises:
        TypeError: *p* is not made of real numbers.

    Examples:
        >>> round(logit(0.8), 4)
        1.3863

        A probability and its complement have opposite logits, up to certainty:

        >>> logit([0, 0.25, 0.5, 0.75, 1]).round(4)
        array([   -inf, -1.0986,  0.    ,  1.0986,     inf])

    Source: Berkson (1944), who gave the name.
    """
    return elementwise(_logit, p, "p")


def _logit(p: Float64) -> Float64:
    # ln(2p) - ln(2 - 2p): near p = 1/2 both terms are small and nothing cancels.
    twice = p + p
    rest = 2 - twice
    # Below 1/2, rest was rounded; ln(rest + lost) is ln(rest) + lost where that matters, near 1.
    lost = (2 - rest) - twice
    return np.log(twice) - (np.log(rest) + lost)


@overload
def sigmoid(x: float) -> float: ...
@overload
def sigmoid(x: Numbers) -> Floats: ...
def sigmoid(x: float | Numbers) -> float | Floats:
    """Return the probability whose logit is each number in *x*.

    `sigmoid(x) = 1 / (1 + exp(-x))`. Its inverse is `logit`. SciPy calls it `expit`, and so may
    you: `logitkit.expit` is the same function.

    Args:
        x: Logits (log-odds, natural logarithm): any real numbers, of any shape.

    Returns:
        Probabilities from 0 to 1, in the shape of *x*.

    Raises:
        TypeError: *x* is not made of real numbers.

    Examples:
        >>> round(sigmoid(1.3863), 4)
        0.8

        A logit of 0 is one half; infinite logits are certainty:

        >>> sigmoid([float("-inf"), 0, float("inf")])
        array([0. , 0.5, 1. ])

        Far below 0 the probability is tiny, but not yet 0:

        >>> sigmoid(-720)
        2.0322308024e-313

    Source: Definition.
    """
    return elementwise(_sigmoid, x, "x")


def _sigmoid(x: Float64) -> Float64:
    # Below -700 the formula loses digits, then overflows; exp(x) is the same number there.
    return np.where(x < -700, np.exp(x), 1 / (1 + np.exp(-x)))


expit = sigmoid


@overload
def log_sigmoid(x: float) -> float: ...
@overload
def log_sigmoid(x: Numbers) -> Floats: ...
def log_sigmoid(x: float | Numbers) -> float | Floats:
    """Return the natural logarithm of the probability whose logit is each number in *x*.

    `log_sigmoid(x) = ln(sigmoid(x)) = -ln(1 + exp(-x))`, without computing the probability, which
    may be too small, or too near 1, for a float.

    Args:
        x: Logits (log-odds, natural logarithm): any real numbers, of any shape.

    Returns:
        Log-probabilities: 0 or less, in the shape of *x*.

    Raises:
        TypeError: *x* is not made of real numbers.

    Examples:
        >>> round(log_sigmoid(0), 4)
        -0.6931

        The sigmoid of -1000 is 0 in floating point; its logarithm is an ordinary number:

        >>> log_sigmoid([-1000, 1000])
        array([-1000.,    -0.])

    Source: Definition.
    """
    return elementwise(_log_sigmoid, x, "x")


def _log_sigmoid(x: Float64) -> Float64:
    return np.minimum(x, -0.0) - np.log1p(np.exp(-np.abs(x)))
