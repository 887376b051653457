"""What was read when, over many entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.reading.amounts import Pages
from readinglist.reading.readings import readings, sessions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from readinglist.model.entry import Entry
    from readinglist.reading.readings import Reading, Session


class Happening(NamedTuple):
    """One session of one entry."""

    entry: Entry
    session: Session


def happenings(
    entries: Iterable[Entry], since: date | None = None, until: date | None = None
) -> list[Happening]:
    """Return what happened from one day to another, the latest first; on a day in the order of entries."""
    found = [
        Happening(entry, session)
        for entry in entries
        for session in reversed(list(sessions(entry)))
        if (since is None or session.day >= since) and (until is None or session.day <= until)
    ]
    return sorted(found, key=lambda each: each.session.day, reverse=True)


def pages_a_day(entries: Iterable[Entry]) -> dict[date, int]:
    """Return how many pages were read on each day; a page counts once in a reading, on its first day."""
    found: dict[date, int] = {}
    for entry in entries:
        for reading in readings(entry) if entry.log else ():
            add_pages(found, reading)
    return found


def add_pages(found: dict[date, int], reading: Reading) -> None:
    """Add to the pages of each day those that no earlier session of the same reading had."""
    seen: list[Pages] = []  # no two of them share a page
    for day, pages in sorted(reading.ranges):
        new = pages.last - pages.first + 1
        shared = [each for each in seen if each.first <= pages.last and pages.first <= each.last]
        if shared:
            new -= sum(min(pages.last, each.last) - max(pages.first, each.first) + 1 for each in shared)
            seen = [each for each in seen if each not in shared]
            pages = _from_first_to_last([*shared, pages])  # noqa: PLW2901 - as much as is known by now
        seen.append(pages)
        if new:
            found[day] = found.get(day, 0) + new


def _from_first_to_last(pages: Collection[Pages]) -> Pages:
    return Pages(min(each.first for each in pages), max(each.last for each in pages))
