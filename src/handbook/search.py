"""The search index, as Material's plugin wrote it, made to find what people type."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from handbook import chooser, mistranslations, terms
from handbook.page import Page, pages

FIELDS = {name: {"boost": boost} for name, boost in [("title", 8), ("names", 40), ("text", 1)]}
WEIGHT = {
    "contributing.md": 0.3,
    "frameworks/rosetta.md": 0.5,
    "index.md": 1.5,
    "reference/api.md": 0.5,
    "reference/exercises.md": 0.5,
    "reference/misconceptions.md": 0.5,
    "reference/glossary.md": 0.7,
    "reference/sources.md": 0.2,
    "reference/vietnamese-terms.md": 0.3,
    "thread/claims.md": 0.6,
}
"""How much a page counts beside an entry, which counts 1."""


def improve(file: Path, root: Path, language: str) -> None:
    """Rewrite the index: our own folding of words, whole names, and the weight of pages.

    `lunr.handbook.min.js` is the language that the index names; it is loaded with the index. It
    takes what begins with a middle dot for one name, whatever its words.
    """
    index = json.loads(file.read_text(encoding="utf-8"))
    index["config"] |= {"lang": ["handbook"], "pipeline": [], "fields": FIELDS}
    names, own = _names(root, language), {page.url: page for page in pages(root, language)}
    for document in index["docs"]:
        address, _, anchor = document["location"].partition("#")
        if page := own.get(address):
            document["boost"] = WEIGHT.get(page.name, 1.0)
            document["names"] = " ".join(names[page.name, anchor])
            if not anchor:
                document["text"] = f"<p>{_about(page)}</p>{document['text']}"
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _about(page: Page) -> str:
    title = str(page.front_matter["title"])
    return f"{title}{'' if title.endswith('?') else '.'} {page.front_matter['description']}"


def _names(root: Path, language: str) -> dict[tuple[str, str], list[str]]:
    """Whole names of what a page or a section is about, by page and anchor."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in terms.load(root).terms.values():
        own = term.words(language)
        names = _joined([own.label, own.gloss, *own.aliases, *own.misspelt])
        found[terms.GLOSSARY, term.id] = names + _joined(own.avoid)
        name, _, anchor = term.page.partition("#")
        found[name, anchor] += names
    for row in mistranslations.load(root).values():
        found["thread/mistranslations.md", row.id] = _joined([*row.seed.split(" / "), *row.typed])
    for page in pages(root, language):
        found[page.name, ""] += _joined(page.names) + [
            name for name in page.names if name.isalnum()
        ]
    losses = {loss.loss.rpartition(".")[2] for loss in chooser.load(root)}
    found["frameworks/do-i-apply-softmax.md", ""] += _joined(sorted(losses))
    return found


def _joined(names: Iterable[str]) -> list[str]:
    return ["·" + "·".join(re.findall(r"\w+", name.replace("_", " "))) for name in names if name]
