"""Logits, explained by code: a small reference implementation in NumPy.

From a probability to its odds and back:

- `odds`: how many times likelier yes is than no
- `from_odds`: its inverse

From a probability to its logit and back:

- `logit`: the logarithm of the odds
- `sigmoid`, also called `expit`: its inverse
- `log_sigmoid`: the logarithm of that inverse

From a row of logits to probabilities:

- `softmax`: one probability for each class
- `log_softmax`: their logarithms
- `logsumexp`: the constant that turns the first into the second

From logits and labels to a loss, one for each example:

- `softmax_cross_entropy_with_logits`: labels are a distribution over the classes
- `sparse_softmax_cross_entropy_with_logits`: labels are class numbers
- `sigmoid_cross_entropy_with_logits`: each logit is a yes-or-no question of its own

Everywhere: logarithms are natural; the classes are on the last axis unless *axis* says otherwise;
Python numbers give a plain `float`, NumPy arrays keep their floating-point dtype; a number outside
the domain gives `nan` and no warning, while a wrong shape, label or parameter raises an error.
"""

from logitkit.links import expit, log_sigmoid, logit, sigmoid
from logitkit.losses import (
    sigmoid_cross_entropy_with_logits,
    softmax_cross_entropy_with_logits,
    sparse_softmax_cross_entropy_with_logits,
)
from logitkit.odds import from_odds, odds
from logitkit.softmax import log_softmax, logsumexp, softmax

__version__ = "0.1.0"

__all__ = [  # noqa: RUF022 (grouped by purpose)
    # probability and odds
    "odds",
    "from_odds",
    # probability and logit
    "logit",
    "sigmoid",
    "expit",
    "log_sigmoid",
    # logits and probabilities
    "logsumexp",
    "softmax",
    "log_softmax",
    # logits and losses
    "softmax_cross_entropy_with_logits",
    "sparse_softmax_cross_entropy_with_logits",
    "sigmoid_cross_entropy_with_logits",
]
