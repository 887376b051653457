"""Days as people speak of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from readinglist.reading.wording import about, ago, for_so_long, in_full

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (-1, "today"),
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (13, "13 days ago"),
        (14, "2 weeks ago"),
        (59, "8 weeks ago"),
        (60, "2 months ago"),
        (729, "24 months ago"),
        (730, "2 years ago"),
    ],
)
def test_how_long_ago(days: int, told: str) -> None:
    """In days, weeks, months or years, at least two of them."""
    assert ago(TODAY - timedelta(days=days), TODAY) == told


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (2, "Wednesday"),
        (6, "Sunday"),
        (7, "30 Nov"),
        (39, "1 Jan"),
        (364, "22 Nov"),
        (400, "Dec 2027"),
    ],
)
def test_a_day_to_come(days: int, told: str) -> None:
    """A weekday where only one can be meant, then the day of a month, then a month."""
    assert about(TODAY + timedelta(days=days), TODAY) == told


def test_a_day_in_full() -> None:
    """With its weekday, whatever language the system speaks."""
    assert in_full(TODAY) == "Monday 23 Nov 2026"


@pytest.mark.parametrize(("minutes", "told"), [(0, ""), (5, "5m"), (60, "1h"), (61, "1h1m"), (1440, "24h")])
def test_a_time(minutes: int, told: str) -> None:
    """As `log` takes it."""
    assert for_so_long(minutes) == told
