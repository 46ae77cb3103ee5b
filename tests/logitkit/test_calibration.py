"""Calibration: temperature scaling, reliability, Brier score, prior shift, distillation."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from logitkit import (
    brier_score,
    distillation_loss,
    expected_calibration_error,
    fit_temperature,
    logit,
    prior_shift,
    reliability,
    sample,
    sigmoid,
    softmax,
    sparse_softmax_cross_entropy_with_logits,
)


def drawn(scale, n=4000):
    """Logits that are *scale* times too large for the labels drawn from them."""
    rng = np.random.default_rng(5)
    logits = rng.normal(size=(n, 4)) * 2
    return scale * logits, sample(logits, rng)


class TestFitTemperature:
    @pytest.mark.parametrize("right", [0.55, 0.75, 0.99])
    def test_two_classes_in_closed_form(self, right):
        """With one margin for all, the best T makes the probability the share of the right."""
        n = 400
        labels = (np.arange(n) >= round(right * n)).astype(int)
        logits = np.tile([3.0, 0.0], (n, 1))
        assert_allclose(fit_temperature(logits, labels), 3 / logit(right), rtol=1e-12)

    @pytest.mark.parametrize("scale", [0.02, 0.5, 1, 3, 200])
    def test_undoes_a_scale(self, scale):
        once, labels = drawn(1)
        assert_allclose(
            fit_temperature(scale * once, labels), scale * fit_temperature(once, labels)
        )

    def test_no_temperature_beside_it_is_better(self):
        logits, labels = drawn(3)
        best = fit_temperature(logits, labels)

        def loss(temperature):
            given_labels = {"labels": labels, "logits": logits / temperature}
            return sparse_softmax_cross_entropy_with_logits(**given_labels).mean()

        assert loss(best) < min(loss(best * 1.01), loss(best / 1.01))

    @pytest.mark.parametrize(
        ("logits", "labels", "error", "message"),
        [
            ([[1.0, 0.0], [0.0, 1.0]], [0, 1], ValueError, "no temperature above 0 is best"),
            ([[1.0, 0.0], [0.0, 1.0]], [1, 0], ValueError, "the labels go against the logits"),
            ([[1.0, 0.0], [math.nan, 1.0]], [1, 0], ValueError, "logits must be finite"),
            ([1.0, 0.0], 1, ValueError, "one row for each"),
            (np.empty((0, 2)), np.empty(0, int), ValueError, "at least one example"),
            ([[1.0, 0.0]], [2], IndexError, "2"),
            ([[1.0, 0.0]], [0.5], TypeError, "labels"),
        ],
    )
    def test_what_has_no_best_temperature_is_refused(self, logits, labels, error, message):
        with pytest.raises(error, match=message):
            fit_temperature(logits, labels)


class TestReliability:
    def test_a_bin_holds_its_upper_border(self):
        bins = reliability([0, 0.1, 0.2, 0.25, 1], [0, 1, 1, 0, 1], bins=5)
        assert_array_equal(bins.counts, [3, 1, 0, 0, 1])
        assert_allclose(bins.confidence, [0.1, 0.25, math.nan, math.nan, 1])
        assert_allclose(bins.accuracy, [2 / 3, 0, math.nan, math.nan, 1])
        assert_allclose(bins.edges, [0, 0.2, 0.4, 0.6, 0.8, 1])

    @pytest.mark.parametrize(
        ("confidence", "correct", "bins", "message"),
        [
            ([0.5, 1.5], [1, 0], 10, r"confidence holds 1.5 at \(1,\), which is not a probability"),
            ([0.5], [2], 10, r"correct holds 2.0 at \(0,\), which is not 0 or 1"),
            ([0.5], [1, 0], 10, r"confidence has shape \(1,\), correct \(2,\)"),
            ([], [], 10, r"confidence has shape \(0,\)"),
            ([0.5], [1], 0, "bins must be at least 1, not 0"),
        ],
    )
    def test_what_is_no_prediction_is_refused(self, confidence, correct, bins, message):
        with pytest.raises(ValueError, match=message):
            reliability(confidence, correct, bins)

    def test_the_error_weighs_the_bins_by_what_they_hold(self):
        confidence, correct = [0.95, 0.95, 0.95, 0.55], [1, 1, 0, 0]
        expected = (3 * abs(2 / 3 - 0.95) + 0.55) / 4
        assert_allclose(expected_calibration_error(confidence, correct), expected)

    def test_the_error_falls_when_the_temperature_is_fitted(self):
        logits, labels = drawn(3)

        def error(temperature):
            p = softmax(logits, temperature=temperature)
            return expected_calibration_error(p.max(axis=-1), p.argmax(axis=-1) == labels)

        assert error(fit_temperature(logits, labels)) < error(1) / 3


class TestBrierScore:
    def test_one_for_each_example(self):
        scores = brier_score(labels=[[1, 0], [0, 1]], probabilities=[[0.8, 0.2], [0.8, 0.2]])
        assert_allclose(scores, [0.08, 1.28])

    def test_one_example_gives_a_float(self):
        assert isinstance(brier_score(labels=[1, 0], probabilities=[1, 0]), float)

    @pytest.mark.parametrize(("labels", "probabilities"), [([1, 0], [1]), (1, 1)])
    def test_another_shape_is_refused(self, labels, probabilities):
        with pytest.raises(ValueError, match="labels have shape"):
            brier_score(labels=labels, probabilities=probabilities)


class TestPriorShift:
    @given(st.floats(-20, 20), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
    def test_two_classes_are_the_shift_of_one_logit(self, z, old, new):
        shifted = prior_shift([0.0, z], old=[1 - old, old], new=[1 - new, new])
        one = sigmoid(z + logit(new) - logit(old))
        assert_allclose(softmax(shifted)[1], one, rtol=1e-12)

    def test_the_dtype_is_kept(self):
        logits = np.zeros(2, np.float32)
        assert prior_shift(logits, old=[0.5, 0.5], new=[0.1, 0.9]).dtype == np.float32

    def test_a_class_of_share_0_is_ruled_out(self):
        assert prior_shift([0.0, 0.0], old=[0.5, 0.5], new=[0, 1])[0] == -math.inf

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ([0, 1], [0.5, 0.5], r"old holds 0.0 at \(0,\), which is not a share"),
            ([0.5, 0.5], [-1, 1], r"new holds -1.0 at \(0,\), which is not a share"),
            ([1], [0.5, 0.5], r"old has shape \(1,\), for 2 classes"),
        ],
    )
    def test_what_is_no_share_is_refused(self, old, new, message):
        with pytest.raises(ValueError, match=message):
            prior_shift([0.0, 0.0], old=old, new=new)


class TestDistillationLoss:
    @given(st.lists(st.floats(-5, 5), min_size=3, max_size=3), st.floats(0.5, 10))
    def test_is_0_for_the_teacher_and_what_is_shifted_from_it(self, z, temperature):
        shifted = np.add(z, 4)
        loss = distillation_loss(teacher=z, student=shifted, temperature=temperature)
        assert abs(loss) < 1e-11

    def test_a_high_temperature_compares_centred_logits(self):
        teacher, student = [0.5, 0.5, -1.0], [1.0, -2.0, 1.0]
        loss = distillation_loss(teacher=teacher, student=student, temperature=1e4)
        assert_allclose(loss, np.square(np.subtract(teacher, student)).sum() / 6, rtol=1e-3)

    def test_a_class_that_the_teacher_rules_out_costs_nothing(self):
        loss = distillation_loss(teacher=[0.0, -math.inf], student=[0.0, 0.0])
        assert_allclose(loss, math.log(2))

    def test_rows_are_examples(self):
        assert distillation_loss(teacher=np.zeros((3, 4)), student=np.ones((3, 4))).shape == (3,)

    def test_another_shape_is_refused(self):
        with pytest.raises(ValueError, match=r"teacher has shape \(2,\), student \(3,\)"):
            distillation_loss(teacher=[0.0, 1.0], student=[0.0, 1.0, 2.0])
