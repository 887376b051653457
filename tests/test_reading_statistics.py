"""All figures of a list: parts equal the total, and everything is what counting by hand gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.model.entry import Entry, LogItem
from readinglist.model.fields import STATUSES
from readinglist.reading.counting import values_of
from readinglist.reading.statistics.days import (
    DAY,
    MONTH,
    WEEK,
    YEAR,
    Figures,
    beginning,
    label,
    latest,
    past_of,
)
from readinglist.reading.statistics.shares import Facts
from readinglist.reading.statistics.summary import Matter, statistics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.reading.statistics.summary import Statistics

TODAY = date(2026, 3, 4)
UNITS = (DAY, WEEK, MONTH, YEAR)
AREAS = ("a", "b", "c")
# Around two turns of a year, and a few days that are yet to come.
_days = st.integers(-450, 3).map(lambda back: (TODAY + timedelta(days=back)).isoformat())
_items = st.builds(
    LogItem,
    _days,
    st.fixed_dictionaries(
        {},
        optional={
            "event": st.sampled_from(["start", "finish", "skim", "drop"]),
            "pages": st.sampled_from(["1-7", "5-9", "12", "60%", "odd"]),
            "minutes": st.sampled_from(["25", "0", "90"]),
        },
    ),
)
_entries = st.lists(
    st.builds(
        Entry,
        id=st.just("a"),
        title=st.just("A"),
        pages=st.none() | st.integers(1, 12),
        kind=st.sampled_from(["paper", "blog"]),
        status=st.sampled_from(STATUSES),
        added=st.none() | _days,
        rating=st.none() | st.integers(1, 5),
        areas=st.lists(st.sampled_from(AREAS), unique=True).map(tuple),
        venue=st.none() | st.sampled_from(["x", "y"]),
        log=st.lists(_items, max_size=5).map(tuple),
    ),
    max_size=8,
)
_since = st.none() | st.integers(-400, 0).map(lambda back: TODAY + timedelta(days=back))


def figures_of(
    entries: Sequence[Entry], since: date | None = None, until: date | None = None, most: int | None = None
) -> Statistics:
    """Return the statistics of entries, as a library would ask for them."""
    facts = {
        at: Facts(each.id, each.kind, each.status, each.added, each.rating) for at, each in enumerate(entries)
    }
    holders: dict[str, dict[str, list[int]]] = {"areas": {}, "venue": {}, "rating": {}}
    for name, values in holders.items():
        for at, each in enumerate(entries):
            for value in values_of(each, name):
                values.setdefault(value, []).append(at)
    matter = Matter(facts, enumerate(entries), holders, {"paper": 3}, most)
    return statistics(matter, TODAY, since, until)


def within(text: str, since: date | None) -> bool:
    """Tell whether a day is between `since` and today."""
    return (since is None or text >= since.isoformat()) and text <= TODAY.isoformat()


@given(_entries, _since)
@settings(deadline=None)
def test_parts_equal_the_total(entries: list[Entry], since: date | None) -> None:
    """What adds up over days, weeks, months and years is one and the same; entries count once in each."""
    found = figures_of(entries, since)
    for unit in UNITS:
        together = found.past.by(unit)
        for name in ("sessions", "readings", "pages", "minutes", "added"):
            assert sum(getattr(each, name) for each in together.values()) == getattr(found.total, name)
        assert all(each.read <= each.readings for each in together.values())
        assert list(together) == sorted(together)
        assert len({label(first, unit) for first in together}) == len(together)
    assert sum(found.progress.by_status.values()) == len(entries)
    assert found.progress.evaluated == 3 + sum(each.status != "candidate" for each in entries)


@given(_entries, _since, st.integers(0, 3))
@settings(deadline=None)
def test_the_first_values_are_the_first_of_all(entries: list[Entry], since: date | None, most: int) -> None:
    """Asking for fewer changes nothing of what is told."""
    some, whole = figures_of(entries, since, most=most), figures_of(entries, since)
    for name, shares in whole.shares.items():
        assert some.shares[name] == shares._replace(first=shares.first[:most])


def test_what_is_added_on_the_first_day_is_no_growth() -> None:
    """A list that began with many entries is not called one that grows."""
    first, later = (TODAY - timedelta(days=13)).isoformat(), (TODAY - timedelta(days=3)).isoformat()
    entries = [Entry(id="a", title="A", added=day) for day in [first] * 40 + [later] * 2]
    assert figures_of(entries).outlook.added_a_week == pytest.approx(1)
    log = (LogItem(TODAY.isoformat(), {"event": "finish"}),)
    done = [Entry(id="b", title="B", status="read", log=log)] * 5
    outlook = figures_of([*entries, *done]).outlook
    assert (outlook.left, outlook.done_a_week, outlook.added_a_week) == (42, 5, 2)
    assert outlook.sentence == "at this pace the list is done in 14 weeks"
    found = [Entry(id="c", title="C", added=later, status=each) for each in ("candidate", "rejected")]
    assert figures_of([*entries, *found * 9, *done]).outlook == outlook


def test_read_without_a_day() -> None:
    """It counts in the statuses and not in time; one that was read and logged has its day."""
    logged = Entry(id="a", title="A", status="read", log=(LogItem("2026-03-01", {"event": "finish"}),))
    skimmed = Entry(id="b", title="B", status="read", log=(LogItem("2026-03-01", {"event": "skim"}),))
    found = figures_of([logged, skimmed, Entry(id="c", title="C", status="read")])
    assert (found.undated, found.total.read, found.total.readings, found.total.skimmed) == (2, 3, 1, 0)
    assert found.progress.by_status["read"] == 3
    assert found.progress.by_status.get("skimmed", 0) == 0


def test_a_time_that_is_over() -> None:
    """A past year ends with its last day; what is of today stays that of today."""
    log = (LogItem("2025-12-31", {"event": "finish"}), LogItem("2026-01-01", {"event": "finish"}))
    entry = Entry(id="a", title="A", status="read", rating=4, areas=("a",), log=log)
    found = figures_of([entry], date(2025, 1, 1), date(2025, 12, 31))
    assert (found.total.read, found.up_to_date, found.period.last) == (1, False, date(2025, 12, 31))
    assert [(each.value, each.read, each.rating) for each in found.shares["areas"].first] == [("a", 1, 4)]
    assert figures_of([entry], date(2026, 1, 1), date(2026, 12, 31)).period.last == TODAY


def test_pace() -> None:
    """In the last four weeks."""
    log = (LogItem(TODAY.isoformat(), {"event": "finish", "pages": "1-14", "minutes": "70"}),)
    found = figures_of([Entry(id="a", title="A", status="read", log=log)])
    assert found.pace == (1, 2, 10, 7)


AGAIN = Entry(
    id="a",
    title="A",
    status="read",
    rating=5,
    areas=("a",),
    log=tuple(LogItem(day, {"event": "finish"}) for day in ("2025-05-01", "2026-02-20", "2026-03-01")),
)


def test_what_is_read_again() -> None:
    """It is one entry that is read in each time, and several readings; its rating counts once."""
    other = Entry(
        id="b",
        title="B",
        status="read",
        rating=1,
        areas=("a",),
        log=(LogItem("2026-01-02", {"event": "finish"}),),
    )
    found = figures_of([AGAIN, other], date(2026, 1, 1))
    assert (found.total.read, found.total.readings, found.rating) == (2, 3, 3)
    assert [(each.read, each.rating) for each in found.shares["areas"].first] == [(2, 3)]
    assert [(each.read, each.readings) for each in found.past.by(YEAR).values()] == [(2, 3)]
    assert [each.read for each in found.past.by(MONTH).values()] == [1, 1, 1]
    whole = figures_of([AGAIN, other])
    assert (whole.total.read, whole.total.readings, whole.readings_differ) == (2, 4, True)
    assert [figures_of([each]).readings_differ for each in (other, replace(other, log=()))] == [False, False]
    assert figures_of([replace(other, status="reading")]).readings_differ


def test_the_list_is_nearer_to_done_by_what_was_not_done_before() -> None:
    """What is read again was done already; what is to be read again is not done."""
    reopened = Entry(id="b", title="B", status="reading", log=(LogItem("2026-03-01", {"event": "finish"}),))
    found = figures_of([AGAIN, reopened])
    assert (found.outlook.done, found.outlook.left) == (0, 1)
    assert found.pace.read_a_week == 2 * 7 / 28


def test_what_was_read_of_what_was_given_up() -> None:
    """Pages noted with a `drop` make its day one of reading; there are none beyond the last page."""
    log = (
        LogItem("2026-03-01", {"event": "drop", "pages": "5-30"}),
        LogItem("2026-03-02", {"event": "drop"}),
    )
    found = figures_of([Entry(id="a", title="A", status="dropped", pages=9, log=log)])
    assert (found.total.pages, found.days_read, found.total.sessions) == (5, 1, 1)
    assert figures_of([Entry(id="a", title="A", status="dropped", log=log)]).total.pages == 26


@given(st.dates(), st.sampled_from(UNITS))
def test_weeks_months_and_years(day: date, unit: str) -> None:
    """A day is in what begins on or before it, and that begins with itself."""
    first = beginning(day, unit)
    assert first <= day
    assert beginning(first, unit) == first
    assert label(first, unit) == label(beginning(first, unit), unit)
    if unit == WEEK:
        assert first.weekday() == 0
        assert label(first, unit) == f"{first:%G-W%V}" or first.year < 1000


def test_the_latest_weeks() -> None:
    """They follow each other, the last one that of the day, the first one not before what is asked."""
    found = latest(TODAY, WEEK, 12)
    assert len(found) == 12
    assert found[-1] == date(2026, 3, 2)
    assert {(after - before).days for before, after in pairwise(found)} == {7}
    assert latest(TODAY, MONTH, 12, date(2026, 2, 20)) == [date(2026, 2, 1), date(2026, 3, 1)]
    assert latest(date(2, 1, 1), YEAR, 9) == [date(1, 1, 1), date(2, 1, 1)]


@pytest.mark.parametrize("status", ["candidate", "rejected", "read"])
def test_nothing_is_left(status: str) -> None:
    """Whether all is done or nothing was kept yet, and no claim is made of what was not."""
    assert figures_of([Entry(id="a", title="A", status=status)]).outlook.sentence == "nothing is left to read"


def test_nothing() -> None:
    """No entries, no figures."""
    assert past_of([]) == ({}, [])
    assert past_of([]).total == Figures()
    assert figures_of([]).outlook.sentence == "nothing is left to read"
