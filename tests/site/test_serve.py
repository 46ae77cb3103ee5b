"""`mkdocs serve`: both languages at one address, and an edit of either shows by itself."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest


@pytest.fixture
def server(copy):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "src"), "NO_MKDOCS_2_WARNING": "1"},
        stderr=subprocess.DEVNULL,
    )
    yield f"http://{address}"
    process.terminate()
    process.wait()


def shows(url, text, seconds=90):
    """Whether the page comes to show the text; the bound is for a machine that hangs."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError), urllib.request.urlopen(url) as answer:
            if text in answer.read().decode():
                return True
        time.sleep(0.1)
    return False


def test_both_languages_are_served_and_follow_an_edit(server, copy):
    assert shows(f"{server}/contributing/", '<html lang="en"')
    assert shows(f"{server}/vi/contributing/", '<html lang="vi"')
    for language, folder in (("en", ""), ("vi", "vi/")):
        page = copy / "docs" / language / "contributing.md"
        page.write_text(page.read_text("utf-8") + f"\nedited-{language}\n", "utf-8")
        assert shows(f"{server}/{folder}contributing/", f"edited-{language}")


def test_what_an_edit_changes_in_other_pages_is_shown_there(server, copy):
    """Pages that have not changed are not converted again, unless what they lean on has."""
    assert shows(f"{server}/concepts/odds/", '<html lang="en"')
    terms = copy / "docs" / "terms.yml"
    text = terms.read_text("utf-8")
    terms.write_text(text.replace("short: The probability of", "short: The edited share of", 1))
    assert shows(f"{server}/concepts/odds/", "The edited share of")
    assert shows(f"{server}/reference/glossary/", "The edited share of")
    for language in ("en", "vi"):
        page = copy / "docs" / language / "contributing.md"
        page.write_text(page.read_text("utf-8") + "\nAs cited [@luce1959].\n", "utf-8")
    assert shows(f"{server}/reference/sources/", "contributing/#source-luce1959")
    logitkit = copy / "src" / "logitkit" / "odds.py"
    logitkit.write_text(logitkit.read_text("utf-8").replace('"""Return the', '"""Edited: the', 1))
    assert shows(f"{server}/vi/reference/api/", "Edited: the")
