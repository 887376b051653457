"""What differs between two versions, told on one line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from readinglist.commands.differences import difference, list_difference
from readinglist.model.entry import Entry, LogItem
from readinglist.model.listfile import ListFile

if TYPE_CHECKING:
    from typing import Any

ONE = Entry(id="one", title="One")
LONG = "The quick brown fox jumps over the lazy dog and runs away from here, far into the woods."


def told(before: dict[str, Any], after: dict[str, Any]) -> str:
    """Return what differs between an entry with these fields and one with those."""
    return difference(replace(ONE, **before), replace(ONE, **after))


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ({}, {}, ""),
        ({}, {"rating": 4, "status": "read"}, "status unread → read, rating - → 4"),
        ({"tags": ("a", "b")}, {"tags": ("b", "c")}, "tags +c -a"),
        ({"tags": ("a", "b")}, {"tags": ("b", "a")}, "tags in another order"),
        ({}, {"title": LONG}, f"title One → {LONG}"),
        ({"notes": "a\n"}, {"notes": "a\nb\nc\n"}, "notes +b c"),
        ({"notes": "a"}, {"notes": "a\n"}, "notes line ends or spaces"),
        ({"notes": "a b"}, {"notes": "a\nb"}, "notes line ends or spaces"),
        ({"notes": "a\n"}, {}, "notes a → -"),
        ({"extra": {"k": "1", "l": ["x"]}}, {"extra": {"l": ["x", "y"]}}, "k 1 → -, l x → x, y"),
        ({}, {"log": (LogItem("2026-11-22", {"event": "start"}),)}, "log"),
        ({}, {"rating": 1, "log": (LogItem("2026-11-22", {"event": "start"}),)}, "rating - → 1"),
    ],
)
def test_fields(before: dict[str, Any], after: dict[str, Any], line: str) -> None:
    """A field with its old and new value, of a list what came and went, the log only where nothing else did."""
    assert told(before, after) == line


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (None, LONG, "- → The quick brown fox jumps over the lazy dog and …"),
        (LONG, None, "The quick brown fox jumps over the lazy dog and … → -"),
        (LONG, LONG.replace("lazy", "old"), "… over the lazy dog and runs away from here, far … → … over the old dog and runs away from here, far into …"),
        (LONG, LONG + " The end.", "… the woods. → … the woods. The end."),
        (LONG, LONG.replace("woods.", "hills."), "… into the woods. → … into the hills."),
        ("x" * 80, "y", f"{'x' * 50} … → y"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["abstract", "summary", "notes"])
def test_long_texts(field: str, old: str | None, new: str | None, line: str) -> None:
    """They are shortened to what fits, from where they differ on."""
    assert told({field: old}, {field: new}) == f"{field} {line}"


def test_long_texts_of_other_kinds() -> None:
    """A long note that is added and a long key of one's own are shortened as well."""
    assert (
        told({"notes": "a\n"}, {"notes": f"a\n{LONG}\n"})
        == "notes +The quick brown fox jumps over the lazy dog and …"
    )
    assert told({}, {"extra": {"k": LONG}}).endswith(" lazy dog and …")


def test_list_files() -> None:
    """Texts, areas, counts and views, each by its name; nothing of a file that cannot be read."""
    before = ListFile(name="Mine", areas=("A", "B"), left_out={"paper": 2}, views={"x": "a", "y": "b"})
    after = ListFile(
        name="Mine", curator="Me", areas=("B", "C"), left_out={"paper": 3}, views={"x": "c", "z": "d"}
    )
    assert list_difference(before, after) == (
        "curator - → Me, areas +C -A, left_out paper 2 → 3, @x a → c, @y b → -, @z - → d"
    )
    assert (
        list_difference(before, before) == list_difference(None, after) == list_difference(before, None) == ""
    )
