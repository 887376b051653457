"""The screen of statistics: what is told, and what is left away."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from readinglist.model.entry import Entry, LogItem
from readinglist.render.statistics import statistics_screen, values_screen
from tests.readers import entries
from tests.terminal import cells
from tests.test_reading_statistics import figures_of

if TYPE_CHECKING:
    from collections.abc import Sequence


def shown(
    given: Sequence[Entry], width: int = 80, since: date | None = None, until: date | None = None
) -> str:
    """Return the screen of a list without styles."""
    return statistics_screen("Mine", "", figures_of(given, since, until), width).plain


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120, 200, 300])
@pytest.mark.parametrize("since", [None, date(2025, 6, 1)])
def test_it_fits(width: int, since: date | None) -> None:
    """At every width, and nothing is cut."""
    text = shown(list(entries(60)), width, since)
    assert [line for line in text.splitlines() if cells(line) > width] == []
    assert "…" not in text


def test_nothing_is_read() -> None:
    """The funnel is what there is to tell; there is no empty map, no zeros."""
    text = shown([Entry(id="a", title="A", areas=("x",))])
    assert "Nothing is read yet" in text
    assert "papers  evaluated  4" in text
    assert "Nothing came off the list lately." in text
    assert "Mon" not in text
    assert "By week" not in text
    assert "x  1  ━" in text


def test_nothing_was_read_in_a_time() -> None:
    """It is said."""
    assert "Nothing was read." in shown([Entry(id="a", title="A")], since=date(2026, 1, 1))


def test_a_year_that_is_over() -> None:
    """Its months, and nothing that is about today."""
    text = shown(list(entries(60)), 80, date(2025, 1, 1), date(2025, 12, 31))
    assert "Dec 2025" in text
    for heading in ("In the last four weeks", "By week", "By year", "Status", "Evaluated"):
        assert heading not in text


def test_read_without_a_day_is_told() -> None:
    """Also in a list where nothing has a day."""
    text = shown([Entry(id="a", title="A", status="read", rating=5)])
    assert "1 of those read has no day, and is in no week" in text
    assert "1 of 1" not in text.split("Ratings")[1]
    assert "5 ★  1" in text


def test_minutes_alone() -> None:
    """Hours stand in their column; there is none of pages where none are noted."""
    log = (LogItem("2026-03-02", {"minutes": "90"}),)
    text = shown([Entry(id="a", title="A", status="reading", log=log)])
    assert "Minutes a day" in text
    assert " 1.5" in text
    assert "pages" not in text


def test_what_is_read_again() -> None:
    """How often it was is told where that differs."""
    log = tuple(LogItem(day, {"event": "finish"}) for day in ("2026-02-20", "2026-03-02"))
    again = Entry(id="a", title="A", status="read", log=log)
    assert shown([again]).splitlines()[2:4] == [
        "1      2          2                   1",
        "read   readings   days with reading   in a row at most",
    ]
    assert "readings" not in shown([Entry(id="a", title="A", status="read", log=log[:1])])


def test_a_reader_who_began_lately() -> None:
    """The heading says over how many days the pace is taken; a little of something is not nothing."""
    log = (LogItem("2026-02-22", {"pages": "1"}), LogItem("2026-03-02", {"minutes": "2"}))
    lines = shown([Entry(id="a", title="A", log=log)], 60).splitlines()
    assert lines[lines.index("In the last 11 days") :][1:3] == ["pages a day    0.1", "minutes a day  0.2"]
    assert lines[2].split() == ["0", "1", "0.1", "2", "1"]


def test_titles_of_others_are_made_safe() -> None:
    """What an entry says cannot act on the terminal."""
    text = shown([Entry(id="a", title="A", areas=("a\x1b[2Jb",))])
    assert "\x1b" not in text
    assert "a^[[2Jb" in text


def test_the_values_of_one_field() -> None:
    """All of them with their ratings, and what has none."""
    given = [
        Entry(id="a", title="A", areas=("x",), status="read", rating=4),
        Entry(id="b", title="B", areas=("x",)),
        Entry(id="c", title="C"),
    ]
    lines = values_screen("areas", figures_of(given), "without an area", 60).plain.splitlines()
    assert lines[:2] == ["Areas", "                 read  kept  rating"]
    assert lines[2].startswith("x                   1     2     4.0  ━━")
    assert lines[3].startswith("without an area     0     1          ──")
    log = (LogItem("2026-03-02", {"event": "finish"}),)
    since = figures_of([Entry(id="a", title="A", areas=("x",), log=log)], date(2026, 3, 1))
    for name, title in (("kind", "Kinds"), ("status", "Statuses"), ("mine", "mine")):
        other = since._replace(shares={name: since.shares["areas"]})
        assert values_screen(name, other, "", 60).plain.startswith(f"{title}\n")
    assert values_screen("areas", since, "", 60).plain.splitlines()[1].split() == ["read", "rating"]
