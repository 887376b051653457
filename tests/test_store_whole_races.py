"""Another program that saves in the middle of a step that is to be whole, there and on the way back."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import RefusedError
from readinglist.journal import Change
from readinglist.system import System
from tests.faulty import KilledError, Library, Raced

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD = {"p.yaml": b"names old\n", "old.yaml": b"the entry\n"}
CHANGES = [
    Change("new.yaml", None, b"the entry\n"),
    Change("p.yaml", b"names old\n", b"names new, and longer\n"),
    Change("old.yaml", b"the entry\n", None),
]
FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _library(root: Path, system: System) -> Library:
    library = Library(root, system)
    library.write(**{name.removesuffix(".yaml"): data for name, data in OLD.items()})
    return library


def _commit(library: Library) -> BaseException | None:
    try:
        with library.store.locked():
            library.store.commit(CHANGES, "rename", whole=True)
    except (RefusedError, KilledError) as error:
        return error
    return None


@pytest.mark.parametrize("theirs", [b"", b"names", b"names old, and more\n"])
@pytest.mark.parametrize("without", ["", "exchange"])
@pytest.mark.parametrize("name", ["p", "old"])
def test_a_save_in_the_middle(tmp_path: Path, theirs: bytes, without: str, name: str) -> None:
    """An editor that has emptied the file, or has written a part of it: its file is back, and nothing is done."""
    path = tmp_path / "entries" / f"{name}.yaml"
    saves = [lambda: path.write_bytes(theirs)]
    if name == "p":
        system = Raced("link" if without else "exchange", *saves, after=bool(without), without=without)
    else:
        system = Raced("rename", *([lambda: None] * (2 if without else 0)), *saves, without=without)
    library = _library(tmp_path, system)
    number = path.stat().st_ino
    assert _commit(library) is None
    assert library.tree() == OLD | {path.name: theirs}
    assert path.stat().st_ino == number
    assert not list(library.journal.undoable())


class _FullThenSaved(System):
    """A disk that is full at the end, and a program that saves `path` just before its way back."""

    def __init__(self, path: Path, theirs: bytes, *, kill: bool) -> None:
        """Save `theirs`; with `kill` no call works once they came out."""
        self.path, self.theirs, self.kill = path, theirs, kill
        self.full = self.dead = False

    def rename(self, folder: int, name: str, new: str) -> None:
        if name == "old.yaml":
            self.full = True
            raise FULL
        self._around(super().rename, folder, name, new)

    def exchange(self, folder: int, one: str, other: str) -> None:
        self._around(super().exchange, folder, one, other)

    def unlink(self, folder: int, name: str) -> None:
        self._around(super().unlink, folder, name)

    def _around(self, function: Callable[..., None], folder: int, *names: str) -> None:
        if self.dead:
            raise KilledError
        raced = self.full and names[0] == self.path.name and self.theirs not in _bytes_in(self.path.parent)
        if raced:
            self.path.write_bytes(self.theirs)
        function(folder, *names)
        if raced and self.kill:
            self.dead = True
            raise KilledError


def _bytes_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.iterdir()]


@pytest.mark.parametrize("kill", [False, True])
@pytest.mark.parametrize("name", ["p", "new"])
def test_a_save_during_the_way_back(tmp_path: Path, name: str, kill: bool) -> None:
    """It stays, in place, also where a kill comes right after it came out."""
    path, theirs = tmp_path / "entries" / f"{name}.yaml", b"theirs\n"
    system = _FullThenSaved(path, theirs, kill=kill)
    library = _library(tmp_path, system)
    assert isinstance(_commit(library), KilledError if kill else RefusedError)
    assert (theirs in _bytes_in(path.parent), system.dead) == (True, kill)
    assert not kill or not path.exists() or path.read_bytes() != theirs
    after = Library(tmp_path)
    with after.store.locked():
        files = after.tree()
    assert files[path.name] == theirs
    assert (files["old.yaml"], [each for each in files if each.startswith(".")]) == (b"the entry\n", [])
