"""How to cite a page of the handbook: as BibTeX, as CSL-JSON and as plain text."""

import json
from datetime import date

from handbook.page import Page

AUTHOR = "The Logit Handbook contributors"
SITE = {"en": "The Logit Handbook", "vi": "Sổ tay Logit"}


def formats(page: Page, url: str) -> dict[str, str]:
    """The citation of a page in each format, by the format's name."""
    return {"text": plain(page, url), "BibTeX": bibtex(page, url), "CSL-JSON": csl(page, url)}


def plain(page: Page, url: str) -> str:
    checked = _checked(page)
    return f"{AUTHOR} ({checked.year}). {page.heading}. {SITE[page.language]}. {checked}. {url}"


def bibtex(page: Page, url: str) -> str:
    checked = _checked(page)
    fields = {
        "author": f"{{{AUTHOR}}}",
        "title": page.heading,
        "howpublished": SITE[page.language],
        "year": str(checked.year),
        "url": url,
        "note": f"{'As of' if page.language == 'en' else 'Bản ngày'} {checked}",
        "langid": "english" if page.language == "en" else "vietnamese",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{_key(page)},\n{lines}}}"


def csl(page: Page, url: str) -> str:
    checked = _checked(page)
    item = {
        "id": _key(page),
        "type": "webpage",
        "title": page.heading,
        "container-title": SITE[page.language],
        "author": [{"literal": AUTHOR}],
        "issued": {"date-parts": [[checked.year, checked.month, checked.day]]},
        "URL": url,
        "language": page.language,
    }
    return json.dumps([item], ensure_ascii=False, indent=1)


def _checked(page: Page) -> date:
    return date.fromisoformat(str(page.front_matter["checked"]))


def _key(page: Page) -> str:
    name = "home" if page.folder == "." else page.folder.replace("/", "-")
    return f"logit-handbook-{name}-{page.language}"
