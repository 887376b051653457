"""Entries with one more thing to say of each, on a terminal: the words that they share with another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from readinglist.render.tables import column_text, entry_table, is_narrow
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from readinglist.model.entry import Entry

SHARED = "shared"


def near_table(rows: Sequence[tuple[Entry, str]], width: int) -> Table:
    """Return a table of entries with what they share; on a narrow terminal that stands below the title."""
    said = {entry.id: Text(safe(text), "dim") for entry, text in rows}
    narrow = is_narrow(width)

    def text_of(entry: Entry, column: str) -> Text:
        if column == SHARED:
            return said[entry.id]
        text = column_text(entry, column)
        return Text.assemble(text, "\n", said[entry.id]) if narrow and column == "title" else text

    columns = ("status", "id", "title", *(() if narrow else (SHARED,)))
    return entry_table([entry for entry, _ in rows], columns, width, text_of=text_of)
