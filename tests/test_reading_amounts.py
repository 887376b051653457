"""How much was read: what people type becomes what the log says, or a clear answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.reading.amounts import (
    Pages,
    Place,
    as_percent,
    check_page,
    is_minutes,
    number_in,
    pages_in,
    portion,
    read_minutes,
    read_pages,
    share_in,
)

_FIRST = Place(0, None)
_THIRD = Place(3, 50)


@pytest.mark.parametrize(
    ("typed", "place", "meant"),
    [
        ("12-19", _FIRST, "12-19"),
        ("p. 12 – 19", _FIRST, "12-19"),
        ("pp12-19", _THIRD, "12-19"),
        ("1-2", _THIRD, "1-2"),
        ("p40", _FIRST, "1-40"),
        ("40", _THIRD, "4-40"),
        ("p4", _THIRD, "4"),
        ("+8", _THIRD, "4-11"),
        ("+8", _FIRST, "1-8"),
        ("60%", _THIRD, "4-30"),
        ("100%", _THIRD, "4-50"),
        ("1%", Place(0, 50), "1"),
        ("60 %", _FIRST, "60%"),
        ("60%", Place(0, None, 0.5), "60%"),
    ],
)
def test_pages_that_are_meant(typed: str, place: Place, meant: str) -> None:
    """Ranges, pages reached, so many more, shares: what each means depends on how far the reading is."""
    assert read_pages(typed, place) == meant


@pytest.mark.parametrize(
    ("typed", "place", "told"),
    [
        ("x", _FIRST, '"x" are no pages; write them like 12-19, p40'),
        ("", _FIRST, "are no pages"),
        ("19-12", _FIRST, "19-12 ends before it begins; 12-19?"),
        ("9-0", _FIRST, "9-0 ends before it begins"),
        ("0-9", _FIRST, "pages are counted from 1"),
        ("p0", _FIRST, "pages are counted from 1"),
        ("+0", _THIRD, "+0 is no page more"),
        ("9-51", _THIRD, "there is no page 51: it has 50"),
        ("+48", _THIRD, "there is no page 51: it has 50"),
        ("100000", _FIRST, "there is no page 100000"),
        ("p3", _THIRD, "you are at page 3 already; pages that were read again are a range, such as 1-3"),
        ("5%", _THIRD, "you are at page 3 already"),
        ("0%", _FIRST, "0% is not between 1% and 100%"),
        ("101%", _FIRST, "101% is not between 1% and 100%"),
        ("50%", Place(0, None, 0.5), "you are at 50% already"),
    ],
)
def test_pages_that_make_no_sense(typed: str, place: Place, told: str) -> None:
    """The answer says what is wrong and what would fit."""
    with pytest.raises(ValueError, match=r"\S") as caught:
        read_pages(typed, place)
    assert told in str(caught.value)


@given(st.integers(0, 60), st.integers(1, 60), st.text("0123456789+-p% ", max_size=7))
def test_whatever_is_typed(page: int, of: int, typed: str) -> None:
    """Pages that are taken are there: they begin at 1 or later and end with the last page or before."""
    try:
        found = pages_in(read_pages(typed, Place(min(page, of), of)))
    except ValueError:
        return
    assert found
    assert 1 <= found.first <= found.last <= of


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("25m", 25), ("25 min", 25), ("1h", 60), ("1h30m", 90), ("1 hour 30 minutes", 90), ("24h", 1440)],
)
def test_minutes_that_are_meant(typed: str, minutes: int) -> None:
    """Minutes and hours, as they are said."""
    assert read_minutes(typed) == minutes
    assert is_minutes(typed)


@pytest.mark.parametrize("typed", ["", "25", "x", "0m", "25h", "m"])
def test_minutes_that_make_no_sense(typed: str) -> None:
    """What is no time, or more than a day, is not taken."""
    with pytest.raises(ValueError, match=r"no time|more than a day"):
        read_minutes(typed)


@pytest.mark.parametrize("typed", ["12-19", "p40", "60%", "+8"])
def test_pages_are_no_minutes(typed: str) -> None:
    """One argument of `log` is told from another by its look."""
    assert not is_minutes(typed)


@pytest.mark.parametrize("value", [None, "", "x", "9-3", "0", ["1"], "1-2-3"])
def test_what_a_log_may_also_hold(value: object) -> None:
    """What somebody wrote by hand and is neither pages nor a share nor minutes counts as nothing."""
    assert pages_in(value) is None
    assert share_in(value) is None
    assert number_in(value if value != "0" else None) == 0


def test_places() -> None:
    """What is left, which part is read, and how that is said."""
    assert (str(_THIRD), _THIRD.part, _THIRD.left) == ("page 3 of 50", 0.06, 47)
    assert (str(Place(3)), Place(3).part, Place(3).left) == ("page 3", None, None)
    assert (str(Place(0, None, 0.6)), Place(0, None, 0.6).part) == ("60%", 0.6)
    assert str(_FIRST) == ""
    with pytest.raises(ValueError, match="no page 7"):
        check_page(7, 6)


@given(st.integers(0, 1000).map(lambda tenths: tenths / 1000), st.integers(2, 300))
def test_a_part_is_all_only_at_the_end(share: float, of: int) -> None:
    """A share of pages, of a bar or of a hundred: none only of nothing, all only of the whole, else the nearest."""
    part = portion(share, of)
    assert (part == 0) == (share == 0)
    assert (part == of) == (share == 1)
    assert abs(part - share * of) <= max(0.5, 1 - share * of, 1 - (1 - share) * of) + 0.0001


def test_percents() -> None:
    """Tenths, or whole ones."""
    assert [as_percent(share) for share in (0, 0.0001, 0.6, 0.605, 0.9999, 1)] == [
        "0%", "0.1%", "60%", "60.5%", "99.9%", "100%",
    ]  # fmt: skip
    assert [as_percent(share, whole=True) for share in (0, 0.001, 0.125, 0.999, 1)] == [
        "0%", "1%", "13%", "99%", "100%",
    ]  # fmt: skip


def test_pages_that_there_are() -> None:
    """None beyond the last, where it is known which that is."""
    assert Pages(3, 30).up_to(9) == Pages(3, 9)
    assert Pages(3, 30).up_to(None) == Pages(3, 30)
    assert Pages(10, 30).up_to(9) is None
