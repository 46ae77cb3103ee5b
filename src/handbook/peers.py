"""What other libraries printed: recorded in their own environment, shown, and run again on demand.

A recording is `docs/peers/<library>/<idea>.pycon`, in the form of an example. When it was made, and
with which versions, is in `docs/peers/versions.json`.
"""

import ast
import difflib
import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from handbook import examples, prompt
from handbook.examples import TRACEBACK, Example
from handbook.project import HandbookError
from handbook.words import WORDS

FOLDER = "peers"
VERSIONS = "docs/peers/versions.json"
INTERPRETER = ".venv-peers/bin/python"
# What is imported under another name than it is installed.
INSTALLED_AS = {"sklearn": "scikit-learn", "tensorflow": "tensorflow-cpu"}
# Nothing but the answers is of interest: TensorFlow tells of processors.
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3"}
DISTRIBUTIONS = """
from importlib.metadata import distributions
print({each.name.lower().replace("_", "-"): each.version for each in distributions()})
"""


def keys(root: Path) -> list[str]:
    """The key of every recording in the repository."""
    return examples.keys(root, FOLDER)


def load(root: Path, key: str, *, new: bool = False) -> Example:
    """Read and parse a recording; an unknown or malformed one raises `HandbookError`."""
    return examples.load(root, key, FOLDER, new=new)


def note(root: Path, recording: Example, language: str) -> str:
    """Says with which versions of what it imports a recording was made, and when."""
    made = _versions(root, (root / VERSIONS).stat().st_mtime_ns)
    names = [name for name in imports(recording) if name in made["versions"]]
    if not names:
        raise HandbookError(f"{recording.file}:1: {VERSIONS} knows nothing that it imports")
    versions = ", ".join(f"{name} {made['versions'][name]}" for name in names)
    return WORDS[language]["recorded"].format(versions=versions, date=made["date"])


def imports(recording: Example) -> list[str]:
    """What a recording imports, under the names by which it is installed."""
    found = []
    for node in ast.walk(ast.parse(recording.code)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
    tops = [name.partition(".")[0] for name in found]
    return list(dict.fromkeys(INSTALLED_AS.get(top, top) for top in tops))


@lru_cache(maxsize=2)
def _versions(root: Path, _modified: int) -> dict[str, Any]:
    return dict(json.loads((root / VERSIONS).read_text(encoding="utf-8")))


def run(root: Path, recording: Example) -> list[str]:
    """Run a recording in the peers' environment and return what each step printed."""
    statements = json.dumps([step.source for step in recording.steps])
    done = _python(root, prompt.__file__, given=statements)
    if done.returncode:
        raise HandbookError(f"{recording.file}:1: the run ended early\n{done.stderr}")
    answers = json.loads(done.stdout.splitlines()[-1])
    return [printed + (TRACEBACK + error if error else "") for printed, error in answers]


def _python(root: Path, *said: str, given: str = "") -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [root / INTERPRETER, "-P", *said],
        input=given,
        env=clean | QUIET,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def drift(root: Path, wanted: Iterable[str]) -> Iterator[str]:
    """For each recording that prints something else now, the difference."""
    for key in wanted:
        recording = load(root, key)
        now = examples.transcript(recording, run(root, recording))
        then = (root / recording.file).read_text(encoding="utf-8")
        if now != then:
            named = (recording.file, "printed now")
            lines = difflib.unified_diff(then.splitlines(), now.splitlines(), *named, lineterm="")
            yield "\n".join(lines)


def record(root: Path, wanted: Iterable[str]) -> list[str]:
    """Write anew what the recordings print, and the versions; return the files that changed."""
    recordings = [load(root, key, new=True) for key in wanted]
    changed = [each.file for each in recordings if examples.record(root, each, run(root, each))]
    installed = ast.literal_eval(_python(root, "-c", DISTRIBUTIONS).stdout)
    imported = {name for key in keys(root) for name in imports(load(root, key, new=True))}
    versions = {name: installed[name] for name in sorted(imported) if name in installed}
    made = {"date": date.today().isoformat(), "versions": versions}
    (root / VERSIONS).write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    return changed
