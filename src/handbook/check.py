"""Everything about the sources that can be checked without building the site."""

import itertools
import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from handbook import citations, examples, figures, peers, terms, timeline, translation
from handbook.page import Page, pages
from handbook.project import LANGUAGES, HandbookError, blank, line_of, prose

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
PARAGRAPH = re.compile(r"(?<=\n)(?=\n|#|- |\d+\. |\| )")
UNREAD = re.compile(r"^#.*|!\[[^\]]*\]|\]\([^)]*\)", re.M)  # headings, a figure's text, addresses
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
TAG_IN_FORMULA = re.compile(r"\$[^$\n]*<[A-Za-z/][^$\n]*\$")
LIVE = re.compile(r"^(\{\{ *figure *([a-z0-9-]*) *\}\})$", re.M)
REQUIRED = ("title", "description", "checked")
# What a page shows of Python: how it is called, its folder, and which ones a page shows.
SHOWN = [
    ("example", examples.FOLDER, translation.examples),
    ("recording", peers.FOLDER, translation.recordings),
]


def faults(root: Path) -> Iterator[str]:
    """All faults of the sources, each as `file:line: what is wrong`."""
    try:
        registry, bibliography = terms.load(root), citations.load(root)
        yield from _registry(root, registry, bibliography)
        yield from _timeline(root, bibliography)
        yield from _live_figures(root, registry)
        for language in LANGUAGES:
            own = {page.name: page for page in pages(root, language)}
            anchors = {name: _anchors(own[name], registry, bibliography) for name in own}
            for page in own.values():
                yield from _page(page, registry, bibliography)
                yield from _links(page, anchors)
                yield from _uncited_years(page)
        yield from translation.faults(root)
        yield from _unused_examples(root)
    except HandbookError as error:
        yield str(error)


def _registry(
    root: Path, registry: terms.Registry, bibliography: citations.Bibliography
) -> Iterator[str]:
    text = (root / terms.FILE).read_text(encoding="utf-8")
    for term in registry.terms.values():
        place = f"{terms.FILE}:{line_of(text, f'{chr(10)}  {term.id}:') + 1}"
        for key in [*term.sources, *term.vi.seen]:
            if key not in bibliography.references:
                yield f"{place}: unknown citation {key!r}"
        if term.page and not (root / "docs" / "en" / term.page.partition("#")[0]).is_file():
            yield f"{place}: term {term.id!r} is explained in a page that is not there: {term.page}"
    for language in LANGUAGES:
        labels = Counter(term.words(language).label for term in registry.terms.values())
        for label, count in labels.items():
            if count > 1:
                place = f"{terms.FILE}:{line_of(text, f'label: {label}')}"
                yield f"{place}: {count} terms are labelled {label!r}"


def _timeline(root: Path, bibliography: citations.Bibliography) -> Iterator[str]:
    """Each record has sources that are known, and no better mark than they allow."""
    for event in timeline.events(root):
        place, known = timeline.place(root, event), bibliography.references
        for key in event.sources:
            if key not in known:
                yield f"{place}: unknown citation {key!r}: {citations.FILE} has no such key"
        evidence = {known[key].evidence for key in event.sources if key in known}
        if event.mark == "seen" and "seen" not in evidence:
            yield f"{place}: record {event.id!r} is marked seen, but none of its sources is"
        if event.mark == "through" and evidence == {"unresolved"}:
            yield f"{place}: record {event.id!r} is marked through, but its sources are unresolved"


def _live_figures(root: Path, registry: terms.Registry) -> Iterator[str]:
    """Each live figure has the same words in both languages, and its Vietnamese reads well."""
    for name in figures.live_names(root):
        file, words = f"docs/figures/{name}.py", figures.words_of(root, name)
        text = (root / file).read_text(encoding="utf-8")
        for key in words["en"].keys() ^ words["vi"].keys():
            yield f"{file}:{line_of(text, repr(key))}: {key!r} is missing in one language"
        for key, value in words["vi"].items():
            for _, fault in translation._lint(value, registry.never):
                yield f"{file}:{line_of(text, value[:40])}: {key!r}: {fault}"


