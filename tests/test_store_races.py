"""An editor that saves in the very middle of a change: its version stays, and no byte is lost."""

from __future__ import annotations

import errno
import os
from functools import partial
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import RefusedError
from readinglist.journal import Change
from readinglist.system import System
from tests.faulty import Library, Raced

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

THEIRS = b"saved by an editor\n"


def _in_place(path: Path) -> None:
    path.write_bytes(THEIRS)


def _by_rename(path: Path) -> None:
    other = path.with_name("editor~")
    other.write_bytes(THEIRS)
    other.replace(path)


def _raced(root: Path, name: str, save: Callable[[Path], object], **options: object) -> Library:
    after, without = bool(options.get("after")), str(options.get("without", ""))
    system = Raced(name, lambda: save(root / "entries/a.yaml"), after=after, without=without)
    library = Library(root, system)
    library.write(a=b"old\n")
    return library


def _kept(library: Library) -> set[bytes | None]:
    return {each.before for step in library.journal.steps() for each in step.kept}


@pytest.mark.parametrize("save", [_in_place, _by_rename])
@pytest.mark.parametrize("after", [b"new\n", None])
def test_a_save_just_before_the_change_wins(
    tmp_path: Path, save: Callable[[Path], object], after: bytes | None
) -> None:
    """The saved version stays in place and the conflict is named."""
    library = _raced(tmp_path, "rename" if after is None else "exchange", save)
    outcome = library.commit(("a", b"old\n", after))
    assert library.tree() == {"a.yaml": THEIRS}
    assert (outcome.step, outcome.done) == (None, [])
    assert outcome.conflicts[0][1] == "was changed by another program meanwhile; that version stays"


@pytest.mark.parametrize(("save", "after"), [(_in_place, False), (_in_place, True), (_by_rename, False)])
def test_a_save_wins_where_files_cannot_be_exchanged(
    tmp_path: Path, save: Callable[[Path], object], after: bool
) -> None:
    """The way by hard links sees the same, but for a save by renaming right after the link."""
    library = _raced(tmp_path, "link", save, without="exchange", after=after)
    assert library.commit(("a", b"old\n", b"new\n")).done == []
    assert library.tree() == {"a.yaml": THEIRS}


def test_without_links_the_change_is_still_whole(tmp_path: Path) -> None:
    """Where a file system can do neither, the file is replaced in one step all the same."""
    library = _raced(tmp_path, "mkdir", lambda _: None, without="exchange link")
    assert library.commit(("a", b"old\n", b"new\n"), ("b", None, b"made\n")).conflicts == []
    assert library.tree() == {"a.yaml": b"new\n", "b.yaml": b"made\n"}


@pytest.mark.parametrize("without", ["", "link"])
def test_a_file_made_just_before_ours_stays(tmp_path: Path, without: str) -> None:
    """Creating never overwrites."""
    library = _raced(tmp_path, "link", lambda path: _in_place(path.with_name("b.yaml")), without=without)
    outcome = library.commit(("b", None, b"ours\n"))
    assert outcome.conflicts == [("b.yaml", "exists already")]
    assert library.tree() == {"a.yaml": b"old\n", "b.yaml": THEIRS}


@pytest.mark.parametrize("after", [b"new\n", None])
def test_a_file_removed_just_before_the_change_stays_removed(tmp_path: Path, after: bytes | None) -> None:
    """What somebody removed is not brought back."""
    library = _raced(tmp_path, "rename" if after is None else "exchange", os.unlink)
    assert library.commit(("a", b"old\n", after)).conflicts == [("a.yaml", "is not there any more")]
    assert library.tree() == {}


def test_a_file_removed_before_the_new_one_is_written(tmp_path: Path) -> None:
    """There is nothing any more that the new one could be like: it is not made."""
    path = tmp_path / "entries/a.yaml"
    library = Library(tmp_path, Raced("create", lambda: None, path.unlink))  # the first is the journal's
    library.write(a=b"old\n")
    assert library.commit(("a", b"old\n", b"new\n")).conflicts == [("a.yaml", "is not there any more")]
    assert library.tree() == {}


@pytest.mark.parametrize("after", [b"new\n", None])
def test_a_folder_in_the_place_of_the_file_stays(tmp_path: Path, after: bytes | None) -> None:
    """Whatever takes the place of the file is put back."""

    def replace(path: Path) -> None:
        path.unlink()
        path.mkdir()

    library = _raced(tmp_path, "rename" if after is None else "exchange", replace)
    library.commit(("a", b"old\n", after))
    assert (library.entries / "a.yaml").is_dir() or (library.entries / ".a.yaml.tmp").is_dir()


def test_a_save_right_after_the_change_is_no_conflict(tmp_path: Path) -> None:
    """Ours was done, theirs follows it."""
    library = _raced(tmp_path, "exchange", _in_place, after=True)
    outcome = library.commit(("a", b"old\n", b"new\n"))
    assert outcome.done == ["a.yaml"]
    assert library.tree() == {"a.yaml": THEIRS}


@pytest.mark.parametrize("after", [False, True])
def test_two_saves_around_the_change_lose_nothing(tmp_path: Path, after: bool) -> None:
    """The newer save stays in place; the older one, where it was not saved over, is in the journal."""
    path = tmp_path / "entries/a.yaml"
    saves = [partial(path.write_bytes, THEIRS), partial(path.write_bytes, b"saved again\n")]
    library = Library(tmp_path, Raced("exchange", *saves, after=after))
    library.write(a=b"old\n")
    outcome = library.commit(("a", b"old\n", b"new\n"))
    assert outcome.done == (["a.yaml"] if after else [])
    assert library.tree() == {"a.yaml": THEIRS if after else b"saved again\n"}
    assert _kept(library) == (set() if after else {b"old\n", THEIRS})


