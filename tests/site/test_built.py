"""What the built site must be, read from its files."""

import inspect
import itertools
import json
import re
import sys
import xml.etree.ElementTree as etree
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from bs4 import BeautifulSoup
from PIL import Image

import logitkit
from handbook import examples, peers, permanent, terms, translation
from handbook.page import Page
from handbook.page import pages as source_pages
from handbook.project import LANGUAGES

ROOT = Path(__file__).parents[2]
ORIGIN = "https://example.org"


@cache
def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@cache
def ids(path: Path) -> set[str]:
    return {tag["id"] for tag in soup(path).find_all(id=True)} | {"__search", "__drawer"}


def address(site: Path, path: Path) -> str:
    """The path of a page's address below the site's root."""
    return "/" + path.relative_to(site).as_posix().removesuffix("index.html")


def file_at(site: Path, url_path: str) -> Path:
    path = site / unquote(url_path).lstrip("/")
    return path / "index.html" if path.is_dir() else path


def broken_links(site: Path, base: str) -> list[str]:
    """Links to nothing and anchors to no id, followed as a browser would."""
    broken = []
    for path in sorted(site.rglob("*.html")):
        here = urljoin(ORIGIN + base, address(site, path).lstrip("/"))
        for tag in soup(path).find_all(["a", "link", "script", "img", "source"]):
            target = tag.get("href") or tag.get("src")
            if not target or target.startswith(("data:", "javascript:", "mailto:")):
                continue
            url = urlsplit(urljoin(here, target))
            if url.netloc != "example.org":
                continue
            if not url.path.startswith(base):
                broken.append(f"{path.relative_to(site)}: {target} leaves {base}")
                continue
            file = file_at(site, url.path.removeprefix(base))
            if not file.is_file():
                broken.append(f"{path.relative_to(site)}: {target} leads to nothing")
            elif url.fragment and file.suffix == ".html" and unquote(url.fragment) not in ids(file):
                broken.append(f"{path.relative_to(site)}: no #{url.fragment} in {url.path}")
    return broken


def test_every_link_and_anchor_leads_somewhere(site):
    assert broken_links(site, "/") == []


def test_every_link_works_below_another_address(site_below):
    assert broken_links(site_below, "/repo/") == []


def test_no_address_that_was_promised_is_gone(site):
    """What others may link to is listed; `python -m handbook promise` adds what is new."""
    gone = [
        f"{folder}{address}"
        for address in permanent.promised(ROOT)
        for folder in ("", "vi/")
        if not leads_somewhere(site, folder + address)
    ]
    assert gone == []
    new = set(permanent.addresses(site)) - set(permanent.promised(ROOT))
    assert sorted(new) == [], "not promised yet: run make build, then python -m handbook promise"


def leads_somewhere(site, address):
    path, _, anchor = address.partition("#")
    file = file_at(site, path)
    return file.is_file() and (not anchor or anchor in ids(file))


