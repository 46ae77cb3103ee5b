"""Measure `logitkit` against its peers: how fast, how much memory, how accurate.

`python -m handbook.bench_numerics` prints ratios and writes `docs/numerics.json`, from which the
site's page of numbers is made. A ratio is another's time over ours: above 1 we are faster. Times
are medians of processor time, all taken in one run, ours and the others' by turns. SciPy is always
asked; PyTorch, on one thread, and JAX when they are installed. The floor is NumPy's bare `exp` or
`log` of the same numbers. For accuracy, the formulas as textbooks write them are asked too.
"""

import contextlib
import importlib.metadata
import importlib.util
import json
import os
import platform
import re
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from math import prod
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from mpmath import exp, isfinite, mp, mpf
from numpy.typing import DTypeLike, NDArray
from scipy import special

import logitkit
from handbook.ulp import worst_ulp

Array: TypeAlias = NDArray[Any]
Functions: TypeAlias = dict[str, Callable[..., Any]]


class Library(NamedTuple):
    """A peer: its functions by our names, and how it wants its arrays."""

    name: str
    functions: Functions
    convert: Callable[[Array], Any]


ROUNDS = {1: 21, 1_000: 101, 100_000: 21, 10_000_000: 3}
ROWS = [(100_000, 10), (1_000, 1_000), (64, 50_000)]
ROUNDS_OF_ROWS = 7

SIGMOID_LOSS = "sigmoid_cross_entropy_with_logits"
SOFT_LOSS = "softmax_cross_entropy_with_logits"
SPARSE_LOSS = "sparse_softmax_cross_entropy_with_logits"
COOL = "softmax with temperature"

OURS: Functions = {
    **{
        name: getattr(logitkit, name)
        for name in (
            *("odds", "from_odds", "logit", "sigmoid", "log_sigmoid", "softplus"),
            *("probit", "normal_cdf", "logsumexp", "softmax", "log_softmax"),
        )
    },
    COOL: partial(logitkit.softmax, temperature=0.7),
    SIGMOID_LOSS: lambda y, x: logitkit.sigmoid_cross_entropy_with_logits(labels=y, logits=x),
    SOFT_LOSS: lambda y, z: logitkit.softmax_cross_entropy_with_logits(labels=y, logits=z),
    SPARSE_LOSS: lambda y, z: logitkit.sparse_softmax_cross_entropy_with_logits(labels=y, logits=z),
    "top_k": partial(logitkit.top_k, k=50),
    "top_p": partial(logitkit.top_p, p=0.9),
    "min_p": partial(logitkit.min_p, p=0.1),
}
SCIPY: Functions = {
    "logit": special.logit,
    "sigmoid": special.expit,
    "log_sigmoid": special.log_expit,
    "softplus": special.softplus,
    "probit": special.ndtri,
    "normal_cdf": special.ndtr,
    "logsumexp": partial(special.logsumexp, axis=-1),
    "softmax": partial(special.softmax, axis=-1),
    "log_softmax": partial(special.log_softmax, axis=-1),
    COOL: lambda z: special.softmax(z / z.dtype.type(0.7), axis=-1),
    SIGMOID_LOSS: lambda y, x: -(y * special.log_expit(x) + (1 - y) * special.log_expit(-x)),
    SOFT_LOSS: lambda y, z: -(y * special.log_softmax(z, axis=-1)).sum(axis=-1),
    SPARSE_LOSS: lambda y, z: (
        -np.take_along_axis(special.log_softmax(z, axis=-1), y[:, np.newaxis], axis=-1)[:, 0]
    ),
}
TEXTBOOK: Functions = {
    "odds": lambda p: p / (1 - p),
    "from_odds": lambda odds: odds / (1 + odds),
    "logit": lambda p: np.log(p / (1 - p)),
    "sigmoid": lambda x: _sigmoid(x),
    "log_sigmoid": lambda x: np.log(_sigmoid(x)),
    "softplus": lambda x: np.log(1 + np.exp(x)),
    "logsumexp": lambda z: np.log(np.exp(z).sum(axis=-1)),
    "softmax": lambda z: _softmax(z),
    "log_softmax": lambda z: np.log(_softmax(z)),
    COOL: lambda z: _softmax(z / z.dtype.type(0.7)),
    SIGMOID_LOSS: lambda y, x: -(y * np.log(_sigmoid(x)) + (1 - y) * np.log(1 - _sigmoid(x))),
    SPARSE_LOSS: lambda y, z: -np.log(np.take_along_axis(_softmax(z), y[:, None], axis=-1)[:, 0]),
}
OF_ONE_NUMBER = [
    *("odds", "from_odds", "logit", "sigmoid", "log_sigmoid", "softplus", "probit", "normal_cdf"),
    SIGMOID_LOSS,
]
OF_ROWS = ["logsumexp", "softmax", "log_softmax", COOL, SPARSE_LOSS, SOFT_LOSS]
FILTERS = ["top_k", "top_p", "min_p"]

