"""The logit and its relatives: between probabilities and the whole real line."""

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
    return elementwise(_logit, narrow=_narrow_logit, p=p)


def _logit(p: Float64) -> Float64:
    # ln(2p) - ln(2 - 2p): near p = 1/2 both terms are small and nothing cancels.
    twice = p + p
    rest = 2 - twice
    # Below 1/2, rest was rounded; ln(rest + lost) is ln(rest) + lost where that matters, near 1.
    lost = (2 - rest) - twice
    return np.log(twice) - (np.log(rest) + lost)


def _narrow_logit(p: Float64) -> Float64:
    return np.log(p / (1 - p))


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
    return elementwise(sigmoid_of, x=x)


def sigmoid_of(x: Float64) -> Float64:
    """`sigmoid` of an array in float64."""
    result = 1 / (1 + np.exp(-x))
    # Below -700 the formula loses digits, then overflows; exp(x) is the same number there.
    if not x.min() >= -700:  # or nan hides the smallest
        low = x < -700
        result[low] = np.exp(x[low])
    return result


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
    return elementwise(_log_sigmoid, x=x)


def _log_sigmoid(x: Float64) -> Float64:
    return np.minimum(x, -0.0) - np.log1p(np.exp(-np.abs(x)))


@overload
def softplus(x: float) -> float: ...
@overload
def softplus(x: Numbers) -> Floats: ...
def softplus(x: float | Numbers) -> float | Floats:
    """Return a smooth version of `max(x, 0)` for each number in *x*.

    `softplus(x) = ln(1 + exp(x)) = -log_sigmoid(-x)`: the loss of a logit x where the answer is no.
    Its slope is the sigmoid.

    Args:
        x: Any real numbers, of any shape.

    Returns:
        Numbers from 0 to infinity, in the shape of *x*.

    Raises:
        TypeError: *x* is not made of real numbers.

    Examples:
        >>> round(softplus(0), 4)
        0.6931

        Far above 0 it is x itself, far below exp(x):

        >>> softplus([-40, 1000])
        array([4.24835426e-18, 1.00000000e+03])

    Source: Definition.
    """
    return elementwise(_softplus, x=x)


def _softplus(x: Float64) -> Float64:
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


@overload
def cloglog(p: float) -> float: ...
@overload
def cloglog(p: Numbers) -> Floats: ...
def cloglog(p: float | Numbers) -> float | Floats:
    """Return the complementary log-log of each probability in *p*.

    `cloglog(p) = ln(-ln(1 - p))`. Its inverse is `inverse_cloglog`. Near 0 it is close to the
    logit, near 1 far below it: this link is not symmetric.

    Args:
        p: Probabilities from 0 to 1, of any shape.

    Returns:
        Any real numbers, from minus infinity at 0 to infinity at 1, in the shape of *p*: the
            logarithm of a hazard. A number outside 0 to 1 gives `nan`.

    Raises:
        TypeError: *p* is not made of real numbers.

    Examples:
        >>> round(cloglog(0.5), 4)
        -0.3665

        Small probabilities have nearly their logit, `ln(p)`; large ones do not:

        >>> cloglog([1e-9, 0.999]).round(4), logit([1e-9, 0.999]).round(4)
        (array([-20.7233,   1.9326]), array([-20.7233,   6.9068]))

    Source: Definition.
    """
    return elementwise(_cloglog, p=p)


def _cloglog(p: Float64) -> Float64:
    return np.log(-np.log1p(-p))


@overload
def inverse_cloglog(x: float) -> float: ...
@overload
def inverse_cloglog(x: Numbers) -> Floats: ...
def inverse_cloglog(x: float | Numbers) -> float | Floats:
    """Return the probability whose complementary log-log is each number in *x*.

    `inverse_cloglog(x) = 1 - exp(-exp(x))`. Its inverse is `cloglog`.

    Args:
        x: Any real numbers, of any shape.

    Returns:
        Probabilities from 0 to 1, in the shape of *x*.

    Raises:
        TypeError: *x* is not made of real numbers.

    Examples:
        >>> round(inverse_cloglog(0), 4)
        0.6321

        It comes near 1 much sooner than the sigmoid:

        >>> inverse_cloglog([-2, 2]).round(4), sigmoid([-2, 2]).round(4)
        (array([0.1266, 0.9994]), array([0.1192, 0.8808]))

    Source: Definition.
    """
    return elementwise(_inverse_cloglog, x=x)


def _inverse_cloglog(x: Float64) -> Float64:
    return -np.expm1(-np.exp(x))


@overload
def log1mexp(x: float) -> float: ...
@overload
def log1mexp(x: Numbers) -> Floats: ...
def log1mexp(x: float | Numbers) -> float | Floats:
    """Return the logarithm of one minus the exponential of each number in *x*.

    `log1mexp(x) = ln(1 - exp(x))`: the log-probability of a complement. It is its own inverse.

    Args:
        x: Natural logarithms of probabilities: 0 or less, of any shape.

    Returns:
        Log-probabilities, 0 or less, in the shape of *x*: minus infinity at 0. A number above 0
            gives `nan`.

    Raises:
        TypeError: *x* is not made of real numbers.

    Examples:
        >>> round(log1mexp(-1), 4)
        -0.4587

        A probability too near 1, or to 0, for a float has a complement all the same:

        >>> log1mexp([-1e-20, -50])
        array([-4.60517019e+01, -1.92874985e-22])

    Source: Definition.
    """
    return elementwise(_log1mexp, x=x)


def _log1mexp(x: Float64) -> Float64:
    # The first keeps its digits where exp(x) is near 1, the second where it is near 0.
    return np.where(x > -np.log(2), np.log(-np.expm1(x)), np.log1p(-np.exp(x)))


@overload
def logit_from_log_probability(x: float) -> float: ...
@overload
def logit_from_log_probability(x: Numbers) -> Floats: ...
def logit_from_log_probability(x: float | Numbers) -> float | Floats:
    """Return the logit of each probability that is given by its logarithm, in *x*.

    `logit_from_log_probability(x) = logit(exp(x)) = x - log1mexp(x)`, without computing the
    probability. Language models report log-probabilities; its inverse is `log_sigmoid`.

    Args:
        x: Natural logarithms of probabilities: 0 or less, of any shape.

    Returns:
        Log-odds, from minus infinity to infinity at 0, in the shape of *x*. A number above 0 gives
            `nan`.

    Raises:
        TypeError: *x* is not made of real numbers.

    Examples:
        >>> round(logit_from_log_probability(-0.1), 4)
        2.2522

        The probabilities of these round to 1 and to 0; their logits are ordinary numbers:

        >>> logit_from_log_probability([-1e-20, -1000]).round(4)
        array([   46.0517, -1000.    ])

    Source: Definition.
    """
    return elementwise(_logit_from_log_probability, x=x)


def _logit_from_log_probability(x: Float64) -> Float64:
    # -ln(1/p - 1), but that overflows far below 0, where it is x, and cancels near p = 1/2, where
    # half is ln(2p), for which ln(2) takes two floats.
    half = (x + 0.6931471805599453) + 2.3190468138462996e-17
    result = np.where(x < -700, x, -np.log(np.expm1(-x)))
    return np.where(np.abs(half) < 0.25, -np.log1p(2 * np.expm1(-half)), result)
