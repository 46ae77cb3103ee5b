"""The live figures in a real browser: their arithmetic, and what a reader does with them."""

import json
import re
import runpy
from math import inf
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from mpmath import exp, expm1, log, mp, mpf
from playwright.sync_api import expect
from scipy.stats import binom

from handbook import examples, figures
from logitkit import (
    apply_bias,
    bigram,
    class_log_odds,
    convert,
    kieu,
    log_softmax,
    mask,
    min_p,
    odds,
    sigmoid,
    softmax,
    top_k,
    top_p,
)
from logitkit.data import beetle

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
TINY = mpf(2) ** -1022
# The largest error of a result, as a fraction of it; 5.7e-14 was measured.
BOUND = 1e-13

TOKENS = bigram(kieu().lower()).tokens
LETTERS = [token.isalpha() for token in TOKENS]
SIGNS = {"␣": " ", "↵": "\n"}

PLACES = {
    "class-scores": "concepts/softmax/",
    "decoding-bench": "concepts/a-tiny-language-model/",
    "double-softmax": "frameworks/do-i-apply-softmax/",
    "fit-it-yourself": "concepts/logistic-regression/",
    "one-scale": "concepts/logit-function/",
    "when-floats-break": "concepts/numerical-stability/",
}
OF_ONE_NUMBER = {
    "odds": "odds",
    "fromOdds": "from_odds",
    "logit": "logit",
    "sigmoid": "sigmoid",
    "logSigmoid": "log_sigmoid",
    "softplus": "softplus",
}

each_figure = pytest.mark.parametrize("name", PLACES)
each_language = pytest.mark.parametrize("folder", ["", "vi/"])


def golden(name):
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def error(answer, exact, scale=0):
    """As a fraction of the result; below the smallest normal number, of the smallest number."""
    if exact == 0 or not mp.isfinite(exact):
        return 0 if np.array_equal(float(exact), answer, equal_nan=True) else inf
    if abs(exact) < TINY:
        return BOUND * float(abs(mpf(answer) - exact) / mpf(2) ** -1074)
    return float(abs(mpf(answer) - exact) / max(abs(exact), mpf(scale)))


@pytest.fixture(scope="module")
def arithmetic(browser, served):
    """Evaluate a function in a page that has the figures' arithmetic as `m`."""
    page = browser.new_page()
    page.goto(f"{served}/404.html")
    page.evaluate("async () => { window.m = await import('/assets/figures/logit.js') }")
    yield page.evaluate
    page.close()


@pytest.mark.parametrize("function", OF_ONE_NUMBER)
def test_a_function_of_one_number_has_the_golden_values(arithmetic, function):
    x, exact = zip(*golden(OF_ONE_NUMBER[function]), strict=True)
    x = [float.fromhex(each) for each in x]
    answers = arithmetic("([name, x]) => x.map((each) => m[name](each))", [function, x])
    with mp.workdps(50):
        assert max(map(error, answers, map(mpf, exact))) <= BOUND


def test_rows_have_the_golden_values(arithmetic):
    rows = [
        (float.fromhex(temperature), [float.fromhex(z) for z in row], exact)
        for temperature, row, exact in golden("rows")
    ]
    given = [[row, temperature] for temperature, row, _ in rows]
    probabilities = arithmetic("rows => rows.map((each) => m.softmax(...each))", given)
    logs = arithmetic("rows => rows.map((each) => m.logSoftmax(...each))", given)
    totals = arithmetic("rows => rows.map(([row]) => m.logsumexp(row))", given)
    odds_of = arithmetic("rows => rows.map(([row]) => m.classLogOdds(row))", given)
    answers = zip(rows, probabilities, logs, totals, odds_of, strict=True)
    with mp.workdps(50):
        for (temperature, row, golden_row), p, log_p, total, class_odds in answers:
            if max(map(abs, row)) > 1e300 and max(map(abs, row)) < inf:
                continue  # The difference of two such logits is beyond float64.
            exact_total, *exact = map(mpf, golden_row)
            for i, each in enumerate(exact):
                assert error(p[i], exp(each)) <= BOUND
                assert error(log_p[i], each) <= BOUND
            if temperature == 1 and np.isfinite(row).all():
                scale = max(1, *map(abs, row))
                assert error(total, exact_total, scale) <= BOUND
                for i, each in enumerate(exact):
                    against = each - log(-expm1(each)) if each else mp.inf
                    assert error(class_odds[i], against, scale) <= BOUND


