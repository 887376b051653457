"""The readings of an entry, out of its log: an entry can be read more than once."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from readinglist.model.fields import ENDINGS, START, as_line
from readinglist.reading.amounts import Place, as_percent, number_in, pages_in, portion, share_in
from readinglist.reading.wording import for_so_long, so_many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.model.entry import Entry, LogItem
    from readinglist.reading.amounts import Pages


_ENDED = {"finish": "finished", "skim": "skimmed", "drop": "given up"}


class Session(NamedTuple):
    """One thing that happened on a day.

    Attributes:
        day: the day.
        event: `start`, `finish`, `skim`, `drop`, "" for pages or minutes alone.
        pages: the pages that were read.
        share: how far it was where pages are not known, 0 to 1.
        minutes: for how long, 0 where that was not noted.
        page: the page at which a reading began that did not begin at the first, 0 else.
        note: why an entry was given up.

    """

    day: date
    event: str = ""
    pages: Pages | None = None
    share: float | None = None
    minutes: int = 0
    page: int = 0
    note: str = ""

    @property
    def amount(self) -> str:
        """The pages, or the share, as the log has them."""
        return str(self.pages or (as_percent(self.share) if self.share else ""))

    @property
    def is_reading(self) -> bool:
        """Whether something was read, or begun, or ended: all but a mere giving up."""
        return self.event != "drop" or bool(self.pages or self.share or self.minutes)

    @property
    def what(self) -> str:
        """The event and the pages, as far as they are there."""
        return " ".join(filter(None, (self.event, f"p{self.page}" if self.page else "", self.amount)))


class Reading:
    """One time that an entry was read, from its first session to what ended it.

    Attributes:
        sessions: what happened, in the order of the log.
        of: how many pages the entry has, None where that is not known.

    """

    def __init__(self, sessions: Iterable[Session], of: int | None = None) -> None:
        """Put sessions together, at least one, but for the place of somebody who has not begun."""
        self.sessions = tuple(sessions)
        self.of = of

    @property
    def began(self) -> date:
        """The day of the first session."""
        return min(each.day for each in self.sessions)

    @property
    def latest(self) -> date:
        """The day of the last session."""
        return max(each.day for each in self.sessions)

    @property
    def ending(self) -> str:
        """`finish`, `skim` or `drop`, "" for a reading that goes on."""
        return self.sessions[-1].event if self.sessions[-1].event in ENDINGS else ""

    @property
    def only_begun(self) -> bool:
        """Whether nothing but its beginning is known."""
        return not any(each.event != START or each.amount or each.minutes for each in self.sessions)

    @property
    def minutes(self) -> int:
        """For how long, as far as it was noted."""
        return sum(each.minutes for each in self.sessions)

    @property
    def ranges(self) -> Iterator[tuple[date, Pages]]:
        """The pages that were noted, with their days; there are none beyond the last."""
        for each in self.sessions:
            if each.pages and (there := each.pages.up_to(self.of)):
                yield each.day, there

    @cached_property
    def pages(self) -> int:
        """How many pages were read, each counted once."""
        return covered(pages for _, pages in self.ranges)

    @property
    def sentence(self) -> str:
        """Say it: `2026-11-20 to 2026-11-23, finished: 12 pages, 1h30m`."""
        days = f"{self.began} to {self.latest}" if self.began != self.latest else str(self.began)
        ended = f", {_ENDED[self.ending]}" if self.ending else ""
        pages = so_many(self.pages, "page") if self.pages else ""
        amount = ", ".join(filter(None, (pages, for_so_long(self.minutes))))
        return f"{days}{ended}" + (f": {amount}" if amount else "")

    @property
    def place(self) -> Place:
        """How far the reading is; the pages before the one at which it began are behind.

        A share is made pages. Where it is not known how many there are, a share counts until pages are noted.
        """
        pages = [max(each.page - 1, each.pages.last if each.pages else 0) for each in self.sessions]
        furthest = max(pages, default=0)
        share = max((each.share for each in self.sessions if each.share), default=None)
        if self.of:
            return Place(min(max(furthest, portion(share or 0, self.of)), self.of), self.of)
        noted = [each for each in self.sessions if each.pages or each.share]
        return Place(furthest, None, share if noted and noted[-1].share else None)


def covered(ranges: Iterable[Pages]) -> int:
    """Return how many pages are in any of `ranges`.

    >>> from readinglist.reading.amounts import Pages

    >>> covered([Pages(1, 7), Pages(5, 9), Pages(20, 20)])
    10
    """
    total = reached = 0
    for first, last in sorted(ranges):
        total += max(last - max(first - 1, reached), 0)
        reached = max(reached, last)
    return total


def sessions(entry: Entry) -> Iterator[Session]:
    """Yield what the log of an entry says, by days; within a day in its order."""
    return map(_session, sorted(entry.log, key=_day_of))


def readings(entry: Entry) -> list[Reading]:
    """Return the times that an entry was read, oldest first; the last one may go on.

    A reading ends with `finish`, `skim` or `drop`; a `start` begins another one, also where nothing ended
    the one before, unless that has no start: then pages were noted later for a day before it.
    """
    found: list[list[Session]] = []
    open_ = started = False
    for each in sessions(entry):
        if not open_ or (started and each.event == START):
            found.append([])
            started = False
        found[-1].append(each)
        open_ = each.event not in ENDINGS
        started = started or each.event == START
    return [Reading(each, entry.pages) for each in found]


def current(entry: Entry) -> Reading | None:
    """Return the reading that goes on, None where none does."""
    found = readings(entry) if entry.status == "reading" and entry.log else []
    return found[-1] if found and not found[-1].ending else None


def reading_on(entry: Entry, day: str) -> Reading | None:
    """Return the reading to which a day belongs, YYYY-MM-DD; of two on one day the later."""
    found = [each for each in readings(entry) if each.began.isoformat() <= day]
    return found[-1] if found and (not found[-1].ending or day <= found[-1].latest.isoformat()) else None


def progress(entry: Entry) -> str:
    """Return how far an entry is that is being read or was read: `4/12`, `p4`, `60%`."""
    return place_of(entry).short


def place_of(entry: Entry) -> Place:
    """Return how far an entry is in the reading that goes on, at its end where it was read."""
    if entry.status == "read":
        return Place(entry.pages or 0, entry.pages, 1.0)
    reading = current(entry)
    return reading.place if reading else Place(0, entry.pages)


def place_on(entry: Entry, day: str) -> Place:
    """Return how far an entry was at the end of a day, YYYY-MM-DD, in the reading to which that belongs."""
    reading = reading_on(entry, day)
    reached = [each for each in reading.sessions if each.day.isoformat() <= day] if reading else []
    return Reading(reached, entry.pages).place


def _session(item: LogItem) -> Session:
    values = item.values
    told = values.get("pages")
    pages = pages_in(told)
    return Session(
        date.fromisoformat(item.date),
        item.event,
        pages,
        None if pages else share_in(told),
        number_in(values.get("minutes")),
        number_in(values.get("page")),
        as_line(values.get("note")),
    )


def _day_of(item: LogItem) -> str:
    return item.date
