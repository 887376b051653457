"""`count`: how many entries have each value of a field."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.list import Reverse, find
from readinglist.commands.naming import counted_field, one_of, without
from readinglist.commands.shared import AsJson, Limit, Words, joined, session_of, stop
from readinglist.commands.wording import SCREENFUL, part_of
from readinglist.errors import NOTHING_MATCHED, UsageError
from readinglist.reading.counting import IN_ORDER, NUMBERS, in_order, values_of
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readinglist.commands.shared import Session
    from readinglist.model.entry import Entry

Field = Annotated[
    str,
    typer.Argument(
        metavar="FIELD", help="area, year, author, tag, venue, status or any other.", show_default=False
    ),
]


def count(
    ctx: typer.Context,
    field: Field = "",
    query: Words = None,
    reverse: Reverse = False,
    limit: Limit = None,
    json: AsJson = False,
) -> None:
    """Count entries, all or those that match a query, by the values of a field.

    Statuses come in the order of reading, years and dates the latest first, others the most frequent first.
    Of a list such as the authors every item counts. Keys of your own are fields as well.

    \b
    Examples:
      readinglist count area
      readinglist count year is:paper --reverse
      readinglist count author "self-play" -n 5
    """
    session = session_of(ctx)
    if not field.strip():
        raise UsageError(
            "say what to count by", hint="`readinglist count area`; also year, author, tag, status"
        )
    if ":" in field:
        raise UsageError(
            f'a field comes before the query "{safe(field)}"', hint=f"`readinglist count area {safe(field)}`"
        )
    name = counted_field(session, field)
    show_counts(session, name, joined(query), limit, json=json, key="value", reverse=reverse)


def show_counts(
    session: Session,
    name: str,
    query: str,
    limit: int | None,
    *,
    json: bool,
    key: str,
    reverse: bool = False,
) -> None:
    """Count the entries of a query by a field, show that, and end the command.

    `key` is what an object of JSON calls the value.
    """
    listing = find(session, query, "id")
    rows, lacking = _counted(listing, name)
    if reverse:
        rows.reverse()
    most = session.bound(limit, max(len(rows), 1) if name in IN_ORDER else SCREENFUL, machine=json)
    _show(session, name, rows[:most], key if json else "")
    if session.out.fancy and len(rows[:most]) < len(rows):
        session.out.remark(part_of(len(rows[:most]), len(rows)), name=False)
    if rows and lacking:
        session.out.remark(f"{lacking} {without(name)}", name=False)
    session.name_broken()
    if not len(listing):
        session.tell_nothing(query)
    elif not rows:
        session.out.remark(f"no entry{' that matches' if query else ''} has {one_of(name)}")
    stop(0 if rows else NOTHING_MATCHED)


def _counted(entries: Iterable[Entry], name: str) -> tuple[list[tuple[str, int]], int]:
    """Return values with counts, and how many entries have none."""
    counts: Counter[str] = Counter()
    lacking = 0
    for entry in entries:
        found = list(values_of(entry, name))
        counts.update(found)
        lacking += not found
    return in_order(counts, name), lacking


def _show(session: Session, name: str, rows: list[tuple[str, int]], key: str) -> None:
    if key:
        from readinglist.model.objects import array  # noqa: PLC0415 - only for --json

        numbers = name in NUMBERS
        session.out.text(array({key: int(v) if numbers else v, "count": n} for v, n in rows))
    elif session.out.fancy and rows:
        from readinglist.render.bars import bar_table  # noqa: PLC0415 - rich is for terminals
        from readinglist.render.columns import GLYPHS  # noqa: PLC0415 - as said

        marks = GLYPHS if name == "status" else {}
        labelled = [(f"{marks[v]} {v}" if v in marks else v, n) for v, n in rows]
        session.out.show(bar_table(labelled, session.out.width))
    else:
        for value, number in rows:
            session.out.cells([value, str(number)])
