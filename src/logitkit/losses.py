"""Losses that take logits: cross-entropies in nats, one for each example, and their gradients."""

from collections.abc import Sequence
from functools import partial
from typing import Any, overload

import numpy as np
from numpy.lib.array_utils import normalize_axis_index
from numpy.typing import ArrayLike, NDArray

from logitkit._arrays import (
    Float64,
    Floats,
    Numbers,
    Rows,
    answer,
    as_rows,
    elementwise,
    kept_dtype,
    real_array,
    reduce_rows,
    rowwise,
)
from logitkit.links import sigmoid_of
from logitkit.softmax import largest_and_above, log_softmax_rows, softmax_rows


@overload
def softmax_cross_entropy_with_logits(
    *,
    labels: Sequence[float],
    logits: Sequence[float],
    axis: int = -1,
    label_smoothing: float = 0.0,
) -> float: ...
@overload
def softmax_cross_entropy_with_logits(
    *, labels: Numbers, logits: Rows, axis: int = -1, label_smoothing: float = 0.0
) -> Floats: ...
def softmax_cross_entropy_with_logits(
    *, labels: Numbers, logits: Numbers, axis: int = -1, label_smoothing: float = 0.0
) -> float | Floats:
    """Return the cross-entropy between *labels*, a distribution, and the softmax of *logits*.

    `loss = -(y_1 ln(p_1) + ... + y_n ln(p_n))` with `p = softmax(z)`. Hand over the logits
    themselves: the softmax is inside.

    Args:
        labels: The weight y of each class, in the shape of *logits*: a one-hot row, or
            probabilities. They are used as given: a row that does not sum to 1 is not rescaled.
        logits: Any real numbers z, with at least one axis.
        axis: The axis that holds the classes.
        label_smoothing: The share s, from 0 to 1, of each row of labels that is spread evenly over
            all n classes: y becomes `(1 - s) y + s / n`.

    Returns:
        One loss in nats for each row: the shape of *logits* without *axis*, in the dtype of
            *logits*. A class of weight 0 costs nothing, even if its logit is minus infinity; with
            any positive weight it costs infinity.

    Raises:
        TypeError: *labels* or *logits* is not made of real numbers.
        ValueError: *labels* and *logits* differ in shape, or *label_smoothing* is not from 0 to 1.
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
    scores, weights, axis = _dense(labels, logits, axis)
    formula = partial(_soft, smoothing=_checked(label_smoothing))
    return answer(rowwise(formula, scores, axis, as_rows(weights, axis), empty=0.0), logits)


def softmax_cross_entropy_with_logits_grad(
    *, labels: Numbers, logits: Numbers, axis: int = -1, label_smoothing: float = 0.0
) -> Floats:
    """Return the gradient of `softmax_cross_entropy_with_logits` with respect to the logits.

    `d loss / d z_i = p_i (y_1 + ... + y_n) - y_i` with `p = softmax(z)`: where the labels sum to
    1, what the model believes less what is so.

    Args:
        labels: The weight y of each class, in the shape of *logits*.
        logits: Any real numbers z, with at least one axis.
        axis: The axis that holds the classes.
        label_smoothing: As in the loss.

    Returns:
        One slope for each logit, in the shape and dtype of *logits*. Each row sums to 0, up to
            rounding. A row whose softmax is `nan` is `nan`.

    Raises:
        TypeError: *labels* or *logits* is not made of real numbers.
        ValueError: *labels* and *logits* differ in shape, or *label_smoothing* is not from 0 to 1.
        AxisError: *logits* has no such axis, or is a single number.

    Examples:
        >>> softmax_cross_entropy_with_logits_grad(labels=[0, 0, 1], logits=[1, 2, 3]).round(4)
        array([ 0.09  ,  0.2447, -0.3348])

        A row that is all but right still has a slope:

        >>> softmax_cross_entropy_with_logits_grad(labels=[1, 0], logits=[40, 0])
        array([-4.24835426e-18,  4.24835426e-18])

    Source: Definition.
    """
    scores, weights, axis = _dense(labels, logits, axis)
    formula = partial(_soft_grad, smoothing=_checked(label_smoothing))
    return rowwise(formula, scores, axis, as_rows(weights, axis))


@overload
def sparse_softmax_cross_entropy_with_logits(
    *, labels: int, logits: Sequence[float], axis: int = -1, label_smoothing: float = 0.0
) -> float: ...
@overload
def sparse_softmax_cross_entropy_with_logits(
    *, labels: Numbers, logits: Rows, axis: int = -1, label_smoothing: float = 0.0
) -> Floats: ...
def sparse_softmax_cross_entropy_with_logits(
    *, labels: int | Numbers, logits: Numbers, axis: int = -1, label_smoothing: float = 0.0
) -> float | Floats:
    """Return the cross-entropy between *labels*, class numbers, and the softmax of *logits*.

    `loss = -ln(p_label)` with `p = softmax(z)`. "Sparse" speaks of the labels alone: the number of
    a class in place of a one-hot row. Hand over the logits themselves: the softmax is inside.

    Args:
        labels: The number of the right class, counted from 0, for each row of *logits*: integers
            in the shape of *logits* without *axis*.
        logits: Any real numbers z, with at least one axis.
        axis: The axis that holds the classes.
        label_smoothing: The share s, from 0 to 1, of each row of labels that is spread evenly over
            all n classes: y becomes `(1 - s) y + s / n`.

    Returns:
        One loss in nats for each label, in the dtype of *logits*. A label whose logit is minus
            infinity costs infinity.

    Raises:
        TypeError: *labels* is not made of integers, or *logits* not of real numbers.
        ValueError: *labels* has not one label for each row of *logits*, or *label_smoothing* is not
            from 0 to 1.
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
    scores, chosen, axis = _sparse(labels, logits, axis)
    if label_smoothing:
        return softmax_cross_entropy_with_logits(
            labels=_one_hot(chosen, scores, axis),
            logits=logits,
            axis=axis,
            label_smoothing=label_smoothing,
        )
    of_label = np.take_along_axis(scores, chosen, axis).reshape(-1)
    return answer(rowwise(_surprisal, scores, axis, of_label, empty=0.0), logits)


