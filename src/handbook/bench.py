"""Measure the build: ratios taken side by side in one run, and where the time goes."""

import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from handbook import check, examples

ROUNDS = 5


def main(root: Path) -> None:
    """Print the ratio of a build with every example run to one with none, and one edit's time."""
    with_examples, without = [], []
    for _ in range(ROUNDS):
        with_examples.append(_build(root, {}))
        without.append(_build(root, {"HANDBOOK_SKIP_EXAMPLES": "1"}))
    ratio = statistics.median(a / b for a, b in zip(with_examples, without, strict=True))
    print(f"bilingual build, every example run: {statistics.median(with_examples):.2f} s")
    print(f"the same, no example run:           {statistics.median(without):.2f} s")
    print(f"ratio (median of {ROUNDS} pairs):          {ratio:.2f}")
    keys = examples.keys(root)
    list(check.faults(root))
    print("of which, in a process that has begun:")
    acts: list[tuple[str, Callable[[], object]]] = [
        ("check the sources", lambda: list(check.faults(root))),
        (f"run {len(keys)} examples", lambda: check.run_examples(root, keys)),
    ]
    for what, act in acts:
        start = time.perf_counter()
        act()
        print(f"    {what + ':':31} {time.perf_counter() - start:.2f} s")
    print("    the rest: pages, templates, search")
    print(f"an edit of one page, until it is served: {_edit(root):.2f} s")


def _build(root: Path, extra: dict[str, str]) -> float:
    with tempfile.TemporaryDirectory() as site:
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site],
            cwd=root,
            env={**os.environ, **extra},
            check=True,
            stderr=subprocess.DEVNULL,
        )
        return time.perf_counter() - start


def _edit(root: Path) -> float:
    """Seconds from saving a page until the server answers with the change, in a copy."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in ("docs", "src", "mkdocs.yml", "mkdocs.vi.yml"):
            take = shutil.copytree if (root / part).is_dir() else shutil.copy
            take(root / part, copy / part)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy / "src")},
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(f"http://{address}/", "</html>")
            return statistics.median(_one_edit(copy, address, f"edit{n}") for n in range(ROUNDS))
        finally:
            server.terminate()
            server.wait()


def _one_edit(copy: Path, address: str, mark: str) -> float:
    time.sleep(1)
    for language in ("en", "vi"):
        page = copy / "docs" / language / "contributing.md"
        page.write_text(page.read_text(encoding="utf-8") + f"\n{mark}\n", encoding="utf-8")
    start = time.perf_counter()
    _wait_for(f"http://{address}/contributing/", mark)
    _wait_for(f"http://{address}/vi/contributing/", mark)
    return time.perf_counter() - start


def _wait_for(url: str, mark: str) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError), urllib.request.urlopen(url) as answer:
            if mark in answer.read().decode():
                return
        time.sleep(0.02)
    raise TimeoutError(f"{url} never showed {mark!r}")
