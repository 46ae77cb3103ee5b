"""The notebook of each page, executed, prints what is recorded; so does its script."""

import contextlib
import io
import json

import nbformat
from nbclient import NotebookClient

from handbook import notebook
from handbook.page import pages

URL = "https://example.org/page/"


def with_examples(root):
    return [page for page in pages(root, "en") if notebook.shown(page)]


def pytest_generate_tests(metafunc):
    if "page" in metafunc.fixturenames:
        found = with_examples(metafunc.config.rootpath)
        metafunc.parametrize("page", found, ids=[page.folder for page in found])


def printed(cell):
    said = [
        output.get("text") or output.get("data", {}).get("text/plain", "") + "\n"
        for output in cell.outputs
        if output.output_type != "error"
    ]
    return "".join(said)


def test_the_notebook_runs_and_prints_what_is_recorded(page):
    text = notebook.notebook(page, URL, "https://example.org/repository")
    recorded, run = nbformat.reads(text, 4), nbformat.reads(text, 4)
    nbformat.validate(recorded)
    NotebookClient(run, timeout=120, resources={"metadata": {"path": str(page.root)}}).execute()
    for before, after in zip(recorded.cells, run.cells, strict=True):
        if before.cell_type == "code":
            fails = "raises-exception" in before.metadata.get("tags", [])
            assert fails == any(output.output_type == "error" for output in after.outputs)
            if not fails:
                # IPython breaks a long value into lines.
                assert printed(after).split() == printed(before).split(), before.source


def test_the_script_prints_every_output(page):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(notebook.script(page, URL), page.folder, "exec"), {"__name__": "__main__"})
    recorded = [step.recorded for each in notebook.shown(page) for step in each.steps]
    last_lines = [text.splitlines()[-1] for text in recorded if text and "Traceback" not in text]
    assert last_lines == [line for line in last_lines if line in said.getvalue()]


def test_a_notebook_names_where_its_examples_are_from(root):
    page = with_examples(root)[0]
    cells = json.loads(notebook.notebook(page, URL, "https://example.org/r"))["cells"]
    assert URL in cells[0]["source"]
    assert f"{URL}#{notebook.shown(page)[0].id}" in cells[1]["source"]
