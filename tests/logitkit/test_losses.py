"""Losses that take logits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from mpmath import exp, fsum, log1p, mpf
from numpy.exceptions import AxisError
from numpy.testing import assert_allclose, assert_array_equal

from logitkit import (
    log_sigmoid,
    log_softmax,
    sigmoid,
    sigmoid_cross_entropy_with_logits,
    softmax,
    softmax_cross_entropy_with_logits,
    sparse_softmax_cross_entropy_with_logits,
)

INF = float("inf")
NAN = float("nan")
LN2 = math.log(2)

rows = arrays(np.float64, 5, elements=st.floats(-50, 50))
classes = st.integers(0, 4)


def exact_surprisals(row):
    """Return `-log_softmax(row)` as mpmath numbers."""
    exact = [mpf(z) for z in row.tolist()]
    largest = max(exact)
    others = list(exact)
    others.remove(largest)
    above = log1p(fsum(exp(z - largest) for z in others))
    return [above + (largest - z) for z in exact]


def some_rows():
    """Pairs of a row of logits and a row of weights, always the same."""
    random = np.random.default_rng(1944)
    for length in [1, 2, 5, 30]:
        for spread in [0.01, 1, 20, 1000]:
            for _ in range(5):
                yield random.normal(0, spread, length), random.dirichlet(np.full(length, 0.5))


def test_arguments_have_names():
    for loss in [
        softmax_cross_entropy_with_logits,
        sparse_softmax_cross_entropy_with_logits,
        sigmoid_cross_entropy_with_logits,
    ]:
        with pytest.raises(TypeError, match="positional"):
            loss([1], [1])


def test_no_loss_is_a_positive_zero():
    assert str(softmax_cross_entropy_with_logits(labels=[1], logits=[5])) == "0.0"
    assert str(sparse_softmax_cross_entropy_with_logits(labels=0, logits=[5])) == "0.0"
    assert str(sigmoid_cross_entropy_with_logits(labels=1, logits=INF)) == "0.0"


class TestSoftmaxCrossEntropy:
    @pytest.mark.parametrize(
        ("labels", "logits", "expected"),
        [
            ([1], [5], 0.0),
            ([0, 1], [0, 0], LN2),
            ([0.5, 0.5], [0, 0], LN2),
            ([True, False], [0, -40], math.exp(-40)),
            ([0, 1], [0, -1000], 1000.0),
            ([2, 2], [0, 0], 4 * LN2),
            ([0, 0], [0, 0], 0.0),
            ([1, 0], [0, -INF], 0.0),
            ([0, 1], [0, -INF], INF),
            ([0.5, 0.5], [0, -INF], INF),
            ([0, 1], [0, INF], NAN),
            ([0, 1], [-INF, -INF], NAN),
            ([0, 1], [NAN, 0], NAN),
            ([0, 0], [NAN, 0], NAN),
            ([NAN, 1], [0, 0], NAN),
            ([], [], 0.0),
        ],
    )
    def test_row(self, labels, logits, expected):
        loss = softmax_cross_entropy_with_logits(labels=labels, logits=logits)
        assert_allclose(loss, expected, rtol=3e-16, atol=0)

    def test_is_accurate_within_five_ulp(self, worst_ulp):
        for row, weights in some_rows():
            loss = softmax_cross_entropy_with_logits(labels=weights, logits=row)
            costs = zip(weights.tolist(), exact_surprisals(row), strict=True)
            assert worst_ulp(loss, [fsum(mpf(y) * cost for y, cost in costs)]) <= 5

    @given(rows, classes)
    def test_one_hot_labels_are_the_sparse_loss(self, row, label):
        dense = softmax_cross_entropy_with_logits(labels=np.eye(5)[label], logits=row)
        assert dense == sparse_softmax_cross_entropy_with_logits(labels=label, logits=row)

    @given(rows, rows)
    def test_gradient_is_softmax_minus_labels(self, z, direction):
        y = softmax(direction)
        step = 1e-5

        def loss(logits):
            return softmax_cross_entropy_with_logits(labels=y, logits=logits)

        slopes = [(loss(z + h) - loss(z - h)) / (2 * step) for h in step * np.eye(5)]
        assert_allclose(slopes, softmax(z) - y, atol=1e-8)

    @pytest.mark.parametrize("axis", [0, 1, 2, -1])
    def test_axis(self, axis):
        z = np.random.default_rng(1).normal(size=(2, 3, 4))
        y = softmax(z[::-1], axis)
        loss = softmax_cross_entropy_with_logits(labels=y, logits=z, axis=axis)
        assert_allclose(loss, -(y * log_softmax(z, axis)).sum(axis), rtol=1e-14)

    @pytest.mark.parametrize(
        ("labels", "logits"),
        [([1, 0], [[5, 1]]), ([[1, 0]], [5, 1]), ([1], [5, 1]), (1, [5, 1])],
    )
    def test_shapes_must_agree(self, labels, logits):
        wrong, right = np.shape(labels), np.shape(logits)
        with pytest.raises(ValueError, match="do not fit") as caught:
            softmax_cross_entropy_with_logits(labels=labels, logits=logits)
        assert str(caught.value) == (
            f"labels of shape {wrong} do not fit logits of shape {right}: "
            f"expected labels of shape {right}"
        )

    def test_needs_an_axis(self):
        with pytest.raises(AxisError, match="out of bounds"):
            softmax_cross_entropy_with_logits(labels=1, logits=1)
        with pytest.raises(AxisError, match="axis 1 is out of bounds"):
            softmax_cross_entropy_with_logits(labels=[1], logits=[1], axis=1)


class TestSparseSoftmaxCrossEntropy:
    @pytest.mark.parametrize(
        ("label", "logits", "expected"),
        [
            (0, [5], 0.0),
            (1, [0, 0], LN2),
            (0, [0, -40], math.exp(-40)),
            (1, [0, -1000], 1000.0),
            (0, [0, -INF], 0.0),
            (1, [0, -INF], INF),
            (1, [0, INF], NAN),
            (1, [-INF, -INF], NAN),
            (1, [NAN, 0], NAN),
        ],
    )
    def test_row(self, label, logits, expected):
        loss = sparse_softmax_cross_entropy_with_logits(labels=label, logits=logits)
        assert_allclose(loss, expected, rtol=3e-16, atol=0)

    def test_is_accurate_within_five_ulp(self, worst_ulp):
        for row, _ in some_rows():
            table = np.tile(row, (len(row), 1))
            labels = np.arange(len(row))
            loss = sparse_softmax_cross_entropy_with_logits(labels=labels, logits=table)
            assert worst_ulp(loss, exact_surprisals(row)) <= 5

    @pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int32, np.int64, np.uint64])
    def test_any_integers_will_do(self, dtype):
        labels = np.array([2, 0], dtype)
        loss = sparse_softmax_cross_entropy_with_logits(labels=labels, logits=[[1, 2, 3]] * 2)
        assert_array_equal(loss, -log_softmax([1, 2, 3])[[2, 0]])

    @pytest.mark.parametrize("axis", [0, 1, 2, -1])
    def test_axis(self, axis):
        z = np.random.default_rng(1).normal(size=(2, 3, 4))
        labels = z.argmin(axis)
        loss = sparse_softmax_cross_entropy_with_logits(labels=labels, logits=z, axis=axis)
        assert_array_equal(loss, -log_softmax(z, axis).min(axis))

    def test_no_labels(self):
        loss = sparse_softmax_cross_entropy_with_logits(labels=[], logits=np.ones((0, 3)))
        assert loss.shape == (0,)

    @pytest.mark.parametrize(
        ("labels", "logits", "message"),
        [
            (-1, [1, 2], "label is -1, not one of the 2 classes"),
            (2, [1, 2], "label is 2, not one of the 2 classes"),
            (0, [], "label is 0, not one of the 0 classes"),
            (np.uint64(2**63), [1, 2], "label is 9223372036854775808, not"),
            ([0, 3], [[1, 2, 3]] * 2, r"labels\[1\] is 3, not one of the 3 classes"),
            ([[0, 0], [0, -7]], np.ones((2, 2, 3)), r"labels\[1, 1\] is -7, not"),
        ],
    )
    def test_labels_must_be_classes(self, labels, logits, message):
        with pytest.raises(IndexError, match=message):
            sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)

    @pytest.mark.parametrize(
        ("labels", "dtype"),
        [(1.0, "float64"), (True, "bool"), (1j, "complex128"), ("a", "<U1"), (None, "object")],
    )
    def test_labels_must_be_integers(self, labels, dtype):
        with pytest.raises(TypeError, match=f"labels must be integers, .* not {dtype}"):
            sparse_softmax_cross_entropy_with_logits(labels=labels, logits=[1, 2])

    @pytest.mark.parametrize(
        ("labels", "logits", "expected"),
        [([0], [1, 2], ()), (0, [[1, 2]], (1,)), ([[1, 0]], [[1, 2]], (1,))],
    )
    def test_one_label_for_each_row(self, labels, logits, expected):
        with pytest.raises(ValueError, match="do not fit") as caught:
            sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
        assert str(caught.value) == (
            f"labels of shape {np.shape(labels)} do not fit logits of shape {np.shape(logits)}: "
            f"expected labels of shape {expected}"
        )

    def test_needs_an_axis(self):
        with pytest.raises(AxisError, match="out of bounds"):
            sparse_softmax_cross_entropy_with_logits(labels=0, logits=1)


class TestSigmoidCrossEntropy:
    @pytest.mark.parametrize(
        ("label", "logit", "expected"),
        [
            (0, 0, LN2),
            (1, 0, LN2),
            (0.5, 0, LN2),
            (0, -40, math.exp(-40)),
            (1, 40, math.exp(-40)),
            (0, -700, math.exp(-700)),
            (0, 1000, 1000.0),
            (0.25, 1000, 750.0),
            (True, INF, 0.0),
            (False, INF, INF),
            (0.5, INF, INF),
            (0, -INF, 0.0),
            (1, -INF, INF),
            (1, NAN, NAN),
        ],
    )
    def test_value(self, label, logit, expected):
        loss = sigmoid_cross_entropy_with_logits(labels=label, logits=logit)
        assert_allclose(loss, expected, rtol=3e-16, atol=0)

    def test_is_accurate_within_three_ulp(self, worst_ulp):
        x, y = np.meshgrid(
            np.concatenate([np.linspace(-700, 700, 101), np.linspace(-5, 5, 101)]),
            [0, 1e-9, 0.1, 0.5, 0.75, 1 - 2**-53, 1],
        )
        pairs = zip(map(mpf, y.ravel().tolist()), map(mpf, x.ravel().tolist()), strict=True)
        exact = [t * log1p(exp(-z)) + (1 - t) * log1p(exp(z)) for t, z in pairs]
        loss = sigmoid_cross_entropy_with_logits(labels=y, logits=x)
        assert worst_ulp(loss, exact) <= 3

    @given(st.floats(0, 1), st.floats(-700, 700))
    def test_is_the_weighted_sum_of_two_logarithms(self, y, x):
        expected = -(y * log_sigmoid(x) + (1 - y) * log_sigmoid(-x))
        loss = sigmoid_cross_entropy_with_logits(labels=y, logits=x)
        assert_allclose(loss, expected, rtol=1e-14)

    @given(st.floats(-30, 30), st.integers(0, 1))
    def test_is_the_softmax_loss_of_two_classes(self, x, label):
        loss = sigmoid_cross_entropy_with_logits(labels=label, logits=x)
        softmax_loss = sparse_softmax_cross_entropy_with_logits(labels=label, logits=[0, x])
        assert_allclose(loss, softmax_loss, rtol=1e-14)

    @given(st.floats(0, 1), st.floats(-50, 50))
    def test_gradient_is_sigmoid_minus_label(self, y, x):
        step = 1e-5
        above = sigmoid_cross_entropy_with_logits(labels=y, logits=x + step)
        below = sigmoid_cross_entropy_with_logits(labels=y, logits=x - step)
        assert_allclose((above - below) / (2 * step), sigmoid(x) - y, atol=1e-8)

    @pytest.mark.parametrize(
        ("labels", "logits", "message"),
        [
            (2, 1, "label is 2, not a probability from 0 to 1"),
            (NAN, 1, "label is nan, not a probability"),
            ([0, 1, -0.5], [1, 1, 1], r"labels\[2\] is -0.5, not a probability"),
            ([[0, 1], [1.5, 7]], np.ones((2, 2)), r"labels\[1, 0\] is 1.5, not a probability"),
        ],
    )
    def test_labels_must_be_probabilities(self, labels, logits, message):
        with pytest.raises(ValueError, match=message):
            sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)

    @pytest.mark.parametrize(("labels", "logits"), [(1, [1, 2]), ([1, 1], 1), ([[1]], [1])])
    def test_shapes_must_agree(self, labels, logits):
        with pytest.raises(ValueError, match="do not fit") as caught:
            sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
        assert str(np.shape(labels)) in str(caught.value)
        assert str(np.shape(logits)) in str(caught.value)
