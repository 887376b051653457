"""Statistics of a library: what its index tells of all entries, and the logs of those that have one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from readinglist.index.facts import facts, holders, logged
from readinglist.reading.counting import IN_ORDER, values_of
from readinglist.reading.statistics.days import OUTCOMES, Period, past_of
from readinglist.reading.statistics.summary import Matter, statistics
from readinglist.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readinglist.index import Index
    from readinglist.library.library import Library
    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile
    from readinglist.reading.statistics.shares import Facts, Shares
    from readinglist.reading.statistics.summary import Statistics

# What becomes of a reading that came to its end, where the entry is to be read again.
BEFORE = "before"


class Wanted(NamedTuple):
    """What statistics are to be of.

    Attributes:
        query: which entries, in the query language; "" for all.
        since: the first day to look at; without it all up to today are.
        until: the last day, today or before.
        fields: the fields whose values are told with what was read of each.
        most: how many values of each field.
        read_alone: whether only values of which something was read.

    """

    query: str = ""
    since: date | None = None
    until: date | None = None
    fields: Sequence[str] = ()
    most: int | None = None
    read_alone: bool = False


class Ended(NamedTuple):
    """An entry of which readings ended.

    Attributes:
        outcome: `read`, `skimmed`, `dropped`; `BEFORE` for what was read and is not so any more.
        days: the days on which they did, the oldest first; none where the log does not say.
        entry: the entry.

    """

    outcome: str
    days: tuple[date, ...]
    entry: Entry


def figures(library: Library, index: Index, wanted: Wanted, list_file: ListFile) -> Statistics:
    """Return the statistics of the entries that match."""
    asked = library.parse(wanted.query, index)
    matter = Matter(
        facts(index, asked),
        logged(index, asked),
        {name: holders(index, name) for name in wanted.fields},
        {} if wanted.query.strip() else list_file.left_out,
        wanted.most,
        wanted.read_alone,
    )
    found = statistics(matter, library.today, wanted.since, wanted.until)
    return found._replace(
        shares={name: _as_written(index, name, each) for name, each in found.shares.items()}
    )


def ended(library: Library, index: Index, wanted: Wanted) -> list[Ended]:
    """Return what was read, skimmed or dropped, the first before others.

    Of the whole list that goes by the status of today, as its figures do: also what has no day is there.
    """
    asked, today = library.parse(wanted.query, index), library.today
    period = Period(wanted.since, min(wanted.until or today, today))
    days: dict[tuple[int, str], list[date]] = {}
    for each in past_of(logged(index, asked)).within(period).endings:
        days.setdefault((each.number, each.outcome), []).append(each.day)
    if wanted.since is None:
        days = _as_of_today(days, facts(index, asked))
    entries = index.entries([number for number, _ in days])
    found = [
        Ended(outcome, tuple(those), entry)
        for (_, outcome), those, entry in zip(days, days.values(), entries, strict=True)
    ]
    return sorted(found, key=lambda each: (each.days or (date.max,), each.entry.id))


def _as_of_today(
    days: Mapping[tuple[int, str], list[date]], there: Mapping[int, Facts]
) -> dict[tuple[int, str], list[date]]:
    outcomes = OUTCOMES.values()
    now = {(number, each.status) for number, each in there.items() if each.status in outcomes}
    before = {(number, BEFORE) for number, outcome in days if outcome == "read"}
    before -= {(number, BEFORE) for number, status in now if status == "read"}
    return {
        **{each: days.get(each, []) for each in now},
        **{(number, outcome): days[number, "read"] for number, outcome in before},
    }


def _as_written(index: Index, name: str, shares: Shares) -> Shares:
    """Return shares with the values as an entry writes them, not folded as they are counted."""
    if name in IN_ORDER:
        return shares
    numbers = list(dict.fromkeys(each.number for each in shares.first))
    entries = dict(zip(numbers, index.entries(numbers), strict=True))
    first = [each._replace(value=_written(entries[each.number], name, each.value)) for each in shares.first]
    return shares._replace(first=first)


def _written(entry: Entry, name: str, folded: str) -> str:
    return next((value for value in values_of(entry, name) if fold(value) == folded), folded)
