"""Pages as plain Markdown, and the list of them, for readers that are programs."""

import posixpath
import re
from pathlib import Path

from handbook import citations, examples, peers, terms
from handbook.cite import SITE
from handbook.page import Page, pages
from handbook.project import FENCE
from handbook.translation import LINK
from handbook.words import WORDS

EXAMPLE = re.compile(r'^```pycon (?:exec="1" example|(peer))="([^"]*)"\n```$', re.M)
ATTRIBUTES = re.compile(r" *\{ *[#.][^}]*\}")
BLOCK = re.compile(r"^\{\{ *([a-z]+) *([a-z0-9-]*) *\}\}$", re.M)


def markdown(page: Page, site: str) -> str:
    """The page with its examples and their outputs; links and citations lead to the site."""
    text = EXAMPLE.sub(lambda match: _example(page, match), page.body)
    parts, end = [], 0
    for fence in FENCE.finditer(text):
        parts += [_prose(page, site, text[end : fence.start()]), fence[0]]
        end = fence.end()
    parts.append(_prose(page, site, text[end:]))
    cited = dict.fromkeys(citations.keys_in(page.prose))
    return "".join(parts).strip() + "\n" + _sources(page, list(cited))


def llms(root: Path, site: str, language: str) -> str:
    """The list of all pages with what each answers: `llms.txt`."""
    lines = [f"# {SITE[language]}", "", f"> {WORDS[language]['about']}", ""]
    for page in pages(root, language):
        about = page.front_matter["description"]
        lines.append(f"- [{page.front_matter['title']}]({site}{page.url}index.md): {about}")
    return "\n".join(lines) + "\n"


def _example(page: Page, match: re.Match[str]) -> str:
    shown = (peers if match[1] else examples).load(page.root, match[2])
    return f"```pycon\n{examples.transcript(shown, [step.recorded for step in shown.steps])}```"


def _prose(page: Page, site: str, text: str) -> str:
    text = citations.CITATION.sub(lambda match: _cited(page, match[1]), text)
    text = LINK.sub(lambda match: _link(page, site, match), text)
    text = BLOCK.sub(lambda match: _block(page, site, match[1], match[2]), text)
    return ATTRIBUTES.sub("", text)


def _cited(page: Page, keys: str) -> str:
    sources = citations.load(page.root)
    return f"({'; '.join(sources[key].label for key in citations.split(keys))})"


def _link(page: Page, site: str, match: re.Match[str]) -> str:
    image, target = match[1], match[2]
    text = re.match(r"!?\[(.*?)\]\(", match[0], re.S)
    label = text[1] if text else ""
    kind, _, key = target.partition(":")
    if image:
        return f"*{label}*"
    if kind == "term":
        label = label or terms.load(page.root)[key].words(page.language).label
        return f"[{label}]({site}{_url(page, terms.GLOSSARY)}#{key})"
    if kind in ("verdict", "mark"):
        return f"**{WORDS[page.language][f'{kind}-{key}']}**"
    if ":" in target:
        return match[0]
    name, hash_, anchor = target.partition("#")
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), name))
    return f"[{label}]({site}{_url(page, beside if name else page.name)}{hash_}{anchor})"


def _url(page: Page, name: str) -> str:
    return Page(page.root, page.language, name).url if name.endswith(".md") else name


def _block(page: Page, site: str, name: str, argument: str) -> str:
    if name == "definition":
        return f"**{terms.load(page.root)[argument].words(page.language).short}**"
    return f"<{site}{page.url}>"


def _sources(page: Page, keys: list[str]) -> str:
    sources = citations.load(page.root)
    lines = [f"- {sources[key].label}: {citations.plain(sources[key].text)}" for key in keys]
    return "\n".join(["", f"## {WORDS[page.language]['foot']}", "", *lines, ""]) if keys else ""
