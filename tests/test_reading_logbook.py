"""What is written into a log, whatever is typed in whatever order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.errors import ReadinglistError
from readinglist.model.entry import Entry, LogItem
from readinglist.model.fields import ENDINGS
from readinglist.reading.logbook import Amount, begun, ended, taken_apart, with_session
from readinglist.reading.readings import covered, place_of, readings, sessions

DAY = date(2026, 1, 1)
_acts = st.lists(
    st.tuples(
        st.sampled_from(["start", "finish", "drop", "set", "log", "log", "log"]),
        st.integers(0, 9),
        st.integers(1, 12),
        st.integers(0, 4),
    ),
    max_size=12,
)


def _done(entry: Entry, act: str, day: str, first: int, more: int) -> Entry:
    match act:
        case "start":
            return begun(entry, day, first, named=True)
        case "finish":
            return ended(entry, entry.finished(day), day, act, named=True)
        case "drop":
            return ended(entry, entry.dropped(day, "why"), day, act, named=True)
        case "set":
            return entry.with_status(("unread", "reading", "read")[more % 3])
        case _:
            return with_session(entry, day, Amount(f"{first}-{first + more}", "5m"))


@settings(max_examples=150, deadline=None)
@given(_acts)
def test_whatever_is_done(acts: list[tuple[str, int, int, int]]) -> None:
    """The log is in order, nothing but an end leaves it, no reading begins earlier than it did.

    The readings are all of it, each page counted once, whatever somebody set the status to.
    """
    entry = Entry(id="a", title="A", pages=12)
    for act, days, first, more in acts:
        before = entry
        try:
            entry = _done(entry, act, (DAY + timedelta(days=days)).isoformat(), first, more)
        except ReadinglistError:
            continue
        items = list(entry.log)
        gone = [item for item in before.log if item not in items]
        assert all(item.event in ENDINGS and item.date == entry.log[-1].date for item in gone)
        assert 0 <= len(items) - len(before.log) <= 2
        began = [part.began for part in readings(before)]
        assert [part.began for part in readings(entry)][: len(began)] == began
        if act == "log":
            assert entry.status in ("reading", before.status)
    days_ = [item.date for item in entry.log]
    assert days_ == sorted(days_)
    parts = readings(entry)
    assert [each for part in parts for each in part.sessions] == list(sessions(entry))
    assert all(part.pages == covered(s.pages for s in part.sessions if s.pages) <= 12 for part in parts)
    assert 0 <= place_of(entry).page <= 12


@pytest.mark.parametrize(
    ("args", "names", "amount"),
    [
        (["a", "12-19"], ["a"], Amount("12-19", "")),
        (["a", "25m", "p4"], ["a"], Amount("p4", "25m")),
        (["gpt", "2", "5"], ["gpt", "2"], Amount("5", "")),
        (["1707.06347", "+8"], ["1707.06347"], Amount("+8", "")),
        (["a", "1h", "25m"], ["a"], Amount("", "1h25m")),
        (["a", "25m", "1h"], ["a", "25m"], Amount("", "1h")),
        (["60 %"], [], Amount("60 %", "")),
    ],
)
def test_what_is_typed_after_the_names(args: list[str], names: list[str], amount: Amount) -> None:
    """Pages and minutes, each once, at the end; all before them names entries."""
    assert taken_apart(args) == (names, amount)


@pytest.mark.parametrize(
    ("last", "told"),
    [("", "say how"), ("x", "say how much was read"), ("12-x", '"12-x" is neither')],
)
def test_what_is_no_amount(last: str, told: str) -> None:
    """It is named, with what would fit."""
    with pytest.raises(ReadinglistError, match=f"{told}.*; these come last: 12-19"):
        taken_apart(["a", last])


def test_a_start_without_an_event_of_its_own() -> None:
    """An entry that is said to be being read by its status alone has no days to contradict."""
    entry = Entry(id="a", title="A", status="reading")
    assert begun(entry, "2026-01-01", named=True) is entry
    assert ended(entry, entry.finished("2026-01-01"), "2026-01-01", "finish").log == (
        LogItem("2026-01-01", {"event": "finish"}),
    )
