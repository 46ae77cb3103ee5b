"""The Vietnamese of each term: the word chosen, what else is met, what to avoid, how sure."""

import html
from collections.abc import Iterator

from handbook import terms
from handbook.page import Page
from handbook.project import HandbookError
from handbook.terms import Term
from handbook.words import WORDS

COLUMNS = ("chosen", "english", "met", "avoid")


def block(page: Page, section: str) -> str:
    """What a page shows for `{{ vietnamese core }}`; without a section, the form above them."""
    return table(page, section) if section else form(page)


def table(page: Page, section: str) -> str:
    """A section's terms as a Markdown table, in the registry's order, each with an address."""
    registry = terms.load(page.root)
    if section not in registry.sections:
        known = ", ".join(registry.sections)
        raise HandbookError(f"unknown section {section!r} of terms: one of {known}")
    words = WORDS[page.language]
    lines = ['<div class="lookup" markdown="1">', ""]
    lines += [f"| {' | '.join(words[f'term-{column}'] for column in COLUMNS)} |"]
    lines += [f"|{' --- |' * len(COLUMNS)}"]
    lines += [
        f"| {' | '.join(_cells(registry[key], page))} |" for key in registry.sections[section]
    ]
    return "\n".join([*lines, "", "</div>", ""])


def form(page: Page) -> str:
    """What narrows the tables below it, for a browser with a script."""
    words = WORDS[page.language]
    choices = "".join(
        f'<option value="{each}">{each}: {words[f"term-evidence-{each}"]}</option>'
        for each in terms.EVIDENCE
    )
    return (
        '<div class="lookup"><form class="filter" data-items=".lookup tbody tr"'
        " data-search-exclude hidden>"
        f'<label>{words["term-evidence"]} <select name="evidence" autocomplete="off">'
        f'<option value="">{words["all"]}</option>{choices}</select></label>'
        f'<label>{words["rosetta-find"]} <input type="search" name="find" autocomplete="off" '
        'spellcheck="false"></label>'
        f'<output data-said="{words["rosetta-shown"]}"></output> '
        f'<button type="reset">{words["rosetta-clear"]}</button></form></div>'
    )


def _cells(term: Term, page: Page) -> Iterator[str]:
    words, own = WORDS[page.language], term.vi
    if not own.evidence:
        raise HandbookError(f"{terms.FILE} does not say how sure the Vietnamese of {term.id!r} is")
    chosen = f'<b lang="vi">{_text(own.label)}</b>'
    gloss = f' <span lang="vi">({_text(own.gloss)})</span>' if own.gloss else ""
    seen = f" [{'; '.join(f'@{key}' for key in own.seen)}]" if own.seen else ""
    sure = words[f"term-evidence-{own.evidence}"]
    yield (
        f"[{chosen}](#{term.id}){gloss} "
        f'<small><abbr title="{sure}">{own.evidence}</abbr>{seen}</small>'
        f' {{ #{term.id} data-evidence="{own.evidence}" }}'
    )
    yield f"[{term.en.label}](term:{term.id}) {_labelled(words['term-english'], 'en')}"
    met = ", ".join([*own.aliases, *own.misspelt])
    yield f"{_text(met)} {_labelled(words['term-met'], 'vi')}" if met else ""
    avoid = "<br>".join(_avoided(term, page.language))
    yield f"{avoid} {_labelled(words['term-avoid'])}" if avoid else ""


def _avoided(term: Term, language: str) -> Iterator[str]:
    """Each phrase and its reason; one that nobody has put into English stays Vietnamese."""
    for phrase, reason in term.vi.avoid.items():
        said = _text(reason)
        if language == "en":
            english = _text(term.vi.why.get(phrase, ""))
            said = english or f'<span lang="vi">{said}</span>'
        yield f'<q class="mt" lang="vi">{_text(phrase)}</q>: {said}'


def _text(text: str) -> str:
    """The text in a cell, where a bar would begin the next one and an underscore an emphasis."""
    return html.escape(text, quote=False).replace("|", "&#124;").replace("_", "&#95;")


def _labelled(label: str, language: str = "") -> str:
    """The column's name, shown again where the table becomes a list, as on a phone."""
    said = f' lang="{language}"' if language else ""
    return f'{{ .cell{said} data-label="{label}" }}'
