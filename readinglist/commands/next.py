"""`next`: what to read now, by a score that can be looked into."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.list import check_together, tell_unquoted
from readinglist.commands.shared import (
    AsIds,
    AsJson,
    DryRun,
    Limit,
    Yes,
    joined,
    session_of,
    stop,
)
from readinglist.commands.wording import part_of
from readinglist.errors import NOTHING_MATCHED, UsageError
from readinglist.reading.amounts import MOST_MINUTES
from readinglist.render.columns import PLAIN, cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.commands.shared import Session
    from readinglist.library.choosing import Chosen

_SCREENFUL = 3


def _minutes(text: str) -> int:
    from readinglist.reading.amounts import read_minutes  # noqa: PLC0415 - only with --minutes

    whole = f"{text}m" if text.isdecimal() else text
    try:
        return read_minutes(whole)
    except ValueError as error:
        raise UsageError(f"--minutes: {str(error).replace(whole, text, 1)}") from None


Minutes = Annotated[
    int | None,
    typer.Option(
        "--minutes",
        metavar="N",
        parser=_minutes,
        help=f"How long you have: 30, 1h30m; at most {MOST_MINUTES}.",
        show_default=False,
    ),
]
Query = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[QUERY]...", help="A query; what is unread or being read without one.", show_default=False
    ),
]
Why = Annotated[bool, typer.Option("--why", help="Show the points that make the score.")]
Start = Annotated[bool, typer.Option("--start", help="Begin the first that is not being read.")]


def next_(
    ctx: typer.Context,
    query: Query = None,
    minutes: Minutes = None,
    why: Why = False,
    start: Start = False,
    limit: Limit = None,
    json: AsJson = False,
    ids: AsIds = False,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Say what to read now, the best first: of what is unread or being read, or of what a query asks for.

    The score is a sum of points: for what was started and waits, for priority, for pages that fit the
    minutes, for being near to what you rated 4 or 5, for age in the list, and for areas you have not read in
    lately. [weights] in the configuration changes what each is worth. On a terminal three are shown,
    elsewhere all.

    \b
    Examples:
      readinglist next
      readinglist next --minutes 30 --why
      readinglist next 'area:"Human feedback"' -n 1 --start
    """
    session = session_of(ctx)
    check_together(None, {"--start": start, "--why": why, "--json": json, "--ids": ids})
    if (dry_run or yes) and not start:
        raise UsageError(
            f"{'--dry-run' if dry_run else '--yes'} is for --start", hint="nothing is written without"
        )
    most = 1 if start else session.bound(limit, _SCREENFUL, machine=json or ids)
    asked = joined(query)
    best = partial(session.library.next, minutes=minutes, limit=most, to_begin=start)
    chosen = _find(session, asked, best, forgiving=not (ids or start))
    if not len(chosen):
        if json:
            _show(session, chosen, why=False, json=True, ids=False)
        _tell_nothing(session, asked, "begin" if start else "read")
        session.name_broken()
        stop(NOTHING_MATCHED)
    if start:
        _begin(session, chosen.ids[0], yes=yes, dry_run=dry_run)
    else:
        _show(session, chosen, why=why, json=json, ids=ids)
    session.name_broken()


def _find(session: Session, query: str, best: Callable[[str], Chosen], *, forgiving: bool) -> Chosen:
    """Return what to read now; where nothing has the words of a query, go by the corrected ones."""
    library = session.library
    chosen = best(query)
    tell_unquoted(session, query)
    if len(chosen) or not (query and forgiving) or library.find(query, limit=0).total:
        return chosen
    better = library.corrected(query)
    again = best(better) if better else chosen
    if len(again):
        session.out.remark(f"nothing has {query}; showing results for {better}")
    return again


def _tell_nothing(session: Session, query: str, what: str) -> None:
    matching = session.library.find(query, limit=0).total
    if not matching:
        session.tell_nothing(query)
    elif query.strip():
        session.out.remark(f"nothing is left to {what} of the {matching} that match")
    else:
        session.out.remark(f"nothing is left to {what}")


def _begin(session: Session, entry_id: str, *, yes: bool, dry_run: bool) -> None:
    from readinglist.commands.writing import apply  # noqa: PLC0415 - only with --start
    from readinglist.reading.logbook import begun  # noqa: PLC0415 - as said

    session.confirm([entry_id], "start", yes=yes, dry_run=dry_run)
    day = session.library.today.isoformat()
    apply(session, [entry_id], lambda entry: begun(entry, day), label="start", dry_run=dry_run)


def _show(session: Session, chosen: Chosen, *, why: bool, json: bool, ids: bool) -> None:
    if ids:
        for entry_id in chosen.ids:
            session.out.line(entry_id)
    elif json:
        from readinglist.model.objects import array, as_object  # noqa: PLC0415 - only for --json

        session.out.text(array(as_object(each.entry, each.score) | {"why": each.points} for each in chosen))
    elif session.out.fancy:
        _show_fancy(session, chosen, why=why)
    else:
        for each in chosen:
            cells = (cell(each.entry, column) for column in PLAIN)
            session.out.cells([f"{each.score:.2f}", *cells])
            for name, points in each.points.items() if why else ():
                session.out.cells(["", name, f"{points:.2f}", each.reasons[name]])


def _show_fancy(session: Session, chosen: Chosen, *, why: bool) -> None:
    if why:
        from readinglist.render.reasons import reasoned  # noqa: PLC0415 - rich is for terminals

        session.out.show(reasoned(list(chosen)))
    else:
        from readinglist.render.tables import entry_table, fitting  # noqa: PLC0415 - as said

        width = session.out.width
        entries = [each.entry for each in chosen]
        session.out.show(entry_table(entries, fitting(("status", "id", "authors", "title"), width), width))
    if chosen.level > len(chosen):
        session.out.remark(
            f"{chosen.level} have the same score, the newest first: priorities, ratings, pages and what"
            " you read tell them apart",
            name=False,
        )
    if chosen.total > len(chosen):
        session.out.remark(part_of(len(chosen), chosen.total), name=False)
