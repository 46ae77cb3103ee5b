"""Where things are in the repository, and the one error that stops a build."""

import hashlib
import posixpath
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pymdownx.superfences import SuperFencesException

LANGUAGES = ("en", "vi")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one where it was built

FENCE = re.compile(r"^( *)(`{3,}|~{3,})[^\n]*\n(?:.*?\n)??\1\2 *$", re.M | re.S)
INLINE_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.S)


class HandbookError(SuperFencesException):  # type: ignore[misc]
    """A fault in the handbook's sources, said as `file:line: what is wrong`.

    It derives from the one exception that SuperFences lets through, so that a fault inside
    a fence stops the build instead of publishing the fence raw.
    """


@dataclass(frozen=True)
class Page:
    """A Markdown page: its language and its path below `docs/<language>`, as `concepts/odds.md`."""

    root: Path
    language: str
    name: str

    @property
    def path(self) -> Path:
        return self.root / "docs" / self.language / self.name

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def front_matter(self) -> dict[str, object]:
        match = re.match(r"---\n(.*?)\n---\n", self.text, re.S)
        if not match:
            raise HandbookError(f"{self.place(1)}: the page has no front matter")
        return dict(yaml.load(match[1], LOADER) or {})

    @property
    def body(self) -> str:
        return re.sub(r"\A---\n.*?\n---\n", "", self.text, count=1, flags=re.S)

    @cached_property
    def prose(self) -> str:
        """The body without its fences and code, its line numbers kept."""
        return prose(self.body)

    @property
    def heading(self) -> str:
        """The text of the page's first heading."""
        match = re.search(r"^# (.*?) *(?:\{|$)", self.body, re.M)
        if not match:
            raise HandbookError(f"{self.place(1)}: the page has no heading of level 1")
        return match[1]

    @property
    def stamp(self) -> str:
        """A hash of what a translator works from: everything but the date of the last check."""
        text = re.sub(r"^checked:.*\n", "", self.text, count=1, flags=re.M)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def place(self, line: int) -> str:
        return f"{self.path.relative_to(self.root).as_posix()}:{line}"

    def find(self, needle: str) -> str:
        """The place, as `file:line`, where `needle` first stands in the page."""
        return self.place(line_of(self.text, needle))

    @property
    def folder(self) -> str:
        """The folder of the page's address: `concepts/odds` for `concepts/odds.md`."""
        return self.name.removesuffix(".md").removesuffix("index").rstrip("/") or "."

    def address(self, target: str) -> str:
        """The relative address, for HTML, of a page (`reference/sources.md#key`) or a file."""
        name, hash_, anchor = target.partition("#")
        is_page = name.endswith(".md")
        to = Page(self.root, self.language, name).folder if is_page else name
        return posixpath.relpath(to, self.folder) + "/" * is_page + hash_ + anchor

    def up(self, name: str) -> str:
        """The Markdown link from this page to the page `name` of the same language."""
        return "../" * self.name.count("/") + name


def line_of(text: str, needle: str) -> int:
    """The number of the first line that holds `needle`; 1 where none does."""
    head, found, _ = text.partition(needle)
    return head.count("\n") + 1 if found else 1


def read_yaml(root: Path, file: str) -> tuple[str, Any]:
    """The text of a YAML file and what it holds."""
    text = (root / file).read_text(encoding="utf-8")
    try:
        return text, yaml.load(text, LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise HandbookError(f"{file}:{line}: {error.context}: {error.problem}") from error


def pages(root: Path, language: str) -> list[Page]:
    """Every page of a language, in order of name."""
    folder = root / "docs" / language
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    return [Page(root, language, name) for name in names]


def blank(pattern: re.Pattern[str], text: str) -> str:
    """The text without what the pattern finds, its line numbers kept."""
    return pattern.sub(lambda match: "\n" * match[0].count("\n"), text)


def prose(text: str) -> str:
    """A page's text without its fences and code."""
    return blank(INLINE_CODE, blank(FENCE, text))