# The least ratio to SciPy (to PyTorch for the filters) from 100 000 numbers on.
TARGETS: dict[str, float] = {
    "sigmoid": 0.8,
    "logit": 0.8,
    "log_sigmoid": 1.1,
    "softplus": 1.2,
    SIGMOID_LOSS: 1.5,
    "logsumexp": 2,
    "softmax": 1,
    "log_softmax": 0.95,
    SPARSE_LOSS: 1,
    SOFT_LOSS: 0.95,
    **dict.fromkeys(FILTERS, 1.5),
}
TARGETS_AT_WIDTH_10 = {**TARGETS, "softmax": 1.5, SPARSE_LOSS: 1.5}
FLOAT32 = {"sigmoid": 0.0, "logit": 1.5}


def _sigmoid(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-x)))


def _softmax(z: Array) -> Array:
    exponentials = np.exp(z)
    return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True))


def main(root: Path) -> None:
    """Print what was measured and write it down."""
    peers = list(_peers())
    with np.errstate(all="ignore"):
        measured = {
            "date": date.today().isoformat(),
            "machine": {"processor": _processor(), "cores": os.cpu_count()},
            "versions": dict(_versions()),
            "accuracy": _accuracy(root, peers),
            "memory": list(_memory()),
            "speed": list(_speed(peers)),
        }
    text = json.dumps(measured, indent=1, ensure_ascii=False)
    flat = re.sub(r"\{[^{}]*\}", lambda match: " ".join(match[0].split()), text)
    (root / "docs" / "numerics.json").write_text(flat + "\n", encoding="utf-8")


def _processor() -> str:
    """The processor's name, which only Linux gives in full."""
    with contextlib.suppress(OSError):
        found = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text("utf-8"))
        if found:
            return found[1].strip()
    return platform.processor() or platform.machine()


def _versions() -> Iterator[tuple[str, str]]:
    yield "Python", platform.python_version()
    yield "logitkit", logitkit.__version__
    for name, package in [
        ("NumPy", "numpy"),
        ("SciPy", "scipy"),
        ("PyTorch", "torch"),
        ("JAX", "jax"),
    ]:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            yield name, importlib.metadata.version(package)


def _peers() -> Iterator[Library]:
    yield Library("SciPy", SCIPY, np.asarray)
    if importlib.util.find_spec("torch"):
        yield _torch()
    if importlib.util.find_spec("jax"):
        yield _jax()


def _torch() -> Library:
    torch = importlib.import_module("torch")
    losses = torch.nn.functional
    torch.set_num_threads(1)

    def drop(z: Any, dropped: Any) -> Any:
        return z.masked_fill(dropped, -torch.inf)

    def top_p(z: Any) -> Any:
        ordered, places = z.sort(dim=-1, descending=True)
        shares = ordered.softmax(-1)
        dropped = shares.cumsum(-1) - shares >= 0.9
        return drop(z, torch.zeros_like(dropped).scatter(-1, places, dropped))

    def min_p(z: Any) -> Any:
        shares = z.softmax(-1)
        return drop(z, shares < 0.1 * shares.amax(-1, keepdim=True))

    functions: Functions = {
        "logit": torch.logit,
        "sigmoid": torch.sigmoid,
        "log_sigmoid": losses.logsigmoid,
        "softplus": losses.softplus,
        "probit": torch.special.ndtri,
        "normal_cdf": torch.special.ndtr,
        "logsumexp": lambda z: torch.logsumexp(z, -1),
        "softmax": lambda z: torch.softmax(z, -1),
        "log_softmax": lambda z: torch.log_softmax(z, -1),
        COOL: lambda z: torch.softmax(z / 0.7, -1),
        SIGMOID_LOSS: lambda y, x: losses.binary_cross_entropy_with_logits(x, y, reduction="none"),
        SOFT_LOSS: lambda y, z: losses.cross_entropy(z, y, reduction="none"),
        SPARSE_LOSS: lambda y, z: losses.cross_entropy(z, y, reduction="none"),
        "top_k": lambda z: drop(z, z < z.topk(50, -1).values[..., -1:]),
        "top_p": top_p,
        "min_p": min_p,
    }
    return Library("PyTorch", functions, torch.from_numpy)