def test_the_loss_has_the_golden_values(arithmetic):
    label, logit, exact = zip(*golden("sigmoid_cross_entropy_with_logits"), strict=True)
    pairs = [[float.fromhex(y), float.fromhex(x)] for y, x in zip(label, logit, strict=True)]
    answers = arithmetic("pairs => pairs.map((each) => m.sigmoidCrossEntropy(...each))", pairs)
    with mp.workdps(50):
        assert max(map(error, answers, map(mpf, exact))) <= BOUND


def test_units_and_formats_are_those_of_numpy(arithmetic):
    x = np.linspace(-20, 20, 401)
    for name, unit in (("bits", "bit"), ("bans", "ban")):
        answers = arithmetic("([name, x]) => x.map(m[name])", [name, x.tolist()])
        np.testing.assert_allclose(answers, convert(x, "nat", unit), rtol=1e-15)
    halves = np.sort(np.arange(65536, dtype=np.uint16).view(np.float16).astype(float))
    halves = halves[np.isfinite(halves)]
    between = (halves[1:] + halves[:-1]) / 2
    edges = [np.nextafter(between, inf), np.nextafter(between, -inf), [65519.9, 65520, 1e9, -inf]]
    numbers = np.concatenate([each[::7] for each in (halves, between, *edges[:2])] + edges[2:])
    for name, dtype in (("float16", np.float16), ("float32", np.float32)):
        answers = arithmetic("([name, x]) => x.map(m.formats[name])", [name, numbers.tolist()])
        with np.errstate(over="ignore"):
            assert np.array_equal(answers, numbers.astype(dtype).astype(float))


@pytest.fixture
def use(visit):
    """Open a figure's page; return the page and the figure."""

    def use(name, query="", folder="", **options):
        page = visit(f"{folder}{PLACES[name]}{query}", **options)
        figure = page.locator(f"#figure-{name}")
        if options.get("java_script_enabled", True):
            expect(figure.locator("output")).not_to_be_empty()
        return page, figure

    return use


def cells(figure):
    rows = figure.locator("tbody tr").all()
    return [[cell.inner_text() for cell in row.locator("td").all()] for row in rows]


@each_figure
@each_language
def test_the_first_frame_is_what_was_computed_at_build(use, name, folder):
    """The table of a browser without a script, of one with, and of logitkit are one."""
    _, still = use(name, folder=folder, java_script_enabled=False)
    _, moving = use(name, folder=folder)
    path = ROOT / "docs" / "figures" / f"{name}.py"
    language = "vi" if folder else "en"
    words, _, (_, *rows), _ = figures._live(path, language, "")
    assert cells(still) == rows
    assert [row[: len(rows[0])] for row in cells(moving)] == rows
    assert still.locator("figcaption").inner_text() == words["caption"]
    assert still.get_by_role("img", name=words["drawing"]).locator("svg").is_visible()
    assert still.locator("input, button, select, output").count() == 0
    assert not re.search(r"\{\w+\}|undefined|NaN", moving.inner_text())


@each_figure
@pytest.mark.parametrize(("folder", "scheme"), [("", "light"), ("vi/", "dark")])
def test_a_figure_is_accessible_when_used_and_fits_a_phone(use, name, folder, scheme):
    page, figure = use(name, folder=folder, width=360, scheme=scheme)
    said = figure.locator("output").inner_text()
    for control in figure.locator("input, select, button").all():
        box = control.bounding_box()
        assert box["height"] >= 44
        assert box["width"] >= 24
    slider = figure.locator("input[type=range]")
    if slider.count():
        slider.first.press("ArrowRight")
    else:
        figure.get_by_role("checkbox").first.press("Space")
    expect(figure.locator("output")).not_to_have_text(said)
    found = Axe().run(page, context=f"#figure-{name}")
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    assert not figure.locator("input, button, output").first.is_visible()