def sparse_softmax_cross_entropy_with_logits_grad(
    *, labels: int | Numbers, logits: Numbers, axis: int = -1, label_smoothing: float = 0.0
) -> Floats:
    """Return the gradient of `sparse_softmax_cross_entropy_with_logits` with respect to the logits.

    `d loss / d z_i = p_i - (1 if i is the label else 0)` with `p = softmax(z)`.

    Args:
        labels: The number of the right class, counted from 0, for each row of *logits*.
        logits: Any real numbers z, with at least one axis.
        axis: The axis that holds the classes.
        label_smoothing: As in the loss.

    Returns:
        One slope for each logit, in the shape and dtype of *logits*: negative for the label alone.

    Raises:
        TypeError: *labels* is not made of integers, or *logits* not of real numbers.
        ValueError: *labels* has not one label for each row of *logits*, or *label_smoothing* is not
            from 0 to 1.
        IndexError: A label is not the number of a class.
        AxisError: *logits* has no such axis, or is a single number.

    Examples:
        >>> sparse_softmax_cross_entropy_with_logits_grad(labels=2, logits=[1, 2, 3]).round(4)
        array([ 0.09  ,  0.2447, -0.3348])

        Smoothed labels ask for less than certainty, so that even a logit can be too large:

        >>> sparse_softmax_cross_entropy_with_logits_grad(
        ...     labels=0, logits=[40, 0], label_smoothing=0.1
        ... ).round(4)
        array([ 0.05, -0.05])

    Source: Definition.
    """
    scores, chosen, axis = _sparse(labels, logits, axis)
    return softmax_cross_entropy_with_logits_grad(
        labels=_one_hot(chosen, scores, axis),
        logits=scores,
        axis=axis,
        label_smoothing=label_smoothing,
    )


