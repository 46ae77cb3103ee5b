"""Accuracy: every function against its golden values, in each dtype."""

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest
from mpmath import exp, expm1, fsum, log, mp, mpf
from numpy.testing import assert_array_equal

import logitkit
from handbook.ulp import worst_ulp
from logitkit import (
    class_log_odds,
    log_softmax,
    logsumexp,
    sigmoid_cross_entropy_with_logits,
    softmax,
    softmax_cross_entropy_with_logits,
    sparse_softmax_cross_entropy_with_logits,
)

GOLDEN = Path(__file__).parents[1] / "golden"
SIGMOID = "sigmoid_cross_entropy_with_logits"

# The largest error in float64, in ULP of the result.
ELEMENTWISE = {
    "odds": 1,
    "from_odds": 1.65,
    "logit": 1.65,
    "sigmoid": 2.05,
    "log_sigmoid": 1.65,
    "softplus": 1.65,
    "probit": 3,
    "normal_cdf": 3.5,
    "cloglog": 2,
    "inverse_cloglog": 2,
    "log1mexp": 2,
    "logit_from_log_probability": 2,
}
# The same in narrower dtypes: one number is computed in float64, a row in float32.
ROUNDED = {np.float32: 0.501, np.float16: 0.51}
OF_ROWS = {np.float32: 5, np.float16: 0.51}

dtypes = pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16])


def read(name):
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def holds(dtype, numbers):
    with np.errstate(over="ignore"):
        return np.array_equal(np.array(numbers, dtype).astype(float), numbers, equal_nan=True)


def points(name, dtype):
    """The golden points of a function of one number that *dtype* can hold."""
    for x, y in read(name):
        if holds(dtype, float.fromhex(x)):
            yield float.fromhex(x), mpf(y)


def rows(dtype):
    """The golden rows that *dtype* can hold: temperature, row, log-sum-exp and log-softmax."""
    for temperature, entries, (total, *logs) in read("rows"):
        row = [float.fromhex(entry) for entry in entries]
        if holds(dtype, row):
            exact = [mpf(each) for each in logs]
            yield float.fromhex(temperature), np.array(row, dtype), mpf(total), exact


def plain_rows(dtype):
    """Those of temperature 1 in which no class is ruled out."""
    for temperature, row, total, logs in rows(dtype):
        if temperature == 1 and np.isfinite(row).all():
            yield row, total, logs


def test_regenerating_gives_no_difference():
    spec = importlib.util.spec_from_file_location("make", GOLDEN / "make.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    made = dict(make.files())
    assert sorted(made) == sorted(path.name for path in GOLDEN.glob("*.json"))
    for name, text in made.items():
        assert (GOLDEN / name).read_text(encoding="utf-8") == text, name


@dtypes
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_of_one_number(name, dtype):
    x, exact = zip(*((x, y) for x, y in points(name, dtype) if mp.isfinite(y)), strict=True)
    assert len(x) > 50
    # Near its zero the complementary log-log is the logarithm of a number that was rounded to 1.
    worst = worst_ulp(getattr(logitkit, name)(np.array(x, dtype)), exact, name == "cloglog")
    assert worst.normal <= ROUNDED.get(dtype, ELEMENTWISE[name])
    assert worst.subnormal <= 1


@dtypes
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_edges(name, dtype):
    x, exact = zip(*((x, y) for x, y in points(name, dtype) if not mp.isfinite(y)), strict=True)
    answers = getattr(logitkit, name)(np.array(x, dtype))
    assert_array_equal(answers, np.array([float(y) for y in exact]))


@dtypes
def test_sigmoid_cross_entropy(dtype):
    pairs = [(float.fromhex(y), float.fromhex(x), mpf(loss)) for y, x, loss in read(SIGMOID)]
    labels, logits, exact = zip(*(pair for pair in pairs if holds(dtype, pair[1])), strict=True)
    loss = sigmoid_cross_entropy_with_logits(labels=labels, logits=np.array(logits, dtype))
    worst = worst_ulp(loss, exact)
    assert worst.normal <= ROUNDED.get(dtype, 1.75)
    assert worst.subnormal <= 1


@dtypes
def test_logsumexp(dtype):
    for row, total, _ in plain_rows(dtype):
        worst = worst_ulp(logsumexp(row), [total], scale=mpf(float(abs(row).max())))
        assert max(worst) <= OF_ROWS.get(dtype, 3)


@dtypes
def test_softmax(dtype):
    for temperature, row, _, logs in rows(dtype):
        worst = worst_ulp(softmax(row, temperature=temperature), [exp(each) for each in logs])
        assert worst.normal <= OF_ROWS.get(dtype, 5 if temperature == 1 else 6)
        assert worst.subnormal <= 1


@dtypes
def test_log_softmax(dtype):
    for temperature, row, _, logs in rows(dtype):
        worst = worst_ulp(log_softmax(row, temperature=temperature), logs)
        assert worst.normal <= OF_ROWS.get(dtype, 3)
        assert worst.subnormal <= 1


@dtypes
def test_sparse_softmax_cross_entropy(dtype):
    for row, _, logs in plain_rows(dtype):
        loss = sparse_softmax_cross_entropy_with_logits(
            labels=range(len(row)), logits=np.tile(row, (len(row), 1))
        )
        worst = worst_ulp(loss, [-each for each in logs])
        assert worst.normal <= OF_ROWS.get(dtype, 3)
        assert worst.subnormal <= 1


@dtypes
def test_softmax_cross_entropy(dtype):
    random = np.random.default_rng(1944)
    for row, _, logs in plain_rows(dtype):
        labels = random.dirichlet(np.full(len(row), 0.5)).astype(dtype)
        exact = -fsum(mpf(y) * each for y, each in zip(labels.tolist(), logs, strict=True))
        worst = worst_ulp(softmax_cross_entropy_with_logits(labels=labels, logits=row), [exact])
        assert max(worst) <= OF_ROWS.get(dtype, 3)


@dtypes
def test_class_log_odds(dtype):
    for row, _, logs in plain_rows(dtype):
        scale = max(1, mpf(float(abs(row).max())))
        exact = [each - log(-expm1(each)) for each in logs if each]
        worst = worst_ulp(class_log_odds(row), exact or [mp.inf], scale)
        assert max(worst) <= OF_ROWS.get(dtype, 3)
