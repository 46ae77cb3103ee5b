"""The Markdown of a page: examples, terms, citations, verdicts, figures, formulas, blocks.

A Python-Markdown extension. What page is being read is said by `read`.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import markdown_exec
from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from handbook import (
    chooser,
    citations,
    examples,
    figures,
    formulas,
    numerics,
    peers,
    terms,
    timeline,
    vietnamese,
)
from handbook.page import Page
from handbook.project import HandbookError
from handbook.words import WORDS

CONTRIBUTING = "contributing.md"
BLOCK = re.compile(r"^\{\{ *([a-z]+) *([a-z0-9-]*) *\}\}$")

verified: set[str] = set()
"""Keys of the examples that have run in this build and printed what is recorded."""

_page: Page | None = None


def read(page: Page) -> None:
    """Say which page is converted next, so that links are relative and errors have a place."""
    global _page
    _page = page


def current() -> Page:
    """The page being converted."""
    if _page is None:
        raise HandbookError("no page has been named with handbook.markdown.read(page)")
    return _page


@contextmanager
def _at(needle: str) -> Iterator[None]:
    """Say in every fault where in the page it stands; let none pass as another exception."""
    place = current().find(needle)
    try:
        yield
    except HandbookError as error:
        raise HandbookError(f"{place}: {error}") from error
    except Exception as error:
        raise HandbookError(f"{place}: {type(error).__name__}: {error}") from error


def format_example(*, code: str, md: Markdown, extra: dict[str, str], **_options: Any) -> str:
    """markdown-exec's formatter for `pycon`: the named example, run unless this build ran it."""
    page = current()
    key = extra.get("example", "")
    with _at(f'example="{key}"' if key else "```pycon exec"):
        if not key or code.strip():
            raise HandbookError('an example is a file, named by example="concept/idea"')
        example = examples.load(page.root, key)
        if key not in verified:
            examples.check(example)
            verified.add(key)
        address = page.address(f"examples/{key}.py")
        return examples.render(example, page.language, address)


def is_recording(
    language: str,
    inputs: dict[str, str],
    options: dict[str, Any],
    attrs: dict[str, str],
    md: Markdown,
) -> bool:
    """SuperFences asks whether a `pycon` fence names a recording: `peer="torch/four-losses"`."""
    options["peer"] = inputs.get("peer", "")
    return "peer" in inputs


def format_recording(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Markdown, **_more: Any
) -> str:
    """SuperFences' formatter for a fence that names a recording."""
    page, key = current(), options["peer"]
    with _at(f'peer="{key}"'):
        if source.strip():
            raise HandbookError('a recording is a file, named by peer="library/idea"')
        recording = peers.load(page.root, key)
        address = page.address(f"peers/{key}.py")
        note = peers.note(page.root, recording, page.language)
        return examples.render(recording, page.language, address, note)


class Blocks(Preprocessor):
    """Replace a line `{{ name argument }}` by what is generated from the handbook's data."""

    def run(self, lines: list[str]) -> list[str]:
        return "\n".join(self._line(line) for line in lines).split("\n")

    def _line(self, line: str) -> str:
        match = BLOCK.match(line)
        if not match:
            return line
        page, (name, argument) = current(), match.groups()
        with _at(line):
            if name == "definition":
                return f"**{terms.load(page.root)[argument].words(page.language).short}**"
            if name == "glossary":
                return terms.glossary(page.root, page)
            if name == "sources":
                return citations.bibliography(page)
            if name == "chooser":
                return chooser.table(page)
            if name == "numerics":
                return numerics.table(page, argument)
            if name == "figure":
                return figures.live(page, argument)
            if name == "vietnamese":
                return vietnamese.block(page, argument)
            known = "definition, glossary, sources, chooser, numerics, figure or vietnamese"
            raise HandbookError(f"unknown block {name!r}: {known}")


