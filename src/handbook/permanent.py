"""Addresses that others may link to: listed in `docs/permanent.txt`, and never gone."""

import re
from collections.abc import Iterator
from pathlib import Path

from handbook.page import Page

FILE = "docs/permanent.txt"
KEPT = re.compile(r'<(?:h[2-6]|div|td|li|figure)\b[^>]*?\sid="(?!source-|letter-)([^"]+)"')
ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)

MOVED = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={address}">
<link rel="canonical" href="{address}">
</head>
<body><p><a href="{address}">{title}</a></p></body>
</html>
"""


def promised(root: Path) -> list[str]:
    """The addresses on the list, below the home page of either language."""
    return (root / FILE).read_text(encoding="utf-8").splitlines()


def addresses(site: Path) -> list[str]:
    """What can be linked to on the English pages of a built site."""
    found = set()
    for path in site.rglob("index.html"):
        folder = path.parent.relative_to(site).as_posix()
        article = ARTICLE.search(path.read_text(encoding="utf-8"))
        if folder.partition("/")[0] == "vi" or not article:
            continue
        page = "" if folder == "." else f"{folder}/"
        found |= {page, *(f"{page}#{anchor}" for anchor in KEPT.findall(article[0]))}
    return sorted(found)


def write(root: Path) -> None:
    """Add what the site in `site/` has to the list; nothing leaves the list."""
    listed = sorted({*promised(root), *addresses(root / "site")})
    (root / FILE).write_text("\n".join(listed) + "\n", encoding="utf-8")


def moved(page: Page, origin: str) -> Iterator[tuple[str, str]]:
    """For each name that a page had (`was:` in its front matter), a file that leads to the page."""
    for old in page.was:
        address, title = origin + page.url, page.front_matter["title"]
        html = MOVED.format(language=page.language, title=title, address=address)
        yield f"{old.removesuffix('.md')}/index.html", html
