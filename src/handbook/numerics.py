"""Tables of what `make bench` has measured, from `docs/numerics.json`."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import logitkit
from handbook.page import Page
from handbook.project import HandbookError
from handbook.words import WORDS

FILE = "docs/numerics.json"
API = "reference/api.md"

ELEMENTS = ["1", "1000", "100000", "10000000"]
ROWS = ["100000x10", "1000x1000", "64x50000"]
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def load(root: Path) -> dict[str, Any]:
    """What was measured, when, and on what."""
    return dict(json.loads((root / FILE).read_text(encoding="utf-8")))


def table(page: Page, name: str) -> str:
    """The table `name` as Markdown: `accuracy-float64`, `rows-float32` …"""
    if name not in TABLES:
        raise HandbookError(f"unknown table {name!r}: one of {', '.join(TABLES)}")
    return "\n".join(f"| {' | '.join(row)} |" for row in TABLES[name](page, load(page.root)))


def number(value: float) -> str:
    """Three significant digits, and a power of ten from 100 000 on."""
    if value < 100_000:
        return f"{value:#.3g}" if value < 100 else f"{value:.0f}"
    mantissa, _, exponent = f"{value:.1e}".partition("e")
    return f"{mantissa} · 10{str(int(exponent)).translate(SUPERSCRIPTS)}"


def size(shape: str) -> str:
    """A number of numbers, or rows by columns."""
    return " × ".join(
        f"{int(each):,}".replace(",", "\N{NO-BREAK SPACE}") for each in shape.split("x")
    )


def _accuracy(dtype: str) -> Callable[[Page, dict[str, Any]], Iterator[list[str]]]:
    def rows(page: Page, measured: dict[str, Any]) -> Iterator[list[str]]:
        words = WORDS[page.language]
        found = [each for each in measured["accuracy"] if each["dtype"] == dtype]
        libraries = sorted(_in_order(each["library"] for each in found), key="textbook".__eq__)
        by = {(each["function"], each["library"]): each for each in found}
        heads = [words.get(f"library-{each}", each) for each in libraries]
        yield from _head([words["function"], *heads])
        for function in _in_order(each["function"] for each in found):
            cells = [_error(by.get((function, library)), words) for library in libraries]
            yield [_link(page, function), *cells]

    return rows


def _error(entry: dict[str, Any] | None, words: dict[str, str]) -> str:
    if entry is None:
        return "–"
    return number(entry["worst"]) + (f"; **{entry['bad']}** {words['bad']}" if entry["bad"] else "")


def _speed(dtype: str, shapes: list[str]) -> Callable[[Page, dict[str, Any]], Iterator[list[str]]]:
    """Our nanoseconds at the last shape but one, the floor there, SciPy's ratio at every shape."""

    def rows(page: Page, measured: dict[str, Any]) -> Iterator[list[str]]:
        words = WORDS[page.language]
        found = [each for each in measured["speed"] if each["dtype"] == dtype]
        by = {(each["function"], each["size"]): each for each in found}
        named = shapes[-2]
        head = [words["function"], f"ns ({size(named)})", words["floor"]]
        yield from _head([*head, *(size(shape) for shape in shapes)])
        for function in _in_order(each["function"] for each in found if each["size"] == named):
            own = by[function, named]
            ratios = [_ratio(by[function, shape].get("SciPy")) for shape in shapes]
            yield [_link(page, function), f"{own['ns']:.3g}", _ratio(own["floor"]), *ratios]

    return rows


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _memory(page: Page, measured: dict[str, Any]) -> Iterator[list[str]]:
    words = WORDS[page.language]
    by = {(each["function"], each["dtype"]): each["arrays"] for each in measured["memory"]}
    dtypes = _in_order(dtype for _, dtype in by)
    yield from _head([words["function"], *dtypes])
    for function in _in_order(function for function, _ in by):
        yield [_link(page, function), *(f"{by[function, dtype]:.3f}" for dtype in dtypes)]


def _machine(page: Page, measured: dict[str, Any]) -> Iterator[list[str]]:
    words, machine = WORDS[page.language], measured["machine"]
    cores = f"{machine['cores']} {words['cores']}"
    versions = ", ".join(f"{name} {version}" for name, version in measured["versions"].items())
    yield from _head([words["measured"], words["machine"], words["versions"]])
    yield [
        measured["date"],
        f"{machine['processor']}, {cores}",
        versions,
    ]


def _head(cells: list[str]) -> Iterator[list[str]]:
    yield cells
    yield ["---", *("---:" for _ in cells[1:])]


def _link(page: Page, function: str) -> str:
    name, _, rest = function.partition(" ")
    temperature = f", {WORDS[page.language]['temperature']}" if rest else ""
    address = page.address(f"{API}#{getattr(logitkit, name).__module__}.{name}")
    return f'<a href="{address}"><code>{name}</code></a>{temperature}'


def _in_order(names: Any) -> list[str]:
    return list(dict.fromkeys(names))


TABLES: dict[str, Callable[[Page, dict[str, Any]], Iterator[list[str]]]] = {
    "machine": _machine,
    "memory": _memory,
    **{f"accuracy-{dtype}": _accuracy(dtype) for dtype in ("float64", "float32", "float16")},
    **{f"elements-{dtype}": _speed(dtype, ELEMENTS) for dtype in ("float64", "float32")},
    **{f"rows-{dtype}": _speed(dtype, ROWS) for dtype in ("float64", "float32")},
}
