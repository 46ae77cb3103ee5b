"""The second process: it builds the Vietnamese site while this one builds the English."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from handbook.project import HandbookError


class Twin:
    """A process that builds once for each order; started early, kept while serving."""

    def __init__(self, root: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="handbook-"))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "handbook", "twin", str(root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def order(self, *, serving: bool, site_url: str, strict: bool, verified: list[str]) -> None:
        """Ask for a build, whose examples have run already."""
        assert self.process.stdin
        site_dir = str(self.folder / "vi")
        order = {
            "serving": serving,
            "site_dir": site_dir,
            "site_url": site_url,
            "strict": strict,
            "verified": verified,
        }
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()

    def deliver(self, site_dir: Path) -> None:
        """Wait for the build and put it into `site_dir`; raise what stopped it."""
        assert self.process.stdout
        answer = self.process.stdout.readline()
        fault = json.loads(answer) if answer else "it ended without a word"
        if fault:
            raise HandbookError(f"the Vietnamese build stopped: {fault}")
        shutil.move(self.folder / "vi", site_dir / "vi")

    def stop(self) -> None:
        """End the process and remove what it left."""
        self.process.kill()
        self.process.communicate()
        shutil.rmtree(self.folder, ignore_errors=True)


_twin: Twin | None = None


def start(root: Path) -> Twin:
    """The running twin, started where there is none."""
    global _twin
    if _twin is None:
        _twin = Twin(root)
    return _twin


def stop() -> None:
    """End the twin where there is one."""
    global _twin
    if _twin is not None:
        _twin.stop()
        _twin = None