def test_saves_before_and_right_after_the_exchange_lose_nothing(tmp_path: Path) -> None:
    """What came out is not ours, what is in place is not ours either: that stays, the other is kept."""
    path = tmp_path / "entries/a.yaml"

    class Busy(System):
        def exchange(self, folder: int, one: str, other: str) -> None:
            path.write_bytes(THEIRS)
            super().exchange(folder, one, other)
            path.write_bytes(b"saved again\n")

    library = Library(tmp_path, Busy())
    library.write(a=b"old\n")
    assert library.commit(("a", b"old\n", b"new\n")).done == []
    assert library.tree() == {"a.yaml": b"saved again\n"}
    assert _kept(library) == {b"old\n", THEIRS}
    assert not library.undo()


@pytest.mark.parametrize("call", ["rename", "link"])
def test_a_file_made_while_theirs_is_put_back_loses_nothing(tmp_path: Path, call: str) -> None:
    """Removing meets a save and then a new file: that stays, the save goes to the journal."""
    path = tmp_path / "entries/a.yaml"

    class Busy(System):
        def rename(self, folder: int, name: str, new: str) -> None:
            ours = name == "a.yaml"
            if ours:
                path.write_bytes(THEIRS)
            super().rename(folder, name, new)
            if ours and call == "rename":
                path.write_bytes(b"made again\n")

        def link(self, folder: int, name: str, new: str) -> None:
            path.write_bytes(b"made again\n")
            super().link(folder, name, new)

    library = Library(tmp_path, Busy())
    library.write(a=b"old\n")
    library.commit(("a", b"old\n", None))
    assert library.tree() == {"a.yaml": b"made again\n"}
    assert THEIRS in _kept(library)


def test_theirs_that_cannot_be_read_is_put_back(tmp_path: Path) -> None:
    """A file that comes out and is closed to us goes back to its place; the error is told."""

    class Closed(System):
        raced = False

        def exchange(self, folder: int, one: str, other: str) -> None:
            self.raced = True
            super().exchange(folder, one, other)

        def open(self, folder: int, name: str) -> int:
            if self.raced and name == ".a.yaml.tmp":
                self.raced = False
                raise PermissionError(errno.EACCES, "Permission denied", name)
            return super().open(folder, name)

    library = Library(tmp_path, Closed())
    library.write(a=b"old\n")
    with pytest.raises(RefusedError, match=r"entries/a\.yaml: Permission denied"):
        library.commit(("a", b"old\n", b"new\n"))
    assert [name for name in library.tree() if name.startswith(".")] == []


def test_a_temporary_file_of_another_user_stays(tmp_path: Path) -> None:
    """What cannot be read is not removed."""

    class Closed(System):
        def open(self, folder: int, name: str) -> int:
            if name == ".a.yaml.tmp":
                raise PermissionError(errno.EACCES, "Permission denied", name)
            return super().open(folder, name)

    library = Library(tmp_path, Closed())
    (library.entries / ".a.yaml.tmp").write_bytes(b"theirs")
    with library.store.locked():
        assert library.tree() == {".a.yaml.tmp": b"theirs"}


def test_leftovers_that_cannot_be_removed_are_told(tmp_path: Path) -> None:
    """Nothing is changed beside a temporary file that is known to be left over."""

    class Broken(System):
        def unlink(self, folder: int, name: str) -> None:
            raise OSError(errno.EIO, os.strerror(errno.EIO), name, folder)

    library = Library(tmp_path, Broken())
    (library.entries / ".a.yaml.tmp").write_bytes(b"")
    with pytest.raises(RefusedError, match="cannot be put in order: Input/output error"):
        library.commit(("b", None, b"x"))


def test_temporary_files_of_no_step_are_kept_and_swept(tmp_path: Path) -> None:
    """Leftovers that no journal knows are removed, unknown bytes not before they are in the journal."""
    library = Library(tmp_path)
    library.write(a=b"old\n")
    (library.entries / ".a.yaml.tmp").write_bytes(b"unknown\n")
    (library.entries / ".a.yaml.old.tmp").write_bytes(b"old\n")
    (library.entries / ".b.yaml.tmp").write_bytes(b"")
    (library.entries / ".other.tmp").write_bytes(b"not ours\n")
    with library.store.locked():
        assert library.tree() == {".other.tmp": b"not ours\n", "a.yaml": b"old\n"}
    assert _kept(library) == {b"unknown\n"}
    assert next(library.journal.undoable(), None) is None


def test_a_forged_step_leads_nowhere(tmp_path: Path) -> None:
    """A name in the journal that leaves the folder is not followed when a step is finished."""
    library = Library(tmp_path)
    library.journal.begin("tag", [Change("../x.yaml", b"before", b"after")])
    (tmp_path / ".x.yaml.tmp").write_bytes(b"before")
    (tmp_path / "x.yaml").write_bytes(b"after")
    with library.store.locked():
        assert sorted(path.name for path in tmp_path.iterdir()) == [
            ".x.yaml.tmp",
            "entries",
            "state",
            "x.yaml",
        ]
    assert next(library.journal.undoable(), None) is None


def test_what_cannot_be_swept_is_left(tmp_path: Path) -> None:
    """Links and folders with the name of a temporary file do not stop the next command."""
    library = Library(tmp_path)
    (library.entries / ".a.yaml.tmp").symlink_to("nowhere")
    (library.entries / ".b.yaml.tmp").mkdir()
    with library.store.locked():
        assert len(list(library.entries.iterdir())) == 2