@overload
def sigmoid_cross_entropy_with_logits(
    *, labels: float, logits: float, pos_weight: float = 1.0
) -> float: ...
@overload
def sigmoid_cross_entropy_with_logits(
    *, labels: Numbers, logits: Numbers, pos_weight: float | Numbers = 1.0
) -> Floats: ...
def sigmoid_cross_entropy_with_logits(
    *, labels: float | Numbers, logits: float | Numbers, pos_weight: float | Numbers = 1.0
) -> float | Floats:
    """Return the cross-entropy between each of *labels* and the sigmoid of its logit.

    `loss = -(w y ln(p) + (1 - y) ln(1 - p))` with `p = sigmoid(x)`, and w the *pos_weight*.
    Each logit is a yes-or-no question of its own: classes do not compete. Hand over the logits
    themselves: the sigmoid is inside.

    Args:
        labels: The probability y that the answer is yes, from 0 to 1, in the shape of *logits*.
        logits: Any real numbers x, of any shape.
        pos_weight: How many times a yes counts: a finite number of 0 or more, or an array of them
            that broadcasts to the shape of *logits*, as one for each class on the last axis.

    Returns:
        One loss in nats for each logit, in the shape and dtype of *logits*. An infinite logit costs
            nothing if its label agrees, and infinity if not.

    Raises:
        TypeError: *labels* or *logits* is not made of real numbers.
        ValueError: *labels* and *logits* differ in shape, a label is not from 0 to 1, or
            *pos_weight* is out of its range or does not fit.

    Examples:
        >>> round(sigmoid_cross_entropy_with_logits(labels=1, logits=2), 4)
        0.1269

        Being nearly right still costs a little; being right at infinity costs nothing:

        >>> sigmoid_cross_entropy_with_logits(labels=[0, 0], logits=[-40, float("-inf")])
        array([4.24835426e-18, 0.00000000e+00])

    Source: Definition; the name is TensorFlow's.
    """
    weights = _of_sigmoid(labels, logits, pos_weight)
    return elementwise(_sigmoid_loss, logits=logits, labels=weights, pos_weight=pos_weight)


@overload
def sigmoid_cross_entropy_with_logits_grad(
    *, labels: float, logits: float, pos_weight: float = 1.0
) -> float: ...
@overload
def sigmoid_cross_entropy_with_logits_grad(
    *, labels: Numbers, logits: Numbers, pos_weight: float | Numbers = 1.0
) -> Floats: ...
def sigmoid_cross_entropy_with_logits_grad(
    *, labels: float | Numbers, logits: float | Numbers, pos_weight: float | Numbers = 1.0
) -> float | Floats:
    """Return the derivative of `sigmoid_cross_entropy_with_logits` with respect to each logit.

    `d loss / d x = (1 - y) p - w y (1 - p)` with `p = sigmoid(x)` and w the *pos_weight*: `p - y`
    where w is 1.

    Args:
        labels: The probability y that the answer is yes, from 0 to 1, in the shape of *logits*.
        logits: Any real numbers x, of any shape.
        pos_weight: As in the loss.

    Returns:
        One slope for each logit, in the shape and dtype of *logits*.

    Raises:
        TypeError: *labels* or *logits* is not made of real numbers.
        ValueError: *labels* and *logits* differ in shape, a label is not from 0 to 1, or
            *pos_weight* is out of its range or does not fit.

    Examples:
        >>> round(sigmoid_cross_entropy_with_logits_grad(labels=1, logits=2), 4)
        -0.1192

        An answer that is all but right still has a slope:

        >>> sigmoid_cross_entropy_with_logits_grad(labels=[1, 0], logits=[40, -40])
        array([-4.24835426e-18,  4.24835426e-18])

    Source: Definition.
    """
    weights = _of_sigmoid(labels, logits, pos_weight)
    return elementwise(_sigmoid_grad, logits=logits, labels=weights, pos_weight=pos_weight)


def _soft(rows: Floats, labels: Floats, smoothing: float) -> Floats:
    labels = _smoothed(labels, smoothing)
    largest, above = largest_and_above(rows)
    # No term is negative unless a label is, so none cancels another.
    costs = largest[:, np.newaxis] - rows
    costs *= labels
    total = reduce_rows(np.add, costs)
    odd = ~np.isfinite(total)
    if odd.any():
        # A weight of 0 makes even an infinite cost 0; halves differ without overflow.
        half = largest[odd, np.newaxis] / 2 - rows[odd] / 2
        costs = np.where((labels[odd] == 0) & np.isinf(half), 0, 2 * (labels[odd] * half))
        total[odd] = reduce_rows(np.add, costs)
    return total + above * reduce_rows(np.add, labels)


def _soft_grad(rows: Floats, labels: Floats, smoothing: float) -> Floats:
    labels = _smoothed(labels, smoothing)
    others = reduce_rows(np.add, labels)[:, np.newaxis] - labels
    # p (y + others) - y, in which a p near 1 would cancel.
    return softmax_rows(rows) * others + labels * np.expm1(log_softmax_rows(rows))


