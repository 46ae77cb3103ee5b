"""Losses that take logits: cross-entropies in nats, one for each example, not averaged."""

from collections.abc import Sequence
from typing import Any, overload

import numpy as np
from numpy.lib.array_utils import normalize_axis_index
from numpy.typing import ArrayLike, NDArray

from logitkit._arrays import Float64, Floats, Numbers, Rows, answer, as_rows, real_array
from logitkit.softmax import log_softmax_rows


@overload
def softmax_cross_entropy_with_logits(
    *, labels: Sequence[float], logits: Sequence[float], axis: int = -1
) -> float: ...
@overload
def softmax_cross_entropy_with_logits(
    *, labels: Numbers, logits: Rows, axis: int = -1
) -> Floats: ...
def softmax_cross_entropy_with_logits(
    *, labels: Numbers, logits: Numbers, axis: int = -1
) -> float | Floats:
    """Return the cross-entropy between *labels*, a distribution, and the softmax of *logits*.

    `loss = -(y_1 ln(p_1) + ... + y_n ln(p_n))` with `p = softmax(z)`. Hand over the logits
    themselves: the softmax is inside.

    Args:
        labels: The weight y of each class, in the shape of *logits*: a one-hot row, or
            probabilities. They are used as given: a row that does not sum to 1 is not rescaled.
        logits: Any real numbers z, with at least one axis.
        axis: The axis that holds the classes.

    Returns:
        One loss in nats for each row: the shape of *logits* without *axis*, in the dtype of
            *logits*. A class of weight 0 costs nothing, even if its logit is minus infinity; with
            any positive weight it costs infinity.

    Raises:
        TypeError: *labels* or *logits* is not made of real numbers.
        ValueError: *labels* and *logits* differ in shape.
        AxisError: *logits* has no such axis, or is a single number.

    Examples:
        >>> loss = softmax_cross_entropy_with_logits(labels=[0, 0, 1], logits=[1, 2, 3])
        >>> round(loss, 4)
        0.4076

        A class that is ruled out, rightly, and wrongly:

        >>> softmax_cross_entropy_with_logits(labels=[1, 0], logits=[0, float("-inf")])
        0.0
        >>> softmax_cross_entropy_with_logits(labels=[0, 1], logits=[0, float("-inf")])
        inf

    Source: Definition; the name is TensorFlow's.
    """
    scores = real_array(logits, "logits")
    weights = real_array(labels, "labels")
    axis = normalize_axis_index(axis, scores.ndim)
    _require_shape(weights, scores.shape, scores)
    with np.errstate(all="ignore"):
        surprisals = _surprisals(scores, axis)
        return answer(_times(as_rows(weights, axis), surprisals).sum(axis=-1), logits)


@overload
def sparse_softmax_cross_entropy_with_logits(
    *, labels: int, logits: Sequence[float], axis: int = -1
) -> float: ...
@overload
def sparse_softmax_cross_entropy_with_logits(
    *, labels: Numbers, logits: Rows, axis: int = -1
) -> Floats: ...
def sparse_softmax_cross_entropy_with_logits(
    *, labels: int | Numbers, logits: Numbers, axis: int = -1
) -> float | Floats:
    """Return the cross-entropy between *labels*, class numbers, and the softmax of *logits*.

    `loss = -ln(p_label)` with `p = softmax(z)`. "Sparse" speaks of the labels alone: the number of
    a class in place of a one-hot row. Hand over the logits themselves: the softmax is inside.

    Args:
        labels: The number of the right class, counted from 0, for each row of *logits*: integers
            in the shape of *logits* without *axis*.
        logits: Any real numbers z, with at least one axis.
        axis: The axis that holds the classes.

    Returns:
        One loss in nats for each label, in the dtype of *logits*. A label whose logit is minus
            infinity costs infinity.

    Raises:
        TypeError: *labels* is not made of integers, or *logits* not of real numbers.
        ValueError: *labels* has not one label for each row of *logits*.
        IndexError: A label is not the number of a class. Negative ones do not count from the end.
        AxisError: *logits* has no such axis, or is a single number.

    Examples:
        >>> round(sparse_softmax_cross_entropy_with_logits(labels=2, logits=[1, 2, 3]), 4)
        0.4076

        Being nearly right still costs a little:

        >>> sparse_softmax_cross_entropy_with_logits(labels=[0, 1], logits=[[40, 0], [40, 0]])
        array([4.24835426e-18, 4.00000000e+01])

    Source: Definition; the name is TensorFlow's.
    """
    scores = real_array(logits, "logits")
    axis = normalize_axis_index(axis, scores.ndim)
    chosen = _integers(labels)
    _require_shape(chosen, scores.shape[:axis] + scores.shape[axis + 1 :], scores)
    classes = scores.shape[axis]
    wanted = f"one of the {classes} classes, which are numbered from 0"
    _require(chosen, (chosen >= 0) & (chosen < classes), IndexError, wanted)
    with np.errstate(all="ignore"):
        surprisals = _surprisals(scores, axis)
        places = chosen.astype(np.intp)[..., np.newaxis]
        return answer(np.take_along_axis(surprisals, places, axis=-1)[..., 0], logits)


