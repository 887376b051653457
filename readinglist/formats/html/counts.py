"""The counts of the list as HTML."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from readinglist.formats.html.markup import tag, text
from readinglist.formats.works import plural
from readinglist.reading.amounts import as_percent
from readinglist.reading.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping


def total(progress: Mapping[str, Progress]) -> Progress:
    """Return the counts of all kinds together."""
    statuses: Counter[str] = Counter()
    for each in progress.values():
        statuses.update(each.by_status)
    return Progress(statuses, sum(each.left_out for each in progress.values()))


def figures(progress: Mapping[str, Progress]) -> str:
    """Return how many are kept, evaluated and read, in figures and as a bar; "" where that is not known."""
    whole = total(progress)
    if not whole.kept:
        return ""
    read = whole.by_status.get("read", 0)
    percent = as_percent(read / whole.kept, whole=True)
    bar = f'<progress value="{read}" max="{whole.kept}" aria-label="Read">{percent}</progress>'
    return tag("p", _numbers(whole), "figures") + tag("div", bar, "progress") + _of_kinds(progress)


def _numbers(whole: Progress) -> str:
    evaluated = f" of {_bold(whole.evaluated)} evaluated" if whole.evaluated > whole.kept else ""
    reading = whole.by_status.get("reading", 0)
    told = [f"{_bold(whole.kept)} kept{evaluated}", f"{_bold(whole.by_status.get('read', 0))} read"]
    told += [f"{_bold(reading)} being read"] if reading else []
    return ", ".join(f"<span>{each}</span>" for each in told)


def _bold(number: int) -> str:
    return f"<b>{number:,}</b>"


def _of_kinds(progress: Mapping[str, Progress]) -> str:
    kinds = {kind: each for kind, each in progress.items() if each.evaluated}
    if len(kinds) <= 1:
        return ""
    told = (f"{each.kept:,} of {each.evaluated:,} {text(plural(kind))}" for kind, each in kinds.items())
    return tag("p", " · ".join(told), "kinds")


def number_shown(number: int, whole: Progress, day: dt.date) -> str:
    """Return how many entries the page has, of how many, and when that was.

    >>> number_shown(2, Progress({"unread": 97}), dt.date(2026, 11, 3))
    '2 of the 97 entries of the list, as of 3 November 2026.'
    """
    of_all = sum(whole.by_status.values())
    noun = "entry" if number == 1 else "entries"
    part = f"{number:,} of the {of_all:,} entries of the list" if number < of_all else f"{number:,} {noun}"
    return f"{part}, as of {day.day} {day:%B %Y}." if day > dt.date.min else f"{part}."
