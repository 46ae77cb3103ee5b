"""The examples of a page as one notebook and as one script."""

import json
from typing import Any

from handbook import examples, translation
from handbook.examples import Example
from handbook.page import Page


def notebook(page: Page, url: str, repository: str) -> str:
    """A Jupyter notebook: for each output a cell, with the output that is recorded."""
    cells = [_text(f"# {page.heading}\n\n<{url}>\n\n`pip install git+{repository}`")]
    for example in shown(page):
        cells.append(_text(f"[{example.key}]({url}#{example.id})"))
        cells += _cells(example)
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells}
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def script(page: Page, url: str) -> str:
    """A Python script that prints what the examples of the page show, one after the other."""
    parts = [
        f"# {example.key}: {url}#{example.id}\n{examples.script(example)}"
        for example in shown(page)
    ]
    return "\n".join(parts)


def shown(page: Page) -> list[Example]:
    """The examples of a page, each once, in order."""
    return [examples.load(page.root, key) for key in dict.fromkeys(translation.examples(page))]


def _text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def _cells(example: Example) -> list[dict[str, Any]]:
    """Code cells that end where something is printed: a notebook shows a cell's last value only."""
    cells, source = [], ""
    for step in example.steps:
        source += step.source
        if step.recorded:
            cells.append(_code(source, step.recorded))
            source = ""
    return cells + ([_code(source, "")] if source else [])


def _code(source: str, recorded: str) -> dict[str, Any]:
    fails = recorded.startswith(examples.TRACEBACK.splitlines()[0])
    outputs = [{"output_type": "stream", "name": "stdout", "text": recorded}] if recorded else []
    return {
        "cell_type": "code",
        "metadata": {"tags": ["raises-exception"]} if fails else {},
        "execution_count": None,
        "source": source.removesuffix("\n"),
        "outputs": outputs,
    }
