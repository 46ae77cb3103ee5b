"""The two languages agree: same files, headings, examples, figures, citations and links."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from handbook import citations, terms
from handbook.page import Page, pages
from handbook.project import blank, line_of, prose

LONGER_FENCE = re.compile(r"^(`{4,})[^\n]*\n.*?^\1 *$", re.M | re.S)
QUOTED = re.compile(r'<q class="mt"[^>]*>.*?</q>', re.S)
HEADING = re.compile(r"^(#+) (.*?)(?: *\{ *#([\w-]+)[^}]*\})?$", re.M)
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)[^)]*\)")
# Traditional placement: hóa, not hoá; qu- is a consonant, so quý and quỹ are right.
TONE = re.compile(r"(?<![qQ])(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)")


def headings(page: Page) -> list[str]:
    return [f"{mark} #{anchor}" for mark, _, anchor in HEADING.findall(page.prose)]


def examples(page: Page) -> list[str]:
    """The examples that a page shows; one inside a longer fence is quoted, not shown."""
    text = blank(LONGER_FENCE, page.body)
    return re.findall(r'^```pycon exec="1" example="([^"]*)"$', text, re.M)


def recordings(page: Page) -> list[str]:
    """The runs of other libraries that a page shows."""
    text = blank(LONGER_FENCE, page.body)
    return re.findall(r'^```pycon peer="([^"]*)"$', text, re.M)


def figures(page: Page) -> list[str]:
    return [link for image, link in LINK.findall(page.prose) if image]


def cited(page: Page) -> list[str]:
    return citations.keys_in(page.prose)


def links(page: Page) -> list[str]:
    """Links to other pages, in order."""
    return [link for image, link in LINK.findall(page.prose) if not image and ":" not in link]


def linked_terms(page: Page) -> list[str]:
    """Terms linked, in alphabetical order: a sentence may order its words as its language does."""
    found = [link for _, link in LINK.findall(page.prose) if link.startswith("term:")]
    return sorted(found)


def blocks(page: Page) -> list[str]:
    return re.findall(r"^\{\{.*\}\}$", page.prose, re.M)


ASPECTS: dict[str, Callable[[Page], list[str]]] = {
    "headings": headings,
    "examples": examples,
    "recordings": recordings,
    "figures": figures,
    "citations": cited,
    "internal links": links,
    "terms": linked_terms,
    "blocks": blocks,
}


def faults(root: Path) -> Iterator[str]:
    """What the two languages do not agree on, each as `file:line: what is wrong`."""
    english = {page.name: page for page in pages(root, "en")}
    vietnamese = {page.name: page for page in pages(root, "vi")}
    for name in sorted(english.keys() ^ vietnamese.keys()):
        here, missing = ("en", "vi") if name in english else ("vi", "en")
        yield (
            f"docs/{here}/{name}:1: the page is missing in the other language: "
            f"docs/{missing}/{name}"
        )
    for name in sorted(english.keys() & vietnamese.keys()):
        yield from _pair(english[name], vietnamese[name])
    for page in [*english.values(), *vietnamese.values()]:
        yield from _headings_without_id(page)
    for page in vietnamese.values():
        yield from _wording(page, terms.load(root).never)
    for path in sorted((root / "docs").rglob("*")):
        if path.suffix in (".md", ".yml", ".bib", ".pycon"):
            yield from _normal_form(root, path)


def _pair(english: Page, vietnamese: Page) -> Iterator[str]:
    for aspect, of in ASPECTS.items():
        ours, theirs = of(english), of(vietnamese)
        if ours == theirs:
            continue
        at = next(
            (i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b),
            min(len(ours), len(theirs)),
        )
        left, right = (items[at] if at < len(items) else "nothing" for items in (ours, theirs))
        yield (
            f"{vietnamese.find(_needle(right))}: {aspect} differ from "
            f"{english.find(_needle(left))}: {right!r} stands where the English page has {left!r}"
        )


def _needle(item: str) -> str:
    return item.rpartition(" ")[2]


def _headings_without_id(page: Page) -> Iterator[str]:
    for mark, title, anchor in HEADING.findall(page.prose):
        if not anchor:
            yield f"{page.find(f'{mark} {title}')}: the heading {title!r} has no id: {{ #… }}"


def _wording(page: Page, never: list[str]) -> Iterator[str]:
    for line, fault in _lint(page.text, never):
        yield f"{page.place(line)}: {fault}"
    for passage in page.passages:
        lines = passage.splitlines()
        for line, fault in _lint(passage, never):
            yield f"{page.find(lines[line - 1])}: {fault}"


def _lint(text: str, never: list[str]) -> Iterator[tuple[int, str]]:
    text = blank(QUOTED, prose(text))
    phrases = "|".join(map(re.escape, never))
    for match in re.finditer(rf"\b(?:{phrases})\b", text, re.I) if never else ():
        line = text.count("\n", 0, match.start()) + 1
        yield line, f"{match[0]!r} is on the list of phrases never written"
    for match in TONE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        word = re.findall(r"\w*$", text[: match.start()])[0] + match[0]
        yield line, f"{word!r}: the tone mark stands on the first vowel (hóa, thủy)"


def _normal_form(root: Path, path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not unicodedata.is_normalized("NFC", line):
            yield f"{path.relative_to(root).as_posix()}:{number}: the text is not in Unicode's NFC"


def is_stale(page: Page) -> bool:
    """Whether a Vietnamese page was written beside an older English one."""
    english = Page(page.root, "en", page.name)
    return page.language == "vi" and page.front_matter.get("english") != english.stamp


def stale(root: Path) -> Iterator[str]:
    """The Vietnamese pages whose English twin has changed since."""
    for page in pages(root, "vi"):
        if Page(root, "en", page.name).path.is_file() and is_stale(page):
            line = line_of(page.text, "english:")
            yield f"{page.place(line)}: the English page has changed since this one was written"


def stamp(page: Page) -> None:
    """Record in a Vietnamese page the hash of the English page that it agrees with."""
    recorded = yaml.safe_dump({"english": Page(page.root, "en", page.name).stamp})
    text = re.sub(
        r"\A(---\n(?:(?!english: |---\n)[^\n]*\n)*)(?:english: [^\n]*\n)?",
        rf"\1{recorded}",
        page.text,
        count=1,
    )
    page.path.write_text(text, encoding="utf-8")
