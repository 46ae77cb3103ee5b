"""The built site in a real browser."""

import gzip
import os
import re
import unicodedata
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from handbook.page import pages as source_pages
from handbook.project import LANGUAGES

ROOT = Path(__file__).parents[2]
WIDTHS = {"phone": 360, "desktop": 1280}

TEMPLATES = {
    "home": "",
    "entry": "concepts/softmax/",
    "chooser": "frameworks/do-i-apply-softmax/",
    "rosetta": "frameworks/rosetta/",
    "claims": "thread/claims/",
    "mistranslations": "thread/mistranslations/",
    "glossary": "reference/glossary/",
    "sources": "reference/sources/",
    "api": "reference/api/",
    "contributing": "contributing/",
    "404": "404.html",
}


def every_page():
    return [
        ("vi/" if language == "vi" else "") + page.url
        for language in LANGUAGES
        for page in source_pages(ROOT, language)
    ]


def templates():
    return [
        ("vi/" if language == "vi" else "") + each
        for language in LANGUAGES
        for each in TEMPLATES.values()
    ]


@pytest.mark.parametrize("name", ["home", "entry", "chooser", "rosetta", "mistranslations"])
def test_a_first_view_is_light(visit, site, name):
    """At most 15 requests, 150 kB as the host compresses them, 60 kB of them scripts."""
    for folder in ("", "vi/"):
        page = visit("404.html")
        page.wait_for_load_state("networkidle")
        asked = listen(page, "request")
        page.goto(page.url.replace("404.html", folder + TEMPLATES[name]))
        page.wait_for_load_state("networkidle")
        weight = {request.url: transferred(site, request.url) for request in asked}
        assert 5 < len(asked) <= 15
        assert sum(weight.values()) <= 150_000, weight
        assert sum(size for url, size in weight.items() if url.endswith(".js")) <= 60_000, weight


def transferred(site, url):
    """The size of a file of the site, compressed unless it is a font, which is already."""
    path = site / urlsplit(url).path.lstrip("/")
    body = (path / "index.html" if path.is_dir() else path).read_bytes()
    return len(body) if path.suffix == ".woff2" else len(gzip.compress(body))


def listen(page, event):
    """A list that grows with each event of a page."""
    heard = []
    page.on(event, lambda each: heard.append(each))
    return heard


def test_no_page_asks_another_host_for_anything(visit, served):
    page = visit("")
    for address in every_page():
        page.goto(f"{served}/{address}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address", every_page() if os.environ.get("HANDBOOK_AUDIT") == "all" else templates()
)
def test_a_page_is_accessible_and_fits(visit, address, scheme):
    """axe finds nothing; nothing runs over the side of a phone; a screenshot is left to look at."""
    page = visit(address, WIDTHS["desktop"], scheme)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    shots = ROOT / "build" / "screenshots"
    name = address.strip("/").replace("/", "-").replace(".html", "") or "home"
    for size, width in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": 900})
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{size}: {overflow} px too wide"
        shots.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=shots / f"{name}-{size}-{scheme}.png", full_page=True)


@pytest.mark.parametrize("name", ["home", "entry", "chooser", "rosetta", "claims"])
def test_targets_are_large_enough_for_a_finger(visit, name):
    page = visit(TEMPLATES[name], WIDTHS["phone"])
    found = Axe().run(page, options={"runOnly": {"type": "rule", "values": ["target-size"]}})
    assert found.violations_count == 0, found.generate_report()


FOCUSED = """() => {
  const own = document.activeElement
  const form = own.closest(".md-search__form")
  const seen = form ?? own
  const { outlineStyle, outlineWidth, visibility } = getComputedStyle(seen)
  const { width, height } = seen.getBoundingClientRect()
  return {
    what: `${own.tagName} ${own.className}`,
    visible: visibility === "visible" && width > 0 && height > 0
      && outlineStyle === "solid" && parseFloat(outlineWidth) >= 2,
  }
}"""


def walk(page, keys):
    """What is focused after each key, and whether that is to be seen."""
    for key in keys:
        page.keyboard.press(key)
        yield page.evaluate(FOCUSED)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_keyboard_reaches_every_control_and_is_seen_there(visit, scheme):
    page = visit("concepts/softmax/", WIDTHS["desktop"], scheme)
    page.wait_for_load_state("networkidle")
    stops = list(walk(page, ["Tab"] * 120))
    assert [stop["what"] for stop in stops if not stop["visible"]] == []
    reached = " ".join(stop["what"] for stop in stops)
    controls = "md-skip scheme-switch language-switch md-search__input md-tabs__link"
    assert [control for control in controls.split() if control not in reached] == []
    figure = page.locator("[data-figure=class-scores] input[type=range]").first
    figure.focus()
    before = figure.input_value()
    page.keyboard.press("ArrowRight")
    assert figure.input_value() != before