def _page(
    page: Page, registry: terms.Registry, bibliography: citations.Bibliography
) -> Iterator[str]:
    for key in REQUIRED:
        if not page.front_matter.get(key):
            yield f"{page.place(1)}: the front matter has no {key!r}"
    text = page.prose
    for key in re.findall(r"\]\(term:([^)]*)\)", text):
        if key not in registry.terms:
            yield f"{page.find(f'(term:{key})')}: unknown term {key!r}: {terms.FILE} has no such id"
    for key in citations.keys_in(text):
        if key not in bibliography.references:
            place = page.find(f"@{key}")
            yield f"{place}: unknown citation {key!r}: {citations.FILE} has no such key"
    for key in re.findall(r"\(figure:([^)]*)\)", text):
        if not (page.root / "docs" / "figures" / f"{key}.py").is_file():
            yield f"{page.find(f'(figure:{key})')}: unknown figure {key!r}"
    for block, key in LIVE.findall(text):
        if key not in figures.live_names(page.root):
            yield f"{page.find(block)}: unknown live figure {key!r}"
    for kind, folder, shown in SHOWN:
        for key in shown(page):
            file = f"docs/{folder}/{key}.pycon"
            if not (page.root / file).is_file():
                yield f"{page.find(key)}: unknown {kind} {key!r}: there is no {file}"
    for info in re.findall(r"^ *```+ *((?:py|python|pycon)\b.*)$", page.body, re.M):
        if not re.fullmatch(r'pycon (?:exec="1" example|peer)="[^"]*"', info):
            yield f"{page.find(info)}: Python on a page is an example that runs, not a bare fence"
    for formula in TAG_IN_FORMULA.findall(text):
        yield f"{page.find(formula)}: a space goes after < in {formula}, or a tag begins there"


def _links(page: Page, anchors: dict[str, set[str]]) -> Iterator[str]:
    for link in dict.fromkeys(translation.links(page)):
        name, _, anchor = link.partition("#")
        there = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), name))
        there = there if name else page.name
        if there not in anchors:
            yield f"{page.find(f']({link})')}: the link leads to no page: {link}"
        elif anchor and anchor not in anchors[there]:
            yield f"{page.find(f']({link})')}: the page {there} has no heading #{anchor}"


def _uncited_years(page: Page) -> Iterator[str]:
    """In the history, a paragraph, list item or table row that holds a year holds a citation."""
    if not page.name.startswith("history/"):
        return
    line = 1
    for block in PARAGRAPH.split(prose(blank(FRONT_MATTER, page.text))):
        year = YEAR.search(UNREAD.sub("", block))
        if year and not citations.CITATION.search(block):
            start = page.place(line + len(block) - len(block.lstrip("\n")))
            yield f"{start}: the year {year[0]} stands in a paragraph without a citation"
        line += block.count("\n")


def _anchors(page: Page, registry: terms.Registry, known: citations.Bibliography) -> set[str]:
    """The ids of a page: of its headings, and of what the build puts there."""
    generated: dict[str, Collection[str]] = {
        "{{ glossary }}": registry.terms,
        "{{ sources }}": known.references,
        **{f"{{{{ vietnamese {name} }}}}": keys for name, keys in registry.sections.items()},
    }
    return {
        *(heading.rpartition("#")[2] for heading in translation.headings(page)),
        *(f"{kind}-{key.replace('/', '-')}" for kind, _, shown in SHOWN for key in shown(page)),
        *(link.replace(":", "-") for link in translation.figures(page)),
        *re.findall(r"^::: (\S+)$", page.body, re.M),
        *re.findall(r"^\|.*?\{ #([\w-]+) [^}]*\} \|", page.body, re.M),
        *re.findall(r"^\{ #([\w-]+) [^}]*\}$", page.body, re.M),
        *(key for block in translation.blocks(page) for key in generated.get(block, ())),
        *(f"figure-{key}" for _, key in LIVE.findall(page.prose)),
    }


def _unused_examples(root: Path) -> Iterator[str]:
    for language, (kind, folder, shown) in itertools.product(LANGUAGES, SHOWN):
        used = {key for page in pages(root, language) for key in shown(page)}
        for key in examples.keys(root, folder):
            if key not in used:
                yield f"docs/{folder}/{key}.pycon:1: the {kind} is on no page of docs/{language}"


def run_examples(root: Path, keys: list[str]) -> None:
    """Run the examples; a fault is raised with the page, the file and the line."""
    for key in keys:
        try:
            examples.check(examples.load(root, key))
        except HandbookError as error:
            uses = [
                page.find(key)
                for language in LANGUAGES
                for page in pages(root, language)
                if key in translation.examples(page)
            ]
            raise HandbookError(f"{', '.join(uses) or 'on no page'}: {error}") from error
