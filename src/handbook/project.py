"""The one error that stops a build, and how the sources are read."""

import re
from pathlib import Path
from typing import Any

import yaml
from pymdownx.superfences import SuperFencesException

LANGUAGES = ("en", "vi")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one where it was built

FENCE = re.compile(r"^( *)(`{3,}|~{3,})[^\n]*\n(?:.*?\n)??\1\2 *$", re.M | re.S)
INLINE_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.S)


class HandbookError(SuperFencesException):  # type: ignore[misc]
    """A fault in the handbook's sources, said as `file:line: what is wrong`.

    It derives from the one exception that SuperFences lets through, so that a fault inside
    a fence stops the build instead of publishing the fence raw.
    """


def line_of(text: str, needle: str) -> int:
    """The number of the first line that holds `needle`; 1 where none does."""
    head, found, _ = text.partition(needle)
    return head.count("\n") + 1 if found else 1


def read_yaml(root: Path, file: str) -> tuple[str, Any]:
    """The text of a YAML file and what it holds."""
    text = (root / file).read_text(encoding="utf-8")
    try:
        return text, yaml.load(text, LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise HandbookError(f"{file}:{line}: {error.context}: {error.problem}") from error


def blank(pattern: re.Pattern[str], text: str) -> str:
    """The text without what the pattern finds, its line numbers kept."""
    return pattern.sub(lambda match: "\n" * match[0].count("\n"), text)


def prose(text: str) -> str:
    """A page's text without its fences and code."""
    return blank(INLINE_CODE, blank(FENCE, text))
