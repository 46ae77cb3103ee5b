"""Every example runs without MkDocs, prints what is recorded, and works as a script."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from handbook import examples

ROOT = Path(os.environ.get("HANDBOOK_ROOT", Path(__file__).parents[2]))
KEYS = examples.keys(ROOT)

NUMBER = re.compile(r"(?<![\w.])[-+]?(\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(?![\w.])")


@pytest.mark.parametrize("key", KEYS)
def test_example_runs_and_prints_what_is_recorded(key):
    examples.check(examples.load(ROOT, key))


def significant_digits(number: str) -> int:
    return len(number.replace(".", "").lstrip("0"))


@pytest.mark.parametrize("key", sorted(KEYS))
def test_an_output_shows_at_most_six_significant_digits(key):
    for step in examples.load(ROOT, key).steps:
        for number in NUMBER.findall(step.recorded):
            assert significant_digits(number) <= 6, f"{key}:{step.line}: {number}"


def test_outputs_do_not_depend_on_the_processor():
    """Once more with NumPy's SIMD dispatch switched off, in a process of its own."""
    ask = "from numpy._core._multiarray_umath import __cpu_dispatch__; print(*__cpu_dispatch__)"
    features = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert features, "this NumPy dispatches on nothing"
    run = (
        "from numpy._core._multiarray_umath import __cpu_features__, __cpu_dispatch__\n"
        "assert not any(__cpu_features__[name] for name in __cpu_dispatch__)\n"
        "import pathlib, sys\n"
        "from handbook import check, examples\n"
        "root = pathlib.Path(sys.argv[1])\n"
        "check.run_examples(root, examples.keys(root))\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", run, str(ROOT)],
        env={**os.environ, "NPY_DISABLE_CPU_FEATURES": features},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_script_runs_on_its_own(tmp_path):
    """Each download prints what the prompt showed; one process runs them all, one after another."""
    for key in KEYS:
        path = tmp_path / f"{key}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(examples.script(examples.load(ROOT, key)), encoding="utf-8")
    run = (
        "import contextlib, io, json, pathlib, runpy, sys\n"
        "printed = {}\n"
        "for path in sorted(pathlib.Path(sys.argv[1]).rglob('*.py')):\n"
        "    with contextlib.redirect_stdout(io.StringIO()) as out:\n"
        "        runpy.run_path(str(path), run_name='__main__')\n"
        "    printed[path.relative_to(sys.argv[1]).with_suffix('').as_posix()] = out.getvalue()\n"
        "print(json.dumps(printed))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", run, str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    import json

    printed = json.loads(done.stdout)
    assert printed.keys() == set(KEYS)
    for key in KEYS:
        example = examples.load(ROOT, key)
        shown = "".join(step.recorded.removeprefix(examples.TRACEBACK) for step in example.steps)
        shown = re.sub(r"^[\w.]+\.(\w+(?:Error|Warning): )", r"\1", shown, flags=re.M)
        assert printed[key] == shown, key