def test_a_page_that_moved_is_found_at_its_old_address(tmp_path):
    (tmp_path / "docs" / "en" / "concepts").mkdir(parents=True)
    page = Page(tmp_path, "en", "concepts/new.md")
    (tmp_path / "docs" / "en" / page.name).write_text("---\ntitle: New\nwas: [old.md]\n---\n# N\n")
    for name, html in permanent.moved(page, "https://example.org/"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(html)
    assert leads_somewhere(tmp_path, "old/")
    refresh = soup(tmp_path / "old" / "index.html").find("meta", {"http-equiv": "refresh"})
    assert refresh["content"] == "0; url=https://example.org/concepts/new/"


def test_a_broken_link_is_seen(site, tmp_path):
    (tmp_path / "index.html").write_text('<a href="#nowhere">x</a><a href="gone/">y</a>')
    assert len(broken_links(tmp_path, "/")) == 2


def test_nothing_is_loaded_from_another_host(site):
    loads = []
    for path in [*site.rglob("*.html"), *site.rglob("*.css"), *site.rglob("*.svg")]:
        text = path.read_text(encoding="utf-8")
        for tag in BeautifulSoup(text, "html.parser").find_all(True):
            is_link = tag.name == "link" and "stylesheet preload icon".find(tag["rel"][0]) >= 0
            for attribute in ("src", "srcset", "data", "href" if is_link else "poster"):
                if re.match(r"(https?:)?//", str(tag.get(attribute, ""))):
                    loads.append((path.name, tag.get(attribute)))
        loads += [
            (path.name, url) for url in re.findall(r"url\(\s*['\"]?((?:https?:)?//[^)]*)", text)
        ]
        loads += [(path.name, url) for url in re.findall(r"@import[^;]*//[^;]*", text)]
    assert loads == []


def test_every_page_carries_a_policy_that_lets_no_written_script_in_but_its_own(pages):
    for path in pages:
        policy = soup(path).find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
        scripts = re.search(r"script-src ([^;]*);", policy)[1]
        assert "unsafe-inline" not in scripts
        inline = [tag for tag in soup(path).find_all("script") if not tag.attrs]
        assert scripts.count("'sha256-") == len({tag.string for tag in inline})
        assert not [
            tag for tag in soup(path).find_all(True) for name in tag.attrs if name[:2] == "on"
        ]


def test_no_page_shows_the_machinery(pages):
    """No raw fence, unexpanded key or block, raw formula, address of an object in memory or
    unexpected traceback is published."""
    for path in pages:
        assert " at 0x" not in path.read_text("utf-8"), path
        article = soup(path).find("article")
        shown = BeautifulSoup(str(article), "html.parser")
        for code in shown.find_all(["code", "samp", "pre"]):
            code.decompose()
        text = shown.get_text()
        for sign in ("```", "exec=", "{{", "}}", "[@", "](", "\\(", "$$"):
            assert sign not in text, f"{path}: {sign!r}"
        assert "Traceback" not in text
        assert "arithmatex" not in str(article)
        for link in article.find_all("a"):
            assert link.get("href", "").partition(":")[0] not in ("term", "verdict", "figure")
        for output in article.find_all("samp"):
            assert 'File "' not in output.get_text()


def test_every_example_is_rendered_and_can_be_downloaded(site):
    for language, folder in (("en", ""), ("vi", "vi/")):
        shown = set()
        for path in (site / folder).rglob("index.html"):
            if not folder and "vi" in path.relative_to(site).parts:
                continue
            for figure in soup(path).select(".example"):
                shown.add(figure["id"])
                assert figure.select_one("pre.example-code code").get_text(), path
                assert figure.select_one("button.example-copy")
                assert figure.select_one("a[download]")["href"].endswith(".py")
        both = [(examples, "examples"), (peers, "peers")]
        every = {kind.load(ROOT, key).id for kind, _ in both for key in kind.keys(ROOT)}
        assert shown == every, language
        for kind, name in both:
            for key in kind.keys(ROOT):
                assert (site / folder / name / f"{key}.py").is_file()


def test_ids_are_unique_and_there_is_one_heading_of_level_1(pages):
    for path in pages:
        found = [tag["id"] for tag in soup(path).find_all(id=True)]
        assert sorted(set(found)) == sorted(found), path
        assert len(soup(path).select("article h1")) == 1, path


def test_heading_levels_are_not_skipped(pages):
    for path in pages:
        levels = [int(tag.name[1]) for tag in soup(path).select("article :is(h1,h2,h3,h4,h5,h6)")]
        for above, below in itertools.pairwise(levels):
            assert below <= above + 1, f"{path}: h{above} then h{below}"


def test_language_title_and_description(site, pages):
    for path in pages:
        relative = path.relative_to(site).as_posix()
        html = soup(path).html
        assert html["lang"] == ("vi" if relative.startswith("vi/") else "en"), path
        assert soup(path).title.get_text().strip()
        if not relative.endswith("404.html"):
            description = soup(path).find("meta", {"name": "description"})["content"]
            assert 50 <= len(description) <= 170, f"{path}: {len(description)}"


def test_titles_and_descriptions_are_each_pages_own(site):
    for language in LANGUAGES:
        for key in ("title", "description"):
            values = [page.front_matter[key] for page in source_pages(ROOT, language)]
            assert len(values) == len(set(values))


def test_each_page_has_a_picture_of_its_own_where_it_is_shared(site):
    for language in LANGUAGES:
        seen = set()
        for page in source_pages(ROOT, language):
            folder = site / ("vi" if language == "vi" else "") / page.url
            head = soup(folder / "index.html").head
            said = {tag["property"]: tag["content"] for tag in head.find_all("meta", property=True)}
            assert said["og:image"] == f"{said['og:url']}card.png"
            assert said["og:title"] == page.front_matter["title"]
            with Image.open(folder / "card.png") as picture:
                assert picture.size == (1200, 630)
            seen.add((folder / "card.png").read_bytes())
        assert len(seen) == len(list(source_pages(ROOT, language)))


def test_each_page_names_its_twin(site):
    for language in LANGUAGES:
        for page in source_pages(ROOT, language):
            folder = "" if page.folder == "." else f"{page.folder}/"
            path = site / ("vi" if language == "vi" else "") / folder / "index.html"
            head = soup(path).head
            found = {
                link["hreflang"]: link["href"] for link in head.find_all("link", hreflang=True)
            }
            assert found == {
                "en": f"{ORIGIN}/{folder}",
                "vi": f"{ORIGIN}/vi/{folder}",
                "x-default": f"{ORIGIN}/{folder}",
            }
            own = f"{ORIGIN}/{'vi/' if language == 'vi' else ''}{folder}"
            assert head.find("link", rel="canonical")["href"] == own
            switch = soup(path).select_one("a.language-switch")
            other = "vi" if language == "en" else "en"
            assert urljoin(own, switch["href"]) == found[other]
            assert switch["hreflang"] == switch["lang"] == other


def test_sitemap_lists_both_languages_with_their_twins(site):
    space = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    urls = etree.parse(site / "sitemap.xml").getroot().findall("s:url", space)
    listed = {url.findtext("s:loc", namespaces=space) for url in urls}
    names = [page.folder for page in source_pages(ROOT, "en")]
    folders = ["" if name == "." else f"{name}/" for name in names]
    assert listed == {f"{ORIGIN}/{folder}{name}" for folder in ("", "vi/") for name in folders}
    for url in urls:
        languages = [link.get("hreflang") for link in url.findall("x:link", space)]
        assert languages == ["en", "vi", "x-default"]


def test_the_root_404_speaks_both_languages(site, site_below):
    for folder, base in ((site, "/"), (site_below, "/repo/")):
        page = soup(folder / "404.html")
        sections = page.select("article section[lang]")
        assert [each["lang"] for each in sections] == ["en", "vi"]
        assert [each.a["href"] for each in sections] == [base, f"{base}vi/"]
        for asset in page.find_all(["link", "script"]):
            target = asset.get("href") or asset.get("src")
            if target and not target.startswith("http"):
                assert target.startswith(base), target


def test_search_is_kept_apart_by_language(site):
    for folder, here, there in (("", "Which logit", "Bạn đang"), ("vi", "Bạn đang", "Which logit")):
        index = json.loads((site / folder / "search" / "search_index.json").read_text("utf-8"))
        titles = " ".join(entry["title"] for entry in index["docs"])
        assert here in titles
        assert there not in titles


def documented_functions(page):
    """The names of the functions that the page describes, without the classes they return."""
    for tag in page.select(".doc-heading[id]"):
        module, _, name = tag["id"].rpartition(".")
        if module in sys.modules and inspect.isfunction(getattr(sys.modules[module], name)):
            yield name


def test_every_public_name_is_in_both_references_with_a_doctest(site):
    for folder in ("", "vi"):
        page = soup(site / folder / "reference" / "api" / "index.html")
        assert sorted(documented_functions(page)) == sorted(logitkit.__all__)
    for name in logitkit.__all__:
        assert ">>> " in (getattr(logitkit, name).__doc__ or ""), name


def test_every_term_has_an_address_and_its_definition_is_shown_on_links(site):
    registry = terms.load(ROOT)
    for folder, language in (("", "en"), ("vi", "vi")):
        page = soup(site / folder / "reference" / "glossary" / "index.html")
        found = {tag["id"] for tag in page.find_all(id=True)}
        assert set(registry.terms) <= found
        definitions = {term.words(language).short for term in registry.terms.values()}
        for path in (site / folder).rglob("index.html"):
            if soup(path).html["lang"] == language:
                for link in soup(path).select("a.term"):
                    assert link["title"] in definitions


def test_formulas_are_mathml(site):
    article = soup(site / "concepts" / "logit-function" / "index.html").find("article")
    assert article.select("math[display=block]")
    assert not article.select("merror")


def test_the_two_configurations_name_the_same_pages_in_the_same_order():
    def files(nav):
        for entry in nav:
            for value in entry.values():
                yield from files(value) if isinstance(value, list) else [value]

    navigation = []
    for name in ("mkdocs.yml", "mkdocs.vi.yml"):
        text = re.search(r"^nav:\n(?: .*\n)+", (ROOT / name).read_text("utf-8"), re.M)[0]
        navigation.append(list(files(yaml.safe_load(text)["nav"])))
    english, vietnamese = navigation
    assert english == vietnamese
    assert sorted(english) == [page.name for page in source_pages(ROOT, "en")]


def test_addresses_are_the_same_wherever_they_stand():
    """The site's and the repository's addresses are set in mkdocs.yml; who repeats them, agrees."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    site_url = re.search(r'SITE_URL, "(.*)"\]', text)[1]
    repository = re.search(r"^repo_url: (.*)$", text, re.M)[1]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert (citation["url"], citation["repository-code"]) == (site_url, repository)
    assert citation["version"] == logitkit.__version__
    assert f"pip install git+{repository}\n" in (ROOT / "README.md").read_text("utf-8")


def test_an_entry_opens_with_its_definition_and_keeps_the_skeleton():
    from handbook.new import SECTIONS

    for language in LANGUAGES:
        for page in source_pages(ROOT, language):
            key = page.front_matter.get("entry")
            if key:
                assert f"\n{{{{ definition {key} }}}}\n" in page.body, page.name
                anchors = re.findall(r"^## .*\{ #([\w-]+)", page.body, re.M)
                assert [each for each in anchors if each in SECTIONS] == list(SECTIONS), page.name


@pytest.mark.parametrize("name", ["vi/index.html", "vi/concepts/odds/index.html"])
def test_the_vietnamese_says_that_no_native_reviewer_has_signed_it(site, name):
    said = "Phần tiếng Việt chưa được người bản ngữ nào trong nghề duyệt lại."
    assert said in soup(site / name).select_one(".colophon").get_text()


def test_each_page_says_when_it_was_checked_and_how_to_mend_it(site):
    for page in [page for language in LANGUAGES for page in source_pages(ROOT, language)]:
        folder = "" if page.folder == "." else page.folder
        path = site / ("vi" if page.language == "vi" else "") / folder / "index.html"
        colophon = soup(path).select_one(".colophon")
        assert colophon.time["datetime"] == str(page.front_matter["checked"])
        links = [link["href"] for link in colophon.find_all("a")]
        assert any("/issues/new?" in link for link in links)
        assert any(link.endswith(f"/edit/main/docs/{page.language}/{page.name}") for link in links)
        assert ("NumPy" in colophon.get_text()) == bool(translation.examples(page))


def test_each_entry_carries_its_definition_for_machines(site):
    for page in [page for language in LANGUAGES for page in source_pages(ROOT, language)]:
        path = site / ("vi" if page.language == "vi" else "") / page.url / "index.html"
        found = soup(path).find_all("script", type="application/ld+json")
        assert len(found) == ("entry" in page.front_matter), path
        for script in found:
            data = json.loads(script.string)
            words = terms.load(ROOT)[data["termCode"]].words(page.language)
            assert (data["name"], data["description"]) == (words.label, words.short)
            assert data["url"] == soup(path).find("link", rel="canonical")["href"]
            glossary = site / urlsplit(data["@id"]).path.lstrip("/") / "index.html"
            assert data["termCode"] in ids(glossary)


def test_each_page_can_be_cited_and_taken_away(site):
    for page in [page for language in LANGUAGES for page in source_pages(ROOT, language)]:
        folder = site / ("vi" if page.language == "vi" else "") / page.url
        colophon = soup(folder / "index.html").select_one(".colophon")
        url = soup(folder / "index.html").find("link", rel="canonical")["href"]
        assert [url in pre.get_text() for pre in colophon.select("details pre")] == [True] * 3
        assert (folder / "index.md").read_text("utf-8").startswith(f"# {page.heading}")
        assert (folder / "examples.ipynb").is_file() == bool(translation.examples(page))