def test_search_is_used_by_keyboard_alone(visit, served):
    page = visit("concepts/odds/")
    page.keyboard.press("f")
    page.keyboard.type("temperature")
    page.locator(".md-search-result__item").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served}/concepts/temperature/*")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("f")
    expect(page.locator("input[name=query]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-md-toggle=search]")).not_to_be_checked()


@pytest.mark.parametrize("name", ["home", "entry", "mistranslations"])
def test_at_twice_the_size_nothing_is_lost(visit, name):
    """200 % on a desktop leaves half as many pixels: all text stays, and none is cut off."""
    texts = []
    for width, scale in ((1280, 1), (640, 2)):
        page = visit(TEMPLATES[name], width, device_scale_factor=scale)
        page.wait_for_load_state("networkidle")
        # The text of what is out of view counts too.
        page.add_style_tag(content="* { content-visibility: visible !important }")
        texts.append(page.locator("article").inner_text().split())
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert texts[0] == texts[1]


@pytest.mark.parametrize("folder", ["", "vi/"])
def test_the_cheat_sheet_prints_on_one_page(visit, folder):
    page = visit(f"{folder}reference/cheat-sheet/")
    page.evaluate("window.print = () => { window.asked = true }")
    page.locator("button.print").click()
    assert page.evaluate("window.asked")
    printed = page.pdf(prefer_css_page_size=True)
    width, height = map(float, re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed).groups())
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / f"cheat-sheet-{'vi' if folder else 'en'}.pdf").write_bytes(printed)


@pytest.mark.parametrize(("start", "folder"), [("", "vi/"), ("vi/", "")])
def test_the_language_switch_keeps_page_and_heading(visit, served, start, folder):
    page = visit(f"{start}concepts/softmax/")
    page.locator("#history").evaluate("heading => heading.scrollIntoView()")
    page.locator("a.language-switch").click()
    page.wait_for_url(f"{served}/{folder}concepts/softmax/#history")
    page.locator("a.language-switch").click()
    page.wait_for_url(f"{served}/{start}concepts/softmax/#*")


def test_the_scheme_is_the_systems_until_one_is_chosen(visit):
    page = visit("concepts/odds/", scheme="dark")
    body, switch = page.locator("body"), page.get_by_role("button", name="Light or dark")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    switch.press("Enter")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(body).to_have_attribute("data-md-color-primary", "black")
    page.emulate_media(color_scheme="dark")
    switch.click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_the_language_switch_keeps_the_scheme_and_a_figures_setting(visit, served):
    page = visit("concepts/softmax/?z=8_4_2")
    page.get_by_role("button", name="Light or dark").click()
    page.locator("a.language-switch").click()
    page.wait_for_url(f"{served}/vi/concepts/softmax/?z=8_4_2*")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_the_language_switch_works_from_the_top_and_without_a_script(visit, served):
    page = visit("concepts/odds/", java_script_enabled=False)
    page.locator("a.language-switch").click()
    page.wait_for_url(f"{served}/vi/concepts/odds/")


@pytest.mark.parametrize(
    ("locale", "address", "offered"),
    [
        ("vi-VN", "concepts/odds/", True),
        ("en-GB", "concepts/odds/", False),
        ("de-DE", "concepts/odds/", False),
        ("vi-VN", "vi/concepts/odds/", False),
    ],
)
def test_a_vietnamese_browser_is_offered_the_vietnamese_page(visit, locale, address, offered):
    page = visit(address, WIDTHS["phone"], locale=locale)
    offer = page.locator(".offer")
    if not offered:
        return expect(offer).to_be_hidden()
    expect(offer).to_be_visible()
    offer.get_by_role("button").click()
    expect(offer).to_be_hidden()
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(offer).to_be_hidden()


def test_the_offer_leads_to_the_same_page(visit, served):
    page = visit("concepts/odds/", locale="vi-VN")
    assert page.locator(".offer").bounding_box()["width"] == WIDTHS["desktop"]
    page.locator(".offer a").click()
    page.wait_for_url(f"{served}/vi/concepts/odds/")


def test_a_term_shows_its_definition_on_hover_and_on_focus(visit):
    for act in ("hover", "focus"):
        page = visit("concepts/softmax/")
        term = page.locator("article a.term").first
        definition = term.get_attribute("title")
        term.scroll_into_view_if_needed()
        getattr(term, act)()
        page.get_by_role("tooltip").filter(has_text=definition).first.wait_for(state="visible")


def test_copying_an_example_takes_its_code_alone(visit, served):
    page = visit("concepts/odds/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served)
    example = page.locator(".example").first
    example.locator("button.example-copy").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    lines = example.locator(".example-code .line").all_inner_texts()
    assert copied.splitlines() == [line[4:].rstrip("\n") for line in lines]
    assert "from logitkit import" in copied
    for output in example.locator("samp").all_inner_texts():
        assert output not in copied.splitlines()
    compile(copied, "copied", "exec")


def test_a_citation_is_copied_as_it_stands(visit, served):
    page = visit("concepts/odds/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served)
    page.locator(".cite summary").click()
    shown = page.locator(".cite pre").first.inner_text()
    assert "The Logit Handbook contributors" in shown
    page.locator(".cite-copy").first.click()
    assert page.evaluate("navigator.clipboard.readText()").strip() == shown.strip()


def test_an_output_is_selected_apart_from_the_code(visit):
    page = visit("concepts/odds/")
    selected = page.locator(".example samp").first.evaluate(
        "samp => { getSelection().selectAllChildren(samp); return String(getSelection()) }"
    )
    assert selected.strip() == page.locator(".example samp").first.inner_text().strip()


def test_the_chooser_narrows_its_table(visit):
    page = visit("frameworks/do-i-apply-softmax/")
    rows = page.locator(".chooser tbody tr:visible")
    everything = rows.count()
    page.locator('.chooser select[name="framework"]').select_option("PyTorch")
    few = rows.count()
    assert 0 < few < everything
    page.locator('.chooser select[name="tasks"]').select_option("binary")
    assert 0 < rows.count() < few


@pytest.mark.parametrize("address", ["thread/claims/", "vi/thread/claims/"])
def test_claims_are_narrowed_to_a_verdict_without_losing_the_place(visit, address):
    page = visit(address)
    claims = page.locator(".claim:visible")
    assert claims.count() == 68
    reading = page.locator("#c47")
    reading.evaluate("heading => heading.scrollIntoView({block: 'center'})")
    before = reading.bounding_box()["y"]
    page.locator("form.verdicts label.verdict-wrong").click()
    expect(page).to_have_url(re.compile(r"\?verdict=wrong"))
    verdicts = claims.evaluate_all("all => all.map(each => each.dataset.verdict)")
    assert len(verdicts) == 9
    assert set(verdicts) == {"wrong"}
    assert abs(reading.bounding_box()["y"] - before) < 2
    heads = page.locator("article h2[id]:visible")
    assert heads.evaluate_all("all => all.map(each => each.id)").count("question") == 0
    page.locator("form.verdicts input[value='']").press("Space")
    assert claims.count() == 68


def test_a_claims_address_is_shown_whatever_the_filter(visit):
    page = visit("thread/claims/?verdict=right#c20")
    expect(page.locator("#c20")).to_be_in_viewport()
    assert page.locator(".claim:visible").count() == 68
    page = visit("thread/claims/?verdict=right")
    assert page.locator(".claim:visible").count() == 15


def test_claims_are_all_there_without_a_script(visit):
    page = visit("thread/claims/", java_script_enabled=False)
    assert page.locator(".claim:visible").count() == 68
    assert not page.locator("form.verdicts").is_visible()


@pytest.fixture
def rosetta(visit):
    """Open the Rosetta table; return the page, its rows in view and its form."""

    def rosetta(address, **options):
        page = visit(address, **options)
        return page, page.locator(".lookup tbody tr:visible"), page.locator("form.filter")

    return rosetta


@pytest.mark.parametrize(
    ("address", "typed", "said"),
    [
        ("frameworks/rosetta/", "nn.NLLLoss", "1 of {all} rows"),
        ("vi/frameworks/rosetta/", "dua xac suat duoc 0.784", "1 trong {all} hàng"),
        ("vi/frameworks/rosetta/", "XÁC SUẤT 0.784", "1 trong {all} hàng"),
    ],
)
def test_the_rosetta_table_narrows_as_one_types(rosetta, address, typed, said):
    page, rows, form = rosetta(address)
    everything = rows.count()
    assert everything >= 120
    form.locator("input[name=find]").press_sequentially(typed)
    expect(page.locator("#pytorch-nll-loss")).to_be_visible()
    assert rows.count() == 1
    expect(form.locator("output")).to_have_text(said.format(all=everything))
    heads = page.locator("article h2[id]:visible").evaluate_all("all => all.map(each => each.id)")
    assert heads == ["pytorch", "words", "see-also", "sources"]
    assert page.locator(".lookup:not(:has(form)):visible").count() == 1


def test_the_rosetta_table_is_narrowed_by_library_and_kind(rosetta):
    page, rows, form = rosetta("frameworks/rosetta/")
    everything = rows.count()
    form.locator("select[name=expects]").select_option("log-probabilities")
    kinds = rows.locator("td[data-expects]").evaluate_all("all => all.map(e => e.dataset.expects)")
    assert 0 < len(kinds) < everything
    assert all("logp" in each.split() for each in kinds)
    form.locator("select[name=library]").select_option("PyTorch")
    few = rows.count()
    assert 0 < few < len(kinds)
    expect(page).to_have_url(re.compile(r"\?library=pytorch&expects=logp$"))
    page.reload()
    assert rows.count() == few
    assert form.locator("select[name=library]").input_value() == "pytorch"
    form.locator("input[name=find]").press("Enter")
    form.get_by_role("button").press("Enter")
    expect(form.locator("output")).to_have_text(f"{everything} of {everything} rows")
    expect(page).to_have_url(re.compile(r"/rosetta/$"))


def test_a_rows_address_is_shown_whatever_the_filter(rosetta):
    page, rows, _ = rosetta("frameworks/rosetta/?library=keras#pytorch-nll-loss")
    expect(page.locator("#pytorch-nll-loss")).to_be_in_viewport()
    assert rows.count() >= 120
    page, rows, form = rosetta("frameworks/rosetta/?library=no-such-library")
    assert rows.count() >= 120
    assert form.locator("select[name=library]").input_value() == ""


def test_the_rosetta_table_is_all_there_without_a_script(rosetta):
    _, rows, form = rosetta("vi/frameworks/rosetta/", java_script_enabled=False)
    assert rows.count() >= 120
    assert not form.is_visible()


@pytest.mark.parametrize("address", ["frameworks/rosetta/", "vi/frameworks/rosetta/"])
def test_the_rosetta_table_can_be_taken_away(rosetta, address):
    page, rows, _ = rosetta(address)
    for kind in ("csv", "json"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=kind.upper()).click()
        text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
        assert text.count("BCEWithLogitsLoss") >= 1
        assert (text.count("\n") - 1 if kind == "csv" else text.count('"id":') - 1) == rows.count()


@pytest.fixture(scope="module")
def find(browser, served):
    """Type into the search box and return the addresses found, best first."""
    boxes = {}

    def box_of(language):
        if language not in boxes:
            page = browser.new_page()
            page.goto(f"{served}/{'vi/' if language == 'vi' else ''}")
            boxes[language] = page.locator("input[name=query]")
        return boxes[language]

    def find(language, query):
        box = box_of(language)
        page = box.page
        box.fill("")
        box.press("End")
        expect(page.locator(".md-search-result__item")).to_have_count(0)
        # At once, not by letters: each letter is a query of its own, and answered in its own time.
        box.fill(query)
        box.press("End")
        page.locator(".md-search-result__item").first.wait_for()
        links = page.locator(".md-search-result__link")
        return links.evaluate_all("links => links.map(a => a.pathname + a.hash)")

    yield find
    for box in boxes.values():
        box.page.close()


SEARCHES = yaml.safe_load((Path(__file__).parent / "searches.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("language", "query", "address"),
    [(language, *pair) for language, pairs in SEARCHES.items() for pair in pairs.items()],
)
def test_what_people_type_finds_its_page_first(find, language, query, address):
    found = find(language, query)
    assert found[0] == f"/{'vi/' if language == 'vi' else ''}{address}", found[:8]


TOPICS = yaml.safe_load((Path(__file__).parent / "topics.yml").read_text(encoding="utf-8"))


def bare(text):
    letters = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@pytest.mark.parametrize(
    ("language", "query", "address"),
    dict.fromkeys(
        (language, query, topic["page"])
        for topic in TOPICS
        for language, query in [
            ("en", topic["en"]),
            ("vi", topic["vi"]),
            ("vi", bare(topic["vi"])),
        ]
    ),
)
def test_what_readers_ask_finds_its_page_among_the_first_three(find, language, query, address):
    root = "/vi/" if language == "vi" else "/"
    found = list(dict.fromkeys(urlsplit(link).path for link in find(language, query)))
    assert root + address in found[:3]


def test_the_search_index_is_fetched_when_the_box_is_first_used(visit):
    page = visit("concepts/odds/")
    page.wait_for_load_state("networkidle")
    asked = listen(page, "request")
    box = page.locator("input[name=query]")
    box.press_sequentially("softmax")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    urls = [request.url for request in asked]
    assert [url for url in urls if url.endswith("search_index.json")] == urls[:1]


def test_words_found_are_marked_once(find, visit):
    """A word is indexed with its marks and without; both stand in one place."""
    page = visit("vi/")
    page.locator("input[name=query]").press_sequentially("ma hang chuc")
    page.locator(".md-search-result__item").first.wait_for()
    title = page.locator(".md-search-result__item h1, .md-search-result__item h2")
    expect(title.filter(has_text="chục").first).to_have_text("Mã hàng chục")


def test_an_unknown_address_is_answered_in_both_languages(visit):
    page = visit("nowhere/at/all/")
    text = page.locator("article").inner_text()
    assert "There is no page at this address" in text
    assert "Không có trang nào ở địa chỉ này" in text
