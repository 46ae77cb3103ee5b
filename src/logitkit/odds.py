"""Odds: a probability compared with its complement."""

from typing import overload

import numpy as np

from logitkit._arrays import Float64, Floats, Numbers, elementwise


@overload
def odds(p: float) -> float: ...
@overload
def odds(p: Numbers) -> Floats: ...
def odds(p: float | Numbers) -> float | Floats:
    """Return the odds of each probability in *p*: how many times likelier yes is than no.

    `odds(p) = p / (1 - p)`. Its inverse is `from_odds`; its logarithm is `logit`.

    Args:
        p: Probabilities from 0 to 1, of any shape.

    Returns:
        Odds from 0 to infinity, pure numbers, in the shape of *p*. Odds of 3 are read "3 to 1". A
            number outside 0 to 1 gives `nan`.

    Raises:
        TypeError: *p* is not made of real numbers.

    Examples:
        >>> odds(0.75)
        3.0

        Certainty has infinite odds:

        >>> odds([0, 0.5, 1])
        array([ 0.,  1., inf])

    Source: Definition.
    """
    return elementwise(odds_of, p=p)


def odds_of(p: Float64) -> Float64:
    """`odds` of an array in float64."""
    q = 1 - p
    ratio = p / q
    # Below 1/2, q was rounded: (1 - q) - p is what it lost. Above, nothing was.
    corrected = ratio - ratio * (((1 - q) - p) / q)
    return np.where((p < 0) | (p > 1), np.nan, np.where(p < 0.5, corrected, ratio))


@overload
def from_odds(odds: float) -> float: ...
@overload
def from_odds(odds: Numbers) -> Floats: ...
def from_odds(odds: float | Numbers) -> float | Floats:
    """Return the probability that has each of the *odds*.

    `from_odds(odds) = odds / (1 + odds)`. Its inverse is `odds`.

    Args:
        odds: Odds from 0 to infinity, of any shape.

    Returns:
        Probabilities from 0 to 1, in the shape of *odds*. Negative odds give `nan`.

    Raises:
        TypeError: *odds* is not made of real numbers.

    Examples:
        >>> from_odds(4)
        0.8

        Infinite odds are certainty:

        >>> from_odds([0, 1, float("inf")])
        array([0. , 0.5, 1. ])

    Source: Definition.
    """
    return elementwise(_from_odds, odds=odds)


def _from_odds(odds: Float64) -> Float64:
    finite = np.minimum(odds, np.finfo(np.float64).max)  # inf / inf would be nan
    return np.where(odds < 0, np.nan, finite / (1 + finite))


@overload
def odds_ratio(p: float, q: float) -> float: ...
@overload
def odds_ratio(p: Numbers, q: float | Numbers) -> Floats: ...
@overload
def odds_ratio(p: float, q: Numbers) -> Floats: ...
def odds_ratio(p: float | Numbers, q: float | Numbers) -> float | Floats:
    """Return how many times larger the odds of each probability in *p* are than those in *q*.

    `odds_ratio(p, q) = odds(p) / odds(q)`, whose logarithm is the difference of their logits. In a
    table of two rows of counts, `a` yes and `b` no above `c` yes and `d` no, p is `a / (a + b)` and
    q is `c / (c + d)`: the odds ratio is `(a / b) / (c / d) = a * d / (b * c)`.

    Args:
        p: Probabilities from 0 to 1, of any shape.
        q: Probabilities from 0 to 1 to compare them with: of the same shape, or one that
            broadcasts with it.

    Returns:
        Ratios from 0 to infinity, in the dtype of *p*: 1 where the two agree, save that equal
            certainties, which have no ratio, give `nan`. A number outside 0 to 1 gives `nan`.

    Raises:
        TypeError: *p* or *q* is not made of real numbers.
        ValueError: Their shapes do not go together.

    Examples:
        >>> round(odds_ratio(0.8, 0.5), 4)
        4.0

        It is not the ratio of the probabilities, and comes near it only if both are small:

        >>> odds_ratio([0.002, 0.2, 0.9], [0.001, 0.1, 0.45]).round(4)
        array([ 2.002,  2.25 , 11.   ])

    Source: Definition.
    """
    return elementwise(_odds_ratio, p=p, q=q)


def _odds_ratio(p: Float64, q: Float64) -> Float64:
    return odds_of(p) / odds_of(q)