OUTSIDE = """() => [...document.querySelectorAll(".drawing svg")].flatMap((svg) => {
    svg.closest("figure").parentElement.style.contentVisibility = "visible"
    const edge = svg.getBoundingClientRect()
    return [...svg.querySelectorAll("text")].filter((text) => {
        const box = text.getBoundingClientRect()
        return box.left < edge.left - 1 || box.right > edge.right + 1
            || box.top < edge.top - 1 || box.bottom > edge.bottom + 1
    }).map((text) => text.textContent)
})"""


@each_language
def test_no_lettering_of_a_drawing_is_cut_off(visit, site, folder):
    pages = [path.parent.relative_to(site) for path in (site / folder).rglob("index.html")]
    drawn = [
        page
        for page in pages
        if 'class="drawing"' in (site / page / "index.html").read_text(encoding="utf-8")
        and (folder or page.parts[:1] != ("vi",))
    ]
    assert len(drawn) > 10
    cut = {}
    for page in drawn:
        opened = visit(f"{page.as_posix()}/", java_script_enabled=False)
        if found := opened.evaluate(OUTSIDE):
            cut[page.as_posix()] = found
    assert cut == {}


def test_modules_are_loaded_only_where_they_are_used(site):
    pages = [path for path in site.rglob("*.html") if "vi" not in path.relative_to(site).parts]
    loading = {
        name: [path for path in pages if f"figures/{name}.js" in path.read_text(encoding="utf-8")]
        for name in figures.live_names(ROOT)
    }
    assert loading == {name: [site / place / "index.html"] for name, place in PLACES.items()}
    for path in (site / "assets" / "figures").glob("*.js"):
        assert path.stat().st_size < 8_000, path


def test_one_scale_moves_all_scales(use):
    page, figure = use("one-scale")
    expect(figure.locator("output")).to_have_text(
        "Probability 0.8: yes is 4 times as probable as no. "
        "The logit is 1.3863 nats, which is 2 bits or 0.6021 bans."
    )
    expect(page).to_have_url(re.compile(r"/logit-function/$"))
    figure.get_by_role("slider", name="logit, in nats").press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"\?logit=1\.38#"))
    p = sigmoid(1.38)
    units = [convert(1.38, "nat", unit) for unit in ("nat", "bit", "ban")]
    rows = [[figures.shown(each) for each in (p, odds(p), *units)]]
    assert cells(figure) == rows
    page.reload()
    expect(figure.get_by_role("spinbutton", name="odds")).to_have_value(f"{odds(p):.5g}")
    assert cells(figure) == rows
    figure.get_by_role("spinbutton", name="probability p").fill("0.5")
    expect(figure.locator("output")).to_contain_text("yes and no are equally probable")
    figure.get_by_role("spinbutton", name="probability p").fill("1.5")
    assert cells(figure)[0][0] == "0.5000"
    page, figure = use("one-scale", "?odds=-3")
    assert cells(figure)[0][0] == "0.8000"


