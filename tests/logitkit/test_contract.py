"""What every function promises: types, dtypes, silence, and hands off its input."""

import inspect
import math
import subprocess
import sys

import numpy as np
import pytest
from numpy.testing import assert_array_equal

import logitkit
from logitkit import (
    centre,
    class_log_odds,
    cloglog,
    convert,
    from_odds,
    inverse_cloglog,
    log1mexp,
    log_sigmoid,
    log_softmax,
    logit,
    logit_from_log_probability,
    logsumexp,
    normal_cdf,
    odds,
    odds_ratio,
    probit,
    sigmoid,
    sigmoid_cross_entropy_with_logits,
    sigmoid_cross_entropy_with_logits_grad,
    softmax,
    softmax_cross_entropy_with_logits,
    softmax_cross_entropy_with_logits_grad,
    softplus,
    sparse_softmax_cross_entropy_with_logits,
    sparse_softmax_cross_entropy_with_logits_grad,
)

INF = float("inf")
NAN = float("nan")


def in_bits(values):
    """The same number of nats, in bits."""
    return convert(values, "nat", "bit")


def against_even(p):
    """The odds ratio of a probability against one half."""
    return odds_ratio(p, 0.5)


def first_of(rows):
    """The labels for which class 0 is right in each row."""
    labels = np.zeros(np.shape(rows))
    labels[..., 0] = 1
    return labels


def sparse_loss_of_first(logits):
    labels = np.zeros(np.shape(logits)[:-1], int)
    return sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)


def sparse_grad_of_first(logits):
    labels = np.zeros(np.shape(logits)[:-1], int)
    return sparse_softmax_cross_entropy_with_logits_grad(labels=labels, logits=logits)


def soft_loss_of_first(logits):
    return softmax_cross_entropy_with_logits(labels=first_of(logits), logits=logits)


def soft_grad_of_first(logits):
    return softmax_cross_entropy_with_logits_grad(labels=first_of(logits), logits=logits)


def sigmoid_loss_of_yes(logits):
    return sigmoid_cross_entropy_with_logits(labels=np.ones(np.shape(logits)), logits=logits)


def sigmoid_grad_of_yes(logits):
    return sigmoid_cross_entropy_with_logits_grad(labels=np.ones(np.shape(logits)), logits=logits)


def smoothed_loss_of_first(logits):
    labels = np.zeros(np.shape(logits)[:-1], int)
    return sparse_softmax_cross_entropy_with_logits(
        labels=labels, logits=logits, label_smoothing=0.1
    )


def cool_softmax(logits):
    return softmax(logits, temperature=0.7)


def warm_log_softmax(logits):
    return log_softmax(logits, temperature=3)


ELEMENTWISE = [
    *(odds, from_odds, against_even, logit, sigmoid, log_sigmoid, softplus, probit, normal_cdf),
    *(cloglog, inverse_cloglog, log1mexp, logit_from_log_probability, in_bits),
    *(sigmoid_loss_of_yes, sigmoid_grad_of_yes),
]
SAME_SHAPE = [
    *(softmax, cool_softmax, log_softmax, warm_log_softmax, centre, class_log_odds),
    *(soft_grad_of_first, sparse_grad_of_first),
]
REDUCING = [logsumexp, sparse_loss_of_first, soft_loss_of_first, smoothed_loss_of_first]
EVERY = ELEMENTWISE + SAME_SHAPE + REDUCING

elementwise = pytest.mark.parametrize("function", ELEMENTWISE)
reducing = pytest.mark.parametrize("function", REDUCING)
rowwise = pytest.mark.parametrize("function", SAME_SHAPE + REDUCING)
every = pytest.mark.parametrize("function", EVERY)
floating = pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])


class TestVocabulary:
    def test_is_all_that_is_exported(self):
        public = {name for name, value in vars(logitkit).items() if inspect.isfunction(value)}
        assert sorted(logitkit.__all__) == sorted(public)

    def test_is_listed_in_the_docstring(self):
        for name in logitkit.__all__:
            assert f"`{name}`" in logitkit.__doc__

    @pytest.mark.parametrize("name", logitkit.__all__)
    def test_is_documented(self, name):
        function = getattr(logitkit, name)
        of_arguments = ["Args:", "Raises:"] if inspect.signature(function).parameters else []
        for heading in [*of_arguments, "Returns:", "Examples:", ">>> ", "Source:"]:
            assert heading in function.__doc__

    def test_has_a_version(self):
        assert logitkit.__version__ == "0.1.0"


