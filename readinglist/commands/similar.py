"""`similar`: the entries that are about the same as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.list import check_together
from readinglist.commands.shared import AsIds, AsJson, Limit, joined, session_of, stop
from readinglist.commands.wording import part_of
from readinglist.errors import NOTHING_MATCHED, UsageError
from readinglist.render.columns import PLAIN, cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readinglist.commands.shared import Session
    from readinglist.library.nearby import Neighbour, Neighbours

_SCREENFUL = 10
DISTINCT = "distinct"
Ref = Annotated[
    list[str] | None,
    typer.Argument(metavar="REF", help="An id or what stands for it.", show_default=False),
]
Unread = Annotated[bool, typer.Option("--unread", help="Only what is unread.")]


def similar(
    ctx: typer.Context,
    ref: Ref = None,
    unread: Unread = False,
    limit: Limit = None,
    json: AsJson = False,
    ids: AsIds = False,
) -> None:
    """Show the entries that are about the same as one, nearest first.

    They share its telling words: those of title, tags, summary and abstract that are rare in the list, in any
    form. The score says how near, up to 1; `shared` names the most telling of the words. What `distinct_from`
    tells apart is marked. On a terminal ten are shown, elsewhere all, a hundred at most.

    \b
    Examples:
      readinglist similar hindsight replay
      readinglist similar schulman17prox --unread -n 3
    """
    session = session_of(ctx)
    check_together(None, {"--json": json, "--ids": ids})
    if not ref:
        raise UsageError("say to which entry: a REF", hint="`readinglist similar schulman17prox`")
    entry_id = session.resolve([joined(ref)])[0]
    most = session.bound(limit, _SCREENFUL, machine=json or ids)
    found = session.library.similar(entry_id, status="unread" if unread else "", limit=most)
    _show(session, found, json=json, ids=ids)
    if session.out.fancy and not (json or ids) and found.total > len(found) > 0:
        session.out.remark(part_of(len(found), found.total), name=False)
    session.name_broken()
    if not len(found):
        session.out.remark(f"nothing {'unread ' if unread else ''}is near {entry_id}")
    stop(0 if len(found) else NOTHING_MATCHED)


def _show(session: Session, found: Neighbours, *, json: bool, ids: bool) -> None:
    if ids:
        for entry_id in found.ids:
            session.out.line(entry_id)
    elif json:
        _show_json(session, found)
    elif session.out.fancy:
        if len(found):
            from readinglist.render.near import near_table  # noqa: PLC0415 - rich is for terminals

            rows = [(each.entry, told(each)) for each in found]
            session.out.show(near_table(rows, session.out.width))
    else:
        for each in found:
            cells = (cell(each.entry, column) for column in PLAIN)
            session.out.cells([f"{each.score:.3f}", *cells, told(each)])


def told(each: Neighbour) -> str:
    """Return the words that are shared, behind a mark for what is told apart."""
    return " ".join([*([f"({DISTINCT})"] if each.distinct else []), ", ".join(each.words)])


def _show_json(session: Session, found: Iterable[Neighbour]) -> None:
    from readinglist.model.objects import array, as_object  # noqa: PLC0415 - only for --json

    session.out.text(
        array(
            as_object(each.entry, each.score) | {"shared": list(each.words), DISTINCT: each.distinct}
            for each in found
        )
    )
