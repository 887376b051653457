"""Groups of entries, each under its heading, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from readinglist.render.tables import entry_table
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from readinglist.model.entry import Entry
    from readinglist.render.tables import Fit


def heading(label: str, count: int | None) -> Text:
    """Return what stands above a group: its label, and how many there are if known.

    A status has no sign here: on a narrow terminal a line with one is an entry.
    """
    text = Text(safe(label), style="bold")
    return text if count is None else text.append(f" ({count})", style="not bold dim")


def group_header(columns: Sequence[str], width: int, fit: Fit | None = None) -> Table:
    """Return the names of the columns, which stand once above all groups; nothing where there are none."""
    return entry_table([], columns, width, fit)


def group_screen(
    head: Text, entries: Sequence[Entry], columns: Sequence[str], width: int, fit: Fit | None = None
) -> Group:
    """Return a heading with the table of its entries and an empty line; see `entry_table` for `fit`."""
    table = entry_table(entries, columns, width, fit)
    table.show_header = False
    return Group(head, table, Text())
