"""The language model that is counted: exact shares, and a tail that stays in the sum."""

import unicodedata
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from numpy.testing import assert_allclose

from logitkit import (
    apply_bias,
    bigram,
    jabberwocky,
    kieu,
    log_softmax,
    mask,
    min_p,
    repetition_penalty,
    softmax,
    top_k,
    top_p,
)

poems = pytest.mark.parametrize("poem", [kieu(), jabberwocky()], ids=["kieu", "jabberwocky"])
OPERATIONS = {
    "none": lambda z: z,
    "temperature": lambda z: z / 0.3,
    "top-k": lambda z: top_k(z, 3),
    "top-p": lambda z: top_p(z, 0.9),
    "min-p": lambda z: min_p(z, 0.1),
    "bias": lambda z: apply_bias(z, {0: 40}),
    "mask": lambda z: mask(z, np.arange(z.shape[-1]) % 2 == 0),
    "repetition": lambda z: repetition_penalty(z, [0, 1], 1.3),
    "several": lambda z: min_p(top_p(top_k(z / 2, 20), 0.9), 0.1),
}


@poems
@pytest.mark.parametrize("change", OPERATIONS.values(), ids=OPERATIONS)
def test_probabilities_add_to_one_whatever_the_decoder_does(poem, change):
    rows = change(bigram(poem).logits)
    assert_allclose(softmax(rows).sum(axis=-1), 1, rtol=0, atol=1e-12)


@poems
def test_probabilities_are_shares_of_counts(poem):
    model, pairs = bigram(poem), Counter(pairwise(poem))
    followed = Counter(poem[:-1])
    for i, first in enumerate(model.tokens):
        expected = [pairs[first, token] + 0.1 for token in model.tokens]
        total = followed[first] + 0.1 * len(model.tokens)
        assert_allclose(softmax(model.logits)[i], np.array(expected) / total, rtol=1e-12)


@poems
def test_poems_are_28_composed_lines(poem):
    assert poem.endswith("\n")
    assert len(poem.splitlines()) == 28
    assert unicodedata.is_normalized("NFC", poem)


def test_words_can_be_tokens():
    model = bigram(["to", "be", "or", "not", "to", "be"], smoothing=0)
    assert model.tokens == ("be", "not", "or", "to")
    assert model.after("be").tolist() == [-np.inf, -np.inf, 0, -np.inf]


def test_what_is_followed_by_nothing_says_nothing():
    assert_allclose(log_softmax(bigram("ab").after("b")), np.log([0.5, 0.5]))
    assert (bigram("ab", smoothing=0).after("b") == -np.inf).all()


def test_a_row_is_a_copy():
    model = bigram("abab")
    model.after("a")[:] = 7
    assert model.after("a").max() < 7


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (lambda: bigram("a"), "text must have at least two tokens, not 1"),
        (lambda: bigram("ab", -1), "smoothing must be finite and at least 0, not -1"),
        (lambda: bigram("ab", float("nan")), "smoothing must be finite and at least 0, not nan"),
        (lambda: bigram("ab").after("c"), "token must be one of the 2 known, not 'c'"),
    ],
)
def test_faults_name_the_value(fault, said):
    with pytest.raises(ValueError, match=said):
        fault()