def test_a_box_takes_numbers_as_people_type_them(use):
    """A decimal comma, a minus sign of either kind; what is no number gives way on leaving."""
    _, figure = use("one-scale", folder="vi/")
    probability = figure.get_by_role("spinbutton", name="xác suất p")
    nats = figure.get_by_role("spinbutton", name="logit, tính bằng nat")
    probability.fill("0,25")
    assert cells(figure)[0][:3] == ["0.2500", "0.3333", "−1.0986"]
    nats.fill("−2,5")
    assert cells(figure)[0][2] == "−2.5000"
    for typed in ("1.5", "x", "", "0,,2"):
        probability.fill(typed)
        expect(probability).to_have_attribute("aria-invalid", "true")
        assert cells(figure)[0][2] == "−2.5000"
    probability.blur()
    expect(probability).to_have_value(f"{sigmoid(-2.5):.5g}")
    expect(probability).to_have_attribute("aria-invalid", "false")
    nats.press("ArrowUp")
    expect(nats).to_have_value("-2.49")
    assert cells(figure)[0][2] == "−2.4900"
    for _ in range(2):
        nats.press("ArrowDown")
    assert cells(figure)[0][2] == "−2.5100"
    _, bench = use("decoding-bench")
    kept = bench.get_by_role("spinbutton", name="top-k")
    kept.fill("2,5")
    expect(kept).to_have_attribute("aria-invalid", "true")
    kept.fill("7")
    expect(bench.locator("output")).to_contain_text("Top-k: 7 of 78 tokens stay")


def test_a_setting_is_shared_by_a_link_that_leads_to_the_figure(use):
    page, figure = use("class-scores", permissions=["clipboard-read", "clipboard-write"])
    figure.get_by_role("button", name="Double all").click()
    expect(page).to_have_url(re.compile(r"\?z=6_2_0#figure-class-scores$"))
    figure.get_by_role("button", name="Copy a link").click()
    expect(figure.get_by_role("button", name="Copied")).to_be_visible()
    shared = page.evaluate("navigator.clipboard.readText()")
    assert shared == page.url
    page.goto("about:blank")
    page.goto(shared)
    expect(figure.locator("output")).not_to_be_empty()
    expect(figure).to_be_in_viewport()
    assert cells(figure) == class_rows([6, 2, 0])


def class_rows(z):
    columns = zip(z, softmax(z), log_softmax(z), class_log_odds(z), strict=True)
    rows = [[figures.shown(float(each)) for each in row] for row in columns]
    return [[str(i), *row] for i, row in enumerate(rows, 1)]


def test_class_scores_shift_and_scale(use):
    page, figure = use("class-scores")
    said = figure.locator("output")
    figure.get_by_role("button", name="Add 1 to all").press("Enter")
    expect(said).to_have_text(
        "Every logit is 1 higher, and every probability stayed: softmax sees only differences."
    )
    assert cells(figure) == class_rows([4, 2, 1])
    assert [row[2] for row in cells(figure)] == [row[2] for row in class_rows([3, 1, 0])]
    figure.get_by_role("button", name="Double all").press("Space")
    expect(said).to_contain_text(
        "by the factor 2: the largest probability went from 0.8438 to 0.9796"
    )
    assert cells(figure) == class_rows([8, 4, 2])
    figure.get_by_role("slider", name="logit of class 3").press("ArrowRight")
    expect(page).to_have_url(re.compile(r"\?z=8_4_2\.1#"))
    page.reload()
    assert cells(figure) == class_rows([8, 4, 2.1])
    figure.get_by_role("button", name="Reset").press("Enter")
    expect(page).to_have_url(re.compile(r"/softmax/#"))
    assert cells(figure) == class_rows([3, 1, 0])


def test_class_scores_take_three_to_six_classes(use):
    _, figure = use("class-scores", "?z=2_2_-1.5", folder="vi/")
    expect(figure.locator("output")).to_contain_text("cùng mang logit lớn nhất")
    assert figure.get_by_role("button", name="Bớt một lớp").is_disabled()
    for _ in range(3):
        figure.get_by_role("button", name="Thêm một lớp").click()
    assert figure.get_by_role("button", name="Thêm một lớp").is_disabled()
    assert cells(figure) == class_rows([2, 2, -1.5, 0, 0, 0])
    for query in ("?z=1_2", "?z=1_2_x", "?z=1__2", "?z=1_2_3_4_5_6_7"):
        assert cells(use("class-scores", query)[1]) == class_rows([3, 1, 0])


