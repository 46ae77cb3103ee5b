"""The chooser "Do I apply softmax?": `docs/losses.yml` as one table that can be narrowed."""

import html
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handbook import citations
from handbook.page import Page
from handbook.project import HandbookError, line_of, read_yaml
from handbook.words import WORDS

FILE = "docs/losses.yml"
EXPECTS = ("logit", "probability", "log-probability")
APPLY = ("none", "softmax", "sigmoid", "log_softmax")
TASKS = ("binary", "multi-class", "multi-label")


@dataclass(frozen=True)
class Loss:
    """A loss of a framework: what it expects, and what each mistake gives."""

    framework: str
    source: str
    evidence: str
    loss: str
    expects: str
    tasks: list[str]
    apply: str
    en: str
    vi: str
    correct: Any = None
    mistakes: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name, allowed in [
            ("evidence", ("run", "read")),
            ("expects", EXPECTS),
            ("apply", APPLY),
        ]:
            if getattr(self, name) not in allowed:
                raise ValueError(
                    f"{name} is one of {', '.join(allowed)}, not {getattr(self, name)!r}"
                )
        if not self.tasks or not set(self.tasks) <= set(TASKS):
            raise ValueError(f"tasks are of {', '.join(TASKS)}, not {self.tasks!r}")
        for mistake in self.mistakes:
            if not {"last", "gives"} <= mistake.keys() <= {"last", "gives", "computed"}:
                raise ValueError(f"a mistake has last, gives and perhaps computed, not {mistake}")


def load(root: Path) -> list[Loss]:
    """Read and check the losses; a fault raises `HandbookError` with its line."""
    text, rows = read_yaml(root, FILE)
    losses = []
    for row in rows:
        try:
            losses.append(Loss(**row))
        except (TypeError, ValueError) as error:
            line = line_of(text, f"loss: {row.get('loss')}")
            raise HandbookError(f"{FILE}:{line}: {error}") from error
    return losses


def table(page: Page) -> str:
    """The chooser as HTML: three menus that work with a script, and the whole table without."""
    losses, words = load(page.root), WORDS[page.language]
    menus = "".join(
        _menu(words, name, options)
        for name, options in [
            ("framework", sorted({each.framework for each in losses}, key=str.lower)),
            ("tasks", TASKS),
            ("expects", EXPECTS),
        ]
    )
    heads = "".join(
        f'<th scope="col">{words[f"loss-{name}"]}</th>'
        for name in ("name", "apply", "correct", "mistake")
    )
    rows = "".join(_row(each, page) for each in losses)
    return (
        f'<div class="lookup chooser" id="losses">'
        f'<form class="filter" data-items=".chooser tbody tr"'
        f" data-search-exclude hidden>{menus}</form>"
        f'<div class="chooser-table" role="region" tabindex="0" aria-label="{words["loss-name"]}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></div>"
    )


def _menu(words: dict[str, str], name: str, options: Iterable[str]) -> str:
    choices = "".join(
        f'<option value="{html.escape(each)}">{html.escape(words.get(each, each))}</option>'
        for each in options
    )
    return (
        f'<label>{words[f"loss-{name}"]} <select name="{name}" autocomplete="off">'
        f'<option value="">{words["all"]}</option>{choices}</select></label>'
    )


def _row(loss: Loss, page: Page) -> str:
    words = WORDS[page.language]
    source = citations.load(page.root)[loss.source]
    mistakes = "".join(
        f"<li><code>{html.escape(each['last'])}</code>: {_value(each['gives'])}"
        + (f" ({words['computed']})" if each.get("computed") else "")
        + "</li>"
        for each in loss.mistakes
    )
    address = f"{page.address(citations.SOURCES)}#{loss.source}"
    evidence = f'<a href="{address}">{html.escape(source.label)}</a>, {words[loss.evidence]}'
    return (
        f'<tr data-framework="{loss.framework}" data-tasks="{" ".join(loss.tasks)}" '
        f'data-expects="{loss.expects}">'
        f"<td><code>{html.escape(loss.loss)}</code>"
        f"<small>{', '.join(words[task] for task in loss.tasks)} · {evidence}</small></td>"
        f'<td data-label="{words["loss-apply"]}"><strong>{words["apply-" + loss.apply]}</strong>'
        f"<small>{words['loss-expects']} {words[loss.expects]}</small></td>"
        f'<td data-label="{words["loss-correct"]}">{_value(loss.correct)}</td>'
        f'<td data-label="{words["loss-mistake"]}">'
        f"{f'<ul>{mistakes}</ul>' if mistakes else ''}"
        f"{_code(loss.vi if page.language == 'vi' else loss.en)}</td></tr>"
    )


def _value(value: Any) -> str:
    """A number with four decimals, a text as it stands, a dash for what is not known."""
    text = "–" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)
    return html.escape(text)


def _code(text: str) -> str:
    """Escape a sentence and set what stands between backticks as code."""
    parts = html.escape(text).split("`")
    return "".join(f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts))
