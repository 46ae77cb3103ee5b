"""The search index: whole names lead to what bears them, and pages have their weight."""

import json

import pytest

from handbook import search

INDEX = {
    "config": {"lang": ["en"], "separator": "x", "pipeline": ["stopWordFilter"], "fields": {}},
    "docs": [
        {"location": "", "title": "Which logit?", "text": ""},
        {"location": "concepts/odds/", "title": "Odds", "text": "<p>Odds.</p>"},
        {"location": "reference/glossary/#softmax", "title": "softmax", "text": ""},
        {"location": "thread/mistranslations/#nhat-ky", "title": "nhật ký", "text": ""},
        {"location": "thread/mistranslations/#no-such-row", "title": "?", "text": ""},
    ],
}


@pytest.fixture
def improved(root, tmp_path):
    file = tmp_path / "search_index.json"
    file.write_text(json.dumps(INDEX))
    search.improve(file, root, "vi")
    index = json.loads(file.read_text(encoding="utf-8"))
    return index, {document["location"]: document for document in index["docs"]}


def test_the_index_names_our_own_language(improved):
    config = improved[0]["config"]
    assert (config["lang"], config["pipeline"], config["separator"]) == (["handbook"], [], "x")
    assert list(config["fields"]) == ["title", "names", "text"]


def test_names_are_whole(improved):
    documents = improved[1]
    assert "·số·chênh" in documents["concepts/odds/"]["names"].split()
    assert "·sofmax" in documents["reference/glossary/#softmax"]["names"].split()
    assert "·nhat·ky·softmax" in documents["thread/mistranslations/#nhat-ky"]["names"].split()
    assert documents["thread/mistranslations/#no-such-row"]["names"] == ""


def test_a_page_is_found_by_its_title_and_description(improved):
    text = improved[1]["concepts/odds/"]["text"]
    assert text.startswith("<p>Odds (số chênh) là gì?")
    assert text.endswith("</p><p>Odds.</p>")


def test_the_home_page_weighs_most(improved):
    documents = improved[1]
    assert documents[""]["boost"] > documents["concepts/odds/"]["boost"]
    assert documents["concepts/odds/"]["boost"] > documents["reference/glossary/#softmax"]["boost"]
