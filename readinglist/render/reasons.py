"""What to read now with the points that make each score, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from readinglist.render.columns import GLYPHS
from readinglist.render.tables import STYLES, column_text
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.library.choosing import Choice


def reasoned(choices: Sequence[Choice]) -> Group:
    """Return for each choice its score and how that comes about; lines fold beside the numbers."""
    parts = [part for each in choices for part in (Text(), _headed(each), _added_up(each))]
    return Group(*parts[1:])


def _headed(choice: Choice) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    entry = choice.entry
    grid.add_row(Text(GLYPHS[entry.status], STYLES[entry.status]), column_text(entry, "title"))
    grid.add_row("", Text.assemble((safe(entry.id), "cyan"), f"  {choice.score:.2f}"))
    return grid


def _added_up(choice: Choice) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, points in choice.points.items():
        grid.add_row(Text(f"  {points:6.2f}", "dim"), name, Text(safe(choice.reasons[name]), "dim"))
    return grid
