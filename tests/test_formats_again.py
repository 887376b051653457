"""What is read more than once is held only where it cannot be read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.formats.again import again
from readinglist.library import Library
from readinglist.model.entry import Entry
from tests.program import library, write

if TYPE_CHECKING:
    from pathlib import Path


def test_entries_of_any_kind() -> None:
    """A list and what can be gone through only once have places, and can be read as often as one likes."""
    entries = [Entry(id=each, title=each) for each in "abc"]
    for found in (again(entries), again(iter(entries))):
        assert list(found.placed()) == list(enumerate(entries))
        assert [entry.id for entry in found.at([2, 0, 2])] == ["c", "a", "c"]
        assert list(found.placed()) == list(enumerate(entries))


def test_what_a_library_found_is_not_held(tmp_path: Path) -> None:
    """It is read out of the library each time."""
    root = library(tmp_path / "lib")
    for name in "abc":
        write(root, name, f"title: {name}\n")
    listing = Library(root, {"HOME": str(tmp_path)}).find(sort="title")
    found = again(listing)
    assert found is listing
    assert [entry.id for entry in found.at([2, 0])] == ["c", "a"]
