"""`rate`: 1 to 5."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from readinglist.commands.shared import DryRun, Where, Yes, session_of
from readinglist.commands.writing import write
from readinglist.errors import UsageError

Args = Annotated[
    list[str] | None,
    typer.Argument(metavar="REF... 1..5", help="Entries, then the rating.", show_default=False),
]
_RATINGS = {str(number): number for number in range(1, 6)}


def rate(
    ctx: typer.Context, args: Args = None, where: Where = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Rate entries from 1 to 5; `readinglist set REF rating=` takes a rating back.

    \b
    Example:
      readinglist rate schulman17prox 5
    """
    *refs, rating = args or [""]
    given = rating_of(rating, "the last word is a number from 1 to 5")
    session = session_of(ctx)
    write(
        session,
        refs,
        where,
        lambda entry: replace(entry, rating=given),
        label="rate",
        yes=yes,
        dry_run=dry_run,
    )


def rating_of(typed: str, hint: str = "it is a number from 1 to 5") -> int:
    """Return the rating that is typed.

    Raises:
        UsageError: if it is none.

    """
    if typed not in _RATINGS:
        raise UsageError(f'"{typed}" is no rating', hint=hint)
    return _RATINGS[typed]