class TestTypes:
    @elementwise
    @pytest.mark.parametrize("number", [0.75, 1, True])
    def test_a_python_number_gives_a_float(self, function, number):
        assert type(function(number)) is float

    @reducing
    def test_a_python_row_gives_a_float(self, function):
        assert type(function([1, 2])) is float

    @every
    def test_a_list_gives_an_array(self, function):
        assert type(function([[0.25, 0.5]])) is np.ndarray

    @elementwise
    @floating
    def test_a_numpy_scalar_keeps_its_type(self, function, dtype):
        assert type(function(dtype(0.75))) is dtype
        assert type(function(np.array(0.75, dtype))) is dtype

    @reducing
    @floating
    def test_a_numpy_row_gives_a_numpy_scalar(self, function, dtype):
        assert type(function(np.ones(3, dtype))) is dtype

    @every
    @floating
    @pytest.mark.parametrize("order", "<>")
    def test_floating_dtypes_are_kept(self, function, dtype, order):
        numbers = np.array([[0.25, 0.5]], np.dtype(dtype).newbyteorder(order))
        assert function(numbers).dtype == dtype

    @every
    @pytest.mark.parametrize("dtype", [bool, np.int8, np.uint8, np.int64, np.uint64])
    def test_integers_are_computed_in_float64(self, function, dtype):
        numbers = np.array([[0, 1]], dtype)
        assert function(numbers).dtype == np.float64
        assert_array_equal(function(numbers), function([[0.0, 1.0]]))

    @elementwise
    def test_a_numpy_integer_gives_a_numpy_float(self, function):
        assert type(function(np.int8(1))) is np.float64

    @elementwise
    @pytest.mark.parametrize("dtype", [np.float16, np.float32])
    def test_narrow_numbers_are_rounded_once(self, function, dtype):
        numbers = np.random.default_rng(0).uniform(0, 1, (50, 4)).astype(dtype)
        assert_array_equal(function(numbers), function(numbers.astype(float)).astype(dtype))

    @rowwise
    def test_half_precision_rows_are_computed_in_single(self, function):
        numbers = np.random.default_rng(0).uniform(0, 1, (50, 4)).astype(np.float16)
        single = function(numbers.astype(np.float32)).astype(np.float16)
        assert_array_equal(function(numbers), single)

    @every
    @pytest.mark.parametrize(
        ("values", "dtype"),
        [
            ([1j], "complex128"),
            (["a"], "<U1"),
            ([None], "object"),
            ([10**400], "object"),
            (np.ones(1, "datetime64[s]"), "datetime64"),
        ],
    )
    def test_only_real_numbers(self, function, values, dtype):
        with pytest.raises(TypeError, match=f"must be real numbers .* not {dtype}"):
            function(values)

    @pytest.mark.skipif(np.dtype(np.longdouble).itemsize == 8, reason="no wider float here")
    @every
    def test_no_wider_floats(self, function):
        with pytest.raises(TypeError, match="at most 64 bits"):
            function(np.ones(2, np.longdouble))

    def test_dense_labels_are_real_numbers(self):
        for loss in [softmax_cross_entropy_with_logits, sigmoid_cross_entropy_with_logits]:
            with pytest.raises(TypeError, match=r"labels must be real .* not complex128"):
                loss(labels=[1j], logits=[1])

    def test_wide_labels_do_not_widen_a_loss(self):
        logits = np.ones((2, 2), np.float32)
        for function in [soft_loss_of_first, soft_grad_of_first, sigmoid_loss_of_yes]:
            assert function(logits).dtype == np.float32


class TestManners:
    awkward = (0.0, -0.0, 1.0, 2.0, -2.0, 800.0, -800.0, 1e308, -1e308, INF, -INF, NAN, 5e-324)

    @every
    @pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
    def test_no_warning_escapes(self, function, dtype):
        with np.errstate(all="ignore"):
            numbers = np.array(self.awkward).astype(dtype)
        with np.errstate(all="raise"):
            function(numbers)
            for number in numbers:
                function(np.array([[number]]))

    @every
    @pytest.mark.parametrize("shape", [(1,), (5,), (5, 1), (1, 5), (5, 2)])
    @pytest.mark.parametrize("order", ["C", "F"])
    def test_input_is_left_alone(self, function, shape, order):
        numbers = np.random.default_rng(0).uniform(0, 1, shape)
        numbers = np.require(numbers, requirements=order)
        before = numbers.copy()
        numbers.flags.writeable = False
        answers = function(numbers)
        assert_array_equal(numbers, before)
        assert not np.shares_memory(answers, numbers)

    @elementwise
    def test_any_shape_will_do(self, function):
        for shape in [(0,), (3,), (2, 3), (2, 0, 3)]:
            assert function(np.ones(shape)).shape == shape

    @elementwise
    def test_a_number_does_not_depend_on_its_neighbours(self, function):
        numbers = np.random.default_rng(0).uniform(0, 1, 37)
        assert_array_equal(function(numbers), [function(float(number)) for number in numbers])
        assert_array_equal(function(numbers[::-1])[::-1], function(numbers))

    @rowwise
    def test_a_row_does_not_depend_on_its_neighbours(self, function):
        table = np.random.default_rng(0).normal(0, 9, (300, 7))
        table[::3] += 900
        table[::7, 2] = -INF
        table[4, 3], table[5, 0] = NAN, INF
        together = function(table)
        assert_array_equal(together, np.concatenate([function(row[np.newaxis]) for row in table]))
        assert_array_equal(function(np.asfortranarray(table)), together)

    @rowwise
    def test_any_sequence_will_do(self, function):
        assert_array_equal(function((1, 2)), function([1, 2]))

    def test_a_shape_that_is_no_shape(self):
        with pytest.raises(ValueError, match="inhomogeneous"):
            logit([[0.5], [0.5, 0.5]])


def test_needs_nothing_but_numpy():
    script = (
        "import sys, numpy, numpy.random; before = set(sys.modules); import logitkit;"
        "print(*{name.split('.')[0] for name in set(sys.modules) - before})"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert set(shown.stdout.split()) - {"numpy"} - set(sys.stdlib_module_names) == {"logitkit"}


def test_round_gives_short_numbers():
    assert str(round(logit(0.8), 4)) == "1.3863"
    assert math.isclose(sigmoid(logit(0.8)), 0.8)
