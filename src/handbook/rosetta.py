"""The Rosetta table: `docs/rosetta.yml` says what each library's names take, give and mean."""

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from handbook.project import LANGUAGES, HandbookError, line_of, read_yaml
from handbook.words import WORDS

FILE = "docs/rosetta.yml"
FOLDER = "frameworks/rosetta/"
VOCABULARIES = {
    "kinds": ("expects", "targets", "returns"),
    "normalised": ("normalised",),
    "reduction": ("reduction",),
    "fused": ("fused",),
    "evidence": ("evidence",),
}
"""Which columns of a row take their words from which vocabulary."""
CHOICES = ("expects", "returns")
"""The columns, beside the library, by which the table can be narrowed."""


@dataclass(frozen=True)
class Word:
    """A word of a vocabulary, and what it means."""

    word: str
    means: str


@dataclass(frozen=True)
class Row:
    """A name of a library; what it takes, gives and does is said in words of the vocabularies."""

    id: str
    library: str
    name: str
    returns: list[str]
    evidence: list[str]
    version: str
    source: str
    en: str
    vi: str
    expects: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    normalised: list[str] = field(default_factory=list)
    reduction: list[str] = field(default_factory=list)
    fused: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Library:
    """A library: its name, the source that all its rows rest on, and the rows."""

    id: str
    name: str
    source: str
    rows: list[Row]


@dataclass(frozen=True)
class Rosetta:
    """The vocabularies, by language, and the libraries."""

    words: dict[str, dict[str, dict[str, Word]]]
    libraries: list[Library]

    @property
    def rows(self) -> list[Row]:
        return [row for library in self.libraries for row in library.rows]

    def say(self, column: str, row: Row, language: str) -> list[str]:
        """The words of one language that stand in a column of a row."""
        name = next(name for name, columns in VOCABULARIES.items() if column in columns)
        return [self.words[name][each][language].word for each in getattr(row, column)]


def load(root: Path) -> Rosetta:
    """Read and check the table; a fault raises `HandbookError` with its line."""
    return _load(root, (root / FILE).stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _load(root: Path, _modified: int) -> Rosetta:
    text, data = read_yaml(root, FILE)
    words: dict[str, dict[str, dict[str, Word]]] = {name: {} for name in VOCABULARIES}
    for name, entries in data["words"].items():
        for key, value in entries.items():
            with _Place(text, "words", name, key):
                words[name][key] = {each: Word(**value[each]) for each in LANGUAGES}
    libraries = []
    for key, value in data["libraries"].items():
        with _Place(text, "libraries", key):
            given = dict(value)
            rows = given.pop("rows")
            shared = {name: given[name] for name in ("version", "source", "evidence")}
            library = Library(key, given["name"], given["source"], [])
        for row, about in rows.items():
            with _Place(text, "libraries", key, "rows", row):
                library.rows.append(_row(f"{key}-{row}", {"library": key, **shared, **about}))
                _check(library.rows[-1], words)
        libraries.append(library)
    return Rosetta(words, libraries)


class _Place:
    """Say in every fault which line it is on: that of the last of the keys."""

    def __init__(self, text: str, *keys: str) -> None:
        self.text, self.keys = text, keys

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, (KeyError, TypeError, ValueError)):
            line, rest = 1, f"\n{self.text}"
            for depth, key in enumerate(self.keys):
                _, found, rest_below = rest.partition(f"\n{'  ' * depth}{key}:")
                line += line_of(rest, found) - 1 if found else 0
                rest = found + rest_below
            what = f"{error} is missing" if isinstance(error, KeyError) else error
            raise HandbookError(f"{FILE}:{line}: {self.keys[-1]!r}: {what}") from error


def _row(key: str, value: dict[str, Any]) -> Row:
    several = {each.name for each in fields(Row) if each.type == list[str]}
    given: dict[str, Any] = {
        name: [each] if name in several and isinstance(each, str) else each
        for name, each in value.items()
    }
    return Row(id=key, **given)


def _check(row: Row, words: dict[str, dict[str, dict[str, Word]]]) -> None:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row.id):
        raise ValueError("an id is small letters and digits, joined by hyphens")
    for name, columns in VOCABULARIES.items():
        for column in columns:
            for each in getattr(row, column):
                if each not in words[name]:
                    known = ", ".join(words[name])
                    raise ValueError(f"{column} is of {known}, not {each!r}")
    for name in ("name", "version", "source", "en", "vi"):
        if not isinstance(getattr(row, name), str) or not getattr(row, name):
            raise ValueError(f"{name} is a text, not {getattr(row, name)!r}")
    if not row.returns or not row.evidence:
        raise ValueError("a row says what it returns, and how we know")


def vocabulary(name: str, root: Path, language: str) -> str:
    """A vocabulary as a Markdown table: each word and what it means."""
    words = WORDS[language]
    rows = [f"| {words['rosetta-word']} | {words['rosetta-means']} |", "| --- | --- |"]
    for entry in load(root).words[name].values():
        rows.append(f"| **{entry[language].word}** | {entry[language].means} |")
    return "\n".join(rows)


def passage(root: Path, language: str) -> str:
    """The whole table as Markdown, library by library, below a form that narrows it."""
    rosetta = load(root)
    lines = [_form(rosetta, language), ""]
    for library in rosetta.libraries:
        lines += [f"## {library.name} {{ #{library.id} }}", ""]
        lines += [f'<div class="lookup" data-library="{library.id}" markdown="1">', ""]
        lines += [f"[@{library.source}]", "", *_table(rosetta, library, language), "", "</div>", ""]
    return "\n".join(lines)