FIRST_BROKEN = """([row, column, sizes]) => {
    const figure = document.querySelector("[data-figure]")
    const field = figure.querySelector("[role=spinbutton]")
    const stable = [...figure.querySelectorAll("tbody tr:nth-child(even)")]
    const cell = figure.querySelector("tbody").rows[row].cells[column]
    return sizes.find((x) => {
        field.value = x
        field.dispatchEvent(new Event("input"))
        return [cell, ...stable].some((each) => each.textContent.includes("✗"))
    })
}"""


def test_floats_break_where_the_still_figure_says(use):
    """The first size at which a formula is marked is the end of its bar; no stable form is."""
    still = runpy.run_path(str(ROOT / "docs" / "figures" / "where-formulas-break.py"))
    page, _ = use("when-floats-break")
    for formula, bar in enumerate(still["table"](still["WORDS"]["en"])[1:]):
        for column, end in enumerate(bar[2:], 1):
            near = float(end)
            sizes = [*np.linspace(0.1, near - 1, 50), *np.arange(near - 0.6, near + 0.6, 0.01)]
            sizes = [round(float(size), 2) for size in sizes]
            found = page.evaluate(FIRST_BROKEN, [2 * formula, column, sizes])
            # The bar counts the rounding of the logit to float16 too.
            assert f"{found:.3g}" == ("3.23" if end == "2.97" else end)


def test_floats_break_in_words_and_in_the_address(use):
    page, figure = use("when-floats-break", folder="vi/")
    figure.get_by_role("slider").press("End")
    expect(figure.locator("output")).to_have_text(
        "x = 1000: trong năm công thức sách giáo khoa, có 4 công thức hỏng ở float16, "
        "4 ở float32, 4 ở float64; trong năm dạng bên dưới, lần lượt là 0, 0 và 0."
    )
    expect(page).to_have_url(re.compile(r"\?x=1000#"))
    everything = cells(figure)
    assert everything[4][1:] == everything[5][1:] == ["0 ○"] * 3
    page.reload()
    expect(figure.locator("output")).to_contain_text("x = 1000")
    assert cells(figure) == everything
    expect(use("when-floats-break", "?x=1e9")[1].locator("output")).to_contain_text("x = 12:")


def test_newton_steps_are_those_of_the_example(use):
    """Started from 0, as in the example: the same coefficients, to the last digit printed."""
    example = examples.load(ROOT, "logistic-regression/newton-step-by-step")
    printed = re.findall(r"\[(\S+) +(\S+)\]", "".join(step.recorded for step in example.steps))
    assert len(printed) == 6
    page, figure = use("fit-it-yourself")
    said = figure.locator("output")
    for number, (intercept, slope) in enumerate(printed[:5], 1):
        figure.get_by_role("button", name="Step of Newton's method").press("Enter")
        expect(said).to_contain_text(f"{intercept} + {slope} · x".replace("-", "−"))
        expect(said).to_contain_text(f"Step {number}" if number < 5 else "This is the best curve")
    expect(said).to_contain_text("Log-likelihood −18.7151.")
    assert all(row[3] == row[4] for row in cells(figure))
    expect(page).to_have_url(re.compile(r"\?middle=1\.77172\d*&slope=34\.2703\d*#"))
    page.reload()
    expect(said).to_have_text(
        "This is the best curve to all decimals shown: −60.7175 + 34.2703 · x. "
        "Log-likelihood −18.7151."
    )
    assert all(row[3] == row[4] for row in cells(figure))


def test_a_curve_of_ones_own(use):
    """Its log-likelihood is SciPy's sum of binomials; too far off, Newton's method is lost."""
    page, figure = use("fit-it-yourself", "?middle=1.78&slope=22")
    said = figure.locator("output")
    observed = beetle()
    p = sigmoid(22 * (observed.log10_dose - 1.78))
    likelihood = binom.logpmf(observed.killed, observed.exposed, p).sum()
    expect(said).to_contain_text(
        f"−39.1600 + 22.0000 · x. Log-likelihood {figures.shown(likelihood)}"
    )
    assert [row[4] for row in cells(figure)] == [f"{n:.1f}" for n in observed.exposed * p]
    figure.get_by_role("slider", name="dose that kills one half").press("Home")
    expect(page).to_have_url(re.compile(r"\?middle=1\.66&slope=22#"))
    figure.get_by_role("spinbutton", name="slope").fill("1000")
    figure.get_by_role("button", name="Step of Newton's method").click()
    expect(said).to_contain_text("finds no way")
    figure.get_by_role("button", name="Back to a flat curve").click()
    expect(page).to_have_url(re.compile(r"/logistic-regression/#"))
    assert [row[4] for row in cells(figure)] == [f"{n / 2:.1f}" for n in observed.exposed]


