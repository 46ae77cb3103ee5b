"""The built site, served to a real browser: Chromium or Chrome, installed, driven by Playwright."""

import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER = next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="module")
def browser():
    if not BROWSER:
        how = "install Chromium, as with Debian's `apt-get install chromium`, to run browser tests"
        if os.environ.get("CI") == "true":
            pytest.fail(f"no Chromium and no Chrome: {how}")
        pytest.skip(how)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        yield chromium
        chromium.close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def send_error(self, code, message=None, explain=None):
        """Answer an unknown address as the host does: with the root's 404 page."""
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def served(site):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(browser, served):
    """Open a page in a fresh context; none may ask another host, break its policy or fail."""
    contexts = []
    foreign = []
    faults = []

    def visit(address, width=1280, scheme="light", **options):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request",
            lambda request: (
                None if request.url.startswith((served, "data:")) else foreign.append(request.url)
            ),
        )
        page.on("pageerror", lambda error: faults.append(f"{address}: {error}"))
        page.on(
            "console",
            lambda said: (
                faults.append(f"{address}: {said.text}")
                if "Content Security Policy" in said.text
                else None
            ),
        )
        page.goto(f"{served}/{address}")
        return page

    yield visit
    for context in contexts:
        context.close()
    assert foreign == []
    assert faults == []
