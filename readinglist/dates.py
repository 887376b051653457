"""Dates as people write them: partial ones, and days in human words. The day it is, is passed in."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

DAY_FORMS = "2026-11-22, today, yesterday, monday, nov 3, -10d, -2w or 3 months ago"
SPAN_FORMS = "2018, 2018-06, 2018-06-21, nov 2018, yesterday, monday, -2w or 3 months ago"

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
# Left to be compiled on first use: most commands read no human dates.
_SHORT_AGO = r"-(\d{1,5})\s?([dwmy])"
_LONG_AGO = r"(\d{1,5}|an?|one) (day|week|month|year)s? ago"
_MONTH_FIRST = r"([a-z]{3,9})\.? (\d{1,2})(?:,? (\d{4}))?"
_DAY_FIRST = r"(\d{1,2})\.? ([a-z]{3,9})\.?(?:,? (\d{4}))?"
_MONTH_OF_YEAR = r"([a-z]{3,9})\.?,? (\d{4})"
_NAMED = {"today": 0, "yesterday": -1, "tomorrow": 1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORTEST_NAME = 3
_MONTHS_A_YEAR = 12
# A leap day that no year is given for may lie this many years back: 2096-02-29 is the last before 2104.
_LEAP_GAP = 8


@lru_cache(maxsize=1024)
def is_partial(text: str) -> bool:
    """Tell whether `text` is a date as YYYY, YYYY-MM or YYYY-MM-DD that the calendar has."""
    match = _PARTIAL.fullmatch(text)
    if match is None:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_day(text: str) -> bool:
    """Tell whether `text` is a day as YYYY-MM-DD that the calendar has."""
    return len(text) == len("YYYY-MM-DD") and is_partial(text)


def span(text: str) -> tuple[str, str]:
    """Return the first and the last day of a partial date, as YYYY-MM-DD.

    >>> span("2018-06")
    ('2018-06-01', '2018-06-30')

    Raises:
        ValueError: `text` is no such date.

    """
    first, last = _partial_span(text)
    return first.isoformat(), last.isoformat()


def parse_day(text: str, today: date) -> date:
    """Return the day that `text` means to someone on the day `today`.

    A day as YYYY-MM-DD; `today`, `yesterday`, `tomorrow`; a weekday or a day of a month, in full or
    shortened, which is the latest such day that is not to come; `3 days ago`, `2 weeks ago`; `-10d`, `-2w`,
    `-1m`, `-1y`. A month is a month of the calendar, cut at its last day. Case does not matter.

    >>> parse_day("nov 3", date(2026, 11, 2)).isoformat()
    '2025-11-03'

    Raises:
        ValueError: it is no day, or one the calendar does not have; the message names what would fit.

    """
    word = " ".join(text.lower().split())
    try:
        found = (
            _iso_day(word) or _named_day(word, today) or _day_ago(word, today) or _day_of_month(word, today)
        )
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise ValueError(f'"{text}" is not a day; write it like {DAY_FORMS}')
    return found


def parse_span(text: str, today: date) -> tuple[date, date]:
    """Return the first and the last day that `text` means: a partial date, `nov 2018`, or a day.

    A day is what `parse_day` takes.

    Raises:
        ValueError: it is none of them; the message names what would fit.

    """
    word = " ".join(text.lower().split())
    try:
        return _month_span(word) or _partial_span(word)
    except ValueError:
        pass
    try:
        day = parse_day(word, today)
    except ValueError:
        raise ValueError(f'"{text}" is not a date; write it like {SPAN_FORMS}') from None
    return day, day


def as_written(text: str, today: date) -> str:
    """Return what `text` means as a date that files hold, as precise as it is said: a day, a month or a year.

    It is what `parse_span` takes.

    >>> as_written("nov 2018", date(2026, 11, 2)), as_written("yesterday", date(2026, 11, 2))
    ('2018-11', '2026-11-01')

    Raises:
        ValueError: it is no date; the message names what would fit.

    """
    plain = text.strip()
    if is_partial(plain):
        return plain
    first, last = parse_span(plain, today)
    return first.isoformat() if first == last else first.isoformat()[: len("YYYY-MM")]


def _partial_span(text: str) -> tuple[date, date]:
    if not is_partial(text):
        raise ValueError(f'"{text}" is not a date as YYYY, YYYY-MM or YYYY-MM-DD')
    year, month, day = (int(part) if part else 0 for part in (text[:4], text[5:7], text[8:10]))
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    return (
        (date(year, month, day),) * 2
        if day
        else (date(year, month, 1), date(year, month, _days_in(year, month)))
    )


def _month_span(word: str) -> tuple[date, date] | None:
    match = re.fullmatch(_MONTH_OF_YEAR, word, re.ASCII)
    month = _position(match[1], _MONTHS) if match else None
    if match is None or month is None:
        return None
    return _partial_span(f"{match[2]}-{month + 1:02}")


def _iso_day(word: str) -> date | None:
    return date.fromisoformat(word) if is_day(word) else None


def _named_day(word: str, today: date) -> date | None:
    if word in _NAMED:
        return today + timedelta(days=_NAMED[word])
    weekday = _position(word, _WEEKDAYS)
    return None if weekday is None else today - timedelta(days=(today.weekday() - weekday) % 7)


def _day_ago(word: str, today: date) -> date | None:
    match = re.fullmatch(_SHORT_AGO, word, re.ASCII) or re.fullmatch(_LONG_AGO, word, re.ASCII)
    if match is None:
        return None
    number = int(match[1]) if match[1].isdigit() else 1
    match match[2][0]:
        case "d":
            return today - timedelta(days=number)
        case "w":
            return today - timedelta(weeks=number)
        case "m":
            return _months_before(today, number)
        case _:
            return _months_before(today, number * _MONTHS_A_YEAR)


def _months_before(day: date, number: int) -> date:
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 - number, _MONTHS_A_YEAR)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, _days_in(year, month + 1)))


def _day_of_month(word: str, today: date) -> date | None:
    if match := re.fullmatch(_MONTH_FIRST, word, re.ASCII):
        name, number, year = match.groups()
    elif match := re.fullmatch(_DAY_FIRST, word, re.ASCII):
        number, name, year = match.groups()
    else:
        return None
    month = _position(name, _MONTHS)
    if month is None:
        return None
    if year:
        return date(int(year), month + 1, int(number))
    return _latest(month + 1, int(number), today)


def _latest(month: int, day: int, today: date) -> date | None:
    for year in range(today.year, max(today.year - _LEAP_GAP - 1, 0), -1):
        if 0 < day <= _days_in(year, month) and date(year, month, day) <= today:
            return date(year, month, day)
    return None


def _days_in(year: int, month: int) -> int:
    if month == _MONTHS_A_YEAR:
        return 31
    return (date(year, month + 1, 1) - timedelta(days=1)).day


def _position(word: str, names: tuple[str, ...]) -> int | None:
    """Return which of `names` `word` is, in full or cut to three letters or more."""
    if len(word) < _SHORTEST_NAME:
        return None
    return next((position for position, name in enumerate(names) if name.startswith(word)), None)
