"""Statistics of a library: what its index tells of all entries, and the logs of those that have one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.index.facts import facts, holders
from readinglist.query.tree import Has, all_of
from readinglist.reading.counting import IN_ORDER, values_of
from readinglist.reading.statistics.days import Period, past_of
from readinglist.reading.statistics.summary import Matter, statistics
from readinglist.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from readinglist.index import Index
    from readinglist.library.library import Library
    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile
    from readinglist.query.tree import Query
    from readinglist.reading.statistics.days import Ending
    from readinglist.reading.statistics.shares import Share
    from readinglist.reading.statistics.summary import Statistics


class Wanted(NamedTuple):
    """Which entries, which days, which fields, and how many values of each."""

    query: str
    since: date | None = None
    until: date | None = None
    fields: Sequence[str] = ()
    most: int | None = None


def figures(library: Library, index: Index, wanted: Wanted, list_file: ListFile) -> Statistics:
    """Return the statistics of the entries that match."""
    asked = library.parse(wanted.query, index)
    matter = Matter(
        facts(index, asked),
        _logged(index, asked),
        {name: holders(index, name) for name in wanted.fields},
        {} if wanted.query.strip() else list_file.left_out,
    )
    found = statistics(matter, library.today, wanted.since, wanted.until)
    shares = {name: _first(each, wanted.most) for name, each in found.shares.items()}
    return found._replace(
        shares={name: _as_written(index, name, each) for name, each in shares.items()},
        values={name: sum(share.value is not None for share in each) for name, each in found.shares.items()},
    )


def ended(library: Library, index: Index, wanted: Wanted) -> list[tuple[Ending, Entry]]:
    """Return with the end of each reading the entry, the oldest first."""
    today = library.today
    period = Period(wanted.since, min(wanted.until or today, today))
    past = past_of(_logged(index, library.parse(wanted.query, index))).within(period)
    endings = sorted(past.endings, key=lambda each: each.day)
    return list(zip(endings, index.entries([each.number for each in endings]), strict=True))


def _logged(index: Index, query: Query) -> Iterator[tuple[int, Entry]]:
    numbers = [number for number, _ in index.rows(all_of([query, Has("log")]), [])]
    return zip(numbers, index.entries(numbers), strict=True)


def _first(shares: Sequence[Share], most: int | None) -> list[Share]:
    """Return the first so many values, and what has none."""
    named = [each for each in shares if each.value is not None]
    return [*named[:most], *shares[len(named) :]]


def _as_written(index: Index, name: str, shares: Sequence[Share]) -> list[Share]:
    """Return shares with the values as an entry of each writes them, not folded as they are counted."""
    if name in IN_ORDER:
        return list(shares)
    written: dict[str, str] = {}
    for entry in index.entries(list(dict.fromkeys(each.number for each in shares))):
        for value in values_of(entry, name):
            written.setdefault(fold(value), value)
    return [each._replace(value=written.get(each.value or "", each.value)) for each in shares]
