"""Filters that set logits to minus infinity, and the drawing of a class."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.exceptions import AxisError
from numpy.testing import assert_allclose, assert_array_equal

import logitkit
from logitkit import (
    apply_bias,
    gumbel_max,
    logit,
    mask,
    min_p,
    repetition_penalty,
    sample,
    softmax,
    top_k,
    top_p,
)

INF = float("inf")
NAN = float("nan")
ROW = [2.0, 1.5, 1.0, 0.0, -1.0]
FILTERS = {
    "mask": lambda z: mask(z, np.ones(np.shape(z), bool)),
    "bias": lambda z: apply_bias(z, {0: 1.0}),
    "penalty": lambda z: repetition_penalty(z, [0], 1.5),
    "top_k": lambda z: top_k(z, 2),
    "top_p": lambda z: top_p(z, 0.7),
    "min_p": lambda z: min_p(z, 0.2),
}
filters = pytest.mark.parametrize("act", FILTERS.values(), ids=FILTERS)
rows = hnp.arrays(np.float64, st.integers(1, 12), elements=st.integers(-8, 8).map(float))


def kept(logits):
    return np.flatnonzero(np.isfinite(logits)).tolist()


@filters
def test_the_input_is_not_touched_and_the_dtype_is_kept(act):
    for dtype in (np.float16, np.float32, np.float64):
        for given_row in (np.array(ROW, dtype), np.array([1], dtype)):
            before = given_row.copy()
            result = act(given_row)
            assert result.dtype == dtype
            assert not np.shares_memory(result, given_row)
            assert_array_equal(given_row, before)
    assert act([3, 2, 1]).dtype == np.float64


@filters
def test_each_row_is_filtered_on_its_own(act):
    rng = np.random.default_rng(0)
    many = rng.normal(size=(3, 4, 6))
    whole = act(many)
    for index in np.ndindex(3, 4):
        assert_array_equal(act(many[index]), whole[index])


@filters
def test_what_is_no_row_of_real_numbers_is_refused(act):
    with pytest.raises(AxisError, match="at least one axis"):
        act(1.0)
    with pytest.raises(TypeError, match="logits must be real numbers"):
        act([1j])


@pytest.mark.parametrize("act", [top_k, top_p, min_p])
def test_a_row_with_nan_keeps_it(act):
    assert np.isnan(act([NAN, 1.0], 1)).any()


class TestMask:
    def test_true_stays(self):
        assert_array_equal(mask(ROW, [True, False, True, False, False]), [2, -INF, 1, -INF, -INF])

    def test_one_mask_serves_all_rows(self):
        assert_array_equal(mask([[1.0, 2.0], [3.0, 4.0]], [False, True]), [[-INF, 2], [-INF, 4]])

    def test_numbers_are_no_mask(self):
        with pytest.raises(TypeError, match="keep must be booleans, true for what stays, not int"):
            mask(ROW, [1, 0, 1, 0, 0])

    def test_another_shape_is_refused(self):
        with pytest.raises(ValueError, match=r"keep has shape \(2,\), logits \(5,\)"):
            mask(ROW, [True, False])


class TestApplyBias:
    @given(rows, st.integers(-5, 5))
    def test_adds_exactly_to_the_log_odds(self, z, b):
        if len(z) > 1:
            before, after = softmax(z), softmax(apply_bias(z, {0: b}))
            assert_allclose(logit(after[0]) - logit(before[0]), b, atol=1e-8)

    def test_minus_infinity_rules_out(self):
        assert kept(apply_bias(ROW, {1: -INF})) == [0, 2, 3, 4]

    @pytest.mark.parametrize("index", [-1, 5])
    def test_an_unknown_class_is_named(self, index):
        with pytest.raises(IndexError, match=f"class {index} is not one of the 5 from 0 to 4"):
            apply_bias(ROW, {index: 1.0})


class TestRepetitionPenalty:
    def test_divides_what_is_positive_and_multiplies_the_rest(self):
        assert_array_equal(repetition_penalty([2.0, 0.0, -1.0], [0, 1, 2], 2.0), [1, 0, -2])

    def test_a_class_named_twice_is_penalised_once(self):
        assert_array_equal(repetition_penalty(ROW, [0, 0], 2.0), repetition_penalty(ROW, [0], 2.0))

    def test_is_not_shift_invariant(self):
        shifted = repetition_penalty(np.add(ROW, 10), [0], 1.2)
        assert not np.allclose(softmax(shifted), softmax(repetition_penalty(ROW, [0], 1.2)))

    @pytest.mark.parametrize("penalty", [0, -1, NAN])
    def test_a_penalty_is_above_0(self, penalty):
        with pytest.raises(ValueError, match=f"penalty must be above 0, not {penalty}"):
            repetition_penalty(ROW, [0], penalty)

    def test_an_unknown_class_is_named(self):
        with pytest.raises(IndexError, match="class 7 is not one of the 5"):
            repetition_penalty(ROW, [7], 1.2)


class TestTopK:
    @pytest.mark.parametrize(
        ("k", "expected"),
        [(1, [0]), (2, [0, 1]), (4, [0, 1, 2, 3]), (5, [*range(5)]), (9, [*range(5)])],
    )
    def test_keeps_the_largest(self, k, expected):
        assert kept(top_k(ROW, k)) == expected

    @given(rows, st.integers(1, 12))
    def test_keeps_what_fewer_than_k_exceed(self, z, k):
        exceeding = (z[None, :] > z[:, None]).sum(axis=1)
        assert_array_equal(np.isfinite(top_k(z, k)), exceeding < k)

    @pytest.mark.parametrize("k", [0, -1])
    def test_k_is_at_least_1(self, k):
        with pytest.raises(ValueError, match=f"k must be at least 1, not {k}"):
            top_k(ROW, k)


class TestTopP:
    @pytest.mark.parametrize(("p", "expected"), [(0.4, 1), (0.5, 2), (0.7, 2), (0.8, 3), (1, 5)])
    def test_keeps_as_few_as_sum_to_p(self, p, expected):
        assert kept(top_p(ROW, p)) == list(range(expected))

    def test_the_temperature_before_it_matters(self):
        """As recorded of Hugging Face's order (3 kept) and llama.cpp's (2 kept)."""
        assert len(kept(top_p(np.array(ROW) / 2, 0.7))) == 3
        assert len(kept(top_p(ROW, 0.7) / 2)) == 2

    @given(rows, st.floats(0.01, 0.99))
    def test_what_is_larger_than_a_kept_class_sums_to_less_than_p(self, z, p):
        probabilities = softmax(z)
        larger = np.array([probabilities[z > each].sum() for each in z])
        clear = np.abs(larger - p) > 1e-12
        assert_array_equal(np.isfinite(top_p(z, p))[clear], (larger < p)[clear])

    @given(st.permutations(ROW))
    def test_the_order_of_the_classes_does_not_matter(self, z):
        assert sorted(top_p(z, 0.7)) == sorted(top_p(ROW, 0.7))

    def test_rounding_of_the_sum_drops_nothing(self):
        tenth = np.zeros(10)
        almost_all = np.nextafter(1, 0)
        assert np.isfinite(top_p(tenth, almost_all)).all()

    def test_a_row_without_probabilities_is_left_alone(self):
        assert_array_equal(top_p([-INF, -INF], 0.5), [-INF, -INF])
        assert_array_equal(top_p([NAN, 1.0], 0.5), [NAN, 1])


class TestMinP:
    def test_keeps_what_is_probable_beside_the_largest(self):
        assert kept(min_p(ROW, 0.2)) == [0, 1, 2]
        assert kept(min_p(np.array(ROW) / 2, 0.2)) == [0, 1, 2, 3, 4]

    @given(rows, st.floats(0.01, 1))
    def test_agrees_with_the_probabilities(self, z, p):
        ratio = softmax(z) / softmax(z).max()
        clear = np.abs(ratio - p) > 1e-12
        assert_array_equal(np.isfinite(min_p(z, p))[clear], (ratio >= p)[clear])


@pytest.mark.parametrize("act", [top_p, min_p])
@pytest.mark.parametrize("p", [0, -0.5, 1.5, NAN])
def test_a_share_is_above_0_and_at_most_1(act, p):
    with pytest.raises(ValueError, match=f"p must be above 0 and at most 1, not {p}"):
        act(ROW, p)


@pytest.mark.parametrize("act", [top_k, top_p, min_p])
def test_no_classes_give_no_classes(act):
    assert act(np.empty((2, 0)), 1).shape == (2, 0)


def test_top_p_and_min_p_of_no_classes():
    assert top_p(np.empty((2, 0)), 0.5).shape == min_p(np.empty((2, 0)), 0.5).shape == (2, 0)


@pytest.mark.parametrize("draw", [sample, gumbel_max])
class TestDrawing:
    def test_draws_in_proportion_to_the_softmax(self, draw):
        n = 200_000
        drawn = draw(np.tile(ROW, (n, 1)), np.random.default_rng(1))
        share = np.bincount(drawn, minlength=5) / n
        spread = np.sqrt(softmax(ROW) * (1 - softmax(ROW)) / n)
        assert (np.abs(share - softmax(ROW)) < 5 * spread).all()

    def test_never_draws_what_was_dropped(self, draw):
        drawn = draw(np.tile(top_k(ROW, 2), (2000, 1)), np.random.default_rng(2))
        assert set(drawn.tolist()) == {0, 1}

    def test_one_row_gives_one_class(self, draw):
        assert np.shape(draw([0.0, -INF], np.random.default_rng(0))) == ()

    def test_the_same_seed_draws_the_same(self, draw):
        many = np.zeros((50, 4))
        assert_array_equal(
            draw(many, np.random.default_rng(3)), draw(many, np.random.default_rng(3))
        )

    @pytest.mark.parametrize(
        ("logits", "message"),
        [
            (
                [[0.0, 1.0], [0.0, NAN]],
                r"row \(1,\) has no probabilities: its largest logit is nan",
            ),
            ([[INF, 1.0]], r"row \(0,\) has no probabilities: its largest logit is inf"),
            ([-INF, -INF], "row has no probabilities: its largest logit is -inf"),
            (np.empty((1, 0)), r"row \(0,\) has no probabilities: its largest logit is -inf"),
        ],
    )
    def test_a_row_without_probabilities_is_named(self, draw, logits, message):
        with pytest.raises(ValueError, match=message):
            draw(logits, np.random.default_rng(0))


def test_they_are_public():
    assert {"mask", "top_p", "sample"} <= set(logitkit.__all__)
