"""Terms: one registry for both languages, its links, and the glossary made from it."""

import html
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from handbook.page import Page
from handbook.project import LANGUAGES, HandbookError, line_of, read_yaml
from handbook.words import WORDS

FILE = "docs/terms.yml"
SENSES = ("function", "model", "unit", "score")
EVIDENCE = ("A", "B", "C")
GLOSSARY = "reference/glossary.md"


@dataclass(frozen=True)
class Words:
    """A term in one language; `gloss` says in Vietnamese what a kept English word means.

    Of a Vietnamese word, `evidence` says how sure it is, `seen` which sources write it, and `why`
    gives in English the reasons of `avoid`.
    """

    label: str
    short: str
    gloss: str = ""
    pronunciation: str = ""
    plural: str = ""
    aliases: list[str] = field(default_factory=list)
    misspelt: list[str] = field(default_factory=list)
    avoid: dict[str, str] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    evidence: str = ""
    seen: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Term:
    """An entry of the registry; `page` is where it is explained, below the language's folder."""

    id: str
    en: Words
    vi: Words
    sense: str = ""
    symbol: str = ""
    page: str = ""
    sources: list[str] = field(default_factory=list)

    def words(self, language: str) -> Words:
        return self.en if language == "en" else self.vi


@dataclass(frozen=True)
class Registry:
    """All terms by id, the phrases never written in Vietnamese, and the terms by subject."""

    terms: dict[str, Term]
    never: list[str]
    sections: dict[str, list[str]] = field(default_factory=dict)

    def by_label(self, language: str) -> dict[str, str]:
        """The ids of the terms by their labels, in small letters and without what is bracketed.

        A label that two terms share but for the brackets, as `logit` itself, says too little.
        """
        plain = [
            (term.words(language).label.partition(" (")[0].lower(), term.id)
            for term in self.terms.values()
        ]
        count = Counter(label for label, _ in plain)
        return {label: key for label, key in plain if count[label] == 1}

    def __getitem__(self, key: str) -> Term:
        if key not in self.terms:
            raise HandbookError(f"unknown term {key!r}: {FILE} has no such id")
        return self.terms[key]


