"""Days as they are named on a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.dates import parse_day
from readinglist.errors import UsageError

if TYPE_CHECKING:
    from readinglist.commands.shared import Session

OnDay = Annotated[
    str,
    typer.Option(
        "--date",
        metavar="DAY",
        help="Not today: yesterday, mon, nov 3, -2w, 2026-11-20.",
        show_default=False,
    ),
]


def day_of(session: Session, typed: str) -> str:
    """Return the day that is meant, as YYYY-MM-DD; today where none is typed.

    Raises:
        UsageError: if it is no day, or one that is still to come.

    """
    today = session.library.today
    try:
        day = parse_day(typed, today) if typed else today
    except ValueError as error:
        raise UsageError(f"--date {error}") from None
    if day > today:
        raise UsageError(f"--date {day} is still to come", hint=f"today is {today}")
    return day.isoformat()
