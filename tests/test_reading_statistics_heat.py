"""The shades of a heat map."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from readinglist.reading.statistics.days import Figures
from readinglist.reading.statistics.heat import heat

DAY = date(2026, 1, 1)
_amounts = st.lists(st.integers(0, 99), min_size=1, max_size=20)


def days_with(amounts: list[int]) -> dict[date, Figures]:
    """Return days with so many pages each."""
    return {DAY + timedelta(days=at): Figures(sessions=1, pages=pages) for at, pages in enumerate(amounts)}


@given(_amounts)
def test_more_is_never_paler(amounts: list[int]) -> None:
    """Every day with reading has a shade, none that of more than another with more."""
    days = days_with(amounts)
    found = heat(days)
    shades = [found.shade(day) for _, day in sorted((figures.pages, day) for day, figures in days.items())]
    assert shades == sorted(shades)
    assert set(shades) <= {1, 2, 3, 4}
    assert found.shade(DAY - timedelta(days=1)) == 0


@given(_amounts)
def test_the_legend_tells_the_shades(amounts: list[int]) -> None:
    """A shade begins where the one before ends."""
    found = heat(days_with(amounts))
    least = [1, *found.bounds]
    assert least == sorted(set(least))
    first, *others = found.legend[1:]
    assert first.startswith("up to ") == (0 in amounts and any(amounts))
    assert [int(text.split("-")[0].split()[0]) for text in others] == least[1:]
    ends = [int(text.removeprefix("up to ").split("-")[-1]) for text in found.legend[1:-1]]
    assert [end + 1 for end in ends] == least[1:]


def test_what_is_measured() -> None:
    """Pages where any are noted, else minutes, else how often something was read."""
    assert heat({DAY: Figures(sessions=2, pages=9, minutes=5)}).measure == "pages"
    assert heat({DAY: Figures(sessions=2, minutes=5)}).measure == "minutes"
    found = heat({DAY: Figures(sessions=2), DAY + timedelta(days=1): Figures(added=5)})
    assert (found.measure, found.amounts) == ("sessions", {DAY: 2})
    assert heat({}).legend == ["none", "1", "2", "3", "4 or more"]


@given(_amounts.filter(any))
def test_days_without_the_measure_change_no_shade(amounts: list[int]) -> None:
    """Where pages are measured, days of minutes alone have the palest and make no other darker."""
    found, alone = heat(days_with(amounts)), heat(days_with([each for each in amounts if each]))
    assert found.bounds == alone.bounds
    assert all(found.shade(DAY + timedelta(days=at)) == 1 for at, pages in enumerate(amounts) if not pages)


def test_one_day_of_much_does_not_pale_all_others() -> None:
    """The brightest shade begins well below the most that was ever read on a day."""
    found = heat(days_with([10] * 19 + [400]))
    assert found.shade(DAY) == 4
