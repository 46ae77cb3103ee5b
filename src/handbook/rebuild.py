"""While serving, only what an edit touches is built again.

This stands apart from the hooks because MkDocs loads those as a module of its own, beside the one
that the second process has imported; the memory must be one.
"""

from pathlib import Path

from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as SitePage

from handbook import check, citations
from handbook.page import pages
from handbook.project import LANGUAGES

# What MkDocs's conversion of a page leaves in it.
CONVERTED = ("content", "toc", "_title_from_render", "present_anchor_ids")

convert, index_sections = SitePage.render, SearchIndex.add_entry_from_context
_converted: dict[str, tuple[object, dict[str, object]]] = {}
_indexed: dict[str, tuple[str, list[dict[str, object]]]] = {}
_ran: dict[str, object] = {}
_data: object = None
_texts: object = None


def begin(root: Path) -> None:
    """Note what all pages of this build lean on, and what the list of sources is made from."""
    global _data, _texts
    all_pages = [page for language in LANGUAGES for page in pages(root, language)]
    headings = [page.heading for page in all_pages]
    _data = _times(root / "docs"), _times(root / "src"), headings
    _texts = [page.path.stat().st_mtime_ns for page in all_pages]


def _convert_once(page: SitePage, config: MkDocsConfig, files: Files) -> None:
    """Convert a page, unless the last build did, from the same text and the same data.

    MkDocs would convert all pages again at every edit of one, for as long as it serves.
    """
    name = page.file.src_uri
    key = (page.markdown, _data, _texts if name == citations.SOURCES else None)
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


def _times(folder: Path) -> list[tuple[Path, int]]:
    """When the files of a folder were last written, but for pages and what Python compiled."""
    files = (path for path in sorted(folder.rglob("*")) if path.suffix not in (".md", ".pyc"))
    return [(path, path.stat().st_mtime_ns) for path in files if path.is_file()]


def run_examples(root: Path, keys: list[str]) -> None:
    """Run the examples that have not run since they, or the code, were last written."""
    code, written = _times(root / "src"), dict(_times(root / "docs" / "examples"))
    state = {key: (code, written[root / "docs" / "examples" / f"{key}.pycon"]) for key in keys}
    check.run_examples(root, [key for key in keys if _ran.get(key) != state[key]])
    _ran.update(state)
