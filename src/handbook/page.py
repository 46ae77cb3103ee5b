"""A page of Markdown: its text, its place, its address."""

import hashlib
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from handbook import mistranslations, rosetta, thread, timeline
from handbook.project import FENCE, LOADER, HandbookError, line_of, prose

PASSAGES: dict[str, tuple[str, Callable[[Path, str], str]]] = {
    "claims": (thread.FILE, thread.passage),
    "mistranslations": (mistranslations.FILE, mistranslations.passage),
    "timeline": (timeline.FILE, timeline.passage),
    **{name: (rosetta.FILE, write) for name, write in rosetta.PASSAGES.items()},
}
"""Blocks that stand for a passage of a page: the data it is written from, and what writes it."""

PASSAGE = re.compile(rf"{FENCE.pattern}|^{{{{ *({'|'.join(PASSAGES)}) *}}}}$", re.M | re.S)


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
    def names(self) -> list[str]:
        """What people call what the page is about, beside its title."""
        return self._listed("names")

    @property
    def was(self) -> list[str]:
        """The names that the page had before: `concepts/old.md`."""
        return self._listed("was")

    def _listed(self, key: str) -> list[str]:
        found = self.front_matter.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise HandbookError(f"{self.find(f'{key}:')}: {key} must be a list of words")
        return found

    @cached_property
    def body(self) -> str:
        """What stands below the front matter, with the passages that are written from data."""
        return self.written(re.sub(r"\A---\n.*?\n---\n", "", self.text, count=1, flags=re.S))

    def written(self, text: str) -> str:
        """The text with each block that stands for a passage replaced by the passage."""

        return PASSAGE.sub(lambda each: self._passage(each[3]) if each[3] else each[0], text)

    @property
    def passages(self) -> list[str]:
        """The passages that are written from data."""
        return [self._passage(name) for name in self._passage_names]

    @property
    def _passage_names(self) -> list[str]:
        return [match[3] for match in PASSAGE.finditer(self.text) if match[3]]

    def _passage(self, name: str) -> str:
        return PASSAGES[name][1](self.root, self.language)

    @cached_property
    def prose(self) -> str:
        """The body without its fences and code."""
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
        """The place, as `file:line`, where `needle` first stands in the page or in its data."""
        if needle not in self.text:
            for file in (PASSAGES[name][0] for name in self._passage_names):
                data = (self.root / file).read_text(encoding="utf-8")
                if needle in data:
                    return f"{file}:{line_of(data, needle)}"
        return self.place(line_of(self.text, needle))

    @property
    def folder(self) -> str:
        """The folder of the page's address: `concepts/odds` for `concepts/odds.md`."""
        return self.name.removesuffix(".md").removesuffix("index").rstrip("/") or "."

    @property
    def url(self) -> str:
        """Where it is below its language's root: `concepts/odds/`, or nothing for the home page."""
        return "" if self.folder == "." else f"{self.folder}/"

    def address(self, target: str) -> str:
        """The relative address, for HTML, of a page (`reference/sources.md#key`) or a file."""
        name, hash_, anchor = target.partition("#")
        is_page = name.endswith(".md")
        to = Page(self.root, self.language, name).folder if is_page else name
        return posixpath.relpath(to, self.folder) + "/" * is_page + hash_ + anchor

    def up(self, name: str) -> str:
        """The Markdown link from this page to the page `name` of the same language."""
        return "../" * self.name.count("/") + name


def pages(root: Path, language: str) -> list[Page]:
    """Every page of a language, in order of name."""
    folder = root / "docs" / language
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    return [Page(root, language, name) for name in names]
