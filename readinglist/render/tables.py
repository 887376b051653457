"""Tables that fit the width of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from readinglist.render.columns import FANCY, GLYPHS, short_cell
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readinglist.model.entry import Entry

STYLES = {
    "candidate": "magenta",
    "rejected": "dim",
    "unread": "",
    "reading": "bold yellow",
    "read": "green",
    "skimmed": "cyan",
    "dropped": "dim",
}
_COLUMN_STYLES = {
    "id": "cyan",
    "date": "dim",
    "year": "dim",
    "authors": "",
    "title": "bold",
    "tags": "dim",
    "score": "dim",
}
_NARROW, _MIDDLE = 66, 84
_LONG_ID = 28
# Columns of known width keep it; the others share what is left, by these shares.
_RATIOS = {
    "title": 5,
    "summary": 5,
    "abstract": 5,
    "notes": 5,
    "tags": 3,
    "areas": 3,
    "authors": 2,
    "venue": 2,
}


def fitting(columns: Sequence[str], width: int) -> tuple[str, ...]:
    """Leave away what a narrow terminal has no room for."""
    spare = {"authors", "date"} if width < _NARROW else {"date"} if width < _MIDDLE else set()
    return tuple(column for column in columns if column not in spare)


def entry_table(entries: Iterable[Entry], columns: Sequence[str], width: int) -> Table:
    """Return a table of entries; where there is no room for columns, titles with the ids below them."""
    if width < _NARROW and set(columns) <= set(FANCY):
        return _stacked(entries, with_status="status" in columns)
    table = Table(
        box=None, padding=(0, 2, 0, 0), header_style="dim", expand=False, pad_edge=False, show_edge=False
    )
    for column in columns:
        _add_column(table, column, width)
    for entry in entries:
        table.add_row(*(_text(entry, column, width) for column in columns))
    return table


def _stacked(entries: Iterable[Entry], *, with_status: bool) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    if with_status:
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for entry in entries:
        told = Text.assemble(
            (safe(entry.title), _COLUMN_STYLES["title"]), "\n", (safe(entry.id), _COLUMN_STYLES["id"])
        )
        glyph = [Text(GLYPHS[entry.status], style=STYLES[entry.status])] if with_status else []
        table.add_row(*glyph, told)
    return table


def _add_column(table: Table, column: str, width: int) -> None:
    # What is long and cannot be wrapped leaves room for the others.
    most = max(width // 2, min(_LONG_ID, width * 2 // 3))
    if column == "status":
        table.add_column("" if width < _NARROW else "status", no_wrap=True)
    elif column in _RATIOS:
        table.add_column(column, ratio=_RATIOS[column], overflow="fold", min_width=8)
    else:
        table.add_column(column, no_wrap=True, overflow="ellipsis", max_width=most)


def _text(entry: Entry, column: str, width: int) -> Text:
    text = safe(short_cell(entry, column))
    if column == "status":
        return Text(text[:1] if width < _NARROW else text, style=STYLES[entry.status])
    return Text(text, style=_COLUMN_STYLES.get(column, ""))
