"""The thread, checked: `docs/thread.yml` holds its claims, with a verdict on each."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from handbook import mistranslations
from handbook.project import LANGUAGES, HandbookError, line_of, read_yaml
from handbook.words import WORDS

FILE = "docs/thread.yml"
VERDICTS = tuple(word[8:] for word in WORDS["en"] if word.startswith("verdict-"))


@dataclass(frozen=True)
class Post:
    """The question, an answer (`a4`) or a comment beneath one (`a4-name`), as the thread shows."""

    id: str
    votes: int | None = None
    by: str = ""

    @property
    def answer(self) -> str:
        """The id of the question or answer to which the post belongs."""
        return self.id.partition("-")[0]

    def name(self, language: str) -> str:
        """Which post it is: `Answer 4`, `Comment by thertweck`."""
        words = WORDS[language]
        if self.id != self.answer:
            return f"{words['comment-by']} {self.by}" if self.by else words["comment"]
        number = self.id[1:]
        return f"{words['answer']} {number}" if number.isdigit() else words["question"]

    def title(self, language: str) -> str:
        """Its name with its author, where the thread names one, and its votes."""
        words = WORDS[language]
        about = [self.by] if self.by and self.id == self.answer else []
        if self.votes is not None:
            votes = str(self.votes).replace("-", "−")
            about.append(f"{votes} {words['vote' if abs(self.votes) == 1 else 'votes']}")
        return self.name(language) + (f" ({', '.join(about)})" if about else "")


@dataclass(frozen=True)
class Words:
    """A claim in one language: what was said, in our words, and what is to be said of it."""

    said: str
    answer: str


@dataclass(frozen=True)
class Claim:
    """A claim of the thread; `said_in` gives a verdict for each post that makes it."""

    id: str
    said_in: dict[str, str]
    en: Words
    vi: Words
    example: str = ""
    garbled: list[str] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        return next(iter(self.said_in.values()))

    def words(self, language: str) -> Words:
        return self.en if language == "en" else self.vi


@dataclass(frozen=True)
class Thread:
    """The posts, in the order of the page, and the claims they make."""

    posts: dict[str, Post]
    claims: list[Claim]


def load(root: Path) -> Thread:
    """Read and check the thread; a fault raises `HandbookError` with the line of its claim."""
    known = mistranslations.load(root)
    return _load(root, (root / FILE).stat().st_mtime_ns, frozenset(known))


@lru_cache(maxsize=2)
def _load(root: Path, _modified: int, garbled: frozenset[str]) -> Thread:
    text, data = read_yaml(root, FILE)
    posts = {key: Post(key, **value) for key, value in data["posts"].items()}
    claims = []
    for key, value in data["claims"].items():
        try:
            claims.append(_claim(key, dict(value), posts, garbled))
        except (TypeError, ValueError) as error:
            line = line_of(text, f"\n  {key}:") + 1
            raise HandbookError(f"{FILE}:{line}: claim {key!r}: {error}") from error
    return Thread(posts, claims)


def _claim(key: str, value: dict[str, Any], posts: dict[str, Post], known: frozenset[str]) -> Claim:
    if missing := [language for language in LANGUAGES if language not in value]:
        raise ValueError(f"{missing[0]!r} is missing")
    claim = Claim(key, en=Words(**value.pop("en")), vi=Words(**value.pop("vi")), **value)
    if not re.fullmatch(r"C\d\d", key):
        raise ValueError("an id is C and two digits")
    if not claim.said_in:
        raise ValueError("said_in names no post")
    for post, verdict in claim.said_in.items():
        if post not in posts:
            raise ValueError(f"unknown post {post!r}: one of {', '.join(posts)}")
        if verdict not in VERDICTS:
            raise ValueError(f"unknown verdict {verdict!r}: one of {', '.join(VERDICTS)}")
    if unknown := set(claim.garbled) - known:
        raise ValueError(f"{mistranslations.FILE} has no row {min(unknown)!r}")
    if not (claim.example or "[@" in claim.en.answer or claim.verdict == "opinion"):
        raise ValueError("a verdict rests on an example or a citation, or the claim is an opinion")
    return claim


def passage(root: Path, language: str) -> str:
    """All claims as Markdown, answer by answer, below a menu of verdicts."""
    thread = load(root)
    lines = [_menu(thread, language), ""]
    for answer in thread.posts.values():
        if answer.id == answer.answer:
            lines += [f"## {answer.title(language)} {{ #{answer.id} }}", ""]
            for claim in thread.claims:
                first = next(iter(claim.said_in))
                if thread.posts[first].answer == answer.id:
                    lines += _section(claim, thread, root, language)
    return "\n".join(lines)


def _menu(thread: Thread, language: str) -> str:
    """Buttons that narrow the page to one verdict; they need a script, and hide without one."""
    words = WORDS[language]
    count = Counter(claim.verdict for claim in thread.claims)
    choices = [("", words["all"], len(thread.claims))]
    choices += [(each, words[f"verdict-{each}"], count[each]) for each in VERDICTS if count[each]]
    buttons = "".join(
        f'<label class="verdict-{verdict}"><input type="radio" name="verdict" value="{verdict}"'
        f"{'' if verdict else ' checked'}> {name} <small>{number}</small></label>"
        for verdict, name, number in choices
    )
    return (
        '<form class="filter verdicts" data-items=".claim" autocomplete="off"'
        " data-search-exclude hidden>"
        f"<fieldset><legend>{words['narrow']}</legend>{buttons}</fieldset></form>"
    )


def _section(claim: Claim, thread: Thread, root: Path, language: str) -> Iterator[str]:
    own, label = claim.words(language), f'{claim.id.lower()} data-toc-label="{claim.id}"'
    yield f'<section class="claim" data-verdict="{claim.verdict}" markdown="1">'
    yield f"\n### {own.said} {{ #{label} }}\n"
    yield f"{_about(claim, thread, language)}\n"
    yield f"{own.answer.strip()}\n"
    if claim.example:
        yield f'```pycon exec="1" example="{claim.example}"\n```\n'
    if claim.garbled:
        yield f"{_garbled(claim, root, language)}\n"
    yield "</section>\n"


def _about(claim: Claim, thread: Thread, language: str) -> str:
    """The verdict, who says it in a comment, and which other posts say it too."""
    words, posts = WORDS[language], thread.posts
    first, *others = claim.said_in
    parts = [f"[](verdict:{claim.verdict}) {claim.id}"]
    if first != posts[first].answer:
        parts.append(posts[first].title(language))
    if others:
        also = (_also(posts[each], claim, language) for each in others)
        parts.append(f"{words['also-said']} {', '.join(also)}")
    return " · ".join(parts)


def _also(post: Post, claim: Claim, language: str) -> str:
    verdict = claim.said_in[post.id]
    link = f"[{post.name(language)}](#{post.answer})"
    return link if verdict == claim.verdict else f"{link} [](verdict:{verdict})"


def _garbled(claim: Claim, root: Path, language: str) -> str:
    """How the machine translation words the claim, each phrase linked to its explanation."""
    rows = mistranslations.load(root)
    phrases = ", ".join(
        f"[{rows[each].quoted}](mistranslations.md#{each})" for each in claim.garbled
    )
    return f"{WORDS[language]['garbled']} {phrases}"
