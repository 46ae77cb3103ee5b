"""How far an answer is from the truth, in units in the last place (ULP)."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from mpmath import mp, mpf

Worst = Callable[..., float]


@pytest.fixture
def worst_ulp() -> Worst:
    """Return a function that gives the largest error of some answers, measured against mpmath.

    The unit is that of the exact answer, or of *scale* if that is larger.
    """

    def worst(answers, exact, scale=0.0) -> float:
        pairs = zip(np.ravel(answers), exact, strict=True)
        return max(
            float(abs(mpf(float(answer)) - truth)) / math.ulp(max(abs(float(truth)), scale))
            for answer, truth in pairs
        )

    return worst


@pytest.fixture(autouse=True)
def _fifty_digits():
    with mp.workdps(50):
        yield
