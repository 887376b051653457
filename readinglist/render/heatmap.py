"""A heat map: a row for each weekday, a column for each week."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from readinglist.reading.statistics.days import WEEK, latest
from readinglist.reading.statistics.heat import heat
from readinglist.reading.wording import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from readinglist.reading.statistics.days import Figures, Period
    from readinglist.reading.statistics.heat import Heat

# They differ without colours as well.
SHADES = "·░▒▓█"
# Every other weekday is named.
_NAMES = tuple("" if place % 2 else name[:3] for place, name in enumerate(WEEKDAYS))
_LABEL = 4
# A year that begins on a Sunday has days in so many weeks; the last year up to today has them in one less.
_MOST_WEEKS = 54
_WIDE = 2
_TITLES = {"pages": "Pages a day", "minutes": "Minutes a day", "sessions": "Days with reading"}
_LEGEND_GAP = 3


class Grid(NamedTuple):
    """Weeks by their Mondays, and how many columns each takes."""

    weeks: Sequence[date]
    cell: int


def grid_of(period: Period, width: int) -> Grid:
    """Return the weeks of a period that there is room for, the latest ones, at most those of a year."""
    most = _MOST_WEEKS if period.first else _MOST_WEEKS - 1
    weeks = latest(period.last, WEEK, most, period.first)
    cell = _WIDE if _LABEL + _WIDE * len(weeks) <= width else 1
    return Grid(weeks[-(width - _LABEL) // cell :], cell)


def heat_map(days: Mapping[date, Figures], period: Period, width: int) -> list[Text]:
    """Return the lines of a heat map, its legend beside it where there is room, else below.

    Days that have no room on it have no part in its shades; where no others were read on there is no map.
    """
    grid = grid_of(period, width)
    found = heat({day: figures for day, figures in days.items() if day >= grid.weeks[0]})
    if not found.amounts:
        return []
    lines = [
        _months(grid, period, width),
        *(_row(found, period, grid, weekday) for weekday in range(len(_NAMES))),
    ]
    legend = [
        Text.assemble((SHADES[shade], _style(shade)), " ", told) for shade, told in enumerate(found.legend)
    ]
    title = Text(_TITLES[found.measure], style="bold")
    taken = _LABEL + grid.cell * len(grid.weeks) + _LEGEND_GAP
    if taken + max(each.cell_len for each in legend) <= width:
        for line, each in zip(lines[2:], legend, strict=False):
            line.append(" " * (taken - line.cell_len)).append_text(each)
        return [title, *lines]
    return [title, *lines, *_legend_below(legend, width)]


def _legend_below(legend: Sequence[Text], width: int) -> list[Text]:
    lines = [Text(" " * _LABEL)]
    for each in legend:
        if lines[-1].cell_len + each.cell_len > width:
            lines.append(Text(" " * _LABEL))
        lines[-1].append_text(each).append("  ")
    for line in lines:
        line.rstrip()
    return lines


def _months(grid: Grid, period: Period, width: int) -> Text:
    """Return the names of months, each above the week in which it begins; the last one where it has room."""
    line = Text(" " * _LABEL, style="dim")
    for place, monday in enumerate(grid.weeks):
        name = _month_begun(monday, period)
        at = min(_LABEL + place * grid.cell, width - len(name))
        if name and at >= line.cell_len:
            line.append(" " * (at - line.cell_len) + f"{name} ")
    line.rstrip()
    return line


def _month_begun(monday: date, period: Period) -> str:
    """Return the month of which the first day is in the week and in the period, "" where there is none."""
    days = [monday + timedelta(days=number) for number in range(len(_NAMES))]
    return next((MONTHS[day.month - 1] for day in days if day.day == 1 and period.has(day)), "")


def _row(found: Heat, period: Period, grid: Grid, weekday: int) -> Text:
    line = Text(_NAMES[weekday].ljust(_LABEL), style="dim")
    row = Text()
    for monday in grid.weeks:
        day = monday + timedelta(days=weekday)
        shade = found.shade(day)
        sign = SHADES[shade] if period.has(day) else " "
        row.append(sign.ljust(grid.cell), style=_style(shade))
    return Text.assemble(line, row)


def _style(shade: int) -> str:
    return "green" if shade else "dim"