@pytest.mark.parametrize("start", ["zero", "wrong"])
@pytest.mark.parametrize("rate", ["0.1", "1"])
def test_training_gives_what_numpy_gives(use, start, rate):
    module = runpy.run_path(str(ROOT / "docs" / "figures" / "double-softmax.py"))
    once, twice = (module["train"](start, float(rate), each) for each in (False, True))
    _, figure = use("double-softmax", f"?start={start}&rate={rate}")
    for row, (loss, p), (loss2, p2) in zip(cells(figure), once, twice, strict=True):
        assert row[1:] == [figures.shown(each) for each in (loss, loss2, p, p2)]
        assert loss2 > module["FLOOR"]


def test_training_is_shown_step_by_step_or_at_once(use):
    page, figure = use("double-softmax", "?start=wrong&steps=100", reduced_motion="reduce")
    said = figure.locator("output")
    expect(said).to_contain_text("After 100 steps, softmax once: loss 0.1152, 23 of 24 right")
    expect(said).to_contain_text("this loss never falls below 0.5514")
    slider = figure.get_by_role("slider", name="steps")
    slider.press("Home")
    expect(said).to_contain_text("After 0 steps, softmax once: loss 5.3646, 3 of 24 right")
    slider.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"\?start=wrong&steps=1#"))
    figure.get_by_role("button", name="Train").press("Enter")
    expect(said).to_contain_text("After 1000 steps")
    figure.get_by_label("Learning rate").select_option("0.1")
    figure.get_by_label("Start").select_option("all weights 0")
    expect(page).to_have_url(re.compile(r"\?steps=1000&rate=0\.1#"))
    everything = cells(figure)
    page.reload()
    expect(said).to_contain_text("After 1000 steps")
    assert cells(figure) == everything
    page, figure = use("double-softmax", "?steps=1e9&rate=7&start=no")
    expect(figure.locator("output")).to_contain_text("After 10 steps, softmax once: loss 0.1909")
    figure.get_by_role("button", name="Train").click()
    expect(figure.locator("output")).to_contain_text("After 1000 steps")


@pytest.fixture(scope="module")
def after_space():
    return bigram(kieu().lower()).after(" ")


@pytest.mark.parametrize(
    ("ops", "decoded"),
    [
        ("", lambda z: z),
        ("T2", lambda z: z / 2),
        ("k5", lambda z: top_k(z, 5)),
        ("p0.7", lambda z: top_p(z, 0.7)),
        ("m0.2", lambda z: min_p(z, 0.2)),
        ("T2_p0.7", lambda z: top_p(z / 2, 0.7)),
        ("p0.7_T2", lambda z: top_p(z, 0.7) / 2),
        ("m0.2_T2", lambda z: min_p(z, 0.2) / 2),
        ("b2", lambda z: apply_bias(z, {TOKENS.index("k"): 2})),
        ("l", lambda z: mask(z, LETTERS)),
        ("l_T0.5_b-3_k40_m0.01_p0.95", None),
    ],
)
def test_the_bench_decodes_as_logitkit_does(use, after_space, ops, decoded):
    if decoded is None:
        z = apply_bias(mask(after_space, LETTERS) / 0.5, {TOKENS.index("k"): -3})
        z = top_p(min_p(top_k(z, 40), 0.01), 0.95)
    else:
        z = decoded(after_space)
    _, figure = use("decoding-bench", f"?ops={ops}")
    *first, rest, everything = cells(figure)
    p, before = softmax(z), softmax(after_space)
    places = [TOKENS.index(SIGNS.get(row[0], row[0])) for row in first]
    assert len(set(places)) == 10
    for place, row in zip(places, first, strict=True):
        numbers = (after_space[place], before[place], z[place], p[place])
        assert row[1:] == [figures.shown(float(each)).replace("inf", "∞") for each in numbers]
    others = np.setdiff1d(np.arange(len(z)), places)
    assert max(p[others]) <= min(p[places])
    tail = figures.shown(float(p[others].sum()))
    assert rest[0] == "68 others"
    assert rest[4] == tail
    assert everything[4] == "1.0000"
    said = figure.locator("output").inner_text()
    assert f"{np.isfinite(z).sum()} of 78 tokens stay" in said
    assert f"The 68 tokens not shown have {tail} together." in said


