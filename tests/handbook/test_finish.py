"""What is taken out of a page, and put into it, after the theme has written it."""

import pytest

from handbook import finish


@pytest.mark.parametrize(
    ("written", "light"),
    [
        ('<span class="n">x</span> <span class="o">=</span>', "x ="),
        ('<span class="k">in</span><span class="ow">in</span>', None),
        ('<span class="n"><a href="#x">x</a></span>', None),
        ('<span class="gp">&gt;&gt;&gt; </span><span class="n">x</span>', None),
        (
            '<script src="../assets/javascripts/bundle.0.min.js"></script>',
            '<script defer src="../assets/javascripts/bundle.0.min.js"></script>',
        ),
        ('<script src="x.js"></script>', None),
        (
            '<a class="headerlink" href="#odds" title="Link">&para;</a>',
            '<a class="headerlink" href="#odds" aria-label="Link">&para;</a>',
        ),
        ('<a class="term" href="#odds" title="p / (1 - p)">odds</a>', None),
        ('<link rel="stylesheet" href="../assets/_mkdocstrings.css"><p>', "<p>"),
        ('<link rel="stylesheet" href="assets/_mkdocstrings.css"><div class="doc doc-x">', None),
    ],
)
def test_a_page_keeps_what_is_of_use(written, light):
    expected = written.replace('<span class="n">x</span>', "x") if light is None else light
    assert finish.lightened(written) == expected


def test_a_policy_lets_in_the_scripts_that_are_written_and_no_others():
    page = '<head><meta charset="utf-8"></head><script>first()</script><script src="a.js"></script>'
    sealed = finish.sealed(page)
    policy = sealed.split('content="')[1].split('"')[0]
    assert "default-src 'none'" in policy
    assert policy.count("'sha256-") == 1
    assert "script-src 'self' 'sha256-" in policy
    assert sealed.index("Content-Security-Policy") < sealed.index("<script>")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("SparseCategoricalCrossentropy(from_logits=True)", 6),
        ("torch.nn.functional.log_softmax", 5),
        ("NormalDist().inv_cdf", 4),
        ("…_with_logits_loss", 4),
        ("CrossEntropyLoss", 1),
        ("classes_[1]", 1),
        ("0.5514405 ± 0.0012", 1),
        ("a &lt; b &amp; b &lt; c", 1),
    ],
)
def test_a_long_name_in_a_table_breaks_at_its_joints(name, parts):
    cell = finish.jointed(f"<td><code>{name}</code></td>")
    assert cell.count("<wbr>") == parts - 1
    assert cell.replace("<wbr>", "") == f"<td><code>{name}</code></td>"
    assert finish.jointed(f"<p><code>{name}</code></p>") == f"<p><code>{name}</code></p>"


def test_a_long_name_in_an_example_breaks_at_its_joints():
    start, end = '<pre class="example-code highlight"><span class="', "</span></pre>"
    written = f'{start}long_name_of_a_class">sparse_softmax(log_softmax){end}'
    assert finish.jointed(written) == written
    written = f'{start}kn">softmax_cross_entropy_with_logits(z){end}'
    assert finish.jointed(written).count("<wbr>") == 4
    assert finish.jointed(written).replace("<wbr>", "") == written


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("of <math><mi>p</mi></math>, and", "<math><mi>p</mi></math>,"),
        ("(<math><mi>p</mi></math>).", "(<math><mi>p</mi></math>)."),
        ("<math><mi>p</mi></math> and <math><mi>q</mi></math>.", "<math><mi>q</mi></math>."),
        ("<math><mi>p</mi></math> and", None),
        ('<math display="block"><mi>p</mi></math>.', None),
    ],
)
def test_a_formula_keeps_the_comma_after_it(written, whole):
    expected = written.replace(whole, f'<span class="whole">{whole}</span>') if whole else written
    assert finish.jointed(written) == expected
