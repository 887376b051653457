"""How it stands with what is being read: how far, since when it has lain, when it will be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.reading.pace import DAYS, done_on
from readinglist.reading.readings import current, place_of
from readinglist.reading.wording import about, ago, so_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from readinglist.model.entry import Entry
    from readinglist.reading.amounts import Place


class Standing(NamedTuple):
    """How it stands with one entry that is being read.

    Attributes:
        entry: the entry.
        place: how far it is.
        last: the day on which it was last read or else begun, None where no log says so.
        only_begun: whether that day is known for its beginning alone.
        done: the day on which it will be done at this pace, None where that cannot be told.

    """

    entry: Entry
    place: Place
    last: date | None
    only_begun: bool
    done: date | None

    def cells(self) -> Iterator[str]:
        """Yield it for programs: progress, the last day, pages left, the day on which it will be done."""
        left = self.place.left
        yield self.place.short
        yield str(self.last or "")
        yield "" if left is None else str(left)
        yield str(self.done or "")

    def told(self, today: date) -> tuple[str, str, str]:
        """Say it: `page 19 of 24, 5 left`, `read 3 days ago`, `done about Thursday`; "" where not known."""
        of = self.place.of
        place = self.place.sentence or (so_many(of, "page") if of else "")
        last = f"{'begun' if self.only_begun else 'read'} {ago(self.last, today)}" if self.last else ""
        return place, last, f"done about {about(self.done, today)}" if self.done else ""


def read_lately(entry: Entry, today: date) -> bool:
    """Tell whether an entry that is being read was read or begun on one of the days that make the pace."""
    reading = current(entry)
    return reading is not None and (today - reading.latest).days < DAYS


def standing(entry: Entry, today: date, share: Callable[[], float]) -> Standing:
    """Return how it stands with an entry.

    Args:
        entry: an entry that is being read.
        today: the day it is.
        share: returns how many pages a day go to each entry that was read lately; of one that was not it
            cannot be told when it will be done.

    """
    place, reading = place_of(entry), current(entry)
    if reading is None:
        return Standing(entry, place, None, only_begun=False, done=None)
    done = None
    if place.left and read_lately(entry, today):
        done = done_on(place.left, share(), today)
    return Standing(entry, place, reading.latest, reading.only_begun, done)
