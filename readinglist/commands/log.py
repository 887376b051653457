"""`log`: pages and minutes that were read."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.days import OnDay, dated, day_of
from readinglist.commands.differences import difference
from readinglist.commands.shared import DryRun, Where, Yes, counted, session_of
from readinglist.commands.writing import apply, would_be
from readinglist.reading.logbook import taken_apart, with_session
from readinglist.reading.readings import place_of, sessions

if TYPE_CHECKING:
    from readinglist.model.entry import Entry
    from readinglist.reading.readings import Session as Sitting

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
    date: OnDay = None,
    where: Where = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Note what was read: pages, minutes or both. What is not being read yet is begun.

    PAGES are a range, p40 or just 40 for all up to page 40, +8 for eight more, or 60%; MINUTES are 25m, 1h or
    1h30m.
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
    how = partial(with_session, day=day, amount=amount, named=date is not None)
    noted = dated(_told, day, date)

    def told(before: Entry, after: Entry) -> str:
        return noted(before, after) + _reached(before, after)

    ids = session.ids(refs, where, sure=True)
    session.confirm(ids, "log", yes=yes, dry_run=dry_run, told=lambda entry: would_be(entry, how))
    label = " ".join(filter(None, ("log", *amount)))
    apply(session, ids, how, label=label, where=where, dry_run=dry_run, told=told)


def _told(before: Entry, after: Entry) -> str:
    """Return what was noted: `status unread → reading, pages 12-19, 25 minutes noted`."""
    new = _new(before, after)
    status = [difference(before, after)] if before.status != after.status else []
    minutes = [counted(new.minutes, "minute")] if new.minutes else []
    amount = [_amount(new)] if new.amount else []
    again = " once more" if new in sessions(before) else ""
    return f"{', '.join([*status, *amount, *minutes])} noted{again}"


def _new(before: Entry, after: Entry) -> Sitting:
    """Return what was noted; the start that it may bring along stands before it."""
    *_, new = Counter(sessions(after)) - Counter(sessions(before))
    return new


def _amount(session: Sitting) -> str:
    pages = session.pages
    return session.amount if not pages else f"page{'' if pages.first == pages.last else 's'} {pages}"


def _reached(before: Entry, after: Entry) -> str:
    """Return how far that is, to follow what was noted: `; page 19 of 24, 5 left`."""
    new = _new(before, after)
    if after.status != "reading" or not new.amount:
        return ""
    place = place_of(after)
    told = [place.sentence] if place.sentence not in ("", new.amount) else []
    if place.part == 1:
        last = "that was the last page" if new.pages else "that is all of it"
        told.append(f"{last}; `readinglist read {after.id}` marks it as read")
    return f"; {', '.join(told)}" if told else ""