def load(root: Path) -> Registry:
    """Read and check the registry; a fault raises `HandbookError` with the line of its term."""
    return _load(root, (root / FILE).stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _load(root: Path, _modified: int) -> Registry:
    text, data = read_yaml(root, FILE)
    terms = {}
    for key, value in data["terms"].items():
        try:
            terms[key] = _term(key, dict(value))
        except (TypeError, ValueError) as error:
            line = line_of(text, f"\n  {key}:") + 1
            raise HandbookError(f"{FILE}:{line}: term {key!r}: {error}") from error
    sections = data.get("sections", {})
    placed = Counter(key for keys in sections.values() for key in keys)
    for key in (terms.keys() | placed.keys()) if sections else ():
        if key not in terms:
            line = line_of(text, key)
            raise HandbookError(f"{FILE}:{line}: a section lists {key!r}, which is no term")
        if placed[key] != 1:
            line = line_of(text, f"\n  {key}:") + 1
            raise HandbookError(
                f"{FILE}:{line}: term {key!r} stands in {placed[key]} sections, not 1"
            )
    return Registry(terms, data["never"], sections)


def _term(key: str, value: dict[str, Any]) -> Term:
    if missing := [language for language in LANGUAGES if language not in value]:
        raise ValueError(f"{missing[0]!r} is missing")
    term = Term(key, Words(**value.pop("en")), Words(**value.pop("vi")), **value)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
        raise ValueError("an id is lower-case words joined by hyphens")
    if term.sense and term.sense not in SENSES:
        raise ValueError(f"unknown sense {term.sense!r}: one of {', '.join(SENSES)}")
    _check_evidence(term.vi)
    for language in LANGUAGES:
        each = term.words(language)
        if not each.short.endswith("."):
            raise ValueError(
                f"the definition in {language!r} is a sentence that ends with a period"
            )
        if re.search(r"[*_`\[\]$]", each.short):
            raise ValueError(f"the definition in {language!r} is plain text, without Markdown")
    return term


def _check_evidence(words: Words) -> None:
    if words.evidence and words.evidence not in EVIDENCE:
        raise ValueError(f"evidence is one of {', '.join(EVIDENCE)}, not {words.evidence!r}")
    if (words.evidence in ("A", "B")) != bool(words.seen):
        raise ValueError("evidence A or B names in 'seen' where the word was seen; C has none")
    if unknown := words.why.keys() - words.avoid.keys():
        raise ValueError(f"'why' explains {min(unknown)!r}, which 'avoid' does not list")


def link(term: Term, page: Page) -> tuple[str, str]:
    """The Markdown address of a term's glossary entry as seen from `page`, and its definition."""
    return page.up(f"{GLOSSARY}#{term.id}"), term.words(page.language).short


def alphabetical(language: str, label: str) -> tuple[list[tuple[int, int]], str]:
    """A sort key; in Vietnamese ă, â, đ, ê, ô, ơ, ư are letters, and tones come after letters."""
    if language == "en":
        return [], label.lower()
    return [_vietnamese_letter(char) for char in label.lower()], label


_VIETNAMESE = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"


def _vietnamese_letter(char: str) -> tuple[int, int]:
    marks = unicodedata.normalize("NFD", char)
    tone = next((mark for mark in marks if mark in _TONES), "")
    letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return _VIETNAMESE.find(letter), _TONES.find(tone) + 1 if tone else 0


def glossary(root: Path, page: Page) -> str:
    """The glossary as Markdown: letters A to Z, each term with an address of its own."""
    registry = load(root)
    terms = registry.terms.values()
    lines: list[str] = []
    letters: dict[str, str] = {}
    for term in sorted(
        terms, key=lambda term: alphabetical(page.language, term.words(page.language).label)
    ):
        first = term.words(page.language).label[0].upper()
        initial = first if first == "Đ" else unicodedata.normalize("NFD", first)[0]
        if initial not in letters:
            letters[initial] = f"letter-{'dd' if initial == 'Đ' else initial.lower()}"
            lines += [f"## {initial} {{ #{letters[initial]} }}", ""]
        lines += [*_entry(term, page, registry), ""]
    row = " ".join(f"[{letter}](#{anchor})" for letter, anchor in letters.items())
    up = "../" * (page.language != "en")
    files = " · ".join(
        f'<a href="{page.address(f"{up}terms.{kind}")}" download>{kind.upper()}</a>'
        for kind in ("json", "csv", "tbx")
    )
    taken = f"<p>{WORDS[page.language]['take']} {files}</p>"
    return "\n".join([taken, "", row, "{ .letters }", "", *lines])


def _linked(term: Term, registry: Registry, language: str) -> str:
    """The definition, in which each other term is linked at its first use."""
    labels = registry.by_label(language)
    longest_first = sorted(map(re.escape, labels), key=len, reverse=True)
    plural = "(?:e?s)?" if language == "en" else ""
    linked = {term.id}

    def link(match: re.Match[str]) -> str:
        key = labels[match[1].lower()]
        if key in linked:
            return match[0]
        linked.add(key)
        return f"[{match[0]}](term:{key})"

    pattern = rf"(?<![\w-])({'|'.join(longest_first)}){plural}(?![\w-])"
    return re.sub(pattern, link, term.words(language).short, flags=re.I)


def _entry(term: Term, page: Page, registry: Registry) -> list[str]:
    other_language = "vi" if page.language == "en" else "en"
    own, other = term.words(page.language), term.words(other_language)
    words = WORDS[page.language]
    title = own.label + (f" ({own.gloss})" if own.gloss else "")
    short = _linked(term, registry, page.language)
    lines = [f"### {title} {{ #{term.id} .glossary-term }}", "", short]
    if term.symbol:
        lines[-1] += f" ${term.symbol}$"
    facts = [
        f'{words["other-language"]}: <span lang="{other_language}">{html.escape(other.label)}'
        + (f" ({html.escape(other.gloss)})" if other.gloss else "")
        + "</span>"
    ]
    if own.pronunciation:
        facts.append(f"{words['pronounced']} {own.pronunciation}")
    if own.plural:
        facts.append(f"{words['plural']} {own.plural}")
    if term.sense:
        facts.append(
            f'<span class="sense-mark family-{term.sense}">{words["sense-" + term.sense]}</span>'
        )
    if own.aliases:
        facts.append(f"{words['also']}: {html.escape(', '.join(own.aliases))}")
    if own.misspelt:
        facts.append(f"{words['misspelt']}: {html.escape(', '.join(own.misspelt))}")
    if term.page:
        explained = Page(page.root, page.language, term.page.partition("#")[0])
        facts.append(f"{words['explained']} [{explained.heading}]({page.up(term.page)})")
    if term.sources:
        facts.append(f"{words['foot']}: [{'; '.join('@' + key for key in term.sources)}]")
    lines += ["", "- " + "\n- ".join(facts)]
    lines += [
        f'- {words["avoid"]} <q class="mt">{html.escape(phrase)}</q>: {html.escape(reason)}'
        for phrase, reason in own.avoid.items()
    ]
    return lines
