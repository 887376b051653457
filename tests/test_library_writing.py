"""Changing a library: only what is meant changes, and undo brings every byte back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import InvalidError, NotFoundError, RefusedError, UsageError
from readinglist.library.making import make_library
from readinglist.model.entry import Entry
from readinglist.store import Store
from tests.shelf import environ, shelf, write

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.library import Library

ANTS = "# mine\ntitle:   Ants   # a remark\r\ntags: [ants]\r\n"
FILES = {"a": ANTS, "b": "title: Bees\n", "bad": "title: [\n"}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Give two entries, one of them with odd line ends, and a broken one."""
    return shelf(tmp_path, **FILES)


def tree(library: Library) -> dict[str, bytes]:
    """Return all files of the library and of its journal."""
    return {
        str(each): each.read_bytes()
        for part in ("entries", "state")
        for each in (library.folder / part).rglob("*")
        if each.is_file()
    }


def tagged(entry: Entry) -> Entry:
    """Return the entry with one more tag."""
    return entry.tagged(["new"], [])


def test_a_change_touches_its_own_lines(library: Library) -> None:
    """Remarks, spaces and line ends of the rest stay as they are."""
    report = library.change(["a"], tagged, label="tag")
    assert [(before.tags, after.tags) for before, after in report.changed] == [(("ants",), ("ants", "new"))]
    data = (library.folder / "entries" / "a.yaml").read_bytes().decode()
    assert data == ANTS.replace("[ants]", "[ants, new]")
    assert library.find("tag:new").ids == ["a"]


def test_nothing_to_change_writes_nothing(library: Library) -> None:
    """Entries that are so already are named; neither file nor journal is touched."""
    before, stamps = tree(library), library.store.stamps()
    report = library.change(["a", "b"], lambda entry: entry, label="tag")
    assert (report.changed, report.same, report.failed) == ([], ["a", "b"], [])
    assert (tree(library), library.store.stamps()) == (before, stamps)


def test_what_fails_does_not_keep_the_rest(library: Library) -> None:
    """Broken and missing entries are named with file and line, the others change, each once."""
    report = library.change(["bad", "nobody", "../b", "_list", "b", "b"], tagged, label="tag")
    assert [after.id for _, after in report.changed] == ["b"]
    assert [entry_id for entry_id, _ in report.failed] == ["bad", "nobody", "../b", "_list"]
    assert isinstance(report.failed[0][1], InvalidError)
    assert all(isinstance(error, NotFoundError) for _, error in report.failed[1:])
    assert str(report.failed[0][1]).startswith("entries/bad.yaml:")


def test_an_id_cannot_be_changed(library: Library) -> None:
    """The id is the name of the file, which no change of an entry touches."""
    report = library.change(["b"], lambda entry: replace(entry, id="c"), label="set")
    assert isinstance(report.failed[0][1], RefusedError)
    assert report.changed == []


