"""All figures of a list, or of a part of it, at once."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from readinglist.model.fields import KEPT, KINDS
from readinglist.reading.pace import DAYS, WEEK, Outlook, longest_streak, per_day, streak
from readinglist.reading.progress import DONE, Progress, progress_by_kind, progress_of
from readinglist.reading.statistics.days import Period, past_of, total
from readinglist.reading.statistics.shares import Counted, shares

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from readinglist.model.entry import Entry
    from readinglist.reading.statistics.days import Figures, Past
    from readinglist.reading.statistics.shares import Facts, Shares

# The fields by which a list is shown where none is asked for.
FIELDS = ("areas", "tags", "authors", "venue", "year", "rating")


class Pace(NamedTuple):
    """How much was read lately: in the last four weeks, or since one began to read at all."""

    read_a_week: float
    pages_a_day: float
    minutes_a_day: float


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
    def total(self) -> Figures:
        """What happened in the period, all together."""
        return total(self.past.days.values())

    @property
    def days_read(self) -> int:
        """On how many days of the period something was read."""
        return sum(figures.sessions > 0 for figures in self.past.days.values())


class Matter(NamedTuple):
    """What statistics are made of.

    Attributes:
        facts: what is known of each entry, by its number.
        logged: the entries that have a log, with their numbers.
        holders: of each field that is wanted the entries, by number, that have each value.
        left_out: how many were evaluated and are not even entries, by kind.
        most: how many values of each field are wanted.

    """

    facts: Mapping[int, Facts]
    logged: Iterable[tuple[int, Entry]]
    holders: Mapping[str, Mapping[str, Sequence[int]]]
    left_out: Mapping[str, int]
    most: int | None = None


def statistics(
    matter: Matter, today: date, first: date | None = None, last: date | None = None
) -> Statistics:
    """Return the figures of a list, of its whole past or of the days from `first` to `last`, up to today."""
    facts = matter.facts
    whole = past_of(matter.logged, (each.added for each in facts.values())).within(Period(None, today))
    period = Period(first, min(last or today, today))
    past = whole.within(period)
    bound = first is not None
    dated = {each.number for each in whole.endings if each.outcome == "read"}
    marked = {number for number, each in facts.items() if each.status == "read"}
    read = (
        Counter(each.number for each in past.endings if each.outcome == "read") if bound else Counter(marked)
    )
    counted = Counted(facts, read, bound)
    return Statistics(
        today,
        period,
        _kinds(matter),
        past,
        _streak(whole, past, today),
        _pace(whole, today),
        _outlook(whole, facts, today),
        len(marked - dated),
        {name: shares(each, counted, name, matter.most) for name, each in matter.holders.items()},
    )


def _kinds(matter: Matter) -> dict[str, Progress]:
    """Return the counts of each kind in the order of kinds; a list file may name others, which come last."""
    there = progress_by_kind(((each.kind, each.status) for each in matter.facts.values()), matter.left_out)
    return {kind: there[kind] for kind in (*KINDS, *sorted(there.keys() - set(KINDS))) if kind in there}


def _streak(whole: Past, past: Past, today: date) -> Streak:
    now = streak({day for day, figures in whole.days.items() if figures.sessions}, today)
    return Streak(now, *longest_streak({day for day, figures in past.days.items() if figures.sessions}))


def _began(past: Past, today: date) -> date:
    """Return the first day on which anything was read or given up."""
    return min((day for day, figures in past.days.items() if figures.sessions or figures.done), default=today)


def _pace(past: Past, today: date) -> Pace:
    began = _began(past, today)

    def lately(name: str) -> float:
        return per_day({day: getattr(figures, name) for day, figures in past.days.items()}, today, began)

    return Pace(lately("read") * WEEK, lately("pages"), lately("minutes"))


def _outlook(past: Past, facts: Mapping[int, Facts], today: date) -> Outlook:
    """Return what lies ahead; what was added on the first day is what the list began with, not its growth.

    Candidates and what was rejected are not to be read, so they are no growth either.
    """
    kept = (each.added for each in facts.values() if each.added and each.status in KEPT)
    added = {day: count for day, count in Counter(map(date.fromisoformat, kept)).items() if day <= today}
    began = min(added, default=today)
    days = min(max((today - began).days + 1, WEEK), DAYS)
    lately = sum(count for day, count in added.items() if day > began and (today - day).days < DAYS)
    done = per_day({day: figures.done for day, figures in past.days.items()}, today, _began(past, today))
    left = progress_of(each.status for each in facts.values())
    return Outlook(lately / days * WEEK, done * WEEK, left.kept - sum(left.by_status[each] for each in DONE))
