"""Statistics as plain lines and as JSON."""

from __future__ import annotations

import json
from datetime import date

from readinglist.model.entry import Entry, LogItem
from readinglist.render.figures import as_object, plain_lines, singular, value_lines
from tests.readers import entries
from tests.test_reading_statistics import figures_of

READ = Entry(
    id="a",
    title="A",
    status="read",
    rating=4,
    areas=("x",),
    added="2025-12-30",
    log=(
        LogItem("2025-12-31", {"event": "start", "pages": "1-7", "minutes": "25"}),
        LogItem("2026-01-01", {"event": "finish"}),
    ),
)


def test_the_keys_are_stable() -> None:
    """Those that the documentation names, whatever there is to tell."""
    for given in ([], [READ]):
        found = as_object(figures_of(given))
        assert list(found) == [
            "period", "status", "funnel", "total", "streak", "pace", "outlook",
            "years", "months", "weeks", "days", "by",
        ]  # fmt: skip
        assert list(found["total"]) == [
            "sessions", "read", "readings", "skimmed", "dropped", "pages", "minutes", "added", "days",
            "read_without_day", "rating",
        ]  # fmt: skip
        assert list(found["by"]) == ["area", "venue", "rating"]
        assert json.loads(json.dumps(found)) == found


def test_what_it_says() -> None:
    """Weeks with their Mondays, values as numbers where they are, and those that have none."""
    found = as_object(figures_of([READ, Entry(id="b", title="B")]))
    assert found["weeks"] == [
        {"week": "2026-W01", "from": "2025-12-29", "sessions": 2, "read": 1, "readings": 1, "skimmed": 0, "dropped": 0,
         "pages": 7, "minutes": 25, "added": 1}
    ]  # fmt: skip
    assert [each["year"] for each in found["years"]] == ["2025", "2026"]
    assert found["by"]["rating"] == [
        {"value": 4, "kept": 1, "read": 1, "rating": 4},
        {"value": None, "kept": 1, "read": 0, "rating": None},
    ]
    assert found["funnel"] == [{"kind": "paper", "evaluated": 5, "kept": 2, "read": 1}]


def test_plain_lines_add_up() -> None:
    """Section, label and figure; what happened in weeks is what happened in days."""
    found = figures_of(list(entries(60)))
    lines = list(plain_lines(found))
    assert {len(line) for line in lines} == {3}
    for name in ("readings", "pages", "added"):
        sums = [
            sum(int(figure) for section, _, figure in lines if section == f"{name} {unit}")
            for unit in ("in year", "in month", "in week", "on day")
        ]
        assert sums == [getattr(found.total, name)] * 4
    assert len({line[:2] for line in lines}) == len(lines)


def test_lines_of_one_field() -> None:
    """Value, read, kept, mean rating; what has none comes last, without a value."""
    found = figures_of([READ, Entry(id="b", title="B")])
    assert list(value_lines(found.shares["areas"])) == [("x", "1", "1", "4.00"), ("", "0", "1", "")]
    assert list(value_lines(found.shares["rating"]._replace(rest=None))) == [("4", "1", "1", "4.00")]
    assert (singular("areas"), singular("mykey")) == ("area", "mykey")


def test_a_time_has_nothing_of_today() -> None:
    """Neither status nor funnel; of a time that is over no pace either."""
    whole = figures_of([READ])
    since = whole._replace(period=whole.period._replace(first=date(2026, 1, 1)))
    over = since._replace(period=since.period._replace(last=date(2026, 1, 2)))
    assert set(as_object(whole)) - set(as_object(since)) == {"status", "funnel"}
    assert set(as_object(since)) - set(as_object(over)) == {"pace", "outlook"}
    assert {"status", "funnel", "pace", "outlook"}.isdisjoint(line[0] for line in plain_lines(over))
