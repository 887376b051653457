"""The settings, for a terminal of any width: no path is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from readinglist.text import folded, safe, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = 2


def settings_text(rows: Sequence[tuple[str, str, str]], width: int) -> Text:
    """Return names, values and origins in line; what is too long for that goes on below, in one piece."""
    rows = [(name, safe(value), safe(origin)) for name, value, origin in rows]
    label = max(width_of(name) for name, _, _ in rows) + _GAP
    room = width - label - _GAP - max(width_of(origin) for _, _, origin in rows)
    column = max((width_of(value) for _, value, _ in rows if width_of(value) <= room), default=0)
    return Text("\n").join(_line(row, label, column, width) for row in rows)


def _line(row: tuple[str, str, str], label: int, column: int, width: int) -> Text:
    name, value, origin = row
    head = (name.ljust(label), "cyan")
    gap = " " * (max(column - width_of(value), 0) + _GAP)
    if label + width_of(value + gap + origin) <= width:
        return Text.assemble(head, value, gap, (origin, "dim"))
    if label + width_of(value) > width:
        head, value = (name, "cyan"), f"\n{value}"
    below = "".join(f"\n{' ' * label}{line}" for line in folded(origin, width - label))
    return Text.assemble(head, value, (below, "dim"))
