"""Examples: one file each, run once a build, compared to the character, shown in both languages.

An example is `docs/examples/<concept>/<idea>.pycon`: prompts with their recorded output.
"""

import ast
import doctest
import html
import sys
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from handbook import prompt
from handbook.project import HandbookError
from handbook.words import WORDS

FOLDER = "examples"
TRACEBACK = "Traceback (most recent call last):\n    ...\n"


@dataclass(frozen=True)
class Step:
    """One statement at the prompt and the output recorded beneath it."""

    source: str
    recorded: str
    line: int


@dataclass(frozen=True)
class Example:
    """A parsed example; `key` is its path below its folder in `docs`, without the ending."""

    key: str
    file: str
    steps: tuple[Step, ...]

    @property
    def id(self) -> str:
        """Its anchor on a page: `example-odds-both-ends`."""
        kind = "example" if self.file.startswith(f"docs/{FOLDER}/") else "recording"
        return f"{kind}-{self.key.replace('/', '-')}"

    @property
    def code(self) -> str:
        return "".join(step.source for step in self.steps)


def keys(root: Path, folder: str = FOLDER) -> list[str]:
    """The key of every example in the repository."""
    top = root / "docs" / folder
    return sorted(path.relative_to(top).with_suffix("").as_posix() for path in top.rglob("*.pycon"))


def load(root: Path, key: str, folder: str = FOLDER, *, new: bool = False) -> Example:
    """Read and parse an example; an unknown, empty or malformed one raises `HandbookError`.

    Only a new one, which has not been recorded yet, may be without outputs.
    """
    path = root / "docs" / folder / f"{key}.pycon"
    file = path.relative_to(root).as_posix()
    if not path.is_file():
        raise HandbookError(f"unknown example {key!r}: there is no {file}")
    text = path.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            raise HandbookError(f"{file}:{number}: an example has no blank lines")
        if line.lstrip(">. ").startswith("#"):
            raise HandbookError(f"{file}:{number}: an example has no comments")
    try:
        parsed = doctest.DocTestParser().get_examples(text)
    except ValueError as error:
        raise HandbookError(f"{file}:1: {error}") from error
    steps = tuple(Step(each.source, each.want, each.lineno + 1) for each in parsed)
    if not new and not any(step.recorded for step in steps):
        raise HandbookError(f"{file}:1: an example shows at least one output")
    return Example(key, file, steps)


def run(example: Example) -> list[str]:
    """Run an example in a fresh namespace and return what each step printed."""
    with warnings.catch_warnings(), np.errstate(), np.printoptions():
        warnings.simplefilter("error")
        return list(_printed(example))


def _printed(example: Example) -> Iterator[str]:
    answers = prompt.answers(step.source for step in example.steps)
    for step, (printed, error) in zip(example.steps, answers, strict=True):
        if error and not step.recorded.startswith(TRACEBACK.splitlines()[0]):
            place = f"{example.file}:{step.line}"
            raise HandbookError(f"{place}: unexpected exception: {error.strip()}")
        yield printed + (TRACEBACK + error if error else "")


def forget_logitkit() -> None:
    """Have the next example import `logitkit` afresh, so that an edit shows while serving."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "logitkit"]:
        del sys.modules[name]


def check(example: Example) -> None:
    """Run an example and raise `HandbookError` at the first output that differs by a character."""
    for step, printed in zip(example.steps, run(example), strict=True):
        if printed != step.recorded:
            raise HandbookError(
                f"{example.file}:{step.line}: the output differs from the recorded one\n"
                f"    {step.source.strip()}\n"
                f"expected:\n{_indent(step.recorded)}"
                f"got:\n{_indent(printed)}"
            )


def _indent(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines()) or "    (nothing)\n"


def update(root: Path, keys: Iterable[str]) -> list[str]:
    """Rewrite the recorded outputs from what is printed; return the files that changed."""
    found = [load(root, key, new=True) for key in keys]
    return [example.file for example in found if record(root, example, run(example))]


def record(root: Path, example: Example, outputs: Iterable[str]) -> bool:
    """Write an example with these outputs; say whether that changed it."""
    path = root / example.file
    text = transcript(example, outputs)
    changed = text != path.read_text(encoding="utf-8")
    if changed:
        path.write_text(text, encoding="utf-8")
    return changed


def transcript(example: Example, outputs: Iterable[str]) -> str:
    """The example as it would stand in its file, with these outputs."""
    steps = zip(example.steps, outputs, strict=True)
    return "".join(prompted(step.source) + printed for step, printed in steps)


def prompted(source: str) -> str:
    """A statement as it is typed at the prompt."""
    first, *rest = source.splitlines()
    return "".join([f">>> {first}\n", *(f"... {line}".rstrip() + "\n" for line in rest)])


def script(example: Example) -> str:
    """The example as a Python script that prints what the prompt showed."""
    return "".join(_printing(step) for step in example.steps)


def _printing(step: Step) -> str:
    source = step.source.rstrip("\n")
    if step.recorded.startswith("Traceback"):
        body = "".join(f"    {line}\n" for line in source.splitlines())
        said = "print(f'{type(error).__name__}: {error}')"
        return f"try:\n{body}except Exception as error:\n    {said}\n"
    [statement] = ast.parse(source).body
    if isinstance(statement, ast.Expr) and step.recorded and not source.startswith("print("):
        call = ast.parse(f"repr({source})", mode="eval").body
        several = isinstance(call, ast.Call) and len(call.args) > 1
        return f"print(repr(({source})))\n" if several else f"print(repr({source}))\n"
    return f"{source}\n"


def render(example: Example, language: str, script_address: str, note: str = "") -> str:
    """The example as HTML: code with its output beneath, a copy button, a script to download."""
    words = WORDS[language]
    rows: list[str] = []
    for code, output in _segments(example.steps):
        # Without the span, Material's script would lay out every block as the page loads.
        rows.append(f'<pre class="example-code highlight"><span><code>{code}</code></span></pre>')
        if output:
            rows.append(f'<pre class="example-output"><samp>{html.escape(output)}</samp></pre>')
    tall = 2 + sum(row.count("\n") + 2 for row in rows)
    name = script_address.rpartition("/")[2]
    below = f'<p class="example-note">{html.escape(note)}</p>' if note else ""
    return (
        f'<div class="example" id="{example.id}" style="--tall: {tall}" role="group" '
        f'aria-label="{words["example"]}: '
        f'{html.escape(example.key)}"><div class="example-steps">{"".join(rows)}</div>'
        f"{below}"
        f'<p class="example-tools"><button type="button" class="example-copy" '
        f'data-copied="{words["copied"]}" hidden>{words["copy"]}</button>'
        f'<a href="{script_address}" download>{words["download"]} {name}</a>'
        f'<a href="#{example.id}" '
        f'aria-label="{words["permalink"]}">#</a></p></div>'
    )


def _segments(steps: Iterable[Step]) -> Iterable[tuple[str, str]]:
    """Runs of code up to the next output, highlighted, each with that output."""
    code = ""
    for step in steps:
        code += _highlighted(step.source)
        if step.recorded:
            yield code, step.recorded.removesuffix("\n")
            code = ""
    if code:
        yield code, ""


def _highlighted(source: str) -> str:
    lines = highlight(source, PythonLexer(), _FORMATTER).splitlines()
    prompts = ["&gt;&gt;&gt; ", *["... "] * (len(lines) - 1)]
    return "".join(
        f'<span class="line"><span class="gp">{prompt}</span>{line}\n</span>'
        for prompt, line in zip(prompts, lines, strict=True)
    )


_FORMATTER: Any = HtmlFormatter(nowrap=True)
