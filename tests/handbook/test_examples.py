"""The machinery of examples: what it runs, refuses, records and renders."""

import pytest

from handbook import examples
from handbook.project import HandbookError


@pytest.fixture
def write(tmp_path):
    def write(text, key="odds/idea"):
        path = tmp_path / "docs" / "examples" / f"{key}.pycon"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "odds/idea.pycon:1: an example shows at least one output"),
        (">>> x = 1\n", "odds/idea.pycon:1: an example shows at least one output"),
        (">>> 1\n1\n\n>>> 2\n2\n", "odds/idea.pycon:3: an example has no blank lines"),
        (">>> # why\n>>> 1\n1\n", "odds/idea.pycon:1: an example has no comments"),
        (">>>1\n1\n", "odds/idea.pycon:1: line 1"),
    ],
    ids=["empty", "no output", "blank line", "comment", "no space"],
)
def test_a_malformed_example_is_refused(write, text, message):
    with pytest.raises(HandbookError, match=message):
        examples.load(write(text), "odds/idea")


def test_an_unknown_example_is_refused(write):
    with pytest.raises(HandbookError, match="unknown example 'odds/other'"):
        examples.load(write(">>> 1\n1\n"), "odds/other")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (">>> 1 + 1\n3\n", r"idea.pycon:1: the output differs.*expected:\n    3\ngot:\n    2"),
        (">>> 1 == 1\n1\n", "expected:\n    1\ngot:\n    True"),
        (">>> 1\n1 \n", "the output differs"),
        (">>> 1\n1\n>>> x\n2\n", "idea.pycon:3: unexpected exception: NameError"),
        (">>> None\n1\n", r"got:\n    \(nothing\)"),
        (
            ">>> import numpy as np\n>>> np.log(np.float64(0))\n-inf\n",
            "unexpected exception: RuntimeWarning",
        ),
    ],
    ids=["value", "bool is not 1", "trailing space", "exception", "nothing", "warning"],
)
def test_an_output_that_differs_is_an_error(write, text, message):
    example = examples.load(write(text), "odds/idea")
    with pytest.raises(HandbookError, match=f"(?s){message}"):
        examples.check(example)


def test_an_expected_exception_is_compared_to_the_character(write):
    text = ">>> int('x')\nTraceback (most recent call last):\n    ...\nValueError: {}\n"
    said = "invalid literal for int() with base 10: 'x'"
    examples.check(examples.load(write(text.format(said)), "odds/idea"))
    with pytest.raises(HandbookError, match="the output differs"):
        examples.check(examples.load(write(text.format("another")), "odds/idea"))


def test_each_example_has_a_fresh_namespace_and_leaves_numpy_as_it_was(write):
    import numpy as np

    root = write(
        ">>> import numpy as np\n>>> np.set_printoptions(precision=2)\n>>> x = 1\n>>> x\n1\n"
    )
    before = np.get_printoptions()
    examples.check(examples.load(root, "odds/idea"))
    assert np.get_printoptions() == before
    root = write(">>> x\n1\n", "odds/other")
    with pytest.raises(HandbookError, match="NameError"):
        examples.check(examples.load(root, "odds/other"))


def test_update_records_what_is_printed(write):
    root = write(">>> for i in range(2):\n...     print(i)\n5\n>>> 1 + 1\n3\n")
    assert examples.update(root, ["odds/idea"]) == ["docs/examples/odds/idea.pycon"]
    path = root / "docs/examples/odds/idea.pycon"
    assert path.read_text() == ">>> for i in range(2):\n...     print(i)\n0\n1\n>>> 1 + 1\n2\n"
    examples.check(examples.load(root, "odds/idea"))
    assert examples.update(root, ["odds/idea"]) == []


def test_a_script_prints_what_the_prompt_showed(write):
    root = write(
        ">>> x = [0.5]\n>>> x\n[0.5]\n>>> print(x)\n[0.5]\n"
        ">>> int('x')\nTraceback (most recent call last):\n    ...\nValueError: no\n"
    )
    assert examples.script(examples.load(root, "odds/idea")) == (
        "x = [0.5]\nprint(repr(x))\nprint(x)\n"
        "try:\n    int('x')\nexcept Exception as error:\n"
        "    print(f'{type(error).__name__}: {error}')\n"
    )


def test_rendering_keeps_code_and_output_apart(write):
    root = write(">>> a = 1\n>>> a < 2\nTrue\n>>> '<b>'\n'<b>'\n")
    html = examples.render(examples.load(root, "odds/idea"), "vi", "../examples/odds/idea.py")
    assert 'id="example-odds-idea"' in html
    assert html.count('<pre class="example-code') == 2
    assert "<samp>True</samp>" in html
    assert "<samp>&#x27;&lt;b&gt;&#x27;</samp>" in html
    assert 'href="../examples/odds/idea.py" download' in html
    assert ">Chép</button>" in html


def test_recorded_outputs_are_not_rewritten_in_ci(copy, run_at):
    example = next((copy / "docs" / "examples").rglob("*.pycon"))
    text = example.read_text(encoding="utf-8")
    example.write_text(text + ">>> 1 + 1\n3\n", encoding="utf-8")
    refused = run_at("handbook", "update", at=copy, CI="true")
    assert refused.returncode == 1
    assert "CI=true" in refused.stderr
    assert example.read_text(encoding="utf-8").endswith("\n3\n")
    done = run_at("handbook", "update", at=copy, CI="")
    assert done.returncode == 0
    assert example.read_text(encoding="utf-8") == text + ">>> 1 + 1\n2\n"
