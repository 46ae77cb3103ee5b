"""The Rosetta table: every row is checked, stands on both pages, and can be taken away."""

import csv
import io
import json
import re

import pytest

import logitkit
from handbook import chooser, citations, rosetta
from handbook.page import Page
from handbook.project import LANGUAGES, HandbookError

TABLE = """\
words:
  kinds:
    logit:
      en: {word: logits, means: any real numbers}
      vi: {word: logit, means: số thực bất kỳ}
    loss:
      en: {word: loss, means: what is minimised}
      vi: {word: mất mát, means: đại lượng cần làm cho nhỏ}
  evidence:
    run:
      en: {word: run, means: we called it}
      vi: {word: đã chạy, means: chúng tôi đã gọi nó}
libraries:
  torch:
    name: PyTorch
    version: 2.13.0
    source: pytorch213
    evidence: run
    rows:
      cross-entropy-loss:
        name: nn.CrossEntropyLoss
        expects: logit
        returns: loss
        en: "Not *after* `softmax` [@pytorch213], see [this](page.md)."
        vi: "Không đặt *sau* `softmax`."
      logsumexp:
        name: torch.logsumexp
        expects: logit
        returns: logit
        source: other
        en: One number.
        vi: Một số.
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("expects: logit", "expects: score", "yml:20: .*expects is of logit, loss, not 'score'"),
        ("cross-entropy-loss:", "Cross:", "yml:20: 'Cross': an id is small letters and digits"),
        ("        name: nn.CrossEntropyLoss\n", "", "yml:20: .*missing 1 required .*'name'"),
        ("source: other", "sources: other", "yml:26: 'logsumexp': .*unexpected .*'sources'"),
        ("version: 2.13.0", "version: 2.13", "yml:20: .*version is a text, not 2.13"),
        ("en: One number.", "en: ''", "yml:26: .*en is a text, not ''"),
        ("returns: loss", "returns: []", "yml:20: .*says what it returns, and how we know"),
        ("    evidence: run\n", "", "yml:14: 'torch': 'evidence' is missing"),
        ("      vi: {word: đã", "      cs: {word: đã", "yml:10: 'run': 'vi' is missing"),
        ("word: loss, ", "", "yml:6: 'loss': .*missing 1 required .*'word'"),
        ("  evidence:\n    run:", "  proof:\n    run:", "yml:10: 'run': 'proof' is missing"),
    ],
)
def test_a_malformed_table_is_refused_with_its_line(write, old, new, message):
    with pytest.raises(HandbookError, match=message):
        rosetta.load(write("rosetta.yml", TABLE.replace(old, new, 1)))


def test_a_row_has_its_own_address_and_says_what_it_rests_on(write):
    root = write("rosetta.yml", TABLE)
    english = rosetta.passage(root, "en")
    assert "## PyTorch { #torch }" in english
    assert (
        "| [`nn.CrossEntropyLoss`](#torch-cross-entropy-loss) "
        "<small>[run](#evidence) · 2.13.0</small> "
        '{ #torch-cross-entropy-loss data-expects="logit" data-returns="loss" } '
        '| logits { .cell data-label="Expects" }' in english
    )
    assert "2.13.0 [@other]</small>" in english
    assert '<option value="loss">mất mát</option>' in rosetta.passage(root, "vi")
    assert "| **mất mát** | đại lượng" in rosetta.vocabulary("kinds", root, "vi")


def test_a_note_is_taken_away_without_its_marks(write):
    first, _ = rosetta.records(write("rosetta.yml", TABLE), "en")
    assert first["mistake"] == "Not after softmax, see this."
    assert rosetta.plain("as `0 * np.log(0)`") == "as 0 * np.log(0)"


def test_the_table_is_whole(root):
    """At least 120 names, none from memory, each with a source that the handbook lists."""
    rows = rosetta.load(root).rows
    assert len(rows) >= 120
    assert len({row.id for row in rows}) == len(rows)
    known = citations.load(root).references
    assert {row.source for row in rows} <= known.keys()
    for row in rows:
        assert "|" not in row.name + row.en + row.vi, row.id


def test_every_word_is_used_and_none_is_translated_twice(root):
    table = rosetta.load(root)
    for name, columns in rosetta.VOCABULARIES.items():
        used = {each for row in table.rows for column in columns for each in getattr(row, column)}
        assert used == table.words[name].keys()
        for language in LANGUAGES:
            words = [entry[language].word for entry in table.words[name].values()]
            assert len(set(words)) == len(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_shows_every_row(root, language):
    """Five cells each, the first with the row's address; the Markdown loses none of them."""
    body = Page(root, language, "frameworks/rosetta.md").body
    shown = re.findall(r"^\| \[`.*?\{ #([\w-]+) [^}]*\}( \|[^|]*){4} \|$", body, re.M)
    assert [address for address, _ in shown] == [row.id for row in rosetta.load(root).rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_hold_what_the_data_holds(root, language):
    table = rosetta.load(root)
    files = rosetta.files(root, language)
    held = json.loads(files["frameworks/rosetta/rosetta.json"])
    assert held["rows"] == rosetta.records(root, language)
    text = files["frameworks/rosetta/rosetta.csv"]
    assert text.encode().startswith(b"\xef\xbb\xbf")
    assert text.count("\r\n") == len(table.rows) + 1
    heads, *lines = csv.reader(io.StringIO(text[1:], newline=""))
    assert heads == list(held["columns"].values())
    for row, line, record in zip(table.rows, lines, held["rows"], strict=True):
        cells = dict(zip(held["columns"], line, strict=True))
        assert cells == {
            column: "; ".join(value) if isinstance(value, list) else value
            for column, value in record.items()
        }
        words = {key: entry[language].word for key, entry in table.words["kinds"].items()}
        assert record["expects"] == [words[each] for each in row.expects]
        assert record["returns"] == [words[each] for each in row.returns]
        note = row.en if language == "en" else row.vi
        assert record["mistake"] == rosetta.plain(note)
        for cell in line:
            assert not cell.startswith(("=", "+", "-", "@")), f"a formula to spreadsheets: {cell}"


KINDS = {"logit": {"logit"}, "probability": {"p", "pbar"}, "log-probability": {"logp"}}
EVIDENCE = {"run": "run", "read": "source"}


def test_the_chooser_says_the_same(root):
    """Each of its losses is a row here, which expects the same and rests on the same."""
    table = rosetta.load(root)
    names = {library.id: library.name for library in table.libraries}
    rows = {(names[row.library], row.name): row for row in table.rows}
    for loss in chooser.load(root):
        row = rows[loss.framework, loss.loss]
        assert set(row.expects) <= KINDS[loss.expects], loss
        assert row.source == loss.source
        assert EVIDENCE[loss.evidence] in row.evidence
        inside = set(row.normalised) & {"softmax", "sigmoid"}
        assert bool(inside) == (loss.expects == "logit"), loss


def test_the_rows_of_logitkit_name_what_it_has(root):
    own = [row for row in rosetta.load(root).rows if row.library == "logitkit"]
    assert own
    for row in own:
        assert hasattr(logitkit, row.name)
        assert row.version == logitkit.__version__