def _jax() -> Library:
    jax = importlib.import_module("jax")
    jax.config.update("jax_enable_x64", True)
    nn, of = jax.nn, jax.scipy.special

    def at(z: Any, y: Any) -> Any:
        return jax.numpy.take_along_axis(z, y[:, None], -1)[:, 0]

    functions: Functions = {
        "logit": of.logit,
        "sigmoid": nn.sigmoid,
        "log_sigmoid": nn.log_sigmoid,
        "softplus": nn.softplus,
        "probit": of.ndtri,
        "normal_cdf": of.ndtr,
        "logsumexp": lambda z: nn.logsumexp(z, -1),
        "softmax": nn.softmax,
        "log_softmax": nn.log_softmax,
        COOL: lambda z: nn.softmax(z / 0.7),
        SIGMOID_LOSS: lambda y, x: -(y * nn.log_sigmoid(x) + (1 - y) * nn.log_sigmoid(-x)),
        SOFT_LOSS: lambda y, z: -(y * nn.log_softmax(z)).sum(-1),
        SPARSE_LOSS: lambda y, z: -at(nn.log_softmax(z), y),
    }

    def finished(function: Callable[..., Any]) -> Callable[..., Any]:
        compiled = jax.jit(function)
        return lambda *given: jax.block_until_ready(compiled(*given))

    ready = {name: finished(function) for name, function in functions.items()}
    return Library("JAX", ready, jax.numpy.asarray)


def _accuracy(root: Path, peers: list[Library]) -> list[dict[str, Any]]:
    asked = [
        Library("logitkit", OURS, np.asarray),
        *peers,
        Library("textbook", TEXTBOOK, np.asarray),
    ]
    with mp.workdps(50):
        return list(_errors(root, asked))


def _errors(root: Path, asked: list[Library]) -> Iterator[dict[str, Any]]:
    """The largest error of each function in ULP, over its golden points that a dtype can hold.

    `bad` counts the points at which the answer is `nan`, or is 0 or infinite though the truth is
    an ordinary number; they are left out of `worst`.
    """
    print("largest error in ULP, and the number of bad points")
    for dtype in (np.float64, np.float32, np.float16):
        for name in [*OF_ONE_NUMBER, *OF_ROWS[:-1]]:
            points = list(_golden(root, name, dtype))
            for library in asked:
                half = dtype == np.float16 and library.name != "logitkit"
                if name not in library.functions or half:
                    continue
                worst, bad = 0.0, 0
                for given, exact, scale in points:
                    answers = _answers(library, name, given, dtype)
                    fit = [_fits(each, truth) for each, truth in zip(answers, exact, strict=True)]
                    bad += fit.count(False)
                    kept = [truth for truth, good in zip(exact, fit, strict=True) if good]
                    worst = max(worst, worst_ulp(answers[fit], kept, scale).normal)
                found = {"function": name, "library": library.name, "dtype": np.dtype(dtype).name}
                print(f"{name:42}{found['dtype']:9}{library.name:9}{worst:12.4g}{bad:6}")
                yield {**found, "worst": float(f"{worst:.4g}"), "bad": bad}


def _answers(library: Library, name: str, given: list[Array], dtype: DTypeLike) -> Array:
    answers = library.functions[name](*map(library.convert, given))
    return np.atleast_1d(np.asarray(answers, dtype))


def _fits(answer: float, truth: mpf) -> bool:
    """Whether an answer is a number, and an ordinary one where the truth is."""
    dtype = np.finfo(np.asarray(answer).dtype)
    ordinary = dtype.smallest_normal <= abs(truth) <= dtype.max
    return not np.isnan(answer) and (not ordinary or (bool(np.isfinite(answer)) and answer != 0))


def _golden(
    root: Path, name: str, dtype: DTypeLike
) -> Iterator[tuple[list[Array], list[mpf], float]]:
    """What a function is given, the exact answers, and the least size that an ULP is taken of."""
    folder = root / "tests" / "golden"
    table = json.loads((folder / f"{'rows' if name in OF_ROWS else name}.json").read_text("utf-8"))
    if name not in OF_ROWS:
        points = [([*map(float.fromhex, given)], mpf(exact)) for *given, exact in table]
        kept = [each for each in points if _holds(dtype, each[0]) and isfinite(each[1])]
        columns = zip(*(given for given, _ in kept), strict=True)
        yield [np.array(column, dtype) for column in columns], [exact for _, exact in kept], 0.0
        return
    for temperature, entries, (total, *logs) in table:
        row = [float.fromhex(entry) for entry in entries]
        if _holds(dtype, row) and float.fromhex(temperature) == (0.7 if name == COOL else 1.0):
            logits, log_p = np.array([row], dtype), [mpf(each) for each in logs]
            largest = float(np.abs(logits[np.isfinite(logits)]).max())
            if name == "logsumexp":
                yield [logits], [mpf(total)], largest
            elif name == SPARSE_LOSS:
                every = np.arange(len(row))
                yield [every, np.tile(logits, (len(row), 1))], [-each for each in log_p], 0.0
            else:
                yield [logits[0]], log_p if name == "log_softmax" else [*map(exp, log_p)], 0.0


