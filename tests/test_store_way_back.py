"""The way back of a step that is to be whole, and saves of other programs that only look like ours."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import RefusedError
from readinglist.journal import Change
from readinglist.system import System
from tests.faulty import Faulty, KilledError, Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD = b"title: A\nrating: 3\n"
NEW = b"title: A\nrating: 4\n"
BEGUN = b"title: A\n"  # both begin like that
CHANGES = [Change("a.yaml", OLD, NEW), Change("b.yaml", b"B0\n", b"B1\n")]


class Scripted(System):
    """A system in which something happens before or after some of the exchanges of one file."""

    def __init__(
        self, *before: Callable[[], object] | None, after: dict[int, Callable[[], object]] | None = None
    ) -> None:
        """Do `before[n]` before exchange n of `a.yaml`, and `after[n]` after it; `b.yaml` always fails."""
        self.before, self.after, self.count, self.dead = before, after or {}, -1, False

    def exchange(self, folder: int, one: str, other: str) -> None:
        """Exchange, with what was asked for around it."""
        if one == "b.yaml":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        self.count += 1
        act = self.before[self.count] if self.count < len(self.before) else None
        if act:
            act()
        super().exchange(folder, one, other)
        self.after.get(self.count, lambda: None)()

    def rename(self, folder: int, name: str, new: str) -> None:
        """Rename, unless the process is gone."""
        self._alive()
        super().rename(folder, name, new)

    def open(self, folder: int, name: str) -> int:
        """Open, unless the process is gone."""
        self._alive()
        return super().open(folder, name)

    def unlink(self, folder: int, name: str) -> None:
        """Remove, unless the process is gone."""
        self._alive()
        super().unlink(folder, name)

    def kill(self) -> None:
        """End the process."""
        self.dead = True
        raise KilledError

    def _alive(self) -> None:
        if self.dead:
            raise KilledError


def _saving(path: Path, data: bytes) -> Callable[[], object]:
    def save() -> None:
        path.with_name("editor~").write_bytes(data)
        path.with_name("editor~").replace(path)

    return save


def _run(root: Path, system: System, changes: list[Change]) -> tuple[Library, BaseException | None]:
    library = Library(root, system)
    library.write(a=OLD, b=b"B0\n")
    try:
        with library.store.locked():
            library.store.commit(changes, "rename", whole=True)
    except (RefusedError, KilledError) as error:
        return library, error
    return library, None


def _kept(library: Library) -> set[bytes | None]:
    return {each.before for step in library.journal.steps() for each in step.kept}


def _after_the_next_lock(root: Path) -> Library:
    library = Library(root, Faulty())
    with library.store.locked():
        return library


def test_a_save_that_begins_like_the_old_file(tmp_path: Path) -> None:
    """It comes out, a kill follows: nobody takes it for a file of ours that is begun."""
    path = tmp_path / "entries/a.yaml"
    system = Scripted(_saving(path, BEGUN))
    system.after = {0: system.kill}
    _, error = _run(tmp_path, system, CHANGES[:1])
    assert (type(error), path.read_bytes()) == (KilledError, NEW)
    assert _after_the_next_lock(tmp_path).tree()["a.yaml"] == BEGUN


def test_a_save_that_begins_like_the_new_file(tmp_path: Path) -> None:
    """The same on the way back, where the old bytes are in place."""
    path = tmp_path / "entries/a.yaml"
    system = Scripted(None, _saving(path, BEGUN))
    system.after = {1: system.kill}
    _, error = _run(tmp_path, system, CHANGES)
    assert (type(error), path.read_bytes()) == (KilledError, OLD)
    assert _after_the_next_lock(tmp_path).tree() == {"a.yaml": BEGUN, "b.yaml": b"B0\n"}


def test_a_new_file_that_is_saved_anew_on_its_way_back(tmp_path: Path) -> None:
    """A save that begins like what we made comes out as well, and goes back after a kill."""
    path = tmp_path / "entries/c.yaml"

    class Removing(Scripted):
        def rename(self, folder: int, name: str, new: str) -> None:
            if name == "c.yaml":
                _saving(path, BEGUN)()
            super().rename(folder, name, new)
            if name == "c.yaml":
                self.kill()

    _, error = _run(tmp_path, Removing(), [Change("c.yaml", None, NEW), CHANGES[1]])
    assert (type(error), path.exists()) == (KilledError, False)
    assert _after_the_next_lock(tmp_path).tree() == {"a.yaml": OLD, "b.yaml": b"B0\n", "c.yaml": BEGUN}


def test_a_kill_as_the_way_back_begins(tmp_path: Path) -> None:
    """What came out has its second name already: it is exchanged all the same, and not written again."""

    class Killing(Scripted):
        def rename(self, folder: int, name: str, new: str) -> None:
            super().rename(folder, name, new)
            self.kill()

    path = tmp_path / "entries/a.yaml"
    Library(tmp_path).write(a=OLD)
    inode = path.stat().st_ino
    _run(tmp_path, Killing(), CHANGES)
    assert (tmp_path / "entries/.a.yaml.back.tmp").read_bytes() == OLD
    assert _after_the_next_lock(tmp_path).tree() == {"a.yaml": OLD, "b.yaml": b"B0\n"}
    assert path.stat().st_ino == inode


def test_two_saves_on_the_way_back(tmp_path: Path) -> None:
    """The newest stays, the one before is kept, and the message says which file and where."""
    path = tmp_path / "entries/a.yaml"
    system = Scripted(None, _saving(path, b"SAVE1\n"), _saving(path, b"SAVE2\n"))
    library, error = _run(tmp_path, system, CHANGES)
    assert str(error) == (
        "entries/b.yaml: Input/output error; whether a.yaml was changed cannot be told; "
        f"all versions are kept, they are in {library.journal.folder}"
    )
    assert library.tree() == {"a.yaml": b"SAVE2\n", "b.yaml": b"B0\n"}
    assert _kept(library) == {OLD, b"SAVE1\n"}


def test_what_was_written_into_the_old_file_is_not_dropped(tmp_path: Path) -> None:
    """A program that has it open writes after all was done: these bytes are kept, too."""
    temporary = tmp_path / "entries/.a.yaml.tmp"

    class Late(System):
        def exchange(self, folder: int, one: str, other: str) -> None:
            if one == "b.yaml":
                temporary.write_bytes(b"late\n")
            super().exchange(folder, one, other)

    library, error = _run(tmp_path, Late(), CHANGES)
    assert error is None
    assert library.tree() == {".a.yaml.tmp": b"late\n", "a.yaml": NEW, "b.yaml": b"B1\n"}
    after = _after_the_next_lock(tmp_path)
    assert after.tree() == {"a.yaml": NEW, "b.yaml": b"B1\n"}
    assert _kept(after) == {b"late\n"}


@pytest.mark.parametrize(
    "name", [".syncthing.b.yaml.tmp", ".b.tmp.yaml.tmp", ".Mine.yaml.tmp", ".~b.yaml.tmp"]
)
def test_temporary_files_of_other_programs_stay(tmp_path: Path, name: str) -> None:
    """Only what is called after an entry or the list file is swept, or after a file that we changed."""
    library = Library(tmp_path, Faulty())
    (library.entries / name).write_bytes(b"theirs\n")
    (library.entries / "._list.yaml.tmp").write_bytes(b"")
    (library.entries / ".b.yaml.back.old.tmp").write_bytes(b"")
    with library.store.locked():
        assert library.tree() == {name: b"theirs\n"}


def test_the_temporary_file_of_an_odd_name(tmp_path: Path) -> None:
    """An entry whose name is no id: a step that names it makes its temporary file ours."""
    library = Library(tmp_path, Faulty())
    (library.entries / "My Entry.yaml").write_bytes(OLD)
    library.journal.begin("rate", [Change("My Entry.yaml", OLD, NEW)])
    (library.entries / ".My Entry.yaml.tmp").write_bytes(b"neither\n")
    with library.store.locked():
        assert library.tree() == {"My Entry.yaml": OLD}
    assert b"neither\n" in _kept(library)
