"""Days and times as people speak of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MONTHS_IN_FULL = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTHS = tuple(name[:3] for name in MONTHS_IN_FULL)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK, _MONTH, _YEAR = 7, 30, 365
_HOUR = 60
_LEAST = 0.1
# Up to two of them the smaller one says more: 13 days, 8 weeks, 23 months.
_UNITS = ((2 * _YEAR, _YEAR, "years"), (2 * _MONTH, _MONTH, "months"), (2 * _WEEK, _WEEK, "weeks"))


def ago(day: date, today: date) -> str:
    """Return how long ago a day is.

    >>> from datetime import date

    >>> [ago(date(2026, 11, day), date(2026, 11, 23)) for day in (23, 22, 20, 2)]
    ['today', 'yesterday', '3 days ago', '3 weeks ago']
    """
    days = (today - day).days
    if days <= 1:
        return "yesterday" if days == 1 else "today"
    return next(
        (f"{days // size} {unit} ago" for least, size, unit in _UNITS if days >= least), f"{days} days ago"
    )


def about(day: date, today: date) -> str:
    """Return a day to come as one speaks of it: a weekday within a week, then a day, then a month.

    >>> from datetime import date

    >>> [about(date(2026, *day), date(2026, 11, 23)) for day in ((11, 23), (11, 24), (11, 26), (12, 12))]
    ['today', 'tomorrow', 'Thursday', '12 Dec']
    """
    days = (day - today).days
    if days <= 1:
        return "tomorrow" if days == 1 else "today"
    if days < _WEEK:
        return WEEKDAYS[day.weekday()]
    if days < _YEAR:
        return f"{day.day} {MONTHS[day.month - 1]}"
    return f"{MONTHS[day.month - 1]} {day.year}"


def in_full(day: date) -> str:
    """Return a day with its weekday.

    >>> from datetime import date

    >>> in_full(date(2026, 11, 23))
    'Monday 23 Nov 2026'
    """
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def so_many(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> so_many(1, "page"), so_many(0, "page")
    ('1 page', '0 pages')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def for_so_long(minutes: int) -> str:
    """Return a time as `log` takes it.

    >>> for_so_long(25), for_so_long(90), for_so_long(120), for_so_long(0)
    ('25m', '1h30m', '2h', '')
    """
    hours, rest = divmod(minutes, _HOUR)
    return (f"{hours}h" if hours else "") + (f"{rest}m" if rest else "")


def as_hours(minutes: int) -> str:
    """Return minutes in hours with tenths, of which there is one at least where there are minutes.

    >>> as_hours(90), as_hours(1), as_hours(0)
    ('1.5', '0.1', '0.0')
    """
    return f"{max(minutes / _HOUR, _LEAST if minutes else 0):,.1f}"
