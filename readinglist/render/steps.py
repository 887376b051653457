"""The steps that undo can take back, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NARROW = 66


def step_table(rows: Iterable[tuple[str, str, Sequence[tuple[str, str]], str]], width: int) -> Table:
    """Return a table of time, label, of each entry its id and what became of it, and a mark below."""
    table = Table.grid(padding=(0, 2, 0, 0))
    if width >= _NARROW:
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for when, label, entries, mark in rows:
        marked = [Text(safe(mark), style="yellow")] if mark else []
        told = Text("\n").join([*(_line(*each) for each in entries), *marked])
        head = [Text(safe(when), style="dim"), Text(safe(label), style="bold")]
        if width >= _NARROW:
            table.add_row(*head, told)
        else:
            table.add_row(Text("  ").join(head))
            table.add_row(Padding(told, (0, 0, 0, 2)))
    return table


def _line(name: str, what: str) -> Text:
    return Text.assemble((safe(name), "cyan"), ": " if name else "", safe(what))
