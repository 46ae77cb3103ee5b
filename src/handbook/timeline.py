"""The timeline: `docs/history.yml` holds the dated facts, each with its sources and its mark."""

import calendar
import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from handbook.project import LANGUAGES, HandbookError, line_of, read_yaml
from handbook.words import WORDS

FILE = "docs/history.yml"
PAGE = "history/index.md"
DATE = re.compile(r"\d{4}(?:/\d{4}|-\d\d(?:-\d\d)?)?")


def _choices(kind: str) -> tuple[str, ...]:
    prefix = f"{kind}-"
    return tuple(word.removeprefix(prefix) for word in WORDS["en"] if word.startswith(prefix))


CHOICES = {kind: _choices(kind) for kind in ("sense", "field", "mark")}
"""What a record's sense, field and mark may be; by these the page can be narrowed."""


@dataclass(frozen=True)
class Event:
    """A dated fact, the page that tells more, and the word that is new with it, if any."""

    id: str
    date: str
    sense: str
    field: str
    mark: str
    sources: list[str]
    page: str
    en: str
    vi: str
    word: str = ""

    @property
    def order(self) -> tuple[int, ...]:
        return tuple(map(int, re.findall(r"\d+", self.date)))

    def when(self, language: str) -> str:
        """The date as it is written: `14 November 2015`, `14/11/2015`, `1940/41`."""
        if "/" in self.date:
            return f"{self.date[:5]}{self.date[7:]}"
        year, *rest = self.date.split("-")
        if language == "vi":
            return "/".join([*rest[::-1], year])
        month = [calendar.month_name[int(rest[0])]] if rest else []
        return " ".join([*(str(int(day)) for day in rest[1:]), *month, year])


@dataclass(frozen=True)
class Era:
    """A stretch of the timeline that begins with the year `since`."""

    id: str
    since: int
    en: str
    vi: str
    events: list[Event]


def load(root: Path) -> list[Era]:
    """Read and check the records; a fault raises `HandbookError` with the line of its record."""
    return _load(root, (root / FILE).stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _load(root: Path, _modified: int) -> list[Era]:
    text, data = read_yaml(root, FILE)
    eras = [Era(key, events=[], **value) for key, value in data["eras"].items()]
    before: tuple[int, ...] = ()
    for key, value in data["events"].items():
        try:
            event = _event(key, dict(value))
            if event.order < before:
                raise ValueError(f"{event.date} stands after a later date")
            before = event.order
            next(era for era in reversed(eras) if era.since <= before[0]).events.append(event)
        except (TypeError, ValueError) as error:
            raise HandbookError(f"{FILE}:{_line(text, key)}: record {key!r}: {error}") from error
    return eras


def events(root: Path) -> list[Event]:
    """All records, the oldest first."""
    return [event for era in load(root) for event in era.events]


def place(root: Path, event: Event) -> str:
    """Where a record stands, as `file:line`."""
    return f"{FILE}:{_line((root / FILE).read_text(encoding='utf-8'), event.id)}"


def _line(text: str, key: str) -> int:
    return line_of(text, f"\n  {key}:") + 1


def _event(key: str, value: dict[str, Any]) -> Event:
    if missing := [language for language in LANGUAGES if not value.get(language)]:
        raise ValueError(f"{missing[0]!r} is missing")
    event = Event(key, date=str(value.pop("date", "")), **value)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
        raise ValueError("an id is small letters and digits, joined by hyphens")
    if not DATE.fullmatch(event.date):
        raise ValueError(f"a date is 1944, 2015-11, 2015-11-14 or 1940/1941, not {event.date!r}")
    for kind, known in CHOICES.items():
        if getattr(event, kind) not in known:
            raise ValueError(f"{kind} is one of {', '.join(known)}, not {getattr(event, kind)!r}")
    if not event.sources:
        raise ValueError("a record names its sources")
    return event


def passage(root: Path, language: str) -> str:
    """All records as Markdown lists, era by era, below a form that narrows them."""
    lines = [_form(root, language), ""]
    for era in load(root):
        lines += [f"## {era.en if language == 'en' else era.vi} {{ #{era.id} }}", ""]
        lines += ['<div class="timeline" markdown="1">', ""]
        lines += [line for event in era.events for line in _item(event, language)]
        lines += ["", "</div>", ""]
    return "\n".join(lines)


def _form(root: Path, language: str) -> str:
    """What narrows the timeline, for a browser with a script; it hides without one."""
    words, shown = WORDS[language], events(root)
    menus = ""
    for kind, known in CHOICES.items():
        used = {getattr(event, kind) for event in shown}
        options = "".join(
            f'<option value="{each}">{html.escape(words[f"{kind}-{each}"])}</option>'
            for each in known
            if each in used
        )
        menus += (
            f'<label>{words[f"timeline-{kind}"]} <select name="{kind}" autocomplete="off">'
            f'<option value="">{words["all"]}</option>{options}</select></label>'
        )
    return (
        f'<div class="lookup"><form class="filter" data-items=".timeline li"'
        f" data-search-exclude hidden>{menus}"
        f'<output data-said="{words["timeline-shown"]}"></output> '
        f'<button type="reset">{words["rosetta-clear"]}</button></form></div>'
    )


def _item(event: Event, language: str) -> Iterator[str]:
    words = WORDS[language]
    address = posixpath.relpath(event.page, posixpath.dirname(PAGE))
    cited = "; ".join(f"@{key}" for key in event.sources)
    about = f"{words[f'sense-{event.sense}']} · {words[f'field-{event.field}']}"
    choices = " ".join(f'data-{kind}="{getattr(event, kind)}"' for kind in CHOICES)
    yield f"- **[{event.when(language)}]({address})**"
    yield event.en if language == "en" else event.vi
    yield f"[{cited}] <small>[](mark:{event.mark}) {about}</small>"
    yield f"{{ #{event.id} .family-{event.sense} {choices} }}"
