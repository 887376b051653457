"""The steps that can be taken back, and what each did."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from readinglist.library.history import Event, why_nothing
from readinglist.library.making import make_library
from readinglist.library.noting import appended
from readinglist.library.undoing import CHANGED_SINCE, TAKEN_BACK
from readinglist.model.entry import Entry
from readinglist.model.listfile import ListFile
from tests.shelf import environ, shelf, write

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.library import Library


@pytest.fixture
def lib(tmp_path: Path) -> Library:
    """Return a library that was made by `init`, with two entries."""
    make_library(tmp_path, environ(tmp_path), name="L")
    return shelf(tmp_path, one="title: One\n", two="title: Two\ndistinct_from: [one]\n")


def told(library: Library, entry_id: str | None = None) -> list[tuple[str, list[tuple[str | None, str]]]]:
    """Return label, ids and what became of them, of each step."""
    return [(past.label, [(e.id, e.what) for e in past.events]) for past in library.history(entry_id)]


def test_nothing_yet(lib: Library) -> None:
    """The making of a library is not offered: undo does not take it back."""
    assert told(lib) == []


def test_newest_first(lib: Library) -> None:
    """Each step with its files; what was taken back is not there any more."""
    lib.change(["one", "two"], lambda entry: replace(entry, rating=3), label="rate")
    lib.add(Entry(id="three", title="Three"))
    lib.remove(["one"])
    assert told(lib) == [
        ("rm", [("one", "removed")]),
        ("add", [("three", "added")]),
        ("rate", [("one", "changed"), ("two", "changed")]),
    ]
    numbers = [past.number for past in lib.history()]
    assert numbers == sorted(numbers, reverse=True)
    assert all(past.time.endswith("+00:00") for past in lib.history())
    lib.undo()
    assert [label for label, _ in told(lib)] == ["add", "rate"]


def test_one_entry(lib: Library) -> None:
    """Only its steps, and of these only what became of it."""
    lib.change(["one", "two"], lambda entry: replace(entry, rating=3), label="rate")
    lib.change(["two"], lambda entry: replace(entry, rating=4), label="rate")
    assert told(lib, "one") == [("rate", [("one", "changed")])]
    assert told(lib, "nobody") == []


def test_a_renamed_entry_is_followed(lib: Library) -> None:
    """Its history goes on under its earlier id; others that followed stand beside it."""
    lib.change(["one"], lambda entry: replace(entry, rating=3), label="rate")
    lib.rename("one", "uno")
    lib.change(["uno"], lambda entry: appended(entry, "x"), label="note")
    lib.rename("uno", "eins")
    assert told(lib, "eins") == [
        ("rename", [("eins", "renamed")]),
        ("note", [("uno", "changed")]),
        ("rename", [("uno", "renamed")]),
        ("rate", [("one", "changed")]),
    ]
    assert told(lib, "one") == told(lib, "uno") == told(lib, "eins")
    assert told(lib, "two") == [("rename", [("two", "changed")])] * 2
    assert next(lib.history("eins")).events[0].old_name == "uno.yaml"


def test_half_a_renaming(lib: Library) -> None:
    """What is left of a step whose other file was taken back is told as what it is."""
    lib.rename("one", "uno")
    step = next(lib.journal.undoable(), None)
    assert step is not None
    with lib.writer.locked():
        (change,) = [each for each in step.changes if each.name == "uno.yaml"]
        lib.writer.commit([change._replace(before=change.after, after=None)], "undo", undoes=step.number)
    assert told(lib)[0] == ("rename", [("two", "changed"), ("one", "removed")])


def test_before_and_after(lib: Library) -> None:
    """The bytes and the entries; a broken one, the list file and nothing at all are no entries."""
    lib.change(["one"], lambda entry: replace(entry, rating=3), label="rate")
    event = next(lib.history()).events[0]
    assert (event.before, event.after) == (b"title: One\n", b"title: One\nrating: 3\n")
    before, after = event.entries()
    assert (before, after) == (Entry(id="one", title="One"), Entry(id="one", title="One", rating=3))
    write(lib.folder, "one", "title: [a\n")
    lib.remove(["one"])
    assert next(lib.history()).events[0].entries() == (None, None)
    assert event._replace(name="_list.yaml").id is None
    assert event._replace(name="_list.yaml", old_name="_list.yaml").entries() == (None, None)


def test_list_files_before_and_after() -> None:
    """What they say; nothing where there is none, None where one is broken or in part."""
    event = Event("_list.yaml", "changed", None, b"name: L\n", "_list.yaml")
    assert event.list_files() == (ListFile(), ListFile(name="L"))
    assert event._replace(before=b"[", after=b"areas: {a: b}\n").list_files() == (None, None)


def marks(library: Library, entry_id: str | None = None) -> list[tuple[str, list[str]]]:
    """Return the label of each step with the marks of its files."""
    return [(past.label, [event.mark for event in past.events]) for past in library.history(entry_id)]


def test_marks_tell_what_undo_would_do(lib: Library) -> None:
    """A file that is as before is passed over, one that was changed since is refused; older steps count on."""
    lib.change(["one", "two"], lambda entry: replace(entry, rating=3), label="rate")
    lib.change(["one"], lambda entry: replace(entry, rating=4), label="rate")
    assert marks(lib) == [("rate", [""]), ("rate", ["", ""])]
    write(lib.folder, "one", "title: One\nrating: 3\n")
    assert marks(lib) == [("rate", [TAKEN_BACK]), ("rate", ["", ""])]
    write(lib.folder, "one", "title: One\n")
    assert marks(lib) == [("rate", [CHANGED_SINCE]), ("rate", [TAKEN_BACK, ""])]
    (lib.folder / "entries" / "two.yaml").unlink()
    assert marks(lib, "two") == [("rate", [CHANGED_SINCE])]
    (lib.folder / "entries" / "two.yaml").symlink_to("one.yaml")
    assert marks(lib, "two") == [("rate", [CHANGED_SINCE])]


def test_marks_are_what_undo_does(lib: Library) -> None:
    """Step by step, undo takes back what has no mark and says what has been changed since."""
    lib.change(["one", "two"], lambda entry: replace(entry, rating=3), label="rate")
    lib.change(["two"], lambda entry: replace(entry, pages=3), label="set")
    write(lib.folder, "two", "title: Two\ndistinct_from: [one]\nrating: 3\n")
    assert marks(lib) == [("set", [TAKEN_BACK]), ("rate", ["", ""])]
    done = lib.undo()
    assert done is not None
    assert (done.label, done.restored, done.refused) == ("rate", ["one.yaml", "two.yaml"], [])
    assert lib.undo() is None
    assert why_nothing(lib) == "every recorded change is taken back already"


def test_marks_of_a_renaming(lib: Library) -> None:
    """It is taken back as a whole or not at all: its steps before are then out of reach as well."""
    lib.change(["one"], lambda entry: replace(entry, rating=3), label="rate")
    lib.rename("one", "uno")
    assert marks(lib, "uno") == [("rename", [""]), ("rate", [""])]
    text = (lib.folder / "entries" / "uno.yaml").read_text()
    (lib.folder / "entries" / "one.yaml").write_text(text)
    assert marks(lib) == [("rename", ["", ""]), ("rate", [""])]
    write(lib.folder, "uno", "title: Uno\n")
    assert marks(lib) == [("rename", [CHANGED_SINCE, ""]), ("rate", [""])]
    (lib.folder / "entries" / "one.yaml").unlink()
    assert marks(lib, "uno") == [("rename", [CHANGED_SINCE]), ("rate", [CHANGED_SINCE])]


def test_a_new_entry_of_an_earlier_id(lib: Library) -> None:
    """What came later under the id that another one had does not stand in the way of its steps."""
    lib.rename("one", "uno")
    lib.add(Entry(id="one", title="Another"))
    assert marks(lib, "uno") == [("rename", [""])]
    assert told(lib, "one") == [("add", [("one", "added")]), ("rename", [("uno", "renamed")])]
    lib.rename("one", "eins")
    assert told(lib, "one")[:2] == [("rename", [("eins", "renamed")]), ("add", [("one", "added")])]
    assert told(lib, "uno") == [("rename", [("uno", "renamed")])]


def test_why_there_is_nothing(lib: Library) -> None:
    """Nothing recorded, all taken back, or what is left was changed since."""
    assert why_nothing(lib) == "no change is recorded"
    lib.change(["one"], lambda entry: replace(entry, rating=3), label="rate")
    assert why_nothing(lib, "two") == "no change of two is recorded"
    write(lib.folder, "one", "title: Other\n")
    assert lib.undo(skip=True) is None
    assert why_nothing(lib) == "what was not taken back yet was changed since"
    write(lib.folder, "one", "title: One\n")
    assert why_nothing(lib, "one") == "every recorded change of one is taken back already"
