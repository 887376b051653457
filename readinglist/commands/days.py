"""Days as they are named on a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.dates import parse_day
from readinglist.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from readinglist.commands.shared import Session
    from readinglist.model.entry import Entry

OnDay = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="DAY",
        help="Not today: yesterday, mon, nov 3, -2w, 2026-11-20.",
        show_default=False,
    ),
]


_MONTHS = 12


def day_of(session: Session, typed: str | None) -> str:
    """Return the day that is meant, as YYYY-MM-DD; today where none is typed.

    Raises:
        UsageError: if it is no day, or one that is still to come.

    """
    today = session.library.today
    try:
        day = today if typed is None else parse_day(typed, today)
    except ValueError as error:
        raise UsageError(f"--date {error}") from None
    if day > today:
        raise UsageError(f"--date {day} is still to come", hint=f"today is {today}")
    return day.isoformat()


def dated(told: Callable[[Entry, Entry], str], day: str, typed: str | None) -> Callable[[Entry, Entry], str]:
    """Return `told` with the day behind it, where one was typed and something new stands in the log.

    Args:
        told: puts the difference of two versions of an entry into words.
        day: what was typed, as YYYY-MM-DD.
        typed: what was typed as the day, None for nothing.

    """

    def with_day(before: Entry, after: Entry) -> str:
        text = told(before, after)
        return text if typed is None or before.log == after.log else f"{text} on {day}"

    return with_day


def logged(first: date | None, last: date) -> str:
    """Return a query for all entries whose log has a day from `first` to `last`, and for few others.

    >>> from datetime import date

    >>> logged(date(2025, 12, 31), date(2026, 2, 1)), logged(None, date(2026, 2, 1))
    ('log:2025-12,2026-01,2026-02', 'has:log')
    """
    if first is None:
        return "has:log"
    months = range(_month(first), _month(max(first, last)) + 1)
    told = (f"{month // _MONTHS:04}-{month % _MONTHS + 1:02}" for month in months)
    return f"log:{','.join(told)}" if len(months) <= _MONTHS else "has:log"


def _month(day: date) -> int:
    return day.year * _MONTHS + day.month - 1
