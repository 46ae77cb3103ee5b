"""Citations: a key in a page becomes a reference with the source at the page's foot."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pybtex.backends.html import Backend
from pybtex.database import Entry, parse_string
from pybtex.exceptions import PybtexError
from pybtex.style.formatting.unsrt import Style
from pybtex.style.template import field, sentence

from handbook.page import Page, pages
from handbook.project import HandbookError, line_of
from handbook.words import WORDS

FILE = "docs/references.bib"
SOURCES = "reference/sources.md"
EVIDENCE = ("seen", "through", "unresolved")
CITATION = re.compile(r"\[(@[a-z0-9-]+(?:; @[a-z0-9-]+)*)\]")


class AsWritten(Style):  # type: ignore[misc]
    """Pybtex's plain style, with titles in the capitals in which they were printed."""

    def format_title(self, entry: Entry, which_field: str, as_sentence: bool = True) -> object:
        title = field(which_field)
        return sentence[title] if as_sentence else title


# One for all: to make a style, pybtex reads the entry points of every installed package.
STYLE = AsWritten()


@dataclass(frozen=True)
class Reference:
    """A source: its inline label, its full text as HTML, and how we know it."""

    key: str
    label: str
    text: str
    evidence: str
    via: dict[str, str]
    note: dict[str, str]

    def known(self, language: str) -> str:
        """How we know the source, in words."""
        words = WORDS[language][self.evidence]
        if self.evidence == "through":
            words += f" ({self.via[language]})"
        return words + (f". {self.note[language]}" if self.note[language] else "")


@dataclass(frozen=True)
class Bibliography:
    """All sources by key, in order of label."""

    references: dict[str, Reference]

    def __getitem__(self, key: str) -> Reference:
        if key not in self.references:
            raise HandbookError(f"unknown citation {key!r}: {FILE} has no such key")
        return self.references[key]


def load(root: Path) -> Bibliography:
    """Read and check the bibliography; a fault raises `HandbookError` with its line."""
    path = root / FILE
    return _load(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _load(path: Path, _modified: int) -> Bibliography:
    text = path.read_text(encoding="utf-8")
    try:
        entries = parse_string(text, "bibtex").entries
    except PybtexError as error:
        raise HandbookError(f"{FILE}: {error}") from error
    references = []
    for key, entry in entries.items():
        try:
            references.append(_reference(key, entry))
        except (KeyError, ValueError) as error:
            line = line_of(text, f"{{{key},")
            raise HandbookError(f"{FILE}:{line}: source {key!r}: {error}") from error
    references.sort(key=lambda each: each.label.lower())
    return Bibliography({each.key: each for each in references})


def _reference(key: str, entry: Entry) -> Reference:
    fields = entry.fields
    if fields.get("evidence") not in EVIDENCE:
        raise ValueError(
            f"evidence is one of {', '.join(EVIDENCE)}, not {fields.get('evidence')!r}"
        )
    if fields["evidence"] == "through" and not ("via" in fields and "via_vi" in fields):
        raise ValueError("a source cited through another names it in via and via_vi")
    if ("note_en" in fields) != ("note_vi" in fields):
        raise ValueError("a note stands in both languages: note_en and note_vi")
    return Reference(
        key,
        fields.get("label") or _label(entry),
        _text(key, entry),
        fields["evidence"],
        {"en": fields.get("via", ""), "vi": fields.get("via_vi", "")},
        {"en": fields.get("note_en", ""), "vi": fields.get("note_vi", "")},
    )


def _label(entry: Entry) -> str:
    people = entry.persons.get("author") or entry.persons["editor"]
    names = [" ".join(person.prelast_names + person.last_names) for person in people]
    who = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    return f"{who} {entry.fields['year']}"


def _text(key: str, entry: Entry) -> str:
    [formatted] = STYLE.format_entries([entry])
    text: str = formatted.text.render(Backend("utf-8"))
    return text


def cite(keys: str, page: Page) -> str:
    """The HTML of a citation such as `@berkson1944; @cox1958` in the running text."""
    bibliography = load(page.root)
    links = []
    for key in split(keys):
        reference = bibliography[key]
        about = html.escape(plain(reference.text), quote=True)
        label = html.escape(reference.label)
        links.append(f'<a class="citation" href="#source-{key}" title="{about}">{label}</a>')
    return f"({'; '.join(links)})"


def split(keys: str) -> list[str]:
    """The keys of a citation such as `@berkson1944; @cox1958`."""
    return keys.replace("@", "").split("; ")


def plain(text: str) -> str:
    """A text without its HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def foot(keys: list[str], page: Page) -> Iterator[tuple[str, str]]:
    """The list at a page's foot: for each source its id and its HTML."""
    bibliography = load(page.root)
    for key in sorted(set(keys), key=lambda key: bibliography[key].label.lower()):
        reference = bibliography[key]
        known = html.escape(reference.known(page.language))
        address = f"{page.address(SOURCES)}#{key}"
        yield f"source-{key}", f'{reference.text} <a class="evidence" href="{address}">{known}</a>'


def keys_in(text: str) -> list[str]:
    """The keys cited in a Markdown text, in order."""
    return [key for group in CITATION.findall(text) for key in split(group)]


def bibliography(page: Page) -> str:
    """All sources as Markdown, each with how we know it and the pages that cite it."""
    words = WORDS[page.language]
    citing = {each: set(keys_in(each.prose)) for each in pages(page.root, page.language)}
    lines = []
    for reference in load(page.root).references.values():
        cited = [
            f"[{each.heading}]({page.up(each.name)}#source-{reference.key})"
            for each, keys in citing.items()
            if reference.key in keys
        ]
        lines += [
            f"## {reference.label} {{ #{reference.key} .source }}",
            "",
            f"{reference.text}",
            "",
            f"- {reference.known(page.language)}",
            *([f"- {words['cited-on']} {', '.join(cited)}"] if cited else []),
            "",
        ]
    return "\n".join(lines)
