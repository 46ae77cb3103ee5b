"""A new page: its skeleton in both languages agrees, and an old page is never overwritten."""

import pytest

from handbook import new, translation
from handbook.page import Page
from handbook.project import HandbookError


def test_the_skeleton_agrees_in_both_languages(tmp_path, capsys):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "terms.yml").write_text("never: []\nterms: {}\n")
    new.write(tmp_path, "concepts/log-odds")
    assert capsys.readouterr().out == "docs/en/concepts/log-odds.md\ndocs/vi/concepts/log-odds.md\n"
    assert list(translation.faults(tmp_path)) == []
    assert list(translation.stale(tmp_path)) == []
    english = Page(tmp_path, "en", "concepts/log-odds.md")
    assert english.front_matter["entry"] == "log-odds"
    assert "{{ definition log-odds }}" in english.body
    with pytest.raises(HandbookError, match="stands already"):
        new.write(tmp_path, "concepts/log-odds")
