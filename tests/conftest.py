"""What the tests share: the repository, a copy of it that may be spoilt, and the built site."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("docs", "src", "mkdocs.yml", "mkdocs.vi.yml")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what the site is made of, to spoil one thing in."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / part)
    return tmp_path


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write one file of `docs` below an empty root, and return the root."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def run(*command: str, at: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a Python module in a folder that holds a copy, with that copy's own packages."""
    environment = {**os.environ, "PYTHONPATH": str(at / "src"), "NO_MKDOCS_2_WARNING": "1", **extra}
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=at,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="session")
def run_at() -> Callable[..., subprocess.CompletedProcess[str]]:
    return run


def _built(tmp_path_factory: pytest.TempPathFactory, base: str) -> Path:
    site = tmp_path_factory.mktemp("site") / base.strip("/")
    done = run(
        *("mkdocs", "build", "--strict", "--site-dir", str(site)),
        at=ROOT,
        SITE_URL=f"https://example.org{base}",
    )
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of both languages, built strictly for the address `/`."""
    return _built(tmp_path_factory, "/")


@pytest.fixture(scope="session")
def site_below(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, built for an address below another: `/repo/`."""
    return _built(tmp_path_factory, "/repo/")


@pytest.fixture(scope="session")
def pages(site: Path) -> list[Path]:
    """Every HTML page of the built site."""
    found = sorted(site.rglob("*.html"))
    assert len(found) > 10
    return found