PASSAGES: dict[str, Callable[[Path, str], str]] = {
    "rosetta": passage,
    **{f"rosetta {name}": partial(vocabulary, name) for name in VOCABULARIES},
}


def _form(rosetta: Rosetta, language: str) -> str:
    """What narrows the table, for a browser with a script, and the files to take away."""
    words = WORDS[language]
    menus = [_menu("library", {each.id: each.name for each in rosetta.libraries}, language)]
    for column in CHOICES:
        used = {each for row in rosetta.rows for each in getattr(row, column)}
        kinds = {
            key: entry[language].word
            for key, entry in rosetta.words["kinds"].items()
            if key in used
        }
        menus.append(_menu(column, kinds, language))
    return (
        '<div class="lookup"><form class="filter" data-items=".lookup tbody tr"'
        " data-search-exclude hidden>"
        f"{''.join(menus)}"
        f'<label>{words["rosetta-find"]} <input type="search" name="find" autocomplete="off" '
        'spellcheck="false"></label>'
        f'<output data-said="{words["rosetta-shown"]}"></output> '
        f'<button type="reset">{words["rosetta-clear"]}</button></form>'
        f"<p>{words['download']}: "
        + ", ".join(f'<a href="rosetta.{each}" download>{each.upper()}</a>' for each in FORMATS)
        + "</p></div>"
    )


def _menu(column: str, choices: dict[str, str], language: str) -> str:
    options = "".join(
        f'<option value="{key}">{html.escape(name)}</option>' for key, name in choices.items()
    )
    words = WORDS[language]
    return (
        f'<label>{words[f"rosetta-{column}"]} <select name="{column}" autocomplete="off">'
        f'<option value="">{words["all"]}</option>{options}</select></label>'
    )


def _table(rosetta: Rosetta, library: Library, language: str) -> Iterator[str]:
    words = WORDS[language]
    heads = ["name", "expects", "returns", "inside", "mistake"]
    yield f"| {' | '.join(words[f'rosetta-{head}'] for head in heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row in library.rows:
        said = {
            column: ", ".join(rosetta.say(column, row, language))
            for columns in VOCABULARIES.values()
            for column in columns
        }
        source = "" if row.source == library.source else f" [@{row.source}]"
        targets = f"{words['rosetta-targets'].lower()}: {said['targets']}" if row.targets else ""
        choices = " ".join(
            f'data-{column}="{" ".join(getattr(row, column))}"' for column in CHOICES
        )
        cells = [
            f"[`{row.name}`](#{row.id})"
            + _small(f"[{said['evidence']}](#evidence) · {row.version}{source}")
            + f" {{ #{row.id} {choices} }}",
            _labelled(said["expects"], targets, words["rosetta-expects"]),
            _labelled(said["returns"], said["reduction"], words["rosetta-returns"]),
            _labelled(said["normalised"], said["fused"], words["rosetta-inside"]),
            row.en if language == "en" else row.vi,
        ]
        yield f"| {' | '.join(cells)} |"


def _labelled(first: str, second: str, label: str) -> str:
    """A cell whose column is named again where the table becomes a list, as on a phone."""
    if not (first or second):
        return ""
    return f'{first or second}{_small(second) if first else ""} {{ .cell data-label="{label}" }}'


def _small(text: str) -> str:
    return f" <small>{text}</small>" if text else ""


def records(root: Path, language: str) -> list[dict[str, Any]]:
    """The rows in one language's words, without Markdown, for programs."""
    rosetta = load(root)
    names = {library.id: library.name for library in rosetta.libraries}
    return [
        {
            "id": row.id,
            "library": names[row.library],
            "name": row.name,
            **{
                column: rosetta.say(column, row, language)
                for columns in VOCABULARIES.values()
                for column in columns
            },
            "version": row.version,
            "source": row.source,
            "mistake": plain(row.en if language == "en" else row.vi),
        }
        for row in rosetta.rows
    ]


def plain(text: str) -> str:
    """A note without its Markdown and its citations."""
    text = re.sub(r" *\[@[^\]]*\]", "", text)
    parts = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).split("`")
    return "".join(part if at % 2 else part.replace("*", "") for at, part in enumerate(parts))


def as_csv(rows: Iterable[dict[str, Any]], heads: dict[str, str]) -> str:
    """As spreadsheet programs read it: UTF-8 with its mark, one line for each row."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(heads.values())
    for row in rows:
        cells = (row[column] for column in heads)
        table.writerow("; ".join(each) if isinstance(each, list) else each for each in cells)
    return f"\N{ZERO WIDTH NO-BREAK SPACE}{written.getvalue()}"


def as_json(rows: Iterable[dict[str, Any]], heads: dict[str, str]) -> str:
    """The rows, and what their columns are called."""
    held = {"columns": heads, "rows": list(rows)}
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


FORMATS = {"csv": as_csv, "json": as_json}


def files(root: Path, language: str) -> dict[str, str]:
    """What stands beside the page to be taken away, by its address."""
    rows = records(root, language)
    heads = {column: WORDS[language][f"rosetta-{column}"] for column in rows[0]}
    return {f"{FOLDER}rosetta.{kind}": write(rows, heads) for kind, write in FORMATS.items()}
