"""Lighthouse, as on a phone: the handbook's pages beside a page of Material as it comes."""

import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

VERSION = "12.8.2"
ROUNDS = 5
ENTRIES = ("", "concepts/softmax/", "concepts/odds-ratio/", "concepts/temperature/")
PAGES = [f"{folder}{entry}" for folder in ("", "vi/") for entry in ENTRIES]
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
STOCK = "site_name: Stock\ntheme: {name: material, font: false}\n"
TEXT = "# Stock\n\n" + "A page of Material as it comes, with some lines of text.\n\n" * 40
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Compressing(SimpleHTTPRequestHandler):
    """Serves text compressed, as the host does."""

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            return self.send_error(404)
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        if path.suffix not in (".png", ".woff2"):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main(root: Path, rounds: int) -> None:
    """Print the four scores of each page: the median of some rounds."""
    if not shutil.which("npm"):
        print("Lighthouse is not measured: it needs Node and npm.")
        return
    with tempfile.TemporaryDirectory() as temporary:
        site, stock = Path(temporary, "site"), Path(temporary, "stock")
        (stock / "docs").mkdir(parents=True)
        (stock / "mkdocs.yml").write_text(STOCK, encoding="utf-8")
        (stock / "docs" / "index.md").write_text(TEXT, encoding="utf-8")
        _build(root, site)
        _build(stock, stock / "site")
        print(f"{'Lighthouse ' + VERSION + ', mobile':40} {' '.join(CATEGORIES)}")
        with _served(site) as address:
            for page in PAGES:
                _print(page or "home", _scores(address + page, rounds))
        with _served(stock / "site") as address:
            _print("Material as it comes", _scores(address, rounds))


def _print(name: str, scores: list[float]) -> None:
    print(f"{name:40} {'  '.join(f'{score:.0f}' for score in scores)}", flush=True)


def _build(folder: Path, site: Path) -> None:
    arguments = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    subprocess.run(arguments, cwd=folder, check=True, stderr=subprocess.DEVNULL)


class _served:
    """A folder at an address, for as long as the block lasts."""

    def __init__(self, folder: Path) -> None:
        handler = partial(Compressing, directory=str(folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self) -> str:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}/"

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def _scores(address: str, rounds: int) -> list[float]:
    """The median score of each category, of 100."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), "")
    command = ["npm", "exec", "--yes", f"--package=lighthouse@{VERSION}", "--", "lighthouse"]
    options = [
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    found = []
    for _ in range(rounds):
        said = subprocess.run(
            [*command, address, *options],
            env={**os.environ, "CHROME_PATH": browser},
            capture_output=True,
            check=True,
            text=True,
        )
        categories = json.loads(said.stdout)["categories"]
        found.append([100 * categories[name]["score"] for name in CATEGORIES])
    return [statistics.median(scores) for scores in zip(*found, strict=True)]


if __name__ == "__main__":
    main(Path.cwd(), ROUNDS)
