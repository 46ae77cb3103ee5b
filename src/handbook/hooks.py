"""MkDocs calls these.

`mkdocs build` and `mkdocs serve` on `mkdocs.yml` build the English site here and the Vietnamese
one in a second process, side by side, after one pass in which every example has run.
"""

import json
import logging
import os
import platform
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import numpy as np
from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage

from handbook import (
    card,
    check,
    cite,
    examples,
    finish,
    markdown,
    notebook,
    peers,
    permanent,
    plain,
    rebuild,
    rosetta,
    search,
    termbase,
    terms,
    translation,
    twin,
)
from handbook.page import Page, pages
from handbook.project import HandbookError
from handbook.words import WORDS

# Compiling the theme's templates is a third of a build; they change only with the lock.
TEMPLATES = FileSystemBytecodeCache()

log = logging.getLogger("mkdocs.handbook")

serving = False


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether the site is built to be published or served while it is written."""
    global serving
    serving = command == "serve"


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _language(config: MkDocsConfig) -> str:
    return str(config.theme["language"])


def _origin(config: MkDocsConfig) -> str:
    """The address of the English home page, below which both languages are."""
    own = config.site_url or "/"
    return own if _language(config) == "en" else own.removesuffix("vi/")


def on_config(config: MkDocsConfig) -> None:
    """Start the second process early; give the Vietnamese site its address."""
    handler = config.plugins["mkdocstrings"].get_handler("python")  # type: ignore[attr-defined]
    handler.env.bytecode_cache = TEMPLATES
    if _language(config) == "en":
        twin.start(_root(config))
    else:
        config.site_url = f"{config.site_url}vi/"


def on_pre_build(config: MkDocsConfig) -> None:
    """Run every example once, then have the Vietnamese site built beside this one."""
    rebuild.begin(_root(config))
    examples.forget_logitkit()
    if _language(config) != "en":
        return
    root = _root(config)
    if faults := list(check.faults(root)):
        raise HandbookError("\n".join(["the sources have faults:", *faults]))
    keys = examples.keys(root)
    if os.environ.get("HANDBOOK_SKIP_EXAMPLES"):
        log.warning("the examples are not run: their recorded outputs are shown unchecked")
    else:
        rebuild.run_examples(root, keys)
    markdown.verified = set(keys)
    twin.start(root).order(
        serving=serving, site_url=config.site_url or "", strict=config.strict, verified=keys
    )


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Publish, beside the pages, what can be taken away."""
    root, language, site = _root(config), _language(config), config.site_url or "/"
    made: dict[str, str | bytes] = {
        "llms.txt": plain.llms(root, site, language),
        **rosetta.files(root, language),
    }
    for key in examples.keys(root):
        made[f"examples/{key}.py"] = examples.script(examples.load(root, key))
    for key in peers.keys(root):
        made[f"peers/{key}.py"] = examples.script(peers.load(root, key))
    for page in pages(root, language):
        made |= permanent.moved(page, site)
        if not serving:
            made[f"{page.url}{card.FILE}"] = card.png(page, site.partition("://")[2])
        if translation.examples(page):
            url, repository = site + page.url, config.repo_url or ""
            made[f"{page.url}examples.ipynb"] = notebook.notebook(page, url, repository)
            made[f"{page.url}examples.py"] = notebook.script(page, url)
    if language == "en":
        for name, write in termbase.FILES.items():
            made[name] = write(terms.load(root))
    for name, content in made.items():
        files.append(File.generated(config, name, content=content))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Give the templates the site's own words, and the versions that ran the examples."""
    from logitkit import __version__

    env.bytecode_cache = TEMPLATES
    language, origin = _language(config), _origin(config)
    to_vietnamese, to_english = ("vi/", "") if language == "en" else ("", "../")
    env.globals["languages"] = [
        {"code": "en", "name": "English", "folder": "", "from_here": to_english},
        {"code": "vi", "name": "Tiếng Việt", "folder": "vi/", "from_here": to_vietnamese},
    ]
    env.globals["origin"] = origin
    env.globals["root_path"] = urlsplit(origin).path
    env.globals["words"] = WORDS[language]
    env.globals["card"] = "" if serving else card.FILE
    env.globals["ran_with"] = (
        f"Python {platform.python_version()}, NumPy {np.__version__}, logitkit {__version__}"
    )


def on_page_markdown(text: str, page: SitePage, config: MkDocsConfig, files: Files) -> str:
    """Say which page is converted, and write the passages that come from data.

    A Vietnamese page whose English twin has changed is marked.
    """
    source = Page(_root(config), _language(config), page.file.src_uri)
    page.meta["stale"] = translation.is_stale(source)
    page.meta["has_examples"] = bool(translation.examples(source))
    markdown.read(source)
    return source.written(text)


def on_page_context(
    context: dict[str, Any], page: SitePage, config: MkDocsConfig, nav: Navigation
) -> None:
    """Give the page's template how to cite the page, and the term that it defines."""
    source = Page(_root(config), _language(config), page.file.src_uri)
    url = page.canonical_url or ""
    context["citations"] = cite.formats(source, url)
    context["defined_term"] = termbase.defined_term(source, url, _origin(config))


def on_post_page(output: str, page: SitePage, config: MkDocsConfig) -> str:
    """Finish the page."""
    return _finished(output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Finish the page that answers an unknown address."""
    return _finished(output) if template_name == "404.html" else output


def _finished(html: str) -> str:
    """The page, sealed unless it is served: live reload writes a script of its own into it."""
    html = finish.jointed(finish.lightened(finish.repaired(html)))
    return html if serving else finish.sealed(html)


def on_post_build(config: MkDocsConfig) -> None:
    """Tune the search index; add each page's Markdown; put the Vietnamese site in its place."""
    root, site = _root(config), Path(config.site_dir)
    search.improve(site / "search" / "search_index.json", root, _language(config))
    for page in pages(root, _language(config)):
        (site / page.url / "index.md").write_text(
            plain.markdown(page, config.site_url or "/"), encoding="utf-8"
        )
    if _language(config) == "en":
        twin.start(root).deliver(site)


def on_build_error(error: Exception) -> None:
    """Let MkDocs say a fault of ours in one line instead of a traceback."""
    if isinstance(error, HandbookError):
        raise PluginError(str(error)) from None


def on_shutdown() -> None:
    """End the second process."""
    twin.stop()


def build_vietnamese(root: Path, orders: Iterable[str]) -> None:
    """Be the second process: build once for each line that comes in, and answer with a line."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)-7s -  [vi] %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(handler)
    for line in orders:
        order = json.loads(line)
        markdown.verified = set(order.pop("verified"))
        command: Literal["serve", "build"] = "serve" if order.pop("serving") else "build"
        fault = ""
        try:
            config = load_config(str(root / "mkdocs.vi.yml"), **order)
            config.plugins.on_startup(command=command, dirty=False)
            build(config)
        except (Exception, SystemExit) as error:
            fault = str(error) or type(error).__name__
        print(json.dumps(fault), file=sys.stdout, flush=True)
