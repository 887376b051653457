"""Notes: a line more, or all of them in an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from readinglist.errors import InvalidError, RefusedError
from readinglist.library.noting import appended, edit_notes, hidden_in
from readinglist.model.entry import Entry
from tests.program import tree
from tests.shelf import shelf, write
from tests.test_library_editing import Person, drafts

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.library import Library

NOTED = "title: Two # kept\nnotes: |\n  first\n"


@pytest.fixture
def lib(tmp_path: Path) -> Library:
    """Return a library of an entry without notes and one with a line."""
    return shelf(tmp_path, one="title: One\n", two=NOTED)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "new\n"),
        ("", "new\n"),
        (" \n", "new\n"),
        ("old", "old\nnew\n"),
        ("old\n", "old\nnew\n"),
        ("a\n\nb\n\n", "a\n\nb\n\nnew\n"),
        ("  a  \n \n b", "  a  \n \n b\nnew\n"),
    ],
)
def test_a_line_more(before: str | None, after: str) -> None:
    """It comes last, on a line of its own; what is there stays to the last space."""
    assert appended(Entry(id="x", title="X", notes=before), "new").notes == after


def test_what_is_added_is_tidied() -> None:
    """Line ends become our own, and lines of spaces empty; a tab and the spaces before a line stay."""
    assert appended(Entry(id="x", title="X"), "a\tb\r\n \t\r  c \n\n ").notes == "a\tb\n\n  c\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\tb\n\u00a0ünd 👩\u200d🔬", None),
        ("a\n\x1b[1m", (2, "a control character (U+001B)")),
        ("a\r\nb\rc\0", (3, "a control character (U+0000)")),
        ("soft\u00adhyphen", (1, "a hidden character (U+00AD)")),
        ("caf\udce9", (1, "a byte that is no UTF-8 (0xE9)")),
    ],
)
def test_what_nobody_could_see(text: str, found: tuple[int, str] | None) -> None:
    """It is named with its line."""
    assert hidden_in(text) == found


def test_a_line_more_is_a_line_more_in_the_file(lib: Library) -> None:
    """What stands there already is not touched."""
    lib.change(["two"], lambda entry: appended(entry, "second"), label="note")
    assert tree(lib.folder)["two.yaml"] == f"{NOTED}  second\n".encode()


def test_edited_notes_are_taken(lib: Library) -> None:
    """The editor gets the notes alone; line ends of another system become our own."""
    seen = []

    def save(path: Path) -> None:
        seen.append((path.name, path.read_text()))
        path.write_bytes("ünd\r\nmore\n".encode())

    report = edit_notes(lib, "two", Person(save).desk)
    assert seen == [("two.md", "first\n")]
    assert report.changed[0][1].notes == lib.get("two").notes == "ünd\nmore\n"
    assert tree(lib.folder)["two.yaml"].startswith(b"title: Two # kept\nnotes: |\n")
    assert drafts(lib) == {}


def test_emptied_notes_go(lib: Library) -> None:
    """A file without a word leaves no `notes` behind."""
    edit_notes(lib, "two", Person(" \n").desk)
    assert tree(lib.folder)["two.yaml"] == b"title: Two # kept\n"


@pytest.mark.parametrize("entry_id", ["one", "two"])
def test_no_change_no_write(lib: Library, entry_id: str) -> None:
    """The notes as they were, or none where there were none."""
    report = edit_notes(lib, entry_id, Person(lambda path: None).desk)
    assert (report.changed, report.same) == ([], [entry_id])
    assert next(lib.journal.undoable(), None) is None
    assert drafts(lib) == {}


@pytest.mark.parametrize("notes", ["abc", '"abc\\n"', '"a\\r\\nb"', '"a\\n  \\nb"'])
@pytest.mark.parametrize("ends", [b"", b"\n"])
def test_line_ends_are_no_change(lib: Library, notes: str, ends: bytes) -> None:
    """An editor that adds the end of the last line, or takes it away, has changed nothing."""
    text = f"title: Three\nnotes: {notes}\n".encode()
    (lib.folder / "entries" / "three.yaml").write_bytes(text)

    def saves(path: Path) -> None:
        data = path.read_bytes()
        assert data.endswith(b"\n")
        path.write_bytes(data.replace(b"\r\n", b"\n").rstrip(b"\n") + ends)

    report = edit_notes(lib, "three", Person(saves).desk)
    assert (report.same, tree(lib.folder)["three.yaml"], drafts(lib)) == (["three"], text, {})


@pytest.mark.parametrize(
    ("saved", "line", "reason"),
    [(b"a\nb\xe9\n", 2, "not UTF-8"), (b"\n\n\0", 3, "a control character (U+0000); take it out")],
)
def test_what_is_no_text_stays_out(lib: Library, saved: bytes, line: int, reason: str) -> None:
    """It is named with its line, and kept."""
    person = Person(saved)
    with pytest.raises(InvalidError, match="kept in"):
        edit_notes(lib, "two", person.desk)
    assert person.told[0].startswith(f"{lib.drafts / '1' / 'two.md'}:{line}: {reason}")
    assert (tree(lib.folder)["two.yaml"], drafts(lib)) == (NOTED.encode(), {"1/two.md": saved})


def test_notes_changed_meanwhile(lib: Library) -> None:
    """Somebody else's notes stay, one's own are kept; other fields may change as they like."""

    def late(path: Path) -> None:
        lib.change(["two"], lambda entry: appended(entry, "theirs"), label="note")
        path.write_text("mine\n")

    with pytest.raises(RefusedError, match=r"entries/two.yaml: the notes were changed meanwhile.*kept in"):
        edit_notes(lib, "two", Person(late).desk)
    assert (lib.get("two").notes, drafts(lib)) == ("first\ntheirs\n", {"1/two.md": b"mine\n"})

    def elsewhere(path: Path) -> None:
        write(lib.folder, "one", "title: Another\n")
        path.write_text("mine\n")

    edit_notes(lib, "one", Person(elsewhere).desk)
    assert (lib.get("one").title, lib.get("one").notes) == ("Another", "mine\n")
