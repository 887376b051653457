"""Streaks and pace, against counting by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.reading.pace import Outlook, done_on, longest_streak, per_day, streak

TODAY = date(2026, 3, 1)
_days = st.sets(st.integers(-60, 0).map(lambda back: TODAY + timedelta(days=back)))


@given(_days)
def test_streaks(days: set[date]) -> None:
    """They are as long as counting back day by day says, and the longest is at least as long as this one."""
    last = TODAY if TODAY in days else TODAY - timedelta(days=1)
    expected = next(length for length in range(100) if last - timedelta(days=length) not in days)
    assert streak(days, TODAY) == expected
    runs = [
        next(length for length in range(100) if day - timedelta(days=length) not in days)
        for day in sorted(days)
    ]
    best, end = longest_streak(days)
    assert best == max(runs, default=0)
    assert (end is None) == (not days)
    if end:
        assert all(end - timedelta(days=back) in days for back in range(best))


@given(
    st.dictionaries(st.integers(-80, 0).map(lambda back: TODAY + timedelta(days=back)), st.integers(0, 50))
)
def test_pace(amounts: dict[date, int]) -> None:
    """What was read in the last four weeks, by the days since it began, a week at least."""
    lately = sum(amount for day, amount in amounts.items() if (TODAY - day).days < 28)
    began = min((day for day, amount in amounts.items() if amount), default=TODAY)
    days = min(28, max(7, (TODAY - began).days + 1))
    assert per_day(amounts, TODAY, began) == pytest.approx(lately / days)


def test_what_is_to_come_is_no_pace() -> None:
    """A log may have days of a wrong clock."""
    assert per_day({TODAY + timedelta(days=1): 9}, TODAY, TODAY) == 0


@pytest.mark.parametrize(
    ("left", "a_day", "days"), [(0, 1, 0), (1, 1, 1), (9, 2, 5), (9, 0, None), (1e9, 1, None)]
)
def test_when_it_is_done(left: float, a_day: float, days: int | None) -> None:
    """So many days ahead, rounded up; never where nothing is done, or in a hundred years."""
    assert done_on(left, a_day, TODAY) == (None if days is None else TODAY + timedelta(days=days))


@pytest.mark.parametrize(
    ("added", "done", "left", "weeks", "said"),
    [
        (1, 3, 28, 14, "at this pace the list is done in 14 weeks"),
        (0, 50, 3, 1, "at this pace the list is done in 1 week"),
        (3, 3, 28, None, "at this pace the list is never done"),
        (0, 0, 28, None, "nothing came off the list lately"),
        (0, 1, 9999, None, "at this pace the list is never done"),
        (5, 0, 0, 0, "nothing is left to read"),
    ],
)
def test_what_that_means(added: int, done: int, left: int, weeks: int | None, said: str) -> None:
    """In how many weeks the list is done, or never."""
    assert (Outlook(added, done, left).weeks, Outlook(added, done, left).sentence) == (weeks, said)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(1, 300), st.integers(7, 28))
def test_weeks_are_whole_and_exact(added: int, done: int, left: int, days: int) -> None:
    """So many weeks take away what is left, and one less does not."""
    outlook = Outlook(added, done, left, days)
    gain = (done - added) * 7  # in so many days
    if outlook.weeks is None:
        assert gain <= 0 or left * days > gain * 2600
    else:
        assert (outlook.weeks - 1) * gain < left * days <= outlook.weeks * gain
    assert outlook.done_a_week - outlook.added_a_week == pytest.approx(gain / days)
