"""What was read when, day by day, on a terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group
from rich.table import Table
from rich.text import Text

from readinglist.reading.wording import for_so_long, in_full
from readinglist.render.tables import title_style
from readinglist.render.widths import GAP
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rich.console import RenderableType

    from readinglist.reading.happenings import Happening

_NAMED = ("today", "yesterday")


def history_screen(found: Sequence[Happening], today: date) -> RenderableType:
    """Return what happened, under a heading for each day; what it was and how long stand in line."""
    told = max(cell_len(each.session.what) for each in found)
    time = max(len(for_so_long(each.session.minutes)) for each in found)
    parts: list[RenderableType] = []
    for day, happened in groupby(found, key=_day):
        parts += [_heading(day, today), _table(list(happened), told, time), Text()]
    return Group(*parts[:-1])


def _day(happening: Happening) -> date:
    return happening.session.day


def _heading(day: date, today: date) -> Text:
    days = (today - day).days
    named = f"  {_NAMED[days]}" if 0 <= days < len(_NAMED) else ""
    return Text.assemble((in_full(day), "bold"), (named, "dim"))


def _table(happened: Sequence[Happening], told: int, time: int) -> Table:
    table = Table.grid(padding=(0, GAP, 0, 0))
    table.add_column(width=told + GAP, no_wrap=True)
    if time:
        table.add_column(width=time, justify="right", no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for entry, each in happened:
        what = Text(" " * GAP + safe(each.what), style="" if each.amount else "green")
        note = f"  ({safe(each.note)})" if each.note else ""
        title = Text.assemble(
            (safe(entry.title), title_style(entry)), "  ", (safe(entry.id), "cyan"), (note, "dim")
        )
        table.add_row(what, *([Text(for_so_long(each.minutes))] if time else []), title)
    return table
