"""Partial dates, and days in human words."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.dates import as_written, is_day, is_partial, parse_day, parse_span, span

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize("text", ["2017", "2017-07", "2017-07-20", "2020-02-29", "0001", "9999-12-31"])
def test_partial_dates_of_the_calendar_are_dates(text: str) -> None:
    """A year, a month and a day are dates, as precise as they are written."""
    assert is_partial(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "17",
        "2017-7",
        "2017-13",
        "2017-00",
        "2021-02-29",
        "2017-07-20 ",
        "2017/07",
        "0000",
        "２０１７",
        "2017-07-20\n",
    ],
)
def test_anything_else_is_no_partial_date(text: str) -> None:
    """Other forms, other digits and days the calendar does not have are no dates."""
    assert not is_partial(text)


def test_a_day_is_a_whole_date() -> None:
    """A month is a partial date and no day."""
    assert is_day("2017-07-20")
    assert not is_day("2017-07")
    assert not is_day("2017-02-30")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017", "2017-01-01", "2017-12-31"),
        ("2017-12", "2017-12-01", "2017-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2100-02", "2100-02-01", "2100-02-28"),
        ("9999-11", "9999-11-01", "9999-11-30"),
        ("2017-07-20", "2017-07-20", "2017-07-20"),
    ],
)
def test_span_covers_all_that_a_partial_date_can_mean(text: str, first: str, last: str) -> None:
    """The span of a date runs from its first to its last day."""
    assert span(text) == (first, last)


def test_span_of_no_date_is_an_error() -> None:
    """What is no date has no span, and the error says what a date looks like."""
    with pytest.raises(ValueError, match="YYYY"):
        span("nov")


@settings(max_examples=200, deadline=None)
@given(st.dates())
def test_a_day_lies_in_the_spans_of_its_month_and_year(day: date) -> None:
    """Every day of the calendar is inside of what its own year and month cover."""
    text = day.isoformat()
    for partial in (text, text[:7], text[:4]):
        first, last = span(partial)
        assert first <= text <= last
        assert first[: len(partial)] == last[: len(partial)] == partial


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-03", "2026-11-03"),
        ("today", "2026-11-22"),
        ("Yesterday", "2026-11-21"),
        ("tomorrow", "2026-11-23"),
        ("sunday", "2026-11-22"),
        ("sat", "2026-11-21"),
        ("mon", "2026-11-16"),
        ("Thurs", "2026-11-19"),
        ("3 days ago", "2026-11-19"),
        ("a week ago", "2026-11-15"),
        ("2  weeks ago", "2026-11-08"),
        ("one month ago", "2026-10-22"),
        ("10 years ago", "2016-11-22"),
        ("-10d", "2026-11-12"),
        ("-2w", "2026-11-08"),
        ("-1 m", "2026-10-22"),
        ("-11m", "2025-12-22"),
        ("-1y", "2025-11-22"),
        ("nov 3", "2026-11-03"),
        ("november 22", "2026-11-22"),
        ("nov 23", "2025-11-23"),
        ("3 Nov 2025", "2025-11-03"),
        ("Nov 3, 2025", "2025-11-03"),
        ("sept. 30", "2026-09-30"),
        ("24. dec", "2025-12-24"),
        ("feb 29", "2024-02-29"),
    ],
)
def test_days_in_human_words(text: str, day: str) -> None:
    """What a person calls a day is found, and without a year it is the latest such day."""
    assert parse_day(text, SUNDAY).isoformat() == day


def test_a_month_back_ends_where_the_month_ends() -> None:
    """A month before the 31st is the last day of the month before, and a leap day moves to the 28th."""
    assert parse_day("-1m", date(2026, 3, 31)) == date(2026, 2, 28)
    assert parse_day("-1y", date(2024, 2, 29)) == date(2023, 2, 28)
    assert parse_day("-1m", date(2026, 1, 31)) == date(2025, 12, 31)


def test_the_leap_day_is_found_over_the_gap_of_a_century() -> None:
    """Where no leap year lies within four years, the one before counts."""
    assert parse_day("feb 29", date(2104, 2, 28)) == date(2096, 2, 29)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "mo",
        "nov",
        "nov 31",
        "nov 0",
        "31 nov 2025",
        "foo 3",
        "feb 29 2025",
        "2026-11",
        "2026-02-30",
        "-9999y",
        "-99999m",
        "-999999w",
        "99999 years ago",
        "3/4/2025",
        "2 fortnights ago",
        "-２d",
        "3 nov 0000",
    ],
)
def test_what_is_no_day_is_an_error_that_shows_what_would_fit(text: str) -> None:
    """The error names the text and days that can be written, also where the calendar ends."""
    with pytest.raises(ValueError, match="yesterday") as caught:
        parse_day(text, SUNDAY)
    assert f'"{text}"' in str(caught.value)


def test_tomorrow_is_no_day_at_the_end_of_the_calendar() -> None:
    """Beyond the last day that can be written there is an error, not a crash."""
    with pytest.raises(ValueError, match="tomorrow"):
        parse_day("tomorrow", date.max)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        (" 2018-06 ", "2018-06-01", "2018-06-30"),
        ("Nov 2018", "2018-11-01", "2018-11-30"),
        ("february, 2020", "2020-02-01", "2020-02-29"),
        ("yesterday", "2026-11-21", "2026-11-21"),
        ("-2w", "2026-11-08", "2026-11-08"),
    ],
)
def test_spans_in_human_words(text: str, first: str, last: str) -> None:
    """Years and months cover all their days, a day itself."""
    assert parse_span(text, SUNDAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2018", "2018"),
        (" 2018-06 ", "2018-06"),
        ("2018-06-21", "2018-06-21"),
        ("Nov 2018", "2018-11"),
        ("yesterday", "2026-11-21"),
    ],
)
def test_dates_as_files_hold_them(text: str, written: str) -> None:
    """A date stays as precise as it is said."""
    assert as_written(text, SUNDAY) == written


@pytest.mark.parametrize("text", ["foo 2018", "nov 0000", "2018-13", "next week", ""])
def test_what_is_no_span_is_an_error_that_shows_what_would_fit(text: str) -> None:
    """The error names the text and dates that can be written."""
    with pytest.raises(ValueError, match="2018-06") as caught:
        parse_span(text, SUNDAY)
    assert f'"{text}"' in str(caught.value)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=20) | st.from_regex(r"-[0-9]{1,5}[dwmy]", fullmatch=True), st.dates())
def test_any_text_is_a_day_or_an_error(text: str, today: date) -> None:
    """Nothing but a ValueError comes out of reading a day."""
    with suppress(ValueError):
        assert isinstance(parse_day(text, today), date)
