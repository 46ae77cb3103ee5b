"""The chooser "Do I apply softmax?": `docs/losses.yml` as one table that can be narrowed."""

import html
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handbook import citations
from handbook.project import HandbookError, Page, line_of, read_yaml
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
    task: str
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
            ("task", TASKS),
        ]:
            if getattr(self, name) not in allowed:
                raise ValueError(
                    f"{name} is one of {', '.join(allowed)}, not {getattr(self, name)!r}"
                )
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
        _menu(words, name, words[f"loss-{name}"], sorted({getattr(each, name) for each in losses}))
        for name in ("framework", "task", "expects")
    )
    heads = "".join(
        f'<th scope="col">{words[f"loss-{name}"]}</th>'
        for name in ("framework", "name", "expects", "apply", "correct", "mistake")
    )
    rows = "".join(_row(each, page) for each in losses)
    return (
        f'<div class="chooser" id="losses"><form hidden>{menus}</form>'
        f'<div class="chooser-table" role="region" tabindex="0" aria-label="{words["loss-name"]}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></div>"
    )


def _menu(words: dict[str, str], name: str, label: str, options: list[str]) -> str:
    choices = "".join(
        f'<option value="{html.escape(each)}">{html.escape(words.get(each, each))}</option>'
        for each in options
    )
    return (
        f'<label>{label} <select name="{name}" autocomplete="off">'
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
    advice = _code(loss.vi if page.language == "vi" else loss.en)
    return (
        f'<tr data-framework="{loss.framework}" data-task="{loss.task}" '
        f'data-expects="{loss.expects}">'
        f"<td>{html.escape(loss.framework)}<br><small>{evidence}</small></td>"
        f"<td><code>{html.escape(loss.loss)}</code><br><small>{words[loss.task]}</small></td>"
        f"<td>{words[loss.expects]}</td>"
        f"<td><strong>{words['apply-' + loss.apply]}</strong></td>"
        f"<td>{_value(loss.correct)}</td>"
        f"<td>{f'<ul>{mistakes}</ul>' if mistakes else ''}{advice}</td></tr>"
    )


def _value(value: Any) -> str:
    return (
        "–"
        if value is None
        else html.escape(str(value)).replace("-", "−", 1 if isinstance(value, float) else 0)
    )


def _code(text: str) -> str:
    """Escape a sentence and set what stands between backticks as code."""
    parts = html.escape(text).split("`")
    return "".join(f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts))
