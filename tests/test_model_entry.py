"""Entries: what they say, how they are stored, and the changes that give new ones."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest

from readinglist.model.entry import Entry, LogItem
from readinglist.model.fields import STATUSES

BARE = Entry(id="a", title="A")
FULL = Entry(
    id="full",
    title="T",
    paper_title="P",
    kind="blog",
    date="2017-07",
    authors=("A", "B"),
    et_al=True,
    venue="V",
    arxiv="1707.06347",
    doi="10.1/x",
    url="https://x.y",
    code="https://c.d",
    file="f.pdf",
    areas=("R",),
    tags=("t", "u"),
    summary="S",
    abstract="Ab",
    distinct_from=("other",),
    status="reading",
    rating=4,
    priority="high",
    pages=12,
    added="2026-11-22",
    log=(LogItem("2026-11-22", {"event": "start"}), LogItem("2026-11-23", {"pages": "1-7", "mine": ["x"]})),
    takeaway="W",
    notes="N",
    extra={"mykey": "v", "deep": {"list": ["a", None]}},
)


@pytest.mark.parametrize("entry", [BARE, FULL], ids=["bare", "full"])
def test_what_is_stored_comes_back(entry: Entry) -> None:
    """An entry survives being stored as JSON."""
    assert Entry.from_stored(json.loads(json.dumps(entry.stored()))) == entry


def test_only_what_differs_from_the_default_is_stored() -> None:
    """A bare entry is an id and a title; defaults that are written out leave nothing."""
    assert BARE.stored() == {"id": "a", "title": "A"}
    assert (
        Entry(id="a", title="A", status="unread", kind="paper", priority="normal").stored() == BARE.stored()
    )
    assert list(FULL.stored())[:3] == ["id", "title", "paper_title"]


def test_the_year_comes_from_the_date() -> None:
    """However precise the date, its year is a number; without a date there is none."""
    assert FULL.year == 2017
    assert Entry(id="a", title="A", date="1998").year == 1998
    assert BARE.year is None


@pytest.mark.parametrize("status", STATUSES)
def test_kept_is_all_but_candidates_and_rejected(status: str) -> None:
    """Only what was evaluated and not rejected is kept, and admitting makes anything kept."""
    entry = BARE.with_status(status)
    assert entry.status == status
    assert entry.kept == (status not in {"candidate", "rejected"})
    assert entry.admitted().status == (status if entry.kept else "unread")


@pytest.mark.parametrize(
    ("change", "status", "event"),
    [
        (Entry.started, "reading", "start"),
        (Entry.finished, "read", "finish"),
        (Entry.skimmed, "skimmed", "skim"),
        (Entry.dropped, "dropped", "drop"),
    ],
)
def test_a_step_of_reading_sets_the_status_and_goes_into_the_log(
    change: object, status: str, event: str
) -> None:
    """The step is logged with its day, after what was there; doing it again changes nothing."""
    assert callable(change)
    before = Entry(id="a", title="A", log=(LogItem("2026-01-01"),))
    after = change(before, "2026-11-22")
    assert after.status == status
    assert after.log == (LogItem("2026-01-01"), LogItem("2026-11-22", {"event": event}))
    assert change(after, "2026-11-23") is after
    assert before.status == "unread"


def test_an_entry_can_be_read_again() -> None:
    """What was read can be started once more, and both readings stay in the log."""
    again = BARE.started("2026-01-01").finished("2026-01-02").started("2026-05-01")
    assert [item.event for item in again.log] == ["start", "finish", "start"]


@pytest.mark.parametrize(
    ("add", "remove", "tags"),
    [
        ([], [], ("t", "u")),
        (["v", "v", "t"], [], ("t", "u", "v")),
        ([], ["t", "missing"], ("u",)),
        (["t"], ["t"], ("u", "t")),
        ([], ["t", "u"], ()),
    ],
)
def test_tagging(add: list[str], remove: list[str], tags: tuple[str, ...]) -> None:
    """Tags keep their order, new ones come last and once, unknown ones to remove do not matter."""
    assert FULL.tagged(add, remove).tags == tags


def test_log_items_name_their_event() -> None:
    """A session has no event; an event that is no text counts as none."""
    assert LogItem("2026-01-01", {"event": "drop"}).event == "drop"
    assert LogItem("2026-01-01", {"pages": "3"}).event == ""
    assert LogItem("2026-01-01", {"event": ["x"]}).event == ""
    assert list(LogItem("2026-01-01", {"pages": "3"}).stored()) == ["date", "pages"]


def test_entries_do_not_change() -> None:
    """An entry is a value: setting a field is an error."""
    with pytest.raises(FrozenInstanceError):
        BARE.title = "B"  # type: ignore[misc]
