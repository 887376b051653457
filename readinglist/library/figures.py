"""Statistics of a library: what its index tells of all entries, and the logs of those that have one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.index.facts import facts, holders, logged
from readinglist.reading.counting import IN_ORDER, values_of
from readinglist.reading.statistics.days import Period, past_of
from readinglist.reading.statistics.summary import Matter, statistics
from readinglist.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from readinglist.index import Index
    from readinglist.library.library import Library
    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile
    from readinglist.reading.statistics.days import Ending
    from readinglist.reading.statistics.shares import Shares
    from readinglist.reading.statistics.summary import Statistics


class Wanted(NamedTuple):
    """What statistics are to be of.

    Attributes:
        query: which entries, in the query language; "" for all.
        since: the first day to look at; without it all up to today are.
        until: the last day, today or before.
        fields: the fields whose values are told with what was read of each.
        most: how many values of each field.

    """

    query: str = ""
    since: date | None = None
    until: date | None = None
    fields: Sequence[str] = ()
    most: int | None = None


def figures(library: Library, index: Index, wanted: Wanted, list_file: ListFile) -> Statistics:
    """Return the statistics of the entries that match."""
    asked = library.parse(wanted.query, index)
    matter = Matter(
        facts(index, asked),
        logged(index, asked),
        {name: holders(index, name) for name in wanted.fields},
        {} if wanted.query.strip() else list_file.left_out,
        wanted.most,
    )
    found = statistics(matter, library.today, wanted.since, wanted.until)
    return found._replace(
        shares={name: _as_written(index, name, each) for name, each in found.shares.items()}
    )


def ended(library: Library, index: Index, wanted: Wanted) -> list[tuple[Ending, Entry]]:
    """Return with the end of each reading the entry, the oldest first."""
    today = library.today
    period = Period(wanted.since, min(wanted.until or today, today))
    past = past_of(logged(index, library.parse(wanted.query, index))).within(period)
    found = zip(past.endings, index.entries([each.number for each in past.endings]), strict=True)
    return sorted(found, key=lambda each: (each[0].day, each[1].id))


def _as_written(index: Index, name: str, shares: Shares) -> Shares:
    """Return shares with the values as an entry writes them, not folded as they are counted."""
    if name in IN_ORDER:
        return shares
    written: dict[str, str] = {}
    for entry in index.entries(list(dict.fromkeys(each.number for each in shares.first))):
        for value in values_of(entry, name):
            written.setdefault(fold(value), value)
    first = [each._replace(value=written.get(each.value, each.value)) for each in shares.first]
    return shares._replace(first=first)