def test_the_bench_is_set_by_keyboard_and_remembered(use):
    page, figure = use("decoding-bench", folder="vi/")
    said = figure.locator("output")
    expect(said).to_contain_text("Theo số đếm: còn 78 trong 78 token")
    figure.get_by_role("checkbox", name="nhiệt độ").press("Space")
    figure.get_by_role("checkbox", name="top-p").press("Space")
    expect(said).to_contain_text("Nhiệt độ, rồi top-p: còn 19 trong 78 token")
    expect(page).to_have_url(re.compile(r"\?ops=T2_p0\.7#"))
    later = figure.get_by_role("button", name="nhiệt độ: làm muộn hơn")
    later.press("Enter")
    expect(later).to_be_focused()
    expect(said).to_contain_text("Top-p, rồi nhiệt độ: còn 9 trong 78 token")
    expect(page).to_have_url(re.compile(r"\?ops=p0\.7_T2#"))
    page.reload()
    expect(said).to_contain_text("Top-p, rồi nhiệt độ: còn 9 trong 78 token")
    figure.get_by_label("Đếm từ").select_option("Jabberwocky")
    expect(page).to_have_url(re.compile(r"text=jabberwocky"))
    expect(said).to_contain_text("trong 35 token")
    figure.get_by_label("đứng sau token").select_option("j")
    figure.get_by_role("spinbutton", name="top-k").fill("1")
    figure.get_by_role("button", name="Rút token kế tiếp").press("Enter")
    expect(figure.locator(".live-line")).to_have_text("a")
    expect(said).to_contain_text("Vừa rút: a.")
    expect(page).to_have_url(re.compile(r"ops=p0\.7_T2_k1&text=jabberwocky&after=a#"))


def test_the_bench_offers_no_move_past_its_ends(use):
    _, figure = use("decoding-bench")
    steps = figure.locator(".live-step")
    ends = [steps.first.get_by_text("↑"), steps.last.get_by_text("↓")]
    for arrow in ends:
        expect(arrow).to_have_attribute("aria-disabled", "true")
    expect(figure.locator("button[aria-disabled=true]")).to_have_count(2)
    name = steps.first.locator("label").inner_text()
    steps.first.get_by_text("↓").press("Enter")
    expect(steps.nth(1).locator("label")).to_have_text(name)
    expect(steps.nth(1).get_by_text("↑")).to_have_attribute("aria-disabled", "false")


def test_the_bench_says_when_nothing_is_left_and_ignores_a_spoilt_address(use):
    _, figure = use("decoding-bench", "?after=j&ops=k1_l&text=jabberwocky")
    expect(figure.locator("output")).to_contain_text("1 of 35 tokens stay. The most probable is a")
    figure.get_by_label("after the token").select_option(",")
    expect(figure.locator("output")).to_contain_text("No token is left")
    assert figure.get_by_role("button", name="Draw").is_disabled()
    assert not re.search("NaN|nan", figure.inner_text())
    for query in ("?ops=T0", "?ops=x3", "?ops=k", "?text=toString", "?after=xyz"):
        _, figure = use("decoding-bench", query)
        expect(figure.locator("output")).to_contain_text("As counted: 78 of 78 tokens stay")
