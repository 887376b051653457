"""JSON: one array, one object a line, the same as `list --json`."""

from __future__ import annotations

import json

from readinglist.formats import written
from readinglist.formats.about import About
from readinglist.model.entry import Entry, LogItem
from readinglist.model.fields import BY_NAME

BARE = Entry(id="one", title="One")
FULL = Entry(
    id="two", title="a\x1b]0;x\x07\u202e\u2028é", authors=("A",), log=(LogItem("2026-11-22", {"event": "start"}),),
    extra={"mykey": ["a", {"b": "c"}], "id": "mine"},
)  # fmt: skip


def test_one_object_a_line() -> None:
    """The brackets have lines of their own, and each line between them is an object."""
    lines = "".join(written("json", [BARE, FULL], About())).splitlines()
    assert (lines[0], lines[-1]) == ("[", "]")
    assert [json.loads(line.rstrip(","))["id"] for line in lines[1:-1]] == ["one", "two"]


def test_no_entries() -> None:
    """An empty array is one as well."""
    assert json.loads("".join(written("json", [], About()))) == []


def test_every_key_is_there() -> None:
    """What is not set is null or []; keys of the entry's own come last and hide no field."""
    bare, full = json.loads("".join(written("json", [BARE, FULL], About())))
    assert list(bare) == ["id", *BY_NAME]
    assert (bare["authors"], bare["rating"], bare["et_al"], bare["status"]) == ([], None, False, "unread")
    assert list(full) == ["id", *BY_NAME, "mykey"]
    assert full["mykey"] == ["a", {"b": "c"}]
    assert full["log"] == [{"date": "2026-11-22", "event": "start"}]
    assert (full["id"], full["title"]) == ("two", FULL.title)


def test_nothing_acts_on_a_terminal() -> None:
    """Controls and bidi marks are escaped, letters are not."""
    text = "".join(written("json", [FULL], About()))
    assert "é" in text
    assert not any(char in text for char in "\x1b\x07\u202e\u2028")
