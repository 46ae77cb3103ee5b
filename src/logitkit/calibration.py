"""Calibration: whether probabilities mean what they say, and how to move logits until they do."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from logitkit._arrays import Float64, Floats, Numbers, float_rows
from logitkit.losses import sparse_softmax_cross_entropy_with_logits
from logitkit.softmax import log_softmax, softmax


def fit_temperature(logits: Numbers, labels: Numbers) -> float:
    """Return the temperature at which *logits* explain *labels* best: temperature scaling.

    The T that makes the mean of `sparse_softmax_cross_entropy_with_logits(labels, logits / T)`
    smallest, by Newton's method on 1 / T, in which the loss is convex.

    Args:
        logits: One row for each example, one column for each class: of data held out from training.
        labels: The number of each example's class.

    Returns:
        T: above 1 where the logits are overconfident, below 1 where they are not confident enough.
            Dividing by it changes no row's largest class.

    Raises:
        TypeError: *logits* is not made of real numbers, or *labels* not of whole ones.
        IndexError: A label is not the number of a class.
        ValueError: Shapes do not fit, a row holds `nan` or infinity, or no temperature is best:
            every label is its row's largest logit (the loss falls all the way to T = 0), or the
            labels go against the logits (it falls all the way to infinity).

    Examples:
        >>> logits = [[3.0, 0.0], [3.0, 0.0], [3.0, 0.0], [0.0, 3.0]]
        >>> round(fit_temperature(logits, [0, 0, 1, 1]), 4)
        2.7307

        Three in four of these were right, and that is now what the probabilities say:

        >>> softmax([3.0, 0.0], temperature=2.7307).round(4)
        array([0.75, 0.25])

    Source: Guo et al. (2017).
    """
    rows = float_rows(logits).astype(np.float64)
    # The loss checks shapes and labels.
    loss = sparse_softmax_cross_entropy_with_logits(labels=labels, logits=rows)
    if rows.ndim != 2 or rows.size == 0 or not np.isfinite(loss).all():
        raise ValueError("logits must be finite, one row for each of at least one example")
    of_label = np.take_along_axis(rows, np.asarray(labels)[:, None], axis=-1)[:, 0]
    if (of_label == rows.max(axis=-1)).all():
        raise ValueError("every label has its row's largest logit: no temperature above 0 is best")
    if (rows.mean(axis=-1) - of_label).mean() >= 0:
        raise ValueError("the labels go against the logits: no finite temperature is best")
    return 1 / _newton(rows, of_label)


def _newton(rows: Float64, of_label: Float64) -> float:
    """The inverse temperature at which the derivative of the mean loss is 0."""
    low, high, inverse = 0.0, np.inf, 1.0
    while True:
        p = softmax(rows * inverse)
        mean = (p * rows).sum(axis=-1)
        slope = (mean - of_label).mean()
        curvature = (p * (rows - mean[:, None]) ** 2).sum(axis=-1).mean()
        low, high = (low, inverse) if slope > 0 else (inverse, high)
        step = -slope / curvature if curvature > 0 else np.inf
        following = inverse + step
        if not low < following < high:
            following = (low + high) / 2 if high < np.inf else 2 * inverse
        if abs(following - inverse) <= 4 * np.spacing(inverse):
            return float(following)
        inverse = following


@dataclass(frozen=True)
class Reliability:
    """Predictions gathered in bins of confidence, as a reliability diagram shows them.

    Attributes:
        edges: The borders of the bins, from 0 to 1: one more than there are bins.
        counts: How many predictions fall into each bin.
        confidence: The mean confidence in each bin, `nan` where it is empty.
        accuracy: The share of right predictions in each bin, `nan` where it is empty.
    """

    edges: Float64
    counts: NDArray[np.intp]
    confidence: Float64
    accuracy: Float64


def reliability(confidence: ArrayLike, correct: ArrayLike, bins: int = 10) -> Reliability:
    """Return, for bins of equal width, how confident predictions were and how often right.

    In a bin B: `confidence = mean of c_i` and `accuracy = mean of [i is right]`, over the i in B.

    Args:
        confidence: For each prediction, the probability that was given to it.
        correct: For each prediction, whether it was right: booleans, or 0 and 1.
        bins: How many bins to cut the probabilities into. A bin holds its upper border; the first
            one holds 0 too.

    Returns:
        The bins, as a `Reliability`.

    Raises:
        ValueError: A confidence is not a probability, *correct* holds anything but 0 and 1, the
            shapes differ or are empty, or *bins* is below 1.

    Examples:
        >>> bins = reliability([0.55, 0.6, 0.9, 0.95], [1, 0, 1, 1], bins=2)
        >>> bins.counts, bins.confidence, bins.accuracy
        (array([0, 4]), array([ nan, 0.75]), array([ nan, 0.75]))

    Source: Guo et al. (2017).
    """
    given, right = np.asarray(confidence, np.float64), np.asarray(correct, np.float64)
    if given.shape != right.shape or given.ndim != 1 or given.size == 0:
        raise ValueError(f"confidence has shape {given.shape}, correct {right.shape}: one of each")
    _check_all((given >= 0) & (given <= 1), given, "confidence", "a probability")
    _check_all((right == 0) | (right == 1), right, "correct", "0 or 1")
    if bins < 1:
        raise ValueError(f"bins must be at least 1, not {bins}")
    edges = np.linspace(0, 1, bins + 1)
    bin_of = np.maximum(np.searchsorted(edges, given, side="left") - 1, 0)
    counts = np.bincount(bin_of, minlength=bins)
    with np.errstate(invalid="ignore"):
        means = (np.bincount(bin_of, each, minlength=bins) / counts for each in (given, right))
        return Reliability(edges, counts, *means)


def expected_calibration_error(confidence: ArrayLike, correct: ArrayLike, bins: int = 10) -> float:
    """Return how far confidence and accuracy lie apart, on average over the predictions.

    `ECE = sum over the bins of (n_B / n) |accuracy_B - confidence_B|`, with the bins of
    `reliability`. It depends on how many bins there are: say the number with the result.

    Args:
        confidence: For each prediction, the probability that was given to it.
        correct: For each prediction, whether it was right: booleans, or 0 and 1.
        bins: How many bins of equal width.

    Returns:
        A number from 0, which is perfect in these bins, to 1.

    Raises:
        ValueError: As in `reliability`.

    Examples:
        >>> round(expected_calibration_error([0.9, 0.9, 0.9, 0.9], [1, 1, 1, 0]), 4)
        0.15

        Wider bins may hide what narrower ones show:

        >>> confidence, correct = [0.6, 0.9], [1, 0]
        >>> [round(expected_calibration_error(confidence, correct, bins), 4) for bins in (2, 10)]
        [0.25, 0.65]

    Source: Guo et al. (2017).
    """
    found = reliability(confidence, correct, bins)
    gaps = np.abs(found.accuracy - found.confidence)
    return float(np.nansum(gaps * found.counts) / found.counts.sum())


def brier_score(*, labels: ArrayLike, probabilities: ArrayLike) -> Float64 | float:
    """Return the squared distance of *probabilities* from the *labels*, one for each example.

    `sum over the classes of (p_i - y_i)^2`, along the last axis. For a yes-or-no question give both
    classes; the sum is then twice the squared error of the one.

    Args:
        labels: One-hot rows, or any distributions over the classes.
        probabilities: Rows of probabilities, in the same shape.

    Returns:
        Numbers from 0 to 2: the shape of *probabilities* without its last axis.

    Raises:
        ValueError: The shapes differ, or *probabilities* holds what is not a probability.

    Examples:
        >>> round(brier_score(labels=[1, 0], probabilities=[0.8, 0.2]), 4)
        0.08

        Logits are not probabilities, and are refused:

        >>> brier_score(labels=[1, 0], probabilities=[2.0, -1.0])
        Traceback (most recent call last):
            ...
        ValueError: probabilities holds 2.0 at (0,), which is not a probability

    Source: Definition.
    """
    given, target = np.asarray(probabilities, np.float64), np.asarray(labels, np.float64)
    if given.shape != target.shape or given.ndim == 0:
        raise ValueError(f"labels have shape {target.shape}, probabilities {given.shape}")
    _check_all((given >= 0) & (given <= 1), given, "probabilities", "a probability")
    squares = ((given - target) ** 2).sum(axis=-1)
    return squares if squares.ndim else float(squares)


def prior_shift(logits: Numbers, *, old: ArrayLike, new: ArrayLike) -> Floats:
    """Return the *logits* of the same classifier where the classes come in other proportions.

    `z_i + ln(new_i) - ln(old_i)`: Bayes' theorem, for classes whose examples look the same as
    before and only come more or less often. For one yes-or-no logit, add
    `logit(new) - logit(old)` instead.

    Args:
        logits: Any real numbers; the classes lie along the last axis.
        old: The share of each class in training.
        new: The share of each class in use. A class of share 0 is ruled out.

    Returns:
        Logits in the shape of *logits*.

    Raises:
        TypeError: *logits* is not made of real numbers.
        ValueError: *old* or *new* is not one positive share for each class, or, for *new*, 0.

    Examples:
        >>> at_even = np.log([0.2, 0.8])
        >>> softmax(prior_shift(at_even, old=[0.5, 0.5], new=[0.01, 0.99])).round(6)
        array([0.002519, 0.997481])

        To move to equal shares is logit adjustment: subtract the logarithm of the old ones.

        >>> prior_shift([0.0, 0.0], old=[0.9, 0.1], new=[0.5, 0.5]).round(4)
        array([-0.5878,  1.6094])

    Source: Bayes' theorem; Menon et al. (2021) for logit adjustment.
    """
    rows = float_rows(logits)
    shares = []
    for name, given in (("old", old), ("new", new)):
        share = np.asarray(given, np.float64)
        if share.shape != rows.shape[-1:]:
            raise ValueError(f"{name} has shape {share.shape}, for {rows.shape[-1]} classes")
        _check_all(share > 0 if name == "old" else share >= 0, share, name, "a share")
        shares.append(share)
    with np.errstate(divide="ignore"):
        shift = np.log(shares[1]) - np.log(shares[0])
    return np.asarray(rows + shift, rows.dtype)


def distillation_loss(
    *, teacher: Numbers, student: Numbers, temperature: float = 1.0
) -> Float64 | float:
    """Return how far a student's probabilities are from a teacher's, both softened, per example.

    `T^2 * sum of p_i (ln p_i - ln q_i)`, where `p = softmax(teacher / T)` and
    `q = softmax(student / T)`. The factor keeps the gradient from fading as T grows; for a high T
    the loss nears half the squared distance of the centred logits over the number of classes.

    Args:
        teacher: Logits to imitate; the classes lie along the last axis.
        student: Logits that imitate them, in the same shape.
        temperature: A number above 0.

    Returns:
        Numbers of at least 0, up to rounding: the shape of *teacher* without its last axis.

    Raises:
        TypeError: The logits are not made of real numbers.
        ValueError: The shapes differ, or *temperature* is not above 0.

    Examples:
        >>> round(distillation_loss(teacher=[2.0, 0.0], student=[0.0, 0.0]), 4)
        0.3278

        A constant added to the student's logits costs nothing:

        >>> distillation_loss(teacher=[2.0, 0.0], student=[7.0, 5.0], temperature=2.0)
        0.0

    Source: Hinton, Vinyals and Dean (2015).
    """
    wanted, given = float_rows(teacher), float_rows(student)
    if wanted.shape != given.shape:
        raise ValueError(f"teacher has shape {wanted.shape}, student {given.shape}")
    log_p = log_softmax(wanted.astype(np.float64), temperature=temperature)
    log_q = log_softmax(given.astype(np.float64), temperature=temperature)
    p = np.exp(log_p)
    with np.errstate(invalid="ignore"):
        terms = np.where(p == 0, 0, p * (log_p - log_q))
    divergence = temperature**2 * terms.sum(axis=-1)
    return divergence if divergence.ndim else float(divergence)


def _check_all(holds: NDArray[np.bool_], values: Float64, name: str, what: str) -> None:
    if not holds.all():
        at = tuple(np.argwhere(~holds)[0].tolist())
        raise ValueError(f"{name} holds {values[at]} at {at}, which is not {what}")
