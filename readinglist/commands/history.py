"""`history`: what was read when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from readinglist.commands.days import logged
from readinglist.commands.shared import AsJson, Limit, Refs, Where, session_of, stop
from readinglist.commands.wording import SCREENFUL, part_of
from readinglist.dates import parse_span
from readinglist.errors import NOTHING_MATCHED, UsageError
from readinglist.reading.happenings import happenings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from readinglist.commands.shared import Session
    from readinglist.model.entry import Entry
    from readinglist.reading.happenings import Happening

Since = Annotated[
    str,
    typer.Option(
        "--since", metavar="DATE", help="From a day, month or year on: -1w, 2026-11.", show_default=False
    ),
]
Until = Annotated[
    str,
    typer.Option("--until", metavar="DATE", help="Up to and with a day, month or year.", show_default=False),
]


def history(
    ctx: typer.Context,
    refs: Refs = None,
    where: Where = None,
    since: Since = "",
    until: Until = "",
    limit: Limit = None,
    json: AsJson = False,
) -> None:
    """Show what was read when, the latest first: beginnings, sessions and ends, out of the logs.

    It goes up to today, and further only with --until. In a pipe a line has day, id, what happened or which
    pages, minutes and title.

    \b
    Examples:
      readinglist history --since -1w
      readinglist history schulman17prox
      readinglist history --where tag:dota-2 --since 2026
    """
    session = session_of(ctx)
    first, last = _bounds(session, since, until)
    found = happenings(_entries(session, refs, where, logged(first, last)), first, last)
    shown = found[: session.bound(limit, SCREENFUL, machine=json)]
    _show(session, shown, json=json)
    if session.out.fancy and not json and len(found) > len(shown) > 0:
        session.out.remark(part_of(len(shown), len(found)), name=False)
    session.name_broken()
    if not found:
        session.out.remark("nothing was read" + (" in that time" if since or until else ""))
        stop(NOTHING_MATCHED)


def _entries(session: Session, refs: Sequence[str] | None, where: str | None, query: str) -> Iterable[Entry]:
    library = session.library
    if refs or where is not None:
        return [library.read(entry_id) for entry_id in sorted(session.ids(refs, where))]
    return library.find(query, sort="id")


def _bounds(session: Session, since: str, until: str) -> tuple[date | None, date]:
    """Return the first day and the last one of what is typed; nothing was read on days to come."""
    first = _day(session, since, 0, "--since") if since else None
    last = _day(session, until, 1, "--until") if until else session.library.today
    if until and first and last < first:
        raise UsageError(f"--until {until} ends before --since {since} begins")
    return first, last


def _day(session: Session, typed: str, end: int, option: str) -> date:
    try:
        return parse_span(typed, session.library.today)[end]
    except ValueError as error:
        raise UsageError(f"{option} {error}") from None


def _show(session: Session, found: Sequence[Happening], *, json: bool) -> None:
    if json:
        from readinglist.model.objects import array  # noqa: PLC0415 - only for --json

        session.out.text(array(map(_object, found)))
    elif session.out.fancy and found:
        from readinglist.render.days import history_screen  # noqa: PLC0415 - rich is for terminals

        session.out.show(history_screen(found, session.library.today))
    else:
        for entry, each in found:
            minutes = str(each.minutes or "")
            session.out.cells([str(each.day), entry.id, each.what, minutes, entry.title])


def _object(happening: Happening) -> dict[str, Any]:
    entry, each = happening
    return {
        "date": str(each.day),
        "id": entry.id,
        "title": entry.title,
        "event": each.event or None,
        "page": each.page or None,
        "pages": each.amount or None,
        "minutes": each.minutes or None,
        "note": each.note or None,
    }
