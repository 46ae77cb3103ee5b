"""The terms as other programs get them, read back and compared with the registry."""

import csv
import io
import json
import xml.etree.ElementTree as etree

import pytest

from handbook import termbase, terms
from handbook.page import pages
from handbook.project import LANGUAGES

SPACE = {"t": "urn:iso:std:iso:30042:ed-2"}


@pytest.fixture(scope="module")
def registry(root):
    return terms.load(root)


def test_json_holds_what_the_registry_holds(registry):
    records = {record.pop("id"): record for record in json.loads(termbase.as_json(registry))}
    assert list(records) == list(registry.terms)
    for key, record in records.items():
        term = registry.terms[key]
        for language in LANGUAGES:
            assert terms.Words(**record.pop(language)) == term.words(language)
        assert record == {name: getattr(term, name) for name in record}


def test_csv_holds_a_row_for_each_term_and_is_known_as_utf8(registry):
    text = termbase.as_csv(registry)
    assert text.encode().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == list(registry.terms)
    for row in rows:
        term = registry.terms[row["id"]]
        assert row["short_vi"] == term.vi.short
        assert row["aliases_en"] == "; ".join(term.en.aliases)
        assert row["avoid_vi"] == "; ".join(term.vi.avoid)


def test_tbx_holds_labels_definitions_and_what_to_avoid(registry):
    tree = etree.fromstring(termbase.as_tbx(registry).partition("\n")[2])
    entries = tree.findall("t:text/t:body/t:conceptEntry", SPACE)
    assert [entry.get("id") for entry in entries] == list(registry.terms)
    for entry in entries:
        term = registry.terms[entry.get("id")]
        for section in entry.findall("t:langSec", SPACE):
            words = term.words(section.get(termbase.XML_LANG))
            by_status = {}
            for each in section.findall("t:termSec", SPACE):
                status = each.findtext("t:termNote", namespaces=SPACE).partition("Term")[0]
                by_status.setdefault(status, []).append(each.findtext("t:term", namespaces=SPACE))
            assert by_status["preferred"] == [words.label]
            assert by_status.get("admitted", []) == words.aliases
            assert by_status.get("deprecated", []) == list(words.avoid)
            assert section.findtext("t:descrip", namespaces=SPACE) == words.short


def test_an_entry_says_what_it_defines_and_other_pages_nothing(root, registry):
    origin = "https://example.org/"
    for page in (page for language in LANGUAGES for page in pages(root, language)):
        said = termbase.defined_term(page, f"{origin}{page.url}", origin)
        if "entry" not in page.front_matter:
            assert said == ""
        else:
            data = json.loads(said)
            words = registry[data["termCode"]].words(page.language)
            assert (data["name"], data["description"]) == (words.label, words.short)
            assert data["inLanguage"] == page.language