def test_a_save_in_between_is_a_conflict(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """What someone else saved after the file was read stays, and the change is reported as failed."""

    def saved_meanwhile(entry: Entry) -> Entry:
        if entry.id == "b":
            write(library.folder, "b", "title: Theirs\n")
        return tagged(entry)

    report = library.change(["a", "b"], saved_meanwhile, label="tag")
    assert [after.id for _, after in report.changed] == ["a"]
    assert [entry_id for entry_id, _ in report.failed] == ["b"]
    assert (library.folder / "entries" / "b.yaml").read_text() == "title: Theirs\n"


def test_dry_runs_write_nothing(library: Library) -> None:
    """They answer as the real thing would, and leave every byte and the journal alone."""
    library.change(["b"], tagged, label="tag")
    before = tree(library)
    assert len(library.change(["a", "b"], tagged, label="tag", dry_run=True).changed) == 1
    assert len(library.remove(["a", "bad"], dry_run=True).changed) == 2
    assert library.add(Entry(id="", title="Cats"), dry_run=True).id == "cats"
    undone = library.undo(dry_run=True)
    assert undone
    assert (undone.label, undone.restored) == ("tag", ["b.yaml"])
    assert tree(library) == before


def test_ids_of_new_entries(library: Library) -> None:
    """By the rule; the second of one id gets -b, the third -c."""
    new = Entry(id="", title="A Crow", authors=("Ada Byrd",), date="2020")
    assert [library.add(new).id for _ in range(3)] == ["byrd2020crow", "byrd2020crow-b", "byrd2020crow-c"]
    assert library.read("byrd2020crow-b").title == "A Crow"
    assert library.add(replace(new, id="own")).id == "own"


@pytest.mark.parametrize(
    "entry_id", ["Upper", "../x", "a/b", "-a", "_list", ".a", "a b", "ä", "a" * 129, "a\n"]
)
def test_ids_outside_the_rule_are_refused(library: Library, entry_id: str) -> None:
    """Nothing is written under a name that is no id."""
    before = tree(library)
    with pytest.raises(UsageError, match="cannot be an id"):
        library.add(Entry(id=entry_id, title="X"))
    assert tree(library) == before


def test_adding_never_overwrites(library: Library) -> None:
    """An id that is taken, also by a broken entry, is refused; so is one in whose place something stands."""
    for entry_id in ("a", "bad"):
        with pytest.raises(RefusedError, match=f"there is an entry {entry_id} already"):
            library.add(Entry(id=entry_id, title="X"))
    (library.folder / "entries" / "dir.yaml").mkdir()
    with pytest.raises(RefusedError, match=r"dir\.yaml"):
        library.add(Entry(id="dir", title="X"))
    with pytest.raises(RefusedError, match="broken"):
        library.add(Entry(id="empty", title=""))


def test_adding_while_someone_else_does(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that appears at the last moment is left alone, and the next free id is taken."""
    commit = Store.commit

    def racing(store: Store, *args: object, **options: object) -> object:
        if not (library.folder / "entries" / "crows.yaml").exists():
            write(library.folder, "crows", "title: Theirs\n")
        return commit(store, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "commit", racing)
    assert library.add(Entry(id="", title="Crows")).id == "crows-b"
    assert library.read("crows").title == "Theirs"


def test_removing_and_undo(library: Library) -> None:
    """Broken entries can be removed too; undo brings all back byte for byte."""
    before = tree(library)
    report = library.remove(["a", "bad", "a"])
    assert [entry.title for entry, _ in report.changed] == ["Ants", "(broken)"]
    assert library.find().ids == ["b"]
    undone = library.undo()
    assert undone
    assert sorted(undone.restored) == ["a.yaml", "bad.yaml"]
    assert {name: data for name, data in tree(library).items() if "entries" in name} == before


def test_removing_what_is_not_there(library: Library) -> None:
    """Nothing is removed where one of several is missing; the list file is no entry."""
    write(library.folder, "_list", "name: L\n")
    before = tree(library)
    for wrong in ("nobody", "_list", "../a"):
        with pytest.raises(NotFoundError):
            library.remove(["a", wrong])
    assert tree(library) == before


def test_undo_goes_back_step_by_step(library: Library) -> None:
    """Every step is taken back, the newest first, until there is none."""
    states = [tree(library)]
    for change in (
        lambda: library.change(["a"], tagged, label="tag"),
        lambda: library.add(Entry(id="", title="Cats")),
        lambda: library.change(["a", "cats"], lambda entry: entry.finished("2026-11-22"), label="read"),
        lambda: library.remove(["b"]),
    ):
        change()
        states.append(tree(library))
    labels = []
    for state in reversed(states[:-1]):
        undone = library.undo()
        assert undone
        labels.append(undone.label)
        wanted = {name: data for name, data in state.items() if "entries" in name}
        assert {name: data for name, data in tree(library).items() if "entries" in name} == wanted
    assert labels == ["rm", "read", "add", "tag"]
    assert library.undo() is None


def test_undo_leaves_what_was_changed_since(library: Library) -> None:
    """A file that someone edited, or put a link in place of, stays and is named; the rest is offered."""
    library.change(["a", "b"], tagged, label="tag")
    write(library.folder, "b", "title: Edited\n")
    before = tree(library)
    offer = library.undo()
    assert offer
    assert (offer.restored, offer.refused, offer.offered) == ([], [("b.yaml", "changed since")], ["a.yaml"])
    assert tree(library) == before
    undone = library.undo(rest=True)
    assert undone
    assert (undone.restored, undone.refused) == (["a.yaml"], [("b.yaml", "changed since")])
    again = library.undo()
    assert again
    assert (again.restored, again.refused) == ([], [("b.yaml", "changed since")])
    (library.folder / "entries" / "b.yaml").unlink()
    (library.folder / "entries" / "b.yaml").symlink_to("a.yaml")
    assert library.undo() == again


def test_making_a_library(tmp_path: Path) -> None:
    """It starts empty, named after its folder; the making itself is not undone, nor made twice."""
    folder = tmp_path / "papers"
    assert make_library(folder, environ(tmp_path)) == 0
    library = type(shelf(folder))(folder, environ(tmp_path))
    assert library.list_file.name == "papers"
    assert library.undo() is None
    with pytest.raises(RefusedError, match="there is a library"):
        make_library(folder, environ(tmp_path))


def test_making_a_library_of_the_sample(tmp_path: Path) -> None:
    """The shipped list, all of it readable; a name of one's own keeps its areas and views."""
    count = make_library(tmp_path / "one", environ(tmp_path), sample=True, name="Mine")
    library = shelf(tmp_path / "one")
    assert len(library.find()) == count > 50
    assert [each for each in library.check() if each.serious] == []
    assert library.list_file.name == "Mine"
    assert library.list_file.areas


def test_what_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in the way of the folder, or an installation without the list, is told on one line."""
    (tmp_path / "file").write_text("")
    with pytest.raises(RefusedError, match="cannot make"):
        make_library(tmp_path / "file", environ(tmp_path))
    monkeypatch.setattr("readinglist.library.making._PACKAGE", tmp_path)
    with pytest.raises(RefusedError, match="no shipped list"):
        make_library(tmp_path / "lib", environ(tmp_path), sample=True)