def _holds(dtype: DTypeLike, numbers: list[float]) -> bool:
    return bool((np.array(numbers, dtype).astype(float) == numbers).all())


def _memory() -> Iterator[dict[str, Any]]:
    """The peak of extra memory at ten million numbers, in arrays of that size, less the answer."""
    print("peak extra memory at 10 000 000 numbers, in arrays, the answer not counted")
    for name in OF_ONE_NUMBER:
        for dtype in (np.float64, np.float32):
            given = _data(name, (10_000_000,), dtype)
            tracemalloc.start()
            OURS[name](*given)
            arrays = tracemalloc.get_traced_memory()[1] / given[-1].nbytes - 1
            tracemalloc.stop()
            print(f"{name:42}{np.dtype(dtype).name:9}{arrays:8.3f}")
            yield {"function": name, "dtype": np.dtype(dtype).name, "arrays": round(arrays, 3)}


def _speed(peers: list[Library]) -> Iterator[dict[str, Any]]:
    """Each function, dtype and size: our nanoseconds a number, the others' times over ours."""
    print("nanoseconds a number, and the others' times over ours; * misses its target")
    sizes: list[tuple[list[str], tuple[int, ...], int]] = [
        *((OF_ONE_NUMBER, (size,), rounds) for size, rounds in ROUNDS.items()),
        *((OF_ROWS, rows, ROUNDS_OF_ROWS) for rows in ROWS),
        (FILTERS, ROWS[-1], ROUNDS_OF_ROWS),
    ]
    for dtype in (np.float64, np.float32):
        for names, shape, rounds in sizes:
            for name in names:
                yield _one_speed(peers, name, shape, dtype, rounds)


def _one_speed(
    peers: list[Library], name: str, shape: tuple[int, ...], dtype: DTypeLike, rounds: int
) -> dict[str, Any]:
    given = _data(name, shape, dtype)
    floor = np.log if name in ("logit", "probit") else np.exp
    calls = {"logitkit": partial(OURS[name], *given), "floor": partial(floor, given[-1])}
    for library in peers:
        if name in library.functions:
            turned = map(library.convert, given)
            calls[library.name] = partial(library.functions[name], *turned)
    seconds = _by_turns(calls, rounds, 100 if given[-1].size == 1 else 1)
    ours = seconds.pop("logitkit")
    ratios = {each: round(other / ours, 2) for each, other in seconds.items()}
    size = "x".join(map(str, shape))
    found = {"function": name, "dtype": np.dtype(dtype).name, "size": size}
    nanoseconds = float(f"{ours / given[-1].size * 1e9:.3g}")
    target = _target(name, shape, dtype)
    missed = "*" if ratios.get("PyTorch" if name in FILTERS else "SciPy", target) < target else ""
    shown = "  ".join(f"{each} {ratio:.2f}" for each, ratio in ratios.items())
    print(f"{name:42}{found['dtype']:9}{size:11}{nanoseconds:9.3g}  {shown} {missed}")
    return {**found, "ns": nanoseconds, **ratios}


def _by_turns(
    calls: Mapping[str, Callable[[], Any]], rounds: int, repeats: int
) -> dict[str, float]:
    """Return each call's median processor time, after one round that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds + 1):
        for name, call in calls.items():
            start = time.process_time()
            for _ in range(repeats):
                call()
            times[name].append((time.process_time() - start) / repeats)
    return {name: statistics.median(each[1:]) for name, each in times.items()}


def _target(name: str, shape: tuple[int, ...], dtype: DTypeLike) -> float:
    if prod(shape) < 100_000:
        return 0
    targets = TARGETS_AT_WIDTH_10 if shape[-1] == 10 else TARGETS
    return (targets if dtype == np.float64 else {**targets, **FLOAT32}).get(name, 0)


def _data(name: str, shape: tuple[int, ...], dtype: DTypeLike) -> list[Array]:
    random = np.random.default_rng(20151109)
    if name in ("odds", "logit", "probit"):
        return [random.uniform(0, 1, shape).astype(dtype)]
    logits = random.normal(0, 3, shape).astype(dtype)
    if name == "from_odds":
        return [np.exp(logits)]
    if name == SIGMOID_LOSS:
        return [random.uniform(0, 1, shape).astype(dtype), logits]
    if name == SOFT_LOSS:
        return [logitkit.softmax(random.normal(0, 1, shape)).astype(dtype), logits]
    if name == SPARSE_LOSS:
        return [random.integers(0, shape[-1], shape[:-1]), logits]
    return [logits]


if __name__ == "__main__":
    main(Path.cwd())
