"""The mistranslations: `docs/mistranslations.yml` says what each phrase stood for, and why."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from handbook.project import LANGUAGES, HandbookError, line_of, read_yaml
from handbook.words import WORDS

FILE = "docs/mistranslations.yml"


@dataclass(frozen=True)
class Words:
    """What a reader takes the phrase for, and how it came to stand there."""

    reads: str
    why: str


@dataclass(frozen=True)
class Row:
    """A phrase of the machine-translated thread; `typed` is what its readers search for."""

    id: str
    seed: str
    count: int
    right: str
    meant: str
    en: Words
    vi: Words
    term: str = ""
    typed: list[str] = field(default_factory=list)

    @property
    def quoted(self) -> str:
        return _quoted(self.seed)

    def words(self, language: str) -> Words:
        return self.en if language == "en" else self.vi


def load(root: Path) -> dict[str, Row]:
    """Read and check the rows by id; a fault raises `HandbookError` with its line."""
    return _load(root, (root / FILE).stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _load(root: Path, _modified: int) -> dict[str, Row]:
    text, data = read_yaml(root, FILE)
    rows = {}
    for key, value in data["rows"].items():
        try:
            rows[key] = _row(key, dict(value))
        except (TypeError, ValueError) as error:
            line = line_of(text, f"\n  {key}:") + 1
            raise HandbookError(f"{FILE}:{line}: row {key!r}: {error}") from error
    return rows


def _row(key: str, value: dict[str, Any]) -> Row:
    if missing := [language for language in LANGUAGES if language not in value]:
        raise ValueError(f"{missing[0]!r} is missing")
    row = Row(key, en=Words(**value.pop("en")), vi=Words(**value.pop("vi")), **value)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
        raise ValueError("an id is the phrase without its marks, its words joined by hyphens")
    if row.count < 1:
        raise ValueError(f"count is how often the thread has the phrase, not {row.count}")
    return row


def passage(root: Path, language: str) -> str:
    """All rows as Markdown, each a section with an address of its own."""
    return "\n".join(line for row in load(root).values() for line in _section(row, language))


def _section(row: Row, language: str) -> Iterator[str]:
    words, own = WORDS[language], row.words(language)
    right = html.escape(row.right)
    if language == "en":
        right = f'<span lang="vi">{right}</span>'
    yield f"### {row.quoted} {{ #{row.id} }}\n"
    yield f"- {words['meant']}: **{html.escape(row.meant)}**"
    yield f"- {words['right']}: " + (f"[{right}](term:{row.term})" if row.term else right)
    yield f"- {words['reads']}: {html.escape(own.reads)}"
    yield f"- {words['times']}: {row.count}\n"
    yield f"{own.why.strip()}\n"
    if row.typed:
        typed = ", ".join(_quoted(each) for each in row.typed)
        yield f"{words['typed']}: {typed}\n{{ .typed }}\n"


def _quoted(phrase: str) -> str:
    return f'<q class="mt" lang="vi">{html.escape(phrase)}</q>'