def _smoothed(labels: Floats, smoothing: float) -> Floats:
    return labels * (1 - smoothing) + smoothing / labels.shape[1] if smoothing else labels


def _surprisal(rows: Floats, of_label: Floats) -> Floats:
    largest, above = largest_and_above(rows)
    return (largest - of_label) + above


def _sigmoid_loss(x: Float64, y: Float64, weight: Float64) -> Float64:
    # No term is negative, so none cancels another.
    no, yes = 1 - y, weight * y
    far = np.abs(x)
    wrong = np.where(x > 0, no, yes)
    cost = wrong * far
    cost[wrong == 0] = 0  # even of infinity
    return cost + (no + yes) * np.log1p(np.exp(-far))


def _sigmoid_grad(x: Float64, y: Float64, weight: Float64) -> Float64:
    return (1 - y) * sigmoid_of(x) - weight * y * sigmoid_of(-x)


def _dense(
    labels: ArrayLike, logits: ArrayLike, axis: int
) -> tuple[NDArray[Any], NDArray[Any], int]:
    scores, weights = real_array(logits, "logits"), real_array(labels, "labels")
    axis = normalize_axis_index(axis, scores.ndim)
    _require_shape(weights, scores.shape, scores)
    return scores, weights, axis


def _sparse(
    labels: ArrayLike, logits: ArrayLike, axis: int
) -> tuple[NDArray[Any], NDArray[np.intp], int]:
    """Return the logits, the labels as an index along *axis* of them, and that axis."""
    scores, chosen = real_array(logits, "logits"), np.asarray(labels)
    axis = normalize_axis_index(axis, scores.ndim)
    if chosen.dtype.kind not in "iu" and chosen.size:  # an empty list is read as floats
        raise TypeError(f"labels must be integers, the numbers of classes, not {chosen.dtype}")
    _require_shape(chosen, scores.shape[:axis] + scores.shape[axis + 1 :], scores)
    classes = scores.shape[axis]
    wanted = f"one of the {classes} classes, which are numbered from 0"
    _require(chosen, "labels", 0, classes - 1, wanted, IndexError)
    return scores, np.expand_dims(chosen.astype(np.intp), axis), axis


def _of_sigmoid(labels: ArrayLike, logits: ArrayLike, pos_weight: ArrayLike) -> NDArray[Any]:
    scores, weights = real_array(logits, "logits"), real_array(labels, "labels")
    _require_shape(weights, scores.shape, scores)
    _require(weights, "labels", 0, 1, "a probability from 0 to 1")
    yes = real_array(pos_weight, "pos_weight")
    _require(yes, "pos_weight", 0, np.finfo(np.float64).max, "a finite number of 0 or more")
    try:
        np.broadcast_to(yes, scores.shape)
    except ValueError as error:
        raise ValueError(
            f"pos_weight of shape {yes.shape} does not fit logits of shape {scores.shape}"
        ) from error
    return weights


def _checked(label_smoothing: float) -> float:
    if not 0 <= label_smoothing <= 1:
        raise ValueError(f"label_smoothing must be from 0 to 1, not {label_smoothing}")
    return label_smoothing


def _one_hot(chosen: NDArray[np.intp], scores: NDArray[Any], axis: int) -> Floats:
    labels = np.zeros(scores.shape, kept_dtype(scores))
    np.put_along_axis(labels, chosen, 1, axis)
    return labels


def _require(
    values: NDArray[Any],
    name: str,
    least: float,
    most: float,
    wanted: str,
    error: type[Exception] = ValueError,
) -> None:
    # By the extremes, not by a mask of all values, which would need memory. No bounds hold nan.
    if values.size and not (least <= values.min() and values.max() <= most):
        bad = ~((values >= least) & (values <= most))
        place = tuple(int(index) for index in np.argwhere(bad)[0])
        where = f"{name}{list(place)}" if place else name.removesuffix("s")
        raise error(f"{where} is {values[place]}, not {wanted}")


def _require_shape(labels: NDArray[Any], shape: tuple[int, ...], logits: NDArray[Any]) -> None:
    if labels.shape != shape:
        raise ValueError(
            f"labels of shape {labels.shape} do not fit logits of shape {logits.shape}: "
            f"expected labels of shape {shape}"
        )
