"""`list`: entries in order, all or those that match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from readinglist.commands.shared import AsIds, AsJson, Format, Limit, Sort, Words, joined, session_of, stop
from readinglist.commands.wording import SCREENFUL, part_of
from readinglist.errors import NOTHING_MATCHED, UsageError
from readinglist.model.fields import NEWEST_FIRST, PROGRESS
from readinglist.render.columns import FANCY, PLAIN, cell
from readinglist.render.output import tabbed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readinglist.commands.shared import Session
    from readinglist.library import Listing
    from readinglist.render.template import Template

Columns = Annotated[
    str,
    typer.Option(
        "--columns", metavar="FIELDS", help="The columns to show, divided by commas.", show_default=False
    ),
]

GroupBy = Annotated[
    str | None,
    typer.Option(
        "--group-by", metavar="FIELD", help="Under headings: area, year, status, tag, ...", show_default=False
    ),
]
Reverse = Annotated[bool, typer.Option("--reverse", help="The other way round.")]


class Shape(NamedTuple):
    """How a list is shown: its columns or template, the field it is grouped by, JSON, ids."""

    columns: tuple[str, ...]
    template: Template | None
    group: str | None
    json: bool
    ids: bool


def list_(
    ctx: typer.Context,
    query: Words = None,
    sort: Sort = "",
    reverse: Reverse = False,
    columns: Columns = "",
    template: Format = None,
    group_by: GroupBy = None,
    limit: Limit = None,
    json: AsJson = False,
    ids: AsIds = False,
) -> None:
    """List entries, all or those that match a query, the newest first.

    Every word of the query has to be there; `field:value`, ranges and the rest of the query language narrow
    it down. On a terminal the first 20 are shown, in groups and in a pipe all. Authors sort by the family
    name of the first. In a template {title:20} is at least 20 columns wide, {title:.20} at most; \\t and \\n
    are tab and line end, {{ and }} braces.

    \b
    Examples:
      readinglist list status:unread year:2017..2019
      readinglist list --sort venue,-date --columns venue,date,title has:code
      readinglist list "reward -author:christiano"
      readinglist list --group-by area --format '- {title} ({year})'
    """
    session = session_of(ctx)
    check_together(
        group_by,
        {"--format": template is not None, "--columns": bool(columns), "--json": json, "--ids": ids},
    )
    shape = Shape(
        _columns_of(session, columns) if columns else (),
        None if template is None else template_of(session, template),
        None if group_by is None else group_of(session, group_by),
        json,
        ids,
    )
    order = sort or session.settings.sort or NEWEST_FIRST
    most = session.bound(limit, SCREENFUL, machine=json or ids or shape.group is not None)
    order = _turned(order) if reverse else order
    listing = find(session, joined(query), order, most, forgiving=not ids)
    _show(session, listing, shape)
    session.name_broken()
    if not len(listing):
        session.tell_nothing(joined(query))
    stop(0 if len(listing) else NOTHING_MATCHED)


def template_of(session: Session, text: str, *more: str) -> Template:
    """Return the template of --format; `more` are names that are none of an entry's fields.

    Raises:
        UsageError: if the template makes no sense, or would make empty lines only.

    """
    if not text:
        raise UsageError("--format is empty", hint="write it like '{id} {title}'")
    from readinglist.commands.naming import field_of  # noqa: PLC0415 - only with --format
    from readinglist.render.template import read_template  # noqa: PLC0415 - as said

    return read_template(text, lambda name: field_of(session, name, more=(PROGRESS, *more)))


def check_together(group_by: str | None, shapes: Mapping[str, bool]) -> None:
    """Raise a UsageError where options, each with whether it is given, ask for two shapes at once."""
    given = [name for name, there in shapes.items() if there]
    if len(given) > 1:
        raise UsageError(f"{given[0]} and {given[1]} exclude each other")
    if group_by is not None and shapes["--ids"]:
        raise UsageError(
            "--group-by and --ids exclude each other", hint="--format '{id}' shows ids in groups"
        )


def _columns_of(session: Session, text: str) -> tuple[str, ...]:
    from readinglist.commands.naming import columns_of  # noqa: PLC0415 - only with --columns

    return columns_of(session, text)


def group_of(session: Session, typed: str) -> str:
    """Return the field of --group-by."""
    from readinglist.commands.naming import counted_field  # noqa: PLC0415 - only with --group-by

    return counted_field(session, typed)


def _turned(order: str) -> str:
    """Return the order with each field the other way round; what has no value stays at the end."""
    parts = (part.strip() for part in order.split(","))
    return ",".join(part[1:] if part.startswith("-") else f"-{part}" for part in parts if part)


def find(
    session: Session, query: str, sort: str, limit: int | None = None, *, forgiving: bool = True
) -> Listing:
    """Return the entries of a query; where none has its words, those of the corrected ones, and say so.

    Not `forgiving` is what feeds commands that write: nothing is corrected there.
    """
    listing = session.library.find(query, sort=sort, limit=limit)
    tell_unquoted(session, query)
    if not listing.total and query and forgiving:
        return _forgiven(session, query, sort, limit) or listing
    return listing


def tell_unquoted(session: Session, query: str) -> None:
    """Say where a value with spaces lacks its quotes: what is found is then not what was meant."""
    if ":" in query and " " in query and (meant := session.library.unquoted(query)):
        session.out.remark(f"a value with spaces needs quotes inside: '{meant}'")


def _forgiven(session: Session, query: str, sort: str, limit: int | None) -> Listing | None:
    """Look once more with the words corrected, and say so."""
    corrected = session.library.corrected(query)
    if corrected is None:
        return None
    listing = session.library.find(corrected, sort=sort, limit=limit)
    if not listing.total:
        return None
    session.out.remark(f"nothing has {query}; showing results for {corrected}")
    return listing


def _show(session: Session, listing: Listing, shape: Shape) -> None:
    if shape.group is not None:
        from readinglist.commands.grouping import Form, show_groups  # noqa: PLC0415 - only with --group-by

        form = Form(shape.columns, shape.template)
        whole = len(listing) == listing.total
        show_groups(session, listing, shape.group, form, json=shape.json, whole=whole)
    elif shape.ids:
        for entry_id in listing.ids:
            session.out.line(entry_id)
    elif shape.json:
        from readinglist.model.objects import array_of, entry_as_text  # noqa: PLC0415 - only for --json

        session.out.text(array_of(listing.made(entry_as_text)))
    else:
        _show_lines(session, listing, shape)
    if session.out.fancy and not (shape.json or shape.ids) and listing.total > len(listing) > 0:
        session.out.remark(part_of(len(listing), listing.total), name=False)


def _show_lines(session: Session, listing: Listing, shape: Shape) -> None:
    if shape.template is not None:
        for line in listing.made(shape.template.line):
            session.out.safe_line(line)
    elif not session.out.fancy:
        columns = shape.columns or PLAIN
        for line in listing.made(lambda entry: tabbed(cell(entry, column) for column in columns)):
            session.out.safe_line(line)
    elif len(listing):
        from readinglist.render.tables import entry_table, fitting  # noqa: PLC0415 - rich is for terminals

        width = session.out.width
        shown = shape.columns or session.settings.columns or fitting(FANCY, width)
        session.out.show(entry_table(listing, shown, width))
