"""A language model small enough to see whole: which token follows which, counted in a text."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from logitkit._arrays import Float64


class Bigram(NamedTuple):
    """The tokens of a text, and one row of logits for each: of what comes next."""

    tokens: tuple[str, ...]
    logits: Float64

    def after(self, token: str) -> Float64:
        """Return the logits of the next token where *token* is the last one.

        Raises:
            ValueError: *token* does not occur in the text.
        """
        if token not in self.tokens:
            raise ValueError(f"token must be one of the {len(self.tokens)} known, not {token!r}")
        row: Float64 = self.logits[self.tokens.index(token)].copy()
        return row


def bigram(text: Sequence[str], smoothing: float = 0.1) -> Bigram:
    """Return the language model that has counted which token of *text* follows which.

        logits[i, j] = ln(count of token j right after token i + smoothing)

    A logarithm of counts is a logit: softmax turns the row into the counts' shares. *smoothing*
    is added to every count, so that what never happened keeps a finite logit and some probability.

    Args:
        text: The tokens in order. A string is taken character by character.
        smoothing: A finite number, 0 or larger. With 0, pairs that never occur have the logit
            minus infinity.

    Returns:
        `tokens`, each once and sorted by code point, and `logits` of shape (tokens, tokens), with
        `after` for the row of one token. The last token of the text is followed by nothing: where
        it occurs nowhere else, its row is even, and all minus infinity without smoothing.

    Raises:
        ValueError: *text* has fewer than two tokens, or *smoothing* is negative or not finite.

    Examples:
        >>> model = bigram("banana")
        >>> model.tokens
        ('a', 'b', 'n')

        After `a` there was `n`, twice; `a` and `b` never followed:

        >>> np.exp(model.after("a")).round(4)
        array([0.1, 0.1, 2.1])

    Source: Jurafsky and Martin (2020), chapter 3, for language models made of counts.
    """
    if len(text) < 2:
        raise ValueError(f"text must have at least two tokens, not {len(text)}")
    if not 0 <= smoothing < math.inf:
        raise ValueError(f"smoothing must be finite and at least 0, not {smoothing!r}")
    tokens, ids = np.unique(np.array(list(text)), return_inverse=True)
    counts = np.full((len(tokens), len(tokens)), float(smoothing))
    np.add.at(counts, (ids[:-1], ids[1:]), 1)
    with np.errstate(divide="ignore"):
        return Bigram(tuple(map(str, tokens)), np.log(counts))
