"""How far answers are from the truth, in units in the last place (ULP) of their dtype."""

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from mpmath import mp, mpf
from numpy.typing import NDArray


class Worst(NamedTuple):
    """The largest error, in ULP, of the answers that are normal and of those that are subnormal."""

    normal: float
    subnormal: float


def worst_ulp(answers: NDArray[Any], exact: Iterable[mpf], scale: mpf = 0) -> Worst:
    """Measure *answers* against *exact* numbers.

    The unit is that of the exact answer, or of *scale* if that is larger. An answer that is too
    large for its dtype must be infinite; one that is infinite or `nan` without need is infinitely
    wrong.
    """
    answers = np.atleast_1d(answers)
    dtype = np.finfo(answers.dtype)
    overflow = mpf(2) ** dtype.maxexp * (1 - mpf(2) ** (-dtype.nmant - 2))
    normal, subnormal = [0.0], [0.0]
    for answer, truth in zip(answers.tolist(), exact, strict=True):
        size = max(abs(truth), abs(scale))
        if abs(truth) >= overflow:
            error = 0.0 if answer == math.copysign(math.inf, truth) else math.inf
        elif not math.isfinite(answer):
            error = math.inf
        else:
            exponent = max(int(mp.floor(mp.log(size, 2))) if size else -9999, dtype.minexp)
            error = float(abs(mpf(answer) - truth) * mpf(2) ** (dtype.nmant - exponent))
        (normal if size >= dtype.smallest_normal else subnormal).append(error)
    return Worst(max(normal), max(subnormal))