@overload
def sigmoid_cross_entropy_with_logits(*, labels: float, logits: float) -> float: ...
@overload
def sigmoid_cross_entropy_with_logits(*, labels: Numbers, logits: Numbers) -> Floats: ...
def sigmoid_cross_entropy_with_logits(
    *, labels: float | Numbers, logits: float | Numbers
) -> float | Floats:
    """Return the cross-entropy between each of *labels* and the sigmoid of its logit.

    `loss = -(y ln(p) + (1 - y) ln(1 - p))` with `p = sigmoid(x)`. Each logit is a yes-or-no
    question of its own: classes do not compete. Hand over the logits themselves: the sigmoid is
    inside.

    Args:
        labels: The probability y that the answer is yes, from 0 to 1, in the shape of *logits*.
        logits: Any real numbers x, of any shape.

    Returns:
        One loss in nats for each logit, in the shape and dtype of *logits*. An infinite logit costs
            nothing if its label agrees, and infinity if not.

    Raises:
        TypeError: *labels* or *logits* is not made of real numbers.
        ValueError: *labels* and *logits* differ in shape, or a label is not from 0 to 1.

    Examples:
        >>> round(sigmoid_cross_entropy_with_logits(labels=1, logits=2), 4)
        0.1269

        Being nearly right still costs a little; being right at infinity costs nothing:

        >>> sigmoid_cross_entropy_with_logits(labels=[0, 0], logits=[-40, float("-inf")])
        array([4.24835426e-18, 0.00000000e+00])

    Source: Definition; the name is TensorFlow's.
    """
    scores = real_array(logits, "logits")
    weights = real_array(labels, "labels")
    _require_shape(weights, scores.shape, scores)
    _require(weights, (weights >= 0) & (weights <= 1), ValueError, "a probability from 0 to 1")
    with np.errstate(all="ignore"):
        y, x = weights.astype(np.float64), scores.astype(np.float64)
        # No term is negative, so none cancels another.
        return answer(_times(np.abs(y - (x > 0)), np.abs(x)) + np.log1p(np.exp(-np.abs(x))), logits)


def _surprisals(scores: NDArray[Any], axis: int) -> Float64:
    return 0.0 - log_softmax_rows(as_rows(scores, axis))  # a bare minus would give -0.0


def _times(weight: Float64, cost: Float64) -> Float64:
    """Return the product, where a weight of 0 makes even an infinite cost 0."""
    return np.where((weight == 0) & np.isinf(cost), 0.0, weight * cost)


def _integers(labels: ArrayLike) -> NDArray[Any]:
    array = np.asarray(labels)
    if array.dtype.kind not in "iu" and array.size:  # an empty list is read as floats
        raise TypeError(f"labels must be integers, the numbers of classes, not {array.dtype}")
    return array


def _require(
    labels: NDArray[Any], valid: NDArray[np.bool], error: type[Exception], wanted: str
) -> None:
    if not valid.all():
        place = tuple(int(index) for index in np.argwhere(~valid)[0])
        name = f"labels{list(place)}" if place else "label"
        raise error(f"{name} is {labels[place]}, not {wanted}")


def _require_shape(labels: NDArray[Any], shape: tuple[int, ...], logits: NDArray[Any]) -> None:
    if labels.shape != shape:
        raise ValueError(
            f"labels of shape {labels.shape} do not fit logits of shape {logits.shape}: "
            f"expected labels of shape {shape}"
        )
