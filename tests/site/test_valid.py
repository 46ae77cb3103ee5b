"""The HTML of every page, read by the Nu Html Checker: `make audit`, with Node and Java."""

import os
import shutil
import subprocess

import pytest

CHECKER = ["npm", "exec", "--yes", "--package=vnu-jar@26.9.27", "--", "vnu"]
# MathML Core allows both on every element; the checker knows MathML 3.
MATHML_CORE = r".*Attribute “(scriptlevel|displaystyle)” not allowed on element “m.*"

pytestmark = pytest.mark.skipif(
    os.environ.get("HANDBOOK_AUDIT") != "all", reason="part of make audit: it needs Node and Java"
)


def errors(folder):
    assert shutil.which("npm"), "install Node and npm to run the audit"
    options = ["--skip-non-html", "--errors-only", "--filterpattern", MATHML_CORE]
    said = subprocess.run([*CHECKER, *options, str(folder)], capture_output=True, text=True)
    return [line for line in (said.stdout + said.stderr).splitlines() if " error" in line]


def test_every_page_is_valid(site):
    assert errors(site) == []


def test_a_page_that_is_not_valid_is_seen(tmp_path):
    page = '<!doctype html><html lang="en"><title>x</title><p id="a"><ul id="a"></ul></p>'
    (tmp_path / "index.html").write_text(page)
    assert errors(tmp_path)
