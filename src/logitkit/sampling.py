"""Sampling: what a language model's decoder does to a row of logits before it draws a token.

Each function takes logits and gives logits, those of the dropped classes at minus infinity, so
that the order of operations is the order in which they are written:

    sample(top_p(top_k(mask(logits, keep), 40) / temperature, 0.95), rng)
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from logitkit._arrays import Floats, Numbers, float_rows
from logitkit.softmax import softmax


def mask(logits: Numbers, keep: ArrayLike) -> Floats:
    """Return the *logits* with minus infinity wherever *keep* is false, which rules classes out.

    `softmax(mask(z, keep))_i = exp(z_i) / (sum of exp(z_j) over the kept j)` for a kept class, and
    0 for any other.

    Args:
        logits: Any real numbers, with at least one axis.
        keep: Booleans, true for what stays; of the shape of *logits*, or one that broadcasts to it.

    Returns:
        Logits in the shape of *logits*.

    Raises:
        TypeError: *logits* is not made of real numbers, or *keep* not of booleans.
        ValueError: *keep* does not broadcast to the shape of *logits*.

    Examples:
        >>> mask([2.0, 1.0, 0.0], [True, False, True])
        array([  2., -inf,   0.])

        The classes that are left share the probability of those ruled out:

        >>> softmax(mask([2.0, 1.0, 0.0], [True, False, True])).round(4)
        array([0.8808, 0.    , 0.1192])

    Source: Definition.
    """
    rows, kept = float_rows(logits), np.asarray(keep)
    if kept.dtype != bool:
        raise TypeError(f"keep must be booleans, true for what stays, not {kept.dtype}")
    try:
        return np.where(np.broadcast_to(kept, rows.shape), rows, _dropped(rows))
    except ValueError as error:
        raise ValueError(f"keep has shape {kept.shape}, logits {rows.shape}") from error


def apply_bias(logits: Numbers, bias: Mapping[int, float]) -> Floats:
    """Return the *logits* with a number added to those of some classes, as `logit_bias` does.

    `z_i + b_i`. Adding b to one logit adds exactly b to the log-odds of that class against all
    others together, and so multiplies its odds by `exp(b)`.

    Args:
        logits: Any real numbers; the classes lie along the last axis.
        bias: The number to add, by class. Minus infinity rules a class out.

    Returns:
        Logits in the shape of *logits*.

    Raises:
        TypeError: *logits* is not made of real numbers.
        IndexError: *bias* names a class that is not there.

    Examples:
        >>> apply_bias([3.0, 1.0, 0.0], {2: 3.0})
        array([3., 1., 3.])

        The log-odds of class 2 rise by 3, whatever the other logits are:

        >>> before, after = softmax([3.0, 1.0, 0.0]), softmax([3.0, 1.0, 3.0])
        >>> odds_before, odds_after = before[2] / (1 - before[2]), after[2] / (1 - after[2])
        >>> round(float(np.log(odds_after / odds_before)), 4)
        3.0

    Source: Definition.
    """
    biased = float_rows(logits).copy()
    for index, number in bias.items():
        _check_class(index, biased.shape[-1])
        biased[..., index] += number
    return biased


def repetition_penalty(logits: Numbers, seen: ArrayLike, penalty: float) -> Floats:
    """Return the *logits* with those of the classes in *seen* made less probable.

    `z / penalty` for a positive logit, `z * penalty` for another. This rule depends on where 0 is:
    adding a constant to the whole row, which changes no probability, changes its effect.

    Args:
        logits: Any real numbers; the classes lie along the last axis.
        seen: Classes that have been drawn before; one that is named twice is penalised once.
        penalty: A number above 0; 1 changes nothing, and below 1 it favours what was seen.

    Returns:
        Logits in the shape of *logits*.

    Raises:
        TypeError: *logits* is not made of real numbers.
        IndexError: *seen* names a class that is not there.
        ValueError: *penalty* is not above 0.

    Examples:
        >>> repetition_penalty([2.0, 1.0, -1.0], [0, 2], 2.0)
        array([ 1.,  1., -2.])

        The same probabilities, with logits 10 higher, are changed far more:

        >>> softmax(repetition_penalty([2.0, 1.0, -1.0], [0], 2.0)).round(4)
        array([0.4683, 0.4683, 0.0634])
        >>> softmax(repetition_penalty([12.0, 11.0, 9.0], [0], 2.0)).round(4)
        array([0.0059, 0.8756, 0.1185])

    Source: the rule of Hugging Face's and llama.cpp's samplers.
    """
    if not penalty > 0:
        raise ValueError(f"penalty must be above 0, not {penalty}")
    rows = float_rows(logits).copy()
    for index in np.unique(np.asarray(seen, dtype=np.intp)).tolist():
        _check_class(index, rows.shape[-1])
        logit = rows[..., index]
        rows[..., index] = np.where(logit > 0, logit / penalty, logit * penalty)
    return rows


def top_k(logits: Numbers, k: int) -> Floats:
    """Return the *logits* with all but the *k* largest of each row at minus infinity.

    `z_i` stays if fewer than k entries of its row are larger.

    Args:
        logits: Any real numbers; the classes lie along the last axis.
        k: A whole number of at least 1; one above the number of classes keeps them all.

    Returns:
        Logits in the shape of *logits*. Equal logits stay or go together, so that more than *k* may
            stay, and the order of the classes does not matter.

    Raises:
        TypeError: *logits* is not made of real numbers.
        ValueError: *k* is below 1.

    Examples:
        >>> top_k([2.0, 1.5, 1.0, 0.0, -1.0], 2)
        array([ 2. ,  1.5, -inf, -inf, -inf])

        A tie at the border is kept whole:

        >>> top_k([2.0, 1.0, 1.0, 0.0], 2)
        array([  2.,   1.,   1., -inf])

    Source: Definition.
    """
    if k < 1:
        raise ValueError(f"k must be at least 1, not {k}")
    rows = float_rows(logits)
    width = rows.shape[-1]
    if k >= width:
        return rows.copy()
    smallest_kept = np.partition(rows, width - k, axis=-1)[..., width - k, None]
    return _at_least(rows, smallest_kept)


def top_p(logits: Numbers, p: float) -> Floats:
    """Return the *logits* with all but the most probable of each row at minus infinity.

    Of the classes in order of probability, the first stay whose `softmax` probabilities sum to *p*
    or more: as few as possible. Also called nucleus sampling.

    Args:
        logits: Any real numbers; the classes lie along the last axis.
        p: A probability above 0, up to 1; 1 keeps all classes.

    Returns:
        Logits in the shape of *logits*. Equal logits stay or go together. A row that has no
            probabilities, as one with `nan` or of minus infinity alone, is left as it is.

    Raises:
        TypeError: *logits* is not made of real numbers.
        ValueError: *p* is not above 0, or is above 1.

    Examples:
        >>> softmax([2.0, 1.5, 1.0, 0.0, -1.0]).round(4)
        array([0.4631, 0.2809, 0.1704, 0.0627, 0.0231])
        >>> top_p([2.0, 1.5, 1.0, 0.0, -1.0], 0.7)
        array([ 2. ,  1.5, -inf, -inf, -inf])

        A higher temperature before it lets more through; after it, it would not:

        >>> top_p(np.array([2.0, 1.5, 1.0, 0.0, -1.0]) / 2, 0.7)
        array([1.  , 0.75, 0.5 , -inf, -inf])

    Source: Definition.
    """
    _check_share(p)
    rows = float_rows(logits)
    if p == 1 or rows.shape[-1] == 0:
        return rows.copy()
    descending = np.sort(rows, axis=-1)[..., ::-1]
    enough = np.cumsum(softmax(descending), axis=-1, dtype=np.float64) >= p
    # Rounding may keep the sum of all below p: then nothing is dropped.
    enough[..., -1] = True
    smallest_kept = np.take_along_axis(descending, enough.argmax(axis=-1)[..., None], axis=-1)
    return _at_least(rows, smallest_kept)


def min_p(logits: Numbers, p: float) -> Floats:
    """Return the *logits* with those at minus infinity that are improbable beside the largest.

    A class stays if its probability is at least *p* times that of the most probable class, which
    is to say if `z_i >= max(z) + ln(p)`: no softmax is needed.

    Args:
        logits: Any real numbers; the classes lie along the last axis.
        p: A probability above 0, up to 1; 1 keeps the largest alone.

    Returns:
        Logits in the shape of *logits*.

    Raises:
        TypeError: *logits* is not made of real numbers.
        ValueError: *p* is not above 0, or is above 1.

    Examples:
        >>> min_p([2.0, 1.5, 1.0, 0.0, -1.0], 0.2)
        array([ 2. ,  1.5,  1. , -inf, -inf])

        Of equal classes all stay:

        >>> min_p([1.0, 1.0, 0.0], 1.0)
        array([  1.,   1., -inf])

    Source: llama.cpp, whose sampler computes it in this way.
    """
    _check_share(p)
    rows = float_rows(logits)
    if rows.shape[-1] == 0:
        return rows.copy()
    return _at_least(rows, rows.max(axis=-1, keepdims=True) + rows.dtype.type(np.log(p)))


def gumbel_max(logits: Numbers, rng: np.random.Generator) -> NDArray[np.intp]:
    """Draw one class from each row of *logits*: the largest logit after Gumbel noise is added.

    `argmax(z_i + g_i)` with `g_i = -ln(-ln(u_i))`, u uniform from 0 to 1. The class i is drawn with
    probability `softmax(z)_i`, exactly: a softmax is what is left when the noise is not seen.

    Args:
        logits: Any real numbers; the classes lie along the last axis.
        rng: NumPy's generator of random numbers, as `numpy.random.default_rng(0)`.

    Returns:
        Numbers of classes: the shape of *logits* without its last axis.

    Raises:
        TypeError: *logits* is not made of real numbers.
        ValueError: A row has no probabilities: it holds `nan` or infinity, or minus infinity alone.

    Examples:
        >>> rng = np.random.default_rng(0)
        >>> draws = gumbel_max(np.tile([1.0, 0.0, -1.0], (10_000, 1)), rng)
        >>> np.bincount(draws) / 10_000
        array([0.6583, 0.2492, 0.0925])
        >>> softmax([1.0, 0.0, -1.0]).round(4)
        array([0.6652, 0.2447, 0.09  ])

        A class at minus infinity is never drawn:

        >>> int(gumbel_max([float("-inf"), 0.0], rng))
        1

    Source: Definition.
    """
    rows = _drawable(logits)
    return np.asarray((rows + rng.gumbel(size=rows.shape)).argmax(axis=-1))


def sample(logits: Numbers, rng: np.random.Generator) -> NDArray[np.intp]:
    """Draw one class from each row of *logits*, class i with probability `softmax(logits)_i`.

    The smallest i with `p_1 + ... + p_i > u`, where p is the softmax and u uniform from 0 to 1.
    What shall act on the logits first is applied to them first, in the order wanted.

    Args:
        logits: Any real numbers; the classes lie along the last axis.
        rng: NumPy's generator of random numbers, as `numpy.random.default_rng(0)`.

    Returns:
        Numbers of classes: the shape of *logits* without its last axis.

    Raises:
        TypeError: *logits* is not made of real numbers.
        ValueError: A row has no probabilities: it holds `nan` or infinity, or minus infinity alone.

    Examples:
        >>> rng = np.random.default_rng(0)
        >>> logits = np.tile([2.0, 1.5, 1.0, 0.0, -1.0], (10_000, 1))
        >>> np.bincount(sample(logits, rng)) / 10_000
        array([0.4646, 0.2789, 0.173 , 0.0604, 0.0231])

        Top-p before or after the temperature keeps other classes:

        >>> np.unique(sample(top_p(logits / 2, 0.7), rng))
        array([0, 1, 2])
        >>> np.unique(sample(top_p(logits, 0.7) / 2, rng))
        array([0, 1])

    Source: Definition.
    """
    cumulative = np.cumsum(softmax(_drawable(logits)), axis=-1)
    # By the row's own sum, which rounding leaves a little off 1: no class beyond the last is drawn.
    threshold = rng.random(cumulative.shape[:-1])[..., None] * cumulative[..., -1:]
    return np.asarray((cumulative > threshold).argmax(axis=-1))


def _dropped(rows: Floats) -> Any:
    return rows.dtype.type(-np.inf)


def _at_least(rows: Floats, smallest_kept: Floats) -> Floats:
    """Keep what is at least *smallest_kept*; `nan` is never below it, and stays."""
    return np.where(rows < smallest_kept, _dropped(rows), rows)


def _drawable(logits: Numbers) -> Floats:
    rows = float_rows(logits).astype(np.float64)
    largest = rows.max(axis=-1, initial=-np.inf)
    if not np.isfinite(largest).all():
        row = tuple(np.argwhere(~np.isfinite(largest))[0].tolist())
        where = f" {row}" if row else ""
        raise ValueError(f"row{where} has no probabilities: its largest logit is {largest[row]}")
    return rows


def _check_share(p: float) -> None:
    if not 0 < p <= 1:
        raise ValueError(f"p must be above 0 and at most 1, not {p}")


def _check_class(index: int, classes: int) -> None:
    if not 0 <= index < classes:
        raise IndexError(f"class {index} is not one of the {classes} from 0 to {classes - 1}")
