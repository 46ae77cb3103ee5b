"""Spoil one thing at a time in a copy: the build and the check must stop and name it."""

import re

import pytest

EXAMPLE = "docs/examples/odds/"

# what is spoilt, the file, the pattern, its replacement, what the message must name
MUTATIONS = [
    (
        "a term's key",
        "docs/en/concepts/odds.md",
        r"\(term:[a-z-]+\)",
        "(term:no-such-term)",
        "unknown term 'no-such-term'",
    ),
    (
        "a citation's key",
        "docs/vi/concepts/odds.md",
        r"\[@[a-z]+\d+[a-z]?\b",
        "[@nobody1999",
        "unknown citation 'nobody1999'",
    ),
    (
        "a heading's id",
        "docs/vi/concepts/softmax.md",
        r"\{ #meaning \}",
        "{ #meanings }",
        "headings differ",
    ),
    (
        "a heading without an id",
        "docs/en/concepts/softmax.md",
        r" \{ #formula \}",
        "",
        "has no id",
    ),
    (
        "a link's page",
        "docs/en/concepts/softmax.md",
        r"\]\(logit-function\.md",
        "](logits-function.md",
        "leads to no page: logits-function.md",
    ),
    (
        "a link's anchor",
        "docs/en/index.md",
        r"\]\(concepts/softmax\.md[^)]*\)",
        "](concepts/softmax.md#nowhere)",
        "has no heading #nowhere",
    ),
    (
        "an example's name",
        "docs/vi/concepts/odds.md",
        r'example="odds/[a-z-]+"',
        'example="odds/no-such-idea"',
        "unknown example 'odds/no-such-idea'",
    ),
    (
        "a figure's name",
        "docs/en/concepts/logit-function.md",
        r"\(figure:p-odds-logit\)",
        "(figure:p-odds)",
        "unknown figure 'p-odds'",
    ),
    (
        "a phrase never written",
        "docs/vi/concepts/odds.md",
        r"(?m)\Z",
        "\nĐây là tỷ lệ cược.\n",
        "'tỷ lệ cược' is on the list",
    ),
    (
        "a tone mark's place",
        "docs/vi/concepts/odds.md",
        r"(?m)\Z",
        "\nChuẩn hoá dữ liệu.\n",
        "'hoá': the tone mark",
    ),
    (
        "Unicode's normal form",
        "docs/vi/concepts/odds.md",
        r"(?m)\Z",
        "\nha\u0300m\n",
        "not in Unicode's NFC",
    ),
    (
        "a bare Python fence",
        "docs/en/concepts/odds.md",
        r"(?m)\Z",
        "\n```python\n1 + 1\n```\n",
        "not a bare fence",
    ),
    (
        "a term's definition",
        "docs/terms.yml",
        r"(?m)^(  softmax:\n(?:    .*\n)*?      short: .*)\.'$",
        r"\1'",
        "term 'softmax'",
    ),
    (
        "a claim's verdict",
        "docs/thread.yml",
        r"half-right\}",
        "half-true}",
        "unknown verdict 'half-true'",
    ),
    (
        "a claim's term",
        "docs/thread.yml",
        r"\(term:[a-z-]+\)",
        "(term:no-such-term)",
        "unknown term 'no-such-term'",
    ),
    (
        "a claim's citation, in one language",
        "docs/thread.yml",
        r"\[@berkson1944\]",
        "[@berkson1951]",
        "citations differ",
    ),
    (
        "a tag in a formula",
        "docs/en/reference/exercises.md",
        r"\$p/\(1-p\)\$",
        "$p<q$",
        "a space goes after < in $p<q$",
    ),
    (
        "a phrase never written, in a claim",
        "docs/thread.yml",
        r"(?m)^(    vi:\n      said: )",
        r"\1Bình thường hóa. ",
        "'Bình thường hóa' is on the list",
    ),
    (
        "a mistranslation's row",
        "docs/mistranslations.yml",
        r"\n  nhat-ky:",
        "\n  nhat-bao:",
        "docs/mistranslations.yml has no row 'nhat-ky'",
    ),
    (
        "a source's evidence",
        "docs/references.bib",
        r"evidence\s*=\s*\{through\}",
        "evidence = {hearsay}",
        "not 'hearsay'",
    ),
]


@pytest.mark.parametrize(
    ("what", "file", "pattern", "replacement", "message"),
    MUTATIONS,
    ids=[mutation[0] for mutation in MUTATIONS],
)
def test_a_fault_in_the_sources_is_named_with_file_and_line(
    copy, run_at, what, file, pattern, replacement, message
):
    path = copy / file
    text = path.read_text(encoding="utf-8")
    spoilt, count = re.subn(pattern, replacement, text, count=1)
    assert count == 1, f"nothing to spoil: {what}"
    path.write_text(spoilt, encoding="utf-8")
    done = run_at("handbook", "check", at=copy)
    assert done.returncode == 1
    faulty = [line for line in done.stderr.splitlines() if message in line]
    assert faulty, done.stderr
    assert re.match(r"docs/[\w./-]+:\d+: ", faulty[0])


