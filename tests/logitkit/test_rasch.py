"""The Rasch model."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal

from logitkit.links import sigmoid
from logitkit.rasch import rasch
from logitkit.separation import SeparationError


def some_answers(persons=300, items=6):
    random = np.random.default_rng(31)
    abilities, difficulties = random.normal(size=(persons, 1)), np.linspace(-1.5, 1.5, items)
    return random.random((persons, items)) < sigmoid(abilities - difficulties)


class TestRasch:
    @pytest.mark.parametrize(("first", "second"), [(3, 1), (1, 1), (2, 7)])
    def test_two_items(self, first, second):
        """The conditional distance is the logarithm of the ratio; the joint one is twice that."""
        fit = rasch([[1, 0]] * first + [[0, 1]] * second + [[1, 1], [0, 0]])
        distance = math.log(first / second)
        assert_allclose(np.diff(fit.difficulties), [distance], atol=1e-14)
        assert_allclose(fit.covariance[0, 0], (1 / first + 1 / second) / 4, rtol=1e-12)
        joint = np.array([-distance, distance])  # ability 0, so as many right as were observed
        assert_allclose(sigmoid(-joint), [first / (first + second), second / (first + second)])

    def test_as_many_right_as_expected_given_the_scores(self):
        answers = some_answers()
        fit = rasch(answers)
        expected = np.zeros(6)
        for score in range(1, 6):
            ways = np.array([way for way in np.ndindex(*[2] * 6) if sum(way) == score])
            weights = np.exp(-ways @ fit.difficulties)
            expected += (answers.sum(axis=1) == score).sum() * weights @ ways / weights.sum()
        useful = answers[(answers.sum(axis=1) > 0) & (answers.sum(axis=1) < 6)]
        assert_allclose(expected, useful.sum(axis=0), rtol=1e-11)

    def test_recovers_the_difficulties(self):
        fit = rasch(some_answers())
        assert_allclose(fit.difficulties, np.linspace(-1.5, 1.5, 6), atol=4 * 0.15)
        assert (fit.standard_errors < 0.15).all()
        assert abs(fit.difficulties.sum()) < 1e-14

    def test_abilities_expect_their_scores(self):
        fit = rasch(some_answers())
        assert_array_equal(fit.abilities[[0, -1]], [-math.inf, math.inf])
        right = sigmoid(fit.abilities[:, None] - fit.difficulties).sum(axis=1)
        assert_allclose(right, np.arange(7), atol=1e-13)

    def test_extreme_persons_count_for_nothing(self):
        answers = some_answers()
        more = np.concatenate([answers, np.zeros((9, 6), bool), np.ones((5, 6), bool)])
        assert_array_equal(rasch(more).difficulties, rasch(answers).difficulties)

    def test_items_may_come_in_any_order(self):
        answers, order = some_answers(), [3, 0, 5, 1, 4, 2]
        fit, turned = rasch(answers), rasch(answers[:, order])
        assert_allclose(turned.difficulties, fit.difficulties[order], rtol=1e-11)
        assert_allclose(turned.covariance, fit.covariance[np.ix_(order, order)], atol=1e-14)

    def test_many_items(self):
        fit = rasch(some_answers(items=60))
        assert fit.converged
        assert (np.diff(fit.difficulties) > -0.6).all()

    def test_input_is_left_alone(self):
        answers = some_answers().astype(float)
        answers.flags.writeable = False
        with np.errstate(all="raise"):
            assert rasch(answers).converged


class TestSeparation:
    @pytest.mark.parametrize(
        ("answers", "items"),
        [
            ([[1, 0, 0], [1, 1, 0], [1, 0, 1]], (1, 2)),
            ([[1, 1, 0], [1, 0, 0], [0, 1, 0]], (2,)),
            ([[1, 0], [1, 0]], (1,)),
            ([[0, 0], [1, 1]], (0,)),
            ([[1, 1, 0, 0], [1, 0, 0, 0], [0, 1, 0, 0], [1, 1, 1, 0], [1, 1, 0, 1]], (2, 3)),
        ],
    )
    def test_names_the_items(self, answers, items):
        with pytest.raises(
            SeparationError, match=r"whoever got one of items \[.*\] right"
        ) as caught:
            rasch(answers)
        assert caught.value.columns == items

    @given(
        arrays(
            np.int64, st.tuples(st.integers(1, 8), st.integers(2, 4)), elements=st.integers(0, 1)
        )
    )
    def test_is_a_matter_of_groups(self, answers):
        """Against all ways to make two groups of the items."""
        groups = [
            np.array(group, bool)
            for group in np.ndindex(*[2] * answers.shape[1])
            if 0 < sum(group) < len(group)
        ]
        separated = not all(
            (answers[:, group].any(axis=1) & ~answers[:, ~group].all(axis=1)).any()
            for group in groups
        )
        try:
            fit = rasch(answers)
        except SeparationError:
            assert separated
        else:
            assert not separated
            assert fit.converged


class TestErrors:
    @pytest.mark.parametrize(
        ("answers", "message"),
        [
            ([[1, 0], [2, 1]], r"answers\[1, 0\] is 2.0, not 0 or 1"),
            ([[1, 0], [1, float("nan")]], r"answers\[1, 1\] is nan, not 0 or 1"),
            ([1, 0, 1], r"a table of two items or more, not of shape \(3,\)"),
            ([[1], [0]], r"a table of two items or more, not of shape \(2, 1\)"),
        ],
    )
    def test_message(self, answers, message):
        with pytest.raises(ValueError, match=message):
            rasch(answers)

    def test_only_real_numbers(self):
        with pytest.raises(TypeError, match="answers must be real numbers"):
            rasch([["right", "wrong"]])
