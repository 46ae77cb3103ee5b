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
    return elementwise(_odds, p, "p")


def _odds(p: Float64) -> Float64:
    q = 1 - p
    ratio = p / q
    # Below 1/2, q was rounded: (1 - q) - p is what it lost.
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
    return elementwise(_from_odds, odds, "odds")


def _from_odds(odds: Float64) -> Float64:
    finite = np.minimum(odds, np.finfo(np.float64).max)  # inf / inf would be nan
    return np.where(odds < 0, np.nan, finite / (1 + finite))
