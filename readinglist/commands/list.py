"""`list`: entries in order, all or those that match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.shared import AsIds, AsJson, Limit, Sort, Words, joined, session_of, stop
from readinglist.errors import NOTHING_MATCHED
from readinglist.model.fields import NEWEST_FIRST
from readinglist.render.columns import FANCY, PLAIN, cell, chosen_columns

if TYPE_CHECKING:
    from readinglist.commands.shared import Session
    from readinglist.library import Listing

SCREENFUL = 20
Columns = Annotated[
    str,
    typer.Option(
        "--columns", metavar="FIELDS", help="The columns to show, divided by commas.", show_default=False
    ),
]


def list_(
    ctx: typer.Context,
    query: Words = None,
    sort: Sort = "",
    columns: Columns = "",
    limit: Limit = None,
    json: AsJson = False,
    ids: AsIds = False,
) -> None:
    """List entries, all or those that match a query, the newest first.

    Every word of the query has to be there; `field:value`, ranges and the rest of the query language narrow
    it down. On a terminal the first 20 are shown, in a pipe all.

    \b
    Examples:
      readinglist list status:unread year:2017..2019
      readinglist list --sort -rating,date --columns id,rating,title is:read
      readinglist list "reward -author:christiano"
    """
    session = session_of(ctx)
    names = chosen_columns(columns) if columns else ()
    listing = _find(
        session,
        joined(query),
        sort or session.settings.sort or NEWEST_FIRST,
        session.bound(limit, SCREENFUL, machine=json or ids),
    )
    if ids:
        for entry_id in listing.ids:
            session.out.line(entry_id)
    elif json:
        _show_json(session, listing)
    else:
        _show(session, listing, names)
    session.name_broken()
    if not len(listing):
        session.out.remark("nothing matches" if joined(query) else "the list is empty")
    stop(0 if len(listing) else NOTHING_MATCHED)


def _find(session: Session, query: str, sort: str, limit: int | None) -> Listing:
    listing = session.library.find(query, sort=sort, limit=limit)
    if not listing.total and query:
        return _forgiven(session, query, sort, limit) or listing
    return listing


def _forgiven(session: Session, query: str, sort: str, limit: int | None) -> Listing | None:
    """Look once more with the words corrected, and say so."""
    corrected = session.library.corrected(query)
    if corrected is None:
        return None
    listing = session.library.find(corrected, sort=sort, limit=limit)
    if listing.total:
        session.out.remark(f"nothing has {query}; showing results for {corrected}")
    return listing


def _show_json(session: Session, listing: Listing) -> None:
    from readinglist.model.objects import array, as_object  # noqa: PLC0415 - only for --json

    session.out.text(array(as_object(entry) for entry in listing))


def _show(session: Session, listing: Listing, columns: tuple[str, ...]) -> None:
    if not session.out.fancy:
        for entry in listing:
            session.out.cells(cell(entry, column) for column in columns or PLAIN)
    elif len(listing):
        _show_table(session, listing, columns)


def _show_table(session: Session, listing: Listing, columns: tuple[str, ...]) -> None:
    from readinglist.render.tables import entry_table, fitting  # noqa: PLC0415 - rich is for terminals

    width = session.out.width
    shown = columns or session.settings.columns or fitting(FANCY, width)
    session.out.show(entry_table(listing, shown, width))
    if listing.total > len(listing):
        session.out.remark(f"{len(listing)} of {listing.total} (-n 0 shows all)", name=False)
