"""`log`: pages and minutes that were read."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.days import OnDay, day_of
from readinglist.commands.differences import difference
from readinglist.commands.shared import DryRun, Where, Yes, counted, session_of
from readinglist.commands.writing import write
from readinglist.reading.logbook import taken_apart, with_session
from readinglist.reading.readings import place_of, sessions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readinglist.model.entry import Entry

Args = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="REF... [PAGES] [MINUTES]",
        help="An entry, or - for ids on stdin; then what was read.",
        show_default=False,
    ),
]


def log(
    ctx: typer.Context,
    args: Args = None,
    date: OnDay = "",
    where: Where = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Note what was read: pages, minutes or both. What is not being read yet is begun.

    PAGES are a range, p40 for all up to page 40, +8 for eight more, or 60%; MINUTES are 25m, 1h or 1h30m.
    How far an entry is, is the furthest page since it was begun.

    \b
    Examples:
      readinglist log schulman17prox 12-19 25m
      readinglist log hindsight replay p5 --date yesterday
      readinglist log schulman17prox 20m
    """
    session = session_of(ctx)
    refs, amount = taken_apart(args or [])
    day = day_of(session, date)
    how = partial(with_session, day=day, amount=amount, named=bool(date))
    write(session, refs, where, how, label="log", yes=yes, dry_run=dry_run, told=_told)


def _told(before: Entry, after: Entry) -> str:
    """Return what was noted and how far that is: `page 19 of 24, 5 left, 25 minutes`."""
    return ", ".join(_parts(before, after))


def _parts(before: Entry, after: Entry) -> Iterator[str]:
    # The start that a session may bring along stands before it.
    *_, new = Counter(sessions(after)) - Counter(sessions(before))
    if before.status != after.status:
        yield difference(before, after)
    place = place_of(after)
    if after.status == "reading" and new.amount and (place.page or place.share):
        yield place.sentence
    elif new.amount:
        yield f"pages {new.amount}" if new.pages else new.amount
    if new.minutes:
        yield counted(new.minutes, "minute")
    if new.amount and after.status == "reading" and place.part == 1:
        told = "that was the last page" if new.pages else "that is all of it"
        yield f"{told}; `readinglist read {after.id}` marks it as read"
