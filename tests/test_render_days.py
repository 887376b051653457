"""Days on a terminal: what happened on each stands in line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from readinglist.model.entry import Entry, LogItem
from readinglist.reading.happenings import happenings
from readinglist.render.console import show
from readinglist.render.days import history_screen

if TYPE_CHECKING:
    import pytest


def _shown(capsys: pytest.CaptureFixture[str], *log: LogItem) -> list[str]:
    found = happenings([Entry(id="a", title="A[bold]", log=log)])
    show(history_screen(found, date(2026, 11, 23)), width=60, color=False)
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def test_events_pages_and_times(capsys: pytest.CaptureFixture[str]) -> None:
    """Why an entry was given up stands behind it; texts are shown as they are."""
    assert _shown(
        capsys,
        LogItem("2026-11-21", {"event": "start", "page": "3"}),
        LogItem("2026-11-22", {"pages": "3-9", "minutes": "65"}),
        LogItem("2026-11-23", {"event": "drop", "note": "why\x1b"}),
    ) == [
        "Monday 23 Nov 2026  today",
        "  drop            A[bold]  a  (why^[)",
        "",
        "Sunday 22 Nov 2026  yesterday",
        "  3-9       1h5m  A[bold]  a",
        "",
        "Saturday 21 Nov 2026",
        "  start p3        A[bold]  a",
    ]


def test_without_times(capsys: pytest.CaptureFixture[str]) -> None:
    """Where no minutes were noted there is no column for them."""
    assert _shown(capsys, LogItem("2026-11-20", {"event": "start"}))[1:] == ["  start  A[bold]  a"]
