"""A heat map: its weeks, its months, its shades."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from readinglist.reading.statistics.days import Figures, Period
from readinglist.render.heatmap import SHADES, grid_of, heat_map
from tests.terminal import cells

TODAY = date(2026, 11, 23)
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


def drawn(days: dict[date, Figures], period: Period, width: int) -> list[str]:
    """Return the lines of a heat map without styles."""
    return [line.plain for line in heat_map(days, period, width)]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_every_day_stands_in_its_place(width: int) -> None:
    """A row for each weekday from Monday on, a column for each week, the last one that of the last day."""
    grid = grid_of(Period(None, TODAY), width)
    marked = [monday + timedelta(days=2) for monday in grid.weeks[:-1]]
    lines = drawn({day: Figures(sessions=1, pages=9) for day in marked}, Period(None, TODAY), width)
    assert all(cells(line) <= width for line in lines)
    row = lines[4][4 : 4 + grid.cell * len(grid.weeks)]
    assert row.startswith("Mon") is False
    assert row.rstrip() == (SHADES[4].ljust(grid.cell) * len(marked)).rstrip()
    assert grid.weeks[-1] == TODAY
    assert len(grid.weeks) == min(53, (width - 4) // grid.cell)


def test_a_year() -> None:
    """It begins on its first day and ends on its last; its months stand above the weeks of their first days."""
    title, months, *rows, _ = drawn({date(2025, 1, 1): Figures(sessions=1)}, YEAR, 70)[:10]
    assert title == "Days with reading"
    assert months.split() == [
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    ]
    assert [row[4] for row in rows] == [" ", " ", "░", "·", "·", "·", "·"]
    assert [row[56:57].strip() for row in rows] == ["·", "·", "·", "", "", "", ""]
    assert months.index("Jul") == 4 + (date(2025, 6, 30) - date(2024, 12, 30)).days // 7


def test_years_of_54_weeks() -> None:
    """One that begins on a Sunday and ends on a Monday."""
    assert len(grid_of(Period(date(2012, 1, 1), date(2012, 12, 31)), 80).weeks) == 54


def test_days_beyond_the_map() -> None:
    """What is older has no part in the shades, and makes no map of its own."""
    old = {date(2020, 1, 1): Figures(sessions=1, pages=900)}
    new = {date(2026, 11, 2): Figures(sessions=1, minutes=30)}
    assert drawn(old, Period(None, TODAY), 80) == []
    assert drawn(old | new, Period(None, TODAY), 80) == drawn(new, Period(None, TODAY), 80)


def test_the_legend() -> None:
    """Beside the map where there is room, else below."""
    days = {date(2025, 3, 1): Figures(sessions=1, pages=20)}
    assert drawn(days, YEAR, 80)[7].endswith("█ 16 or more")
    below = drawn(days, YEAR, 64)
    assert len(below) > len(drawn(days, YEAR, 80))
    assert " ".join(" ".join(below[9:]).split()) == "· none ░ 1-5 ▒ 6-10 ▓ 11-15 █ 16 or more"


def test_the_first_day_of_the_calendar() -> None:
    """There are no weeks before it."""
    assert len(grid_of(Period(None, date(1, 1, 9)), 80).weeks) == 2
