"""Recordings of other libraries: here the project's own Python plays the other library."""

import json
import sys

import pytest

from handbook import peers
from handbook.project import HandbookError

TEXT = ">>> import yaml\n>>> yaml.safe_load('a: 1')\n{'a': 1}\n>>> 1 / 0\n" + (
    "Traceback (most recent call last):\n    ...\nZeroDivisionError: division by zero\n"
)
MADE = {"date": "2026-01-02", "versions": {"yaml": "6.0"}}


@pytest.fixture
def root(tmp_path):
    interpreter = tmp_path / peers.INTERPRETER
    interpreter.parent.mkdir(parents=True)
    interpreter.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', "utf-8")
    interpreter.chmod(0o755)
    recording = tmp_path / "docs" / "peers" / "yaml" / "one.pycon"
    recording.parent.mkdir(parents=True)
    recording.write_text(TEXT, "utf-8")
    (tmp_path / peers.VERSIONS).write_text(json.dumps(MADE), "utf-8")
    return tmp_path


def test_what_prints_the_same_has_not_drifted(root):
    assert peers.keys(root) == ["yaml/one"]
    assert list(peers.drift(root, ["yaml/one"])) == []


def test_drift_is_shown_as_a_difference(root):
    file = root / "docs" / "peers" / "yaml" / "one.pycon"
    file.write_text(TEXT.replace("{'a': 1}", "{'a': 2}"), "utf-8")
    [difference] = peers.drift(root, ["yaml/one"])
    assert difference.startswith("--- docs/peers/yaml/one.pycon\n")
    assert "\n-{'a': 2}\n+{'a': 1}\n" in difference


def test_recording_writes_the_outputs_and_the_versions(root):
    file = root / "docs" / "peers" / "yaml" / "one.pycon"
    file.write_text(">>> import numpy as np\n>>> int(np.int8(3))\n", "utf-8")
    assert peers.record(root, ["yaml/one"]) == ["docs/peers/yaml/one.pycon"]
    assert file.read_text("utf-8").endswith("\n3\n")
    made = json.loads((root / peers.VERSIONS).read_text("utf-8"))
    assert list(made["versions"]) == ["numpy"]


def test_a_run_that_ends_early_is_an_error(root):
    file = root / "docs" / "peers" / "yaml" / "one.pycon"
    file.write_text(">>> import os\n>>> os._exit(3)\n1\n", "utf-8")
    with pytest.raises(HandbookError, match=r"yaml/one.pycon:1: the run ended early"):
        list(peers.drift(root, ["yaml/one"]))


def test_the_note_names_what_is_imported_and_when(root):
    recording = peers.load(root, "yaml/one")
    assert peers.note(root, recording, "en").startswith("Recorded with yaml 6.0 on 2026-01-02;")
    assert recording.id == "recording-yaml-one"


def test_a_recording_of_unknown_versions_is_refused(root):
    (root / peers.VERSIONS).write_text(json.dumps({**MADE, "versions": {}}), "utf-8")
    with pytest.raises(HandbookError, match=r"versions.json knows nothing that it imports"):
        peers.note(root, peers.load(root, "yaml/one"), "en")


def test_imports_go_by_the_name_of_what_is_installed(root):
    file = root / "docs" / "peers" / "yaml" / "one.pycon"
    file.write_text(
        ">>> from sklearn.svm import SVC\n>>> import torch.nn as nn\n>>> 1\n1\n", "utf-8"
    )
    assert peers.imports(peers.load(root, "yaml/one")) == ["scikit-learn", "torch"]