@pytest.mark.parametrize("strict", [(), ("--strict",)], ids=["plain", "strict"])
@pytest.mark.parametrize(
    ("file", "pattern", "replacement", "message"),
    [mutation[1:] for mutation in MUTATIONS if mutation[0] in ("a term's key", "a link's anchor")],
)
def test_the_build_stops_at_a_fault(copy, run_at, strict, file, pattern, replacement, message):
    path = copy / file
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, replacement, text, count=1), encoding="utf-8")
    done = run_at("mkdocs", "build", *strict, at=copy)
    assert done.returncode == 1
    assert re.search(rf"{re.escape(file)}:\d+: .*{re.escape(message)}", done.stderr)


def test_a_missing_vietnamese_page_stops_the_build(copy, run_at):
    (copy / "docs/vi/concepts/odds.md").unlink()
    done = run_at("mkdocs", "build", at=copy)
    assert done.returncode == 1
    assert "docs/en/concepts/odds.md:1: the page is missing in the other language" in done.stderr


def test_a_corrupted_output_stops_the_build_and_pytest(copy, root, run_at):
    example = sorted((copy / EXAMPLE).glob("*.pycon"))[0]
    lines = example.read_text(encoding="utf-8").splitlines()
    number, line = next(
        (number, line) for number, line in enumerate(lines, 1) if not line.startswith((">", "."))
    )
    lines[number - 1] = line.translate(str.maketrans("0123456789", "1234567890"))
    assert lines[number - 1] != line
    example.write_text("\n".join(lines) + "\n", encoding="utf-8")

    prompt = max(at for at, text in enumerate(lines[: number - 1], 1) if text.startswith(">>> "))
    place = f"{EXAMPLE}{example.name}:{prompt}: the output differs"
    build = run_at("mkdocs", "build", at=copy)
    assert build.returncode == 1
    assert place in build.stderr
    assert re.search(r"docs/en/concepts/odds\.md:\d+, docs/vi/concepts/odds\.md:\d+", build.stderr)
    assert f"expected:\n    {lines[number - 1]}" in build.stderr
    assert f"got:\n    {line}" in build.stderr

    test = root / "tests" / "examples" / "test_examples.py"
    pytest_ = run_at(
        *("pytest", "--import-mode=importlib", "-p", "no:cacheprovider", "-q", str(test)),
        *("--rootdir", str(copy), "-k", "runs"),
        at=copy,
        HANDBOOK_ROOT=str(copy),
    )
    assert pytest_.returncode == 1
    assert place in pytest_.stdout


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (r"$\nosuchcommand{p}$", 'Unknown command "\\nosuchcommand"'),
        ("{{ nonsense }}", "unknown block 'nonsense'"),
        ("[](verdict:perhaps)", "unknown verdict 'perhaps'"),
    ],
    ids=["formula", "block", "verdict"],
)
def test_what_only_a_build_can_see_stops_it(copy, run_at, line, message):
    number = {}
    for language in ("en", "vi"):
        path = copy / "docs" / language / "concepts" / "odds.md"
        text = path.read_text(encoding="utf-8") + f"\n{line}\n"
        path.write_text(text, encoding="utf-8")
        number[language] = len(text.splitlines())
    for language, config in [("en", "mkdocs.yml"), ("vi", "mkdocs.vi.yml")]:
        done = run_at("mkdocs", "build", "--config-file", config, at=copy)
        assert done.returncode == 1
        assert f"docs/{language}/concepts/odds.md:{number[language]}: " in done.stderr
        assert message in done.stderr


def test_a_fault_in_the_vietnamese_build_stops_the_whole(copy, run_at):
    path = copy / "docs" / "vi" / "concepts" / "odds.md"
    text = path.read_text(encoding="utf-8") + "\n$\\nosuchcommand{p}$\n"
    path.write_text(text, encoding="utf-8")
    done = run_at("mkdocs", "build", at=copy)
    assert done.returncode == 1
    assert f"docs/vi/concepts/odds.md:{len(text.splitlines())}: " in done.stderr


def test_a_build_that_runs_no_example_is_not_strict(copy, run_at):
    done = run_at("mkdocs", "build", "--strict", at=copy, HANDBOOK_SKIP_EXAMPLES="1")
    assert done.returncode == 1
    assert "the examples are not run" in done.stderr


def test_an_exception_inside_the_machinery_never_publishes_a_fence(copy, run_at):
    machinery = copy / "src" / "handbook" / "examples.py"
    text = machinery.read_text(encoding="utf-8")
    spoilt = text.replace(
        "def render(", "def render(*_):\n    raise KeyError('spoilt')\n\n\ndef _(", 1
    )
    assert spoilt != text
    machinery.write_text(spoilt, encoding="utf-8")
    done = run_at("mkdocs", "build", at=copy)
    assert done.returncode == 1
    assert re.search(r"docs/en/\S+\.md:\d+: KeyError: 'spoilt'", done.stderr)
