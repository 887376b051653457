"""How fast one reads: streaks, pages a day, when a paper and the list will be done."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from readinglist.reading.wording import so_many

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# Over so many days the pace is taken: long enough for a holiday, short enough to be about now.
DAYS = 28
WEEK = 7
# What lies further ahead is no forecast.
_FURTHEST = 365 * 50


def streak(days: Collection[date], today: date) -> int:
    """Return for how many days in a row there was reading, up to today, or to yesterday if not yet today."""
    day = today if today in days else today - timedelta(days=1)
    length = 0
    while day in days:
        length += 1
        day -= timedelta(days=1)
    return length


def longest_streak(days: Collection[date]) -> tuple[int, date | None]:
    """Return the most days in a row on which there was reading, and the last of the latest such run."""
    best, last, length = 0, None, 0
    ordered = sorted(set(days))
    for before, day in pairwise([date.min, *ordered]):
        length = length + 1 if day.toordinal() - before.toordinal() == 1 and length else 1
        if length >= best:
            best, last = length, day
    return best, last


def days_of_pace(today: date, began: date) -> int:
    """Return over how many days, up to today, the pace is taken: 28, or as many as it is since one `began`.

    Someone who began three days ago has the pace of a week, no less.
    """
    return min(max((today - began).days + 1, WEEK), DAYS)


def per_day(amounts: Mapping[date, int], today: date, began: date) -> float:
    """Return how much of something there was a day, lately."""
    days = days_of_pace(today, began)
    return sum(amount for day, amount in amounts.items() if 0 <= (today - day).days < days) / days


def done_on(left: float, a_day: float, today: date) -> date | None:
    """Return the day on which what is `left` will be done at so much a day, None for never."""
    if a_day <= 0:
        return None
    days = -int(-left / a_day // 1) if left > 0 else 0
    return today + timedelta(days=days) if days <= _FURTHEST else None


class Outlook(NamedTuple):
    """What adding and finishing mean for the list.

    Attributes:
        added: entries to be read that were added lately.
        done: entries that are done, and were not before.
        left: entries that are kept and not done.
        days: in how many days that was.

    """

    added: int
    done: int
    left: int
    days: int = WEEK

    @property
    def added_a_week(self) -> float:
        """How many entries were added a week."""
        return self.added * WEEK / self.days

    @property
    def done_a_week(self) -> float:
        """How many entries became done a week."""
        return self.done * WEEK / self.days

    @property
    def weeks(self) -> int | None:
        """In how many weeks the list is done, None for never."""
        gain = (self.done - self.added) * WEEK
        if self.left == 0:
            return 0
        weeks = -(-self.left * self.days // gain) if gain > 0 else None
        return None if weeks is None or weeks > _FURTHEST / WEEK else weeks

    @property
    def sentence(self) -> str:
        """What that means, in words."""
        if not self.left:
            return "nothing is left to read"
        if self.weeks is None:
            return "at this pace the list is never done" if self.done else "nothing came off the list lately"
        return f"at this pace the list is done in {so_many(self.weeks, 'week')}"
