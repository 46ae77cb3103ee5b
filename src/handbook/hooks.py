"""MkDocs calls these; the only file that imports it.

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
from urllib.parse import urlsplit

import numpy as np
from jinja2 import Environment, FileSystemBytecodeCache
from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped]
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage

from handbook import check, citations, examples, markdown, search, translation, twin
from handbook.page import Page, pages
from handbook.project import LANGUAGES, HandbookError
from handbook.words import WORDS

# Compiling the theme's templates is a third of a build; they change only with the lock.
TEMPLATES = FileSystemBytecodeCache()

log = logging.getLogger("mkdocs.handbook")


# What MkDocs's conversion of a page leaves in it.
CONVERTED = ("content", "toc", "_title_from_render", "present_anchor_ids")

convert, index_sections = SitePage.render, SearchIndex.add_entry_from_context
_converted: dict[str, tuple[object, dict[str, object]]] = {}
_indexed: dict[str, tuple[str, list[dict[str, object]]]] = {}
_ran: dict[str, object] = {}
_surroundings: object = None


def _convert_once(page: SitePage, config: MkDocsConfig, files: Files) -> None:
    """Convert a page, unless the last build did, from the same text and the same data.

    MkDocs would convert all pages again at every edit of one, for as long as it serves.
    """
    name = page.file.src_uri
    others = _page_times(_root(config)) if name == citations.SOURCES else None
    key = (page.markdown, _surroundings, others)
    known, state = _converted.get(name, (None, {}))
    if known == key:
        vars(page).update(state)
    else:
        convert(page, config, files)
        _converted[name] = key, {name: getattr(page, name) for name in CONVERTED}


def _index_once(index: SearchIndex, page: SitePage) -> None:
    """Take a page apart for the search index, unless the last build did, from the same HTML."""
    known, entries = _indexed.get(page.url, (None, []))
    if known == page.content:
        index.entries += [dict(entry) for entry in entries]
    else:
        content, before = page.content or "", len(index.entries)
        index_sections(index, page)
        _indexed[page.url] = content, [dict(entry) for entry in index.entries[before:]]


SitePage.render = _convert_once  # type: ignore[assignment,method-assign]
SearchIndex.add_entry_from_context = _index_once


def _page_times(root: Path) -> list[int]:
    return [
        page.path.stat().st_mtime_ns for language in LANGUAGES for page in pages(root, language)
    ]


def _times(folder: Path) -> list[tuple[Path, int]]:
    """When the files of a folder were last written, but for pages and what Python compiled."""
    files = (path for path in sorted(folder.rglob("*")) if path.suffix not in (".md", ".pyc"))
    return [(path, path.stat().st_mtime_ns) for path in files if path.is_file()]


def _what_pages_lean_on(root: Path) -> object:
    """All that shows in more than one page: data, examples, code, and the headings of pages."""
    headings = [page.heading for language in LANGUAGES for page in pages(root, language)]
    return _times(root / "docs"), _times(root / "src"), headings


def _run_examples(root: Path, keys: list[str]) -> None:
    """Run the examples that have not run since they, or the code, were last written."""
    code, written = _times(root / "src"), dict(_times(root / "docs" / "examples"))
    state = {key: (code, written[root / "docs" / "examples" / f"{key}.pycon"]) for key in keys}
    check.run_examples(root, [key for key in keys if _ran.get(key) != state[key]])
    _ran.update(state)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _language(config: MkDocsConfig) -> str:
    return str(config.theme["language"])


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
    global _surroundings
    _surroundings = _what_pages_lean_on(_root(config))
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
        _run_examples(root, keys)
    markdown.verified = set(keys)
    twin.start(root).order(site_url=config.site_url or "", strict=config.strict, verified=keys)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Publish each example as a script."""
    root = _root(config)
    for key in examples.keys(root):
        content = examples.script(examples.load(root, key))
        files.append(File.generated(config, f"examples/{key}.py", content=content))


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Give the templates the site's own words, and the versions that ran the examples."""
    from logitkit import __version__

    env.bytecode_cache = TEMPLATES
    language, own = _language(config), config.site_url or "/"
    origin = own if language == "en" else own.removesuffix("vi/")
    to_vietnamese, to_english = ("vi/", "") if language == "en" else ("", "../")
    env.globals["languages"] = [
        {"code": "en", "name": "English", "folder": "", "from_here": to_english},
        {"code": "vi", "name": "Tiếng Việt", "folder": "vi/", "from_here": to_vietnamese},
    ]
    env.globals["origin"] = origin
    env.globals["root_path"] = urlsplit(origin).path
    env.globals["words"] = WORDS[language]
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


def on_post_build(config: MkDocsConfig) -> None:
    """Tune the search index; put the Vietnamese site in its place."""
    index = Path(config.site_dir) / "search" / "search_index.json"
    search.improve(index, _root(config), _language(config))
    if _language(config) == "en":
        twin.start(_root(config)).deliver(Path(config.site_dir))


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
        fault = ""
        try:
            config = load_config(str(root / "mkdocs.vi.yml"), **order)
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        except (Exception, SystemExit) as error:
            fault = str(error) or type(error).__name__
        print(json.dumps(fault), file=sys.stdout, flush=True)
