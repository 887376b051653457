"""Bars: how many there are of each, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from readinglist.reading.amounts import portion
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP = 2
_LONGEST_BAR = 40
_SHORTEST_BAR = 8
_WHOLE, _HALF = "━", "╸"


def bar_table(rows: Sequence[tuple[str, int]], width: int) -> Table:
    """Return labels, counts and bars in `width` columns; a label that is too long goes on below itself."""
    rows = [(safe(label), count) for label, count in rows]
    most = max((count for _, count in rows), default=0)
    digits = len(str(most))
    room = width - digits - 2 * _GAP
    label = min(max((cell_len(label) for label, _ in rows), default=0), room - _SHORTEST_BAR)
    longest = min(room - label, _LONGEST_BAR)
    table = Table.grid(padding=(0, _GAP, 0, 0))
    table.add_column(width=label, overflow="fold")
    table.add_column(width=digits, justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    for text, count in rows:
        table.add_row(Text(text), Text(str(count)), Text(bar(count, most, longest), style="cyan"))
    return table


def bar(count: int, most: int, longest: int) -> str:
    """Return a bar for `count` where `most` has the `longest`; what is there has half a piece at least.

    >>> bar(1, 4, 2), bar(3, 4, 2), bar(0, 4, 2), bar(1, 999, 2)
    ('╸', '━╸', '', '╸')
    """
    return _drawn(_halves(count, most, longest))


def filled(part: int, count: int, most: int, longest: int) -> str:
    """Return how far the bar for `count` is filled: to its end only where `part` is all of it.

    >>> filled(99, 100, 100, 4), filled(1, 100, 100, 4), filled(2, 2, 4, 4), filled(0, 0, 4, 4)
    ('━━━╸', '╸', '━━', '')
    """
    return _drawn(portion(part / count, _halves(count, most, longest)) if count else 0)


def _halves(count: int, most: int, longest: int) -> int:
    return max(round(2 * longest * count / most), 1) if count > 0 else 0


def _drawn(halves: int) -> str:
    return _WHOLE * (halves // 2) + _HALF * (halves % 2)


def aligned(rows: Sequence[Sequence[str]], styles: Sequence[str]) -> Table:
    """Return rows whose columns stand in line, each in its style; the last one is folded."""
    table = Table.grid(padding=(0, _GAP, 0, 0))
    for style in styles:
        table.add_column(style=style, overflow="fold", no_wrap=not table.columns)
    for row in rows:
        table.add_row(*(Text(safe(text)) for text in row))
    return table
