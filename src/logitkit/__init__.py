"""Logits, explained by code: a small reference implementation in NumPy.

From a probability to its odds and back:

- `odds`: how many times likelier yes is than no
- `from_odds`: its inverse
- `odds_ratio`: how many times larger one odds is than another

From a probability to its logit and back:

- `logit`: the logarithm of the odds
- `sigmoid`, also called `expit`: its inverse
- `log_sigmoid`: the logarithm of that inverse
- `softplus`: the same, of the complement and with the other sign
- `log1mexp`: from the logarithm of a probability to that of its complement
- `logit_from_log_probability`: to its logit

By other links than the logit, and their inverses:

- `probit` and `normal_cdf`: the normal curve
- `cloglog` and `inverse_cloglog`: the complementary log-log

From one unit to another:

- `convert`: nats, bits, bans and decibans

From a row of logits to probabilities:

- `softmax`: one probability for each class
- `log_softmax`: their logarithms
- `logsumexp`: the constant that turns the logits into the second
- `centre`: the same logits, without the constant that is free
- `class_log_odds`: each class against all the others

From logits and labels to a loss, one for each example:

- `softmax_cross_entropy_with_logits`: labels are a distribution over the classes
- `sparse_softmax_cross_entropy_with_logits`: labels are class numbers
- `sigmoid_cross_entropy_with_logits`: each logit is a yes-or-no question of its own
- `softmax_cross_entropy_with_logits_grad`, `sparse_softmax_cross_entropy_with_logits_grad`,
  `sigmoid_cross_entropy_with_logits_grad`: their slopes

From a row of logits to a token, as a language model's decoder does:

- `mask`, `apply_bias`, `repetition_penalty`: change logits
- `top_k`, `top_p`, `min_p`: drop all but the likeliest
- `sample`, `gumbel_max`: draw a class
- `bigram`: a model whose every logit can be seen, counted in a text

From probabilities and outcomes to whether they mean what they say:

- `fit_temperature`: the temperature that mends over- or underconfidence
- `reliability`, `expected_calibration_error`, `brier_score`: how far they are off
- `prior_shift`: the same classifier where classes come in other proportions
- `distillation_loss`: how far a student is from its teacher

From data to the coefficients that make them likeliest:

- `fit_binary`: logistic, probit and cloglog regression of a yes or a no
- `fit_multinomial`: softmax regression of a class
- `conditional_logit`: how the attributes of alternatives weigh in a choice
- `ordered_logit`: classes that are ordered
- `rasch`: how hard the items of a test are, and what a score says of ability

Data to try them on:

- `beetle`, `rotenone`, `challenger`: deaths by dose, and damage by temperature
- `kieu`, `jabberwocky`: two poems

Everywhere: logarithms are natural; the classes are on the last axis unless *axis* says otherwise;
Python numbers give a plain `float`, NumPy arrays keep their floating-point dtype; a number outside
the domain gives `nan` and no warning, while a wrong shape, label or parameter raises an error.
"""

from logitkit.bigram import bigram
from logitkit.calibration import (
    brier_score,
    distillation_loss,
    expected_calibration_error,
    fit_temperature,
    prior_shift,
    reliability,
)
from logitkit.choice import conditional_logit, fit_multinomial
from logitkit.data import beetle, challenger, jabberwocky, kieu, rotenone
from logitkit.links import (
    cloglog,
    expit,
    inverse_cloglog,
    log1mexp,
    log_sigmoid,
    logit,
    logit_from_log_probability,
    sigmoid,
    softplus,
)
from logitkit.losses import (
    sigmoid_cross_entropy_with_logits,
    sigmoid_cross_entropy_with_logits_grad,
    softmax_cross_entropy_with_logits,
    softmax_cross_entropy_with_logits_grad,
    sparse_softmax_cross_entropy_with_logits,
    sparse_softmax_cross_entropy_with_logits_grad,
)
from logitkit.normal import normal_cdf, probit
from logitkit.odds import from_odds, odds, odds_ratio
from logitkit.ordered import ordered_logit
from logitkit.rasch import rasch
from logitkit.regression import fit_binary
from logitkit.sampling import (
    apply_bias,
    gumbel_max,
    mask,
    min_p,
    repetition_penalty,
    sample,
    top_k,
    top_p,
)
from logitkit.separation import SeparationError as SeparationError
from logitkit.softmax import centre, class_log_odds, log_softmax, logsumexp, softmax
from logitkit.units import convert

__version__ = "0.1.0"

__all__ = [  # noqa: RUF022 (grouped by purpose)
    # probability and odds
    "odds",
    "from_odds",
    "odds_ratio",
    # probability and logit
    "logit",
    "sigmoid",
    "expit",
    "log_sigmoid",
    "softplus",
    "log1mexp",
    "logit_from_log_probability",
    # other links
    "probit",
    "normal_cdf",
    "cloglog",
    "inverse_cloglog",
    # units
    "convert",
    # logits and probabilities
    "logsumexp",
    "softmax",
    "log_softmax",
    "centre",
    "class_log_odds",
    # logits and losses
    "softmax_cross_entropy_with_logits",
    "sparse_softmax_cross_entropy_with_logits",
    "sigmoid_cross_entropy_with_logits",
    "softmax_cross_entropy_with_logits_grad",
    "sparse_softmax_cross_entropy_with_logits_grad",
    "sigmoid_cross_entropy_with_logits_grad",
    # logits and tokens
    "mask",
    "apply_bias",
    "repetition_penalty",
    "top_k",
    "top_p",
    "min_p",
    "sample",
    "gumbel_max",
    "bigram",
    # probabilities and outcomes
    "fit_temperature",
    "reliability",
    "expected_calibration_error",
    "brier_score",
    "prior_shift",
    "distillation_loss",
    # data and coefficients
    "fit_binary",
    "fit_multinomial",
    "conditional_logit",
    "ordered_logit",
    "rasch",
    # data
    "beetle",
    "rotenone",
    "challenger",
    "kieu",
    "jabberwocky",
]
