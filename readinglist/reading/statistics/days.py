"""What happened on each day, and the days put together to weeks, months and years."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from readinglist.reading.happenings import add_pages
from readinglist.reading.readings import readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from readinglist.model.entry import Entry
    from readinglist.reading.readings import Reading

# What a reading counts as, by what ended it: only what was read to its end is read.
OUTCOMES = {"finish": "read", "skim": "skimmed", "drop": "dropped"}
DAY, WEEK, MONTH, YEAR = "day", "week", "month", "year"


class Figures(NamedTuple):
    """What happened in some time.

    Attributes:
        sessions: how often something was read: lines of logs, but for those that only give up.
        read: entries that were read to the end, each once.
        readings: how often one was: what was read twice was two readings.
        skimmed: entries of which a reading was ended by skimming, each once.
        dropped: entries that were given up, each once.
        pages: pages that the logs name, each once in a reading.
        minutes: minutes that the logs name.
        added: entries that came into the list.

    """

    sessions: int = 0
    read: int = 0
    readings: int = 0
    skimmed: int = 0
    dropped: int = 0
    pages: int = 0
    minutes: int = 0
    added: int = 0


class Period(NamedTuple):
    """Days that follow each other, both ends with them; without a first one, all up to the last."""

    first: date | None
    last: date

    def has(self, day: date) -> bool:
        """Tell whether a day is one of them."""
        return day <= self.last and (self.first is None or day >= self.first)


class Ending(NamedTuple):
    """The end of a reading: of which entry, by its number, on which day, `read`, `skimmed` or `dropped`."""

    number: int
    day: date
    outcome: str


class Past(NamedTuple):
    """What logs tell: the figures of each day, and the ends of readings."""

    days: Mapping[date, Figures]
    endings: list[Ending]

    def within(self, period: Period) -> Past:
        """Return what of it was in a period."""
        days = {day: figures for day, figures in self.days.items() if period.has(day)}
        return Past(days, [each for each in self.endings if period.has(each.day)])

    @property
    def reading_days(self) -> set[date]:
        """The days on which something was read."""
        return {day for day, figures in self.days.items() if figures.sessions}

    @property
    def total(self) -> Figures:
        """All of it together."""
        ended = Counter(outcome for _, outcome in {(each.number, each.outcome) for each in self.endings})
        return _together(self.days.values(), ended)

    def by(self, unit: str) -> dict[date, Figures]:
        """Return the figures of days, weeks, months or years by their first days, in order.

        An entry that was read in two of them is in both.
        """
        first_of = {day: beginning(day, unit) for day in self.days}
        found: dict[date, list[Figures]] = {}
        for day in sorted(self.days):
            found.setdefault(first_of[day], []).append(self.days[day])
        ended: dict[date, Counter[str]] = {first: Counter() for first in found}
        for _, first, outcome in {(each.number, first_of[each.day], each.outcome) for each in self.endings}:
            ended[first][outcome] += 1
        return {first: _together(figures, ended[first]) for first, figures in found.items()}


def _together(figures: Iterable[Figures], ended: Mapping[str, int]) -> Figures:
    """Return the sum of figures, with the entries of which readings ended, which may be on several days."""
    sums = Figures(*map(sum, zip(Figures(), *figures, strict=True)))
    return sums._replace(**{outcome: ended.get(outcome, 0) for outcome in OUTCOMES.values()})


def past_of(logged: Iterable[tuple[int, Entry]], added: Iterable[str | None] = ()) -> Past:
    """Return what the logs of entries tell, each entry with a number of the caller's, and days of adding.

    Entries are looked at one by one and not kept; of each only the log and the number of pages.
    """
    counts: dict[str, Counter[date]] = {name: Counter() for name in Figures._fields}
    endings: list[Ending] = []
    for number, entry in logged:
        for reading in readings(entry):
            _count(counts, reading)
            if reading.ending:
                endings.append(Ending(number, reading.sessions[-1].day, OUTCOMES[reading.ending]))
    counts["readings"].update(each.day for each in endings if each.outcome == "read")
    for ended in set(endings):
        counts[ended.outcome][ended.day] += 1
    counts["added"].update(date.fromisoformat(day) for day in added if day)
    days = set().union(*counts.values())
    return Past({day: Figures(*(each[day] for each in counts.values())) for day in days}, endings)


def _count(counts: Mapping[str, Counter[date]], reading: Reading) -> None:
    sessions, minutes = counts["sessions"], counts["minutes"]
    for each in reading.sessions:
        if each.is_reading:
            sessions[each.day] += 1
        if each.minutes:
            minutes[each.day] += each.minutes
    add_pages(counts["pages"], reading)


def beginning(day: date, unit: str) -> date:
    """Return the first day of the week, month or year in which `day` is; weeks begin on Monday (ISO 8601).

    >>> beginning(date(2026, 11, 22), WEEK).isoformat(), beginning(date(2026, 11, 22), MONTH).isoformat()
    ('2026-11-16', '2026-11-01')
    """
    if unit == WEEK:
        return day - timedelta(days=day.weekday())
    if unit == DAY:
        return day
    return day.replace(day=1) if unit == MONTH else day.replace(month=1, day=1)


def label(first: date, unit: str) -> str:
    """Return the name of the week, month or year that begins on a day.

    >>> label(date(2026, 11, 16), WEEK), label(date(2026, 11, 1), MONTH), label(date(2026, 1, 1), YEAR)
    ('2026-W47', '2026-11', '2026')
    """
    if unit == WEEK:
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02}"
    text = first.isoformat()
    return {DAY: text, MONTH: text[: len("YYYY-MM")], YEAR: text[: len("YYYY")]}[unit]


def latest(last: date, unit: str, most: int, first: date | None = None) -> list[date]:
    """Return the first days of so many weeks, months or years, the last one that of `last`.

    There are fewer where the one of `first` comes later.
    """
    found = [beginning(last, unit)]
    least = beginning(first, unit) if first else date.min
    while len(found) < most and found[0] > least:
        found.insert(0, beginning(found[0] - timedelta(days=1), unit))
    return found
