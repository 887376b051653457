"""What was typed, put into a file that changed since: every change of both is there, or nothing is put together."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.library.merging import entry_onto, notes_onto, nothing_onto
from readinglist.yamlfile.reading import read_entry

BASE = "# mine\ntitle:   One # kept\ntags: [a, b]\nstatus: unread\nsummary: >-\n  some\n  words\n"
# What somebody may do to the file, each to a field of its own.
EDITS = {
    "tags": ("[a, b]", "[a, b, c]"),
    "status": ("status: unread", "status: read"),
    "summary": ("some\n", "other\n"),
    "rating": ("# mine\n", "# mine\nrating: 4\n"),
    "own": ("# mine\n", "# mine\nown: {key: value}\n"),
    "notes": ("# mine\n", "# mine\nnotes: |\n  a: b\n\n  c\n"),
    "log": ("# mine\n", "# mine\nlog: [{date: 2026-11-22, event: finish}]\n"),
}


def edited(names: set[str]) -> bytes:
    """Return the file after these edits."""
    text = BASE
    for name in sorted(names):
        text = text.replace(*EDITS[name])
    return text.encode()


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(sorted(EDITS))), st.sets(st.sampled_from(sorted(EDITS)), min_size=1))
def test_both_changes_are_there(theirs: set[str], mine: set[str]) -> None:
    """Of different fields both changes are there, the file's comments too; of the same field there is no result."""
    result = entry_onto(BASE.encode(), edited(mine), edited(theirs))
    if theirs & mine:
        assert result is None
    else:
        assert result is not None
        assert read_entry("x", result) == read_entry("x", edited(mine | theirs))
        assert result.startswith(b"# mine\n")
        assert b"title:   One # kept\n" in result


@pytest.mark.parametrize(
    ("base", "typed", "now"),
    [
        (None, BASE, BASE),
        (BASE, BASE.replace("words", "words # no comment\n# but this"), f"{BASE}rating: 4\n"),
        (BASE, BASE.replace("title:   One", "title: One"), f"{BASE}rating: 4\n"),
        (BASE, f"{BASE}rating: 4\n", BASE.replace("One", "Another")),
        (BASE, f"{BASE}rating: 9\n", BASE),
        (BASE, f"{BASE}rating: 4\n", "title: [\n"),
        ("title: [\n", f"{BASE}rating: 4\n", BASE),
    ],
    ids=["no base", "comment", "layout", "another entry", "typed broken", "broken now", "broken before"],
)
def test_what_is_not_put_together(base: str | None, typed: str, now: str) -> None:
    """Whatever would be lost or might be wrong is left to the person."""
    began = None if base is None else base.encode()
    assert entry_onto(began, typed.encode(), now.encode()) is None
    assert nothing_onto(b"", typed.encode(), now.encode()) is None  # type: ignore[func-returns-value]


@pytest.mark.parametrize(
    ("base", "typed", "now", "after"),
    [
        (b"", b"mine\n", b"", b"mine\n"),
        (b"a\n", b"a\nmine\n", b"a\nb\n", b"a\nb\nmine\n"),
        (b"a\n", b"mine\n", b"b\n", b"b\nmine\n"),
        (None, b"mine\n", b"b\n", b"b\nmine\n"),
    ],
)
def test_notes_are_never_replaced(base: bytes | None, typed: bytes, now: bytes, after: bytes) -> None:
    """What was typed comes at the end of the notes there are."""
    assert notes_onto(base, typed, now) == after
