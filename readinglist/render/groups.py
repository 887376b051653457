"""Groups of entries, each under its heading, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from readinglist.render.columns import GLYPHS
from readinglist.render.tables import STYLES, entry_table
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.model.entry import Entry


def heading(label: str, count: int | None, *, field: str = "") -> Text:
    """Return what stands above a group: its label, how many there are if known, a status with its glyph."""
    text = Text()
    if field == "status" and label in GLYPHS:
        text.append(f"{GLYPHS[label]} ", style=STYLES[label])
    text.append(safe(label), style="bold")
    return text if count is None else text.append(f" ({count})", style="dim")


def group_screen(head: Text, entries: Sequence[Entry], columns: Sequence[str], width: int) -> Group:
    """Return a heading with the table of its entries and an empty line."""
    return Group(head, entry_table(entries, columns, width), Text())