class Citation(InlineProcessor):
    """Replace `[@key; @key]` by author and year, linked to the list at the page's foot."""

    def handleMatch(  # type: ignore[override]
        self, match: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        with _at(match[0]):
            reference = citations.cite(match[1], current())
        cited: list[str] = self.md.cited  # type: ignore[attr-defined]
        cited += citations.keys_in(match[0])
        return self.md.htmlStash.store(reference), match.start(0), match.end(0)


class Links(Treeprocessor):
    """Give `term:`, `verdict:`, `mark:` and `figure:` addresses their meaning; list the sources."""

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                kind, _, key = (child.get("href") or child.get("src") or "").partition(":")
                if kind in ("term", "verdict", "mark") and child.tag == "a":
                    with _at(f"({kind}:{key})"):
                        getattr(self, f"_{kind}")(child, key)
                if kind == "figure" and child.tag == "img":
                    with _at(f"(figure:{key})"):
                        drawing = figures.render(current(), key, child.get("alt") or "")
                    parent.tag = "div"
                    child.tag, child.text = "div", self.md.htmlStash.store(drawing)
                    child.attrib.clear()
        cited: list[str] = self.md.cited  # type: ignore[attr-defined]
        if cited:
            heading = etree.SubElement(root, "h2", id="sources")
            heading.text = WORDS[current().language]["foot"]
            sources = etree.SubElement(root, "ol", {"class": "sources"})
            for anchor, source in citations.foot(cited, current()):
                item = etree.SubElement(sources, "li", id=anchor)
                item.text = self.md.htmlStash.store(source)

    def _term(self, link: etree.Element, key: str) -> None:
        page = current()
        term = terms.load(page.root)[key]
        address, definition = terms.link(term, page)
        link.attrib.update({"href": address, "title": definition, "class": "term"})
        if not link.text and not len(link):
            link.text = term.words(page.language).label

    def _verdict(self, link: etree.Element, key: str) -> None:
        page = current()
        words = WORDS[page.language]
        if f"verdict-{key}" not in words:
            scale = ", ".join(word[8:] for word in words if word.startswith("verdict-"))
            raise HandbookError(f"unknown verdict {key!r}: one of {scale}")
        address = page.up(f"{CONTRIBUTING}#verdict")
        link.attrib.update({"href": address, "class": f"verdict verdict-{key}"})
        link.text = words[f"verdict-{key}"]

    def _mark(self, link: etree.Element, key: str) -> None:
        page = current()
        if key not in timeline.CHOICES["mark"]:
            known = ", ".join(timeline.CHOICES["mark"])
            raise HandbookError(f"unknown mark {key!r}: one of {known}")
        address = page.up(f"{timeline.PAGE}#evidence")
        link.attrib.update({"href": address, "class": f"mark mark-{key}"})
        link.text = WORDS[page.language][f"mark-{key}"]


class Formulas(Postprocessor):
    """Turn Arithmatex's output into MathML."""

    def run(self, text: str) -> str:
        try:
            return formulas.replace(text)
        except HandbookError as error:
            tex = re.search(r"formula '(.*?)': ", str(error))
            needle = tex[1].encode().decode("unicode_escape") if tex else ""
            raise HandbookError(f"{current().find(needle)}: {error}") from error


class Handbook(Extension):
    """Everything above, in the order in which Python-Markdown needs it."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.registerExtension(self)
        self.md = md
        self.reset()
        markdown_exec.formatters["pycon"] = format_example
        md.preprocessors.register(Blocks(md), "handbook-blocks", 24)
        md.inlinePatterns.register(
            Citation(citations.CITATION.pattern, md), "handbook-citations", 175
        )
        # After inline patterns (20), before the table of contents (5) and MkDocs' own links (0).
        md.treeprocessors.register(Links(md), "handbook-links", 15)
        # After raw HTML has been put back (30).
        md.postprocessors.register(Formulas(md), "handbook-formulas", 1)

    def reset(self) -> None:
        self.md.cited = []  # type: ignore[attr-defined]


def makeExtension(**_options: Any) -> Handbook:
    """Python-Markdown's way to find the extension."""
    return Handbook()
