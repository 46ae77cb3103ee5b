"""The chooser's data: every row is checked, and the two languages show the same losses."""

import pytest

import logitkit
from handbook import chooser
from handbook.page import Page
from handbook.project import HandbookError

ROW = """\
- framework: PyTorch
  source: pytorch213
  evidence: run
  loss: nn.CrossEntropyLoss
  expects: logit
  tasks: [multi-class]
  apply: none
  correct: 0.2564
  mistakes:
    - {last: softmax, gives: 0.7070}
  en: The class axis is `dim` 1.
  vi: Trục lớp là `dim` 1.
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("logit\n", "score\n", "docs/losses.yml:4: expects is one of"),
        ("apply: none", "apply: nothing", "apply is one of"),
        ("evidence: run", "evidence: felt", "evidence is one of"),
        ("  tasks: [multi-class]\n", "", "missing 1 required positional argument: 'tasks'"),
        ("[multi-class]", "[many]", "tasks are of binary, multi-class, multi-label"),
        ("last: softmax", "layer: softmax", "a mistake has last, gives"),
    ],
)
def test_a_malformed_row_is_refused_with_its_line(write, old, new, message):
    with pytest.raises(HandbookError, match=message):
        chooser.load(write("losses.yml", ROW.replace(old, new, 1)))


def test_the_numbers_of_logitkit_are_what_it_gives(root):
    """On the chooser's example: its scores and labels, rightly and with the mistake."""
    scores, binary = [[2, 1, 0.1], [0.5, -1, 3]], [2, -1]
    given = {
        "softmax_cross_entropy_with_logits": (scores, [[1, 0, 0], [0, 0, 1]]),
        "sparse_softmax_cross_entropy_with_logits": (scores, [0, 2]),
        "sigmoid_cross_entropy_with_logits": (binary, [1, 0]),
    }
    own = [loss for loss in chooser.load(root) if loss.framework == "logitkit"]
    assert {loss.loss for loss in own} == given.keys()
    for loss in own:
        function = getattr(logitkit, loss.loss)
        logits, labels = given[loss.loss]
        right = function(labels=labels, logits=logits)
        assert loss.correct == "[{:.4f}, {:.4f}]".format(*right)
        [mistake] = loss.mistakes
        wrong = function(labels=labels, logits=getattr(logitkit, mistake["last"])(logits))
        assert mistake["gives"] == "[{:.4f}, {:.4f}]".format(*wrong)


def test_both_languages_show_every_loss(root):
    losses = chooser.load(root)
    for language in ("en", "vi"):
        table = chooser.table(Page(root, language, "frameworks/do-i-apply-softmax.md"))
        assert table.count("<tr data-framework=") == len(losses)
        for loss in losses:
            assert f"<code>{loss.loss}</code>" in table
