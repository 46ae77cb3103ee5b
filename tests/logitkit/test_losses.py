"""Losses that take logits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from mpmath import exp, fsum, log, log1p, mpf
from numpy.exceptions import AxisError
from numpy.testing import assert_allclose, assert_array_equal

from logitkit import (
    log_sigmoid,
    log_softmax,
    sigmoid_cross_entropy_with_logits,
    sigmoid_cross_entropy_with_logits_grad,
    softmax,
    softmax_cross_entropy_with_logits,
    softmax_cross_entropy_with_logits_grad,
    sparse_softmax_cross_entropy_with_logits,
    sparse_softmax_cross_entropy_with_logits_grad,
)

INF = float("inf")
NAN = float("nan")
LN2 = math.log(2)

rows = arrays(np.float64, 5, elements=st.floats(-50, 50))
classes = st.integers(0, 4)


def test_arguments_have_names():
    for loss in [
        softmax_cross_entropy_with_logits,
        sparse_softmax_cross_entropy_with_logits,
        sigmoid_cross_entropy_with_logits,
        softmax_cross_entropy_with_logits_grad,
        sparse_softmax_cross_entropy_with_logits_grad,
        sigmoid_cross_entropy_with_logits_grad,
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
            ([0.75, 0.25], [1.5e308, -1.5e308], 7.5e307),
            ([], [], 0.0),
        ],
    )
    def test_row(self, labels, logits, expected):
        loss = softmax_cross_entropy_with_logits(labels=labels, logits=logits)
        assert_allclose(loss, expected, rtol=3e-16, atol=0)

    @given(rows, classes)
    def test_one_hot_labels_are_the_sparse_loss(self, row, label):
        dense = softmax_cross_entropy_with_logits(labels=np.eye(5)[label], logits=row)
        assert dense == sparse_softmax_cross_entropy_with_logits(labels=label, logits=row)

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

    @given(st.floats(0, 1), st.floats(-700, 700), st.floats(0, 10))
    def test_a_yes_may_weigh_more(self, y, x, weight):
        loss = sigmoid_cross_entropy_with_logits(labels=y, logits=x, pos_weight=weight)
        expected = -(weight * y * log_sigmoid(x) + (1 - y) * log_sigmoid(-x))
        assert_allclose(loss, expected, rtol=1e-14)

    def test_each_class_may_have_its_weight(self):
        labels, logits = np.array([[1, 0], [1, 1]]), np.array([[0, 0], [1, 2]])
        loss = sigmoid_cross_entropy_with_logits(labels=labels, logits=logits, pos_weight=[3, 1])
        plain = sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
        assert_allclose(loss, plain * [[3, 1], [3, 1]], rtol=1e-15)

    @pytest.mark.parametrize(
        ("weight", "message"),
        [
            (-1, "pos_weight is -1, not a finite number of 0 or more"),
            (INF, "pos_weight is inf"),
            ([1, NAN], r"pos_weight\[1\] is nan"),
            ([1, 1, 1], r"pos_weight of shape \(3,\) does not fit logits of shape \(2,\)"),
            ([[1, 1]], r"pos_weight of shape \(1, 2\) does not fit logits of shape \(2,\)"),
        ],
    )
    def test_what_a_weight_must_be(self, weight, message):
        for function in (sigmoid_cross_entropy_with_logits, sigmoid_cross_entropy_with_logits_grad):
            with pytest.raises(ValueError, match=message):
                function(labels=[0, 1], logits=[1, 2], pos_weight=weight)

    def test_a_weight_must_be_a_number(self):
        with pytest.raises(TypeError, match="pos_weight must be real numbers"):
            sigmoid_cross_entropy_with_logits(labels=0, logits=1, pos_weight=1j)

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


class TestLabelSmoothing:
    @given(rows, classes, st.floats(0, 1))
    def test_spreads_a_share_over_all_classes(self, z, label, share):
        loss = sparse_softmax_cross_entropy_with_logits(
            labels=label, logits=z, label_smoothing=share
        )
        surprisals = -log_softmax(z)
        expected = (1 - share) * surprisals[label] + share * surprisals.mean()
        assert_allclose(loss, expected, rtol=1e-13, atol=1e-15)

    @given(rows, rows, st.floats(0, 1))
    def test_of_a_distribution(self, z, other, share):
        y = softmax(other)
        loss = softmax_cross_entropy_with_logits(labels=y, logits=z, label_smoothing=share)
        mixed = (1 - share) * y + share / 5
        assert_allclose(loss, softmax_cross_entropy_with_logits(labels=mixed, logits=z), rtol=1e-13)

    def test_makes_a_class_that_is_ruled_out_cost_infinity(self):
        for share, expected in [(0, 0.0), (0.1, INF)]:
            loss = sparse_softmax_cross_entropy_with_logits(
                labels=0, logits=[0, -INF], label_smoothing=share
            )
            assert loss == expected

    def test_axis(self):
        z = np.random.default_rng(1).normal(size=(2, 3))
        across = sparse_softmax_cross_entropy_with_logits(
            labels=[0, 1, 1], logits=z, axis=0, label_smoothing=0.1
        )
        along = sparse_softmax_cross_entropy_with_logits(
            labels=[0, 1, 1], logits=z.T, label_smoothing=0.1
        )
        assert_array_equal(across, along)

    @pytest.mark.parametrize("share", [-0.1, 1.5, NAN])
    def test_is_a_share(self, share):
        for labels, function in [
            ([0, 1], softmax_cross_entropy_with_logits),
            ([0, 1], softmax_cross_entropy_with_logits_grad),
            (1, sparse_softmax_cross_entropy_with_logits),
            (1, sparse_softmax_cross_entropy_with_logits_grad),
        ]:
            with pytest.raises(
                ValueError, match=f"label_smoothing must be from 0 to 1, not {share}"
            ):
                function(labels=labels, logits=[1, 2], label_smoothing=share)


class TestGradients:
    """Against finite differences of losses that mpmath computes with fifty digits."""

    step = mpf(10) ** -16

    def slope(self, loss, numbers, place):
        def at(shift):
            shifted = list(map(mpf, numbers))
            shifted[place] += shift
            return loss(shifted)

        return (at(self.step) - at(-self.step)) / (2 * self.step)

    @given(rows, rows, st.sampled_from([0, 0.1, 1]))
    def test_of_softmax_cross_entropy(self, z, other, share):
        y = 2 * softmax(other)
        mixed = (1 - share) * y + share / 5

        def loss(logits):
            total = log(fsum(map(exp, logits)))
            return fsum(mpf(w) * (total - x) for w, x in zip(mixed.tolist(), logits, strict=True))

        exact = [float(self.slope(loss, z.tolist(), place)) for place in range(5)]
        slopes = softmax_cross_entropy_with_logits_grad(labels=y, logits=z, label_smoothing=share)
        assert_allclose(slopes, exact, rtol=1e-13, atol=1e-15)

    @given(rows, classes)
    def test_of_sparse_softmax_cross_entropy(self, z, label):
        def loss(logits):
            return log(fsum(map(exp, logits))) - logits[label]

        exact = [float(self.slope(loss, z.tolist(), place)) for place in range(5)]
        slopes = sparse_softmax_cross_entropy_with_logits_grad(labels=label, logits=z)
        assert_allclose(slopes, exact, rtol=1e-14, atol=1e-30)

    @given(st.sampled_from([0, 0.25, 1]), st.floats(-50, 50), st.sampled_from([0, 1, 2.5]))
    def test_of_sigmoid_cross_entropy(self, y, x, weight):
        def loss(logits):
            (x,) = logits
            return weight * y * log1p(exp(-x)) + (1 - y) * log1p(exp(x))

        slope = sigmoid_cross_entropy_with_logits_grad(labels=y, logits=x, pos_weight=weight)
        assert_allclose(slope, float(self.slope(loss, [x], 0)), rtol=1e-14, atol=1e-17)

    @given(rows, classes)
    def test_rows_sum_to_zero(self, z, label):
        slopes = sparse_softmax_cross_entropy_with_logits_grad(labels=label, logits=z)
        assert_allclose(slopes.sum(), 0, atol=1e-15)
        assert (np.delete(slopes, label) >= 0).all()

    @pytest.mark.parametrize(
        ("labels", "logits", "expected"),
        [
            ([1, 0], [0, -INF], [0, 0]),
            ([0, 1], [0, -INF], [1, -1]),
            ([0, 1], [0, INF], [NAN, NAN]),
            ([0, 1], [-INF, -INF], [NAN, NAN]),
            ([1], [5], [0]),
            ([], [], []),
        ],
    )
    def test_edges(self, labels, logits, expected):
        slopes = softmax_cross_entropy_with_logits_grad(labels=labels, logits=logits)
        assert_array_equal(slopes, expected)

    @pytest.mark.parametrize("axis", [0, 1, 2, -1])
    def test_axis(self, axis):
        z = np.random.default_rng(1).normal(size=(2, 3, 4))
        labels = z.argmin(axis)
        slopes = sparse_softmax_cross_entropy_with_logits_grad(labels=labels, logits=z, axis=axis)
        expected = softmax(z, axis)
        chosen = np.expand_dims(labels, axis)
        np.put_along_axis(expected, chosen, np.take_along_axis(expected, chosen, axis) - 1, axis)
        assert_allclose(slopes, expected, atol=1e-15)

    def test_labels_are_checked(self):
        with pytest.raises(IndexError, match="label is 2, not one of the 2 classes"):
            sparse_softmax_cross_entropy_with_logits_grad(labels=2, logits=[1, 2])
        with pytest.raises(ValueError, match="do not fit"):
            softmax_cross_entropy_with_logits_grad(labels=[1], logits=[1, 2])
        with pytest.raises(ValueError, match="label is 2, not a probability"):
            sigmoid_cross_entropy_with_logits_grad(labels=2, logits=1)
