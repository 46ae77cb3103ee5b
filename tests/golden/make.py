"""Make the golden values: what each function is worth, to 50 digits, by mpmath.

`python tests/golden/make.py` writes them again, and a test holds that nothing changes. The inputs
are in hexadecimal, hence exact; what float32 and float16 can hold is among them.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from math import inf, nan
from pathlib import Path
from random import Random
from statistics import NormalDist

import numpy as np
from mpmath import erfc, exp, expm1, fsum, log, log1p, mp, mpf, nstr, sqrt

HERE = Path(__file__).parent
TINY, HUGE = 5e-324, 1.7976931348623157e308


def probabilities() -> Iterator[float]:
    """From the smallest to 1 - 2**-53: spaced by factors, near 0, 1/2 and 1, and at random."""
    random = Random(1944)
    yield from (TINY, 3 * TINY, 1e-320, 1e-310, 2.0**-1022)
    yield from (float(mpf(10) ** (-mpf(k) * 3.7)) for k in range(1, 84))
    for k in range(2, 54):
        yield from (2.0**-k, 1 - 2.0**-k, 0.5 + 2.0**-k, 0.5 - 2.0 ** -(k + 1))
    yield from (random.random() for _ in range(200))
    yield from narrow(random.random() for _ in range(200))


def reals() -> Iterator[float]:
    """Of both signs: spaced by factors, near where exp underflows, and at random."""
    random = Random(1838)
    sizes = [TINY, 1e-310, *(float(mpf(10) ** (mpf(k) / 3)) for k in range(-60, 13)), 1e100, HUGE]
    sizes += [random.uniform(0, 6) for _ in range(120)]
    sizes += [random.uniform(0, 60) for _ in range(60)]
    sizes += [random.uniform(690, 746) for _ in range(40)]
    sizes += narrow(random.uniform(0, 6) for _ in range(80))
    sizes += narrow(random.uniform(0, 105) for _ in range(40))
    for size in sizes:
        yield from (size, -size)


def log_probabilities() -> Iterator[float]:
    """The negative `reals`, and numbers near -ln 2."""
    yield from (x for x in reals() if x < 0)
    yield from (-float(log(mpf(2))) * (1 + s * 2.0**-k) for k in range(2, 53) for s in (1, -1))


def small_reals() -> Iterator[float]:
    """The `reals` at which the exponential of an exponential can be written down."""
    yield from (x for x in reals() if abs(x) < 50)


def ratios() -> Iterator[float]:
    """The positive `reals`."""
    yield from (x for x in reals() if x > 0)


def narrow(numbers: Iterable[float]) -> Iterator[float]:
    """Round to float32 and to float16, by turns."""
    for place, number in enumerate(numbers):
        yield float(np.float16(number) if place % 2 else np.float32(number))


def normal_cdf(x: mpf) -> mpf:
    return erfc(-x / sqrt(mpf(2))) / 2


def probit(p: mpf) -> mpf:
    """By Newton's method on the logarithm of the smaller tail, from the standard library's."""
    tail = min(p, 1 - p)
    y = -mpf(NormalDist().inv_cdf(float(tail)))
    for _ in range(4):
        area = normal_cdf(-y)
        y += (log(area) - log(tail)) * area * sqrt(2 * mp.pi) * exp(y * y / 2)
    return y if p > 0.5 else -y


OUTSIDE = [(x, nan) for x in (-TINY, 1 + 2.0**-52, -HUGE, HUGE, -inf, inf, nan)]
CERTAIN = [(0.0, -inf), (-0.0, -inf), (1.0, inf), *OUTSIDE]
POSITIVE = [(TINY, nan), (1.0, nan), (HUGE, nan), (inf, nan), (nan, nan)]

# What each function is, where it is asked, and what it is at the edges.
FUNCTIONS: dict[
    str,
    tuple[Callable[[mpf], mpf], Callable[[], Iterator[float]], list[tuple[float, float]]],
] = {
    "odds": (
        lambda p: p / (1 - p),
        probabilities,
        [(0.0, 0.0), (-0.0, -0.0), (1.0, inf), *OUTSIDE],
    ),
    "from_odds": (
        lambda o: o / (1 + o),
        ratios,
        [(0.0, 0.0), (-0.0, -0.0), (inf, 1.0), (-TINY, nan), (-1.0, nan), (-inf, nan), (nan, nan)],
    ),
    "logit": (lambda p: log(p) - log1p(-p), probabilities, CERTAIN),
    "sigmoid": (
        lambda x: 1 / (1 + exp(-x)),
        reals,
        [(0.0, 0.5), (-0.0, 0.5), (-inf, 0.0), (inf, 1.0), (nan, nan)],
    ),
    "log_sigmoid": (
        lambda x: -log1p(exp(-x)),
        reals,
        [(-inf, -inf), (inf, -0.0), (nan, nan)],
    ),
    "softplus": (lambda x: log1p(exp(x)), reals, [(-inf, 0.0), (inf, inf), (nan, nan)]),
    "probit": (probit, probabilities, CERTAIN),
    "normal_cdf": (
        normal_cdf,
        small_reals,
        [(0.0, 0.5), (-0.0, 0.5), (-inf, 0.0), (inf, 1.0), (HUGE, 1.0), (-HUGE, 0.0), (nan, nan)],
    ),
    "cloglog": (lambda p: log(-log1p(-p)), probabilities, CERTAIN),
    "inverse_cloglog": (
        lambda x: -expm1(-exp(x)),
        small_reals,
        [(-inf, 0.0), (inf, 1.0), (HUGE, 1.0), (-HUGE, 0.0), (nan, nan)],
    ),
    "log1mexp": (
        lambda x: log(-expm1(x)) if x > -1 else log1p(-exp(x)),
        log_probabilities,
        [(0.0, -inf), (-0.0, -inf), (-inf, -0.0), *POSITIVE],
    ),
    "logit_from_log_probability": (
        lambda x: -log(expm1(-x)),
        log_probabilities,
        [(0.0, inf), (-0.0, inf), (-inf, -inf), *POSITIVE],
    ),
}


def rows() -> Iterator[tuple[list[float], float]]:
    """Rows of logits, each with a temperature."""
    edges = [
        *([0.0, -40.0], [0.0, -720.0], [0.0, -745.0], [1000.0, 1000.0], [800.0, 801.5, 90.0]),
        *([700.0, -20.0, 1.0], [-300.0, -1000.0], [-800.0, -800.5, -801.0], [5.0], [-1e300, 1e300]),
        *([2.0, 2.0, 2.0], [-1.0, -inf, -2.0], [-700.0, -inf, -720.0], [700.0] * 30, [TINY, -TINY]),
        *([float(log(mpf("0.3"))), float(log(mpf("0.7")))], [17.0, 0.0, 0.0], [100.3, 60.7]),
        *([-0.7, -0.7], [80.0, -20.0, 88.0], [-80.0, -100.0, -85.5], [HUGE, -HUGE]),
    ]
    yield from ((row, 1.0) for row in edges)
    yield from ((row, 0.7) for row in edges)
    random = Random(20151109)
    for length in (1, 2, 3, 10, 40):
        for spread in (0.001, 1, 30, 1000):
            for offset in (0, 1, -700, 12345.678):
                row = [offset + spread * 3 * (random.random() - 0.5) for _ in range(length)]
                yield row, 1.0
                yield row, random.choice([0.7, 0.3, 7.0, 1e-3])
                yield (
                    list(
                        narrow(row) if abs(offset) < 1000 else (float(np.float32(z)) for z in row)
                    ),
                    1.0,
                )
    yield [20 * (random.random() - 0.5) for _ in range(1000)], 1.0


def exact_row(row: list[float], temperature: float) -> tuple[mpf, list[mpf]]:
    """Return the log-sum-exp of a row over its temperature, and its log-softmax."""
    scaled = [mpf(z) / mpf(temperature) for z in row]
    largest = max(scaled)
    others = list(scaled)
    others.remove(largest)
    above = log1p(fsum(exp(z - largest) for z in others))
    return largest + above, [(z - largest) - above for z in scaled]


def cross_entropies() -> Iterator[tuple[float, float]]:
    """Pairs of a label and a logit."""
    random = Random(2015)
    logits = [float(x) for x in (0, 1e-300, 1e-9, 0.5, 2, 14, 17, 30, 36.5, 40, 100, 700, 745, 1e5)]
    logits += [random.uniform(0, 5) for _ in range(15)] + [random.uniform(0, 700) for _ in range(5)]
    for label in (0, 1e-300, 1e-9, 0.1, 0.5, 0.75, random.random(), 1 - 2.0**-53, 1):
        for logit in logits:
            yield from ((label, logit), (label, -logit))


def cross_entropy(label: float, logit: float) -> mpf:
    y, x = mpf(label), mpf(logit)
    return y * log1p(exp(-x)) + (1 - y) * log1p(exp(x))


def files() -> Iterator[tuple[str, str]]:
    """Each file's name and text."""
    with mp.workdps(80):
        for name, (formula, grid, edges) in FUNCTIONS.items():
            points = [[float(x).hex(), f"{y}"] for x, y in edges]
            points += [[x.hex(), digits(formula(mpf(x)))] for x in dict.fromkeys(grid())]
            yield f"{name}.json", lines(points)
        table = []
        for row, temperature in rows():
            total, logs = exact_row(row, temperature)
            exact = [digits(total), *map(digits, logs)]
            table.append([temperature.hex(), [float(z).hex() for z in row], exact])
        yield "rows.json", lines(table)
        pairs = [
            [float(y).hex(), x.hex(), digits(cross_entropy(y, x))] for y, x in cross_entropies()
        ]
        yield "sigmoid_cross_entropy_with_logits.json", lines(pairs)


def digits(number: mpf) -> str:
    return nstr(number, 50, min_fixed=0, max_fixed=0)


def lines(values: list) -> str:
    """JSON with one value a line, so that a change shows where it is."""
    return "[\n" + ",\n".join(json.dumps(value) for value in values) + "\n]\n"


if __name__ == "__main__":
    for name, text in files():
        (HERE / name).write_text(text, encoding="utf-8")
