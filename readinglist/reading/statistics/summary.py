"""All figures of a list, or of a part of it, at once."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from readinglist.model.fields import KEPT, KINDS
from readinglist.reading.pace import WEEK, Outlook, days_of_pace, longest_streak, streak
from readinglist.reading.progress import DONE, Progress, progress_by_kind
from readinglist.reading.statistics.days import Period, past_of
from readinglist.reading.statistics.shares import Counted, mean_rating, shares

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from readinglist.model.entry import Entry
    from readinglist.reading.statistics.days import Figures, Past
    from readinglist.reading.statistics.shares import Facts, Shares

# The fields by which a list is shown where none is asked for.
FIELDS = ("areas", "tags", "authors", "venue", "year", "rating")


class Pace(NamedTuple):
    """How much was read lately: in the last four weeks, or since one began to read at all, a week at least.

    Attributes:
        read_a_week: entries that were read to the end.
        pages_a_day: pages.
        minutes_a_day: minutes.
        days: how many days that is taken over.

    """

    read_a_week: float
    pages_a_day: float
    minutes_a_day: float
    days: int


class Streak(NamedTuple):
    """Days in a row with reading.

    Attributes:
        now: how many up to today, or to yesterday while nothing was read today.
        longest: the most in the period.
        until: the last day of the longest, None without reading.

    """

    now: int
    longest: int
    until: date | None


class Statistics(NamedTuple):
    """What there is to tell of a list.

    Attributes:
        today: the day it is.
        period: the days that are looked at; kinds, pace and outlook are those of today.
        kinds: the counts by status, of each kind.
        past: what happened in the period.
        total: all of that together; of the whole past what is read, skimmed and dropped by its status today.
        rating: the mean of the ratings of what was read, None where nothing of it is rated.
        streak: days in a row with reading.
        pace: how fast that was lately.
        outlook: what adding and finishing mean for the list.
        undated: how many entries are read without a day on which they were.
        shares: the values of some fields, with what was read of each.

    """

    today: date
    period: Period
    kinds: Mapping[str, Progress]
    past: Past
    total: Figures
    rating: float | None
    streak: Streak
    pace: Pace
    outlook: Outlook
    undated: int
    shares: Mapping[str, Shares]

    @property
    def progress(self) -> Progress:
        """The counts by status, of all kinds together."""
        counts: Counter[str] = Counter()
        for each in self.kinds.values():
            counts.update(each.by_status)
        return Progress(counts, sum(each.left_out for each in self.kinds.values()))

    @property
    def up_to_date(self) -> bool:
        """Whether the period ends today."""
        return self.period.last == self.today

    @property
    def readings_differ(self) -> bool:
        """Whether there were not just as many readings as entries are read that have a day."""
        return self.total.readings != self.total.read - (0 if self.period.first else self.undated)

    @property
    def days_read(self) -> int:
        """On how many days of the period something was read."""
        return len(self.past.reading_days)


class Matter(NamedTuple):
    """What statistics are made of.

    Attributes:
        facts: what is known of each entry, by its number.
        logged: the entries that have a log, with their numbers.
        holders: of each field that is wanted the entries, by number, that have each value.
        left_out: how many were evaluated and are not even entries, by kind.
        most: how many values of each field are wanted.
        read_alone: whether only values of which something was read are.

    """

    facts: Mapping[int, Facts]
    logged: Iterable[tuple[int, Entry]]
    holders: Mapping[str, Mapping[str, Sequence[int]]]
    left_out: Mapping[str, int]
    most: int | None = None
    read_alone: bool = False


def statistics(
    matter: Matter, today: date, first: date | None = None, last: date | None = None
) -> Statistics:
    """Return the figures of a list, of its whole past or of the days from `first` to `last`, up to today."""
    facts = matter.facts
    whole = past_of(matter.logged, (each.added for each in facts.values())).within(Period(None, today))
    period = Period(first, min(last or today, today))
    past = whole.within(period)
    finished = {each.number for each in past.endings if each.outcome == "read"}
    marked = {number for number, each in facts.items() if each.status == "read"}
    kinds = _kinds(matter)
    read, total = (finished, past.total) if first else (marked, past.total._replace(**_ended(kinds)))
    counted = Counted(facts, read, first is not None or matter.read_alone)
    return Statistics(
        today,
        period,
        kinds,
        past,
        total,
        mean_rating(facts, read),
        Streak(streak(whole.reading_days, today), *longest_streak(past.reading_days)),
        *_lately(whole, facts, today),
        len(marked - {each.number for each in whole.endings if each.outcome == "read"}),
        {name: shares(each, counted, name, matter.most) for name, each in matter.holders.items()},
    )


def _kinds(matter: Matter) -> dict[str, Progress]:
    """Return the counts of each kind in the order of kinds; a list file may name others, which come last."""
    there = progress_by_kind(((each.kind, each.status) for each in matter.facts.values()), matter.left_out)
    return {kind: there[kind] for kind in (*KINDS, *sorted(there.keys() - set(KINDS))) if kind in there}


def _ended(kinds: Mapping[str, Progress]) -> dict[str, int]:
    """Return how many entries are read, skimmed and dropped."""
    return {status: sum(each.by_status.get(status, 0) for each in kinds.values()) for status in DONE}


def _lately(past: Past, facts: Mapping[int, Facts], today: date) -> tuple[Pace, Outlook]:
    """Return what was read lately and what lies ahead, both by what happened in the same days.

    Done is what has come to an end for the first time: reading again brings the list no nearer to its own.
    Added is what is to be read, so neither candidates nor what was rejected; what was added on the first day
    is what the list began with, not its growth.
    """
    kept = {each.added for each in facts.values() if each.added and each.status in KEPT}
    founded = date.fromisoformat(min(kept, default=today.isoformat()))
    began = min(
        (day for day, figures in past.days.items() if figures.sessions or figures.dropped), default=founded
    )
    days = days_of_pace(today, began)
    window = Period(today - timedelta(days=days - 1), today)
    lately = past.within(window).total
    ended: dict[int, date] = {}
    for each in past.endings:
        ended.setdefault(each.number, each.day)
    done = [number for number, day in ended.items() if window.has(day) and facts[number].status in DONE]
    pace = Pace(lately.read * WEEK / days, lately.pages / days, lately.minutes / days, days)
    return pace, Outlook(_growth(facts, founded, window), len(done), _left(facts), days)


def _growth(facts: Mapping[int, Facts], founded: date, window: Period) -> int:
    added = (date.fromisoformat(each.added) for each in facts.values() if each.added and each.status in KEPT)
    return sum(day > founded and window.has(day) for day in added)


def _left(facts: Mapping[int, Facts]) -> int:
    return sum(each.status in KEPT and each.status not in DONE for each in facts.values())
