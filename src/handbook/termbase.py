"""The terms for other programs: JSON, CSV, TBX, and schema.org's `DefinedTerm`."""

import csv
import io
import json
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable
from typing import Any

from handbook import terms
from handbook.page import Page
from handbook.project import LANGUAGES
from handbook.terms import Registry, Term

GLOSSARY = terms.GLOSSARY.removesuffix(".md") + "/"
LISTS = ("aliases", "misspelt")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def as_json(registry: Registry) -> str:
    """All terms with all that the registry says of them."""
    return json.dumps(list(map(_record, registry.terms.values())), ensure_ascii=False, indent=1)


def _record(term: Term) -> dict[str, Any]:
    record = {key: value for key, value in vars(term).items() if value and key not in LANGUAGES}
    for language in LANGUAGES:
        words = vars(term.words(language))
        record[language] = {key: value for key, value in words.items() if value}
    return record


def as_csv(registry: Registry) -> str:
    """A row for each term; what is a list is joined by semicolons.

    It begins with the mark by which spreadsheets know UTF-8.
    """
    columns = ["label", "gloss", "pronunciation", "plural", "short", *LISTS, "avoid"]
    file = io.StringIO()
    rows = csv.writer(file)
    named = [(language, column) for language in LANGUAGES for column in columns]
    rows.writerow(["id", "sense", "page", *(f"{column}_{language}" for language, column in named)])
    for term in registry.terms.values():
        cells = [_cell(getattr(term.words(language), column)) for language, column in named]
        rows.writerow([term.id, term.sense, term.page, *cells])
    return "\N{BYTE ORDER MARK}" + file.getvalue()


def _cell(value: str | Iterable[str]) -> str:
    return value if isinstance(value, str) else "; ".join(value)


def as_tbx(registry: Registry) -> str:
    """TermBase eXchange (ISO 30042), dialect TBX-Basic, data categories as attributes."""
    kind = {"type": "TBX-Basic", "style": "dca", "xmlns": "urn:iso:std:iso:30042:ed-2"}
    root = etree.Element("tbx", {**kind, XML_LANG: "en"})
    header = etree.SubElement(root, "tbxHeader")
    source = etree.SubElement(etree.SubElement(header, "fileDesc"), "sourceDesc")
    etree.SubElement(source, "p").text = "The Logit Handbook / Sổ tay Logit, CC BY 4.0"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for term in registry.terms.values():
        entry = etree.SubElement(body, "conceptEntry", id=term.id)
        for language in LANGUAGES:
            words = term.words(language)
            section = etree.SubElement(entry, "langSec", {XML_LANG: language})
            etree.SubElement(section, "descrip", type="definition").text = words.short
            _term(section, words.label, "preferredTerm-admn-sts")
            for alias in words.aliases:
                _term(section, alias, "admittedTerm-admn-sts")
            for phrase in words.avoid:
                _term(section, phrase, "deprecatedTerm-admn-sts")
    etree.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + etree.tostring(root, encoding="unicode") + "\n"


def _term(section: etree.Element, text: str, status: str) -> None:
    own = etree.SubElement(section, "termSec")
    etree.SubElement(own, "term").text = text
    etree.SubElement(own, "termNote", type="administrativeStatus").text = status


FILES: dict[str, Callable[[Registry], str]] = {
    "terms.json": as_json,
    "terms.csv": as_csv,
    "terms.tbx": as_tbx,
}


def defined_term(page: Page, url: str, origin: str) -> str:
    """The entry that the page explains, as JSON-LD; nothing for a page that is no entry."""
    key = str(page.front_matter.get("entry", ""))
    if not key:
        return ""
    term = terms.load(page.root)[key]
    words = term.words(page.language)
    glossary = origin + ("vi/" if page.language == "vi" else "") + GLOSSARY
    data = {
        "@context": "https://schema.org",
        "@type": "DefinedTerm",
        "@id": f"{glossary}#{term.id}",
        "termCode": term.id,
        "name": words.label,
        "description": words.short,
        "inLanguage": page.language,
        "url": url,
        "inDefinedTermSet": glossary,
        **({"alternateName": words.aliases} if words.aliases else {}),
    }
    return json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
