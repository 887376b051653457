"""The order in which things reach the disk: a power cut between any two leaves what a kill leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from readinglist.errors import RefusedError
from readinglist.journal import Change
from readinglist.store import Store
from readinglist.system import System
from tests.faulty import Library

if TYPE_CHECKING:
    from pathlib import Path


class Noting(System):
    """Notes which files were created, flushed, and given their names."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.names: dict[int, str] = {}
        self.done: list[str] = []

    def open_folder(self, path: Path, *, follow: bool = True) -> int:
        """Note its name."""
        descriptor = super().open_folder(path, follow=follow)
        self.names[descriptor] = "journal" if "state" in path.parts else "entries"
        return descriptor

    def create(self, folder: int, name: str, mode: int) -> int:
        """Note its name."""
        descriptor = super().create(folder, name, mode)
        self.names[descriptor] = name
        return descriptor

    def fsync(self, descriptor: int) -> None:
        """Note it."""
        self.done.append(f"flushed {self.names[descriptor]}")

    def exchange(self, folder: int, one: str, other: str) -> None:
        """Note it."""
        super().exchange(folder, one, other)
        self.done.append(f"changed {one}")

    def link(self, folder: int, name: str, new: str) -> None:
        """Note it."""
        super().link(folder, name, new)
        self.done.append(f"changed {new}")

    def rename(self, folder: int, name: str, new: str) -> None:
        """Note it."""
        super().rename(folder, name, new)
        self.done.append(f"changed {name}")


def test_all_is_on_the_disk_in_its_order(tmp_path: Path) -> None:
    """The record, then each file before it takes its place, then the folder, then the end of the record."""
    system = Noting()
    library = Library(tmp_path, system)
    library.write(a=b"old\n", b=b"gone\n")
    library.commit(("a", b"old\n", b"new\n"), ("b", b"gone\n", None), ("c", None, b"made\n"))
    assert system.done == [
        "flushed 00000001.pending",
        "flushed journal",
        "flushed .a.yaml.tmp",
        "changed a.yaml",
        "changed b.yaml",
        "flushed .c.yaml.tmp",
        "changed c.yaml",
        "flushed entries",
        "changed 00000001.pending",
    ]


def test_what_cannot_be_read_any_more_waits(tmp_path: Path) -> None:
    """A disk that reads nothing after the exchange: nothing is guessed, and the next command finishes it."""

    class Blind(System):
        def exchange(self, folder: int, one: str, other: str) -> None:
            super().exchange(folder, one, other)
            self.read = _failing  # type: ignore[method-assign]

    library = Library(tmp_path, Blind())
    library.write(a=b"old\n")
    with pytest.raises(RefusedError, match="the next command that writes will put in order what was begun"):
        library.commit(("a", b"old\n", b"new\n"))
    library = Library(tmp_path)
    with library.store.locked():
        assert library.tree() == {"a.yaml": b"new\n"}
    assert library.undo()
    assert library.tree() == {"a.yaml": b"old\n"}


def _closed(tmp_path: Path) -> Library:
    """Return a library with a file that may not be read once it was changed."""

    class Closed(System):
        def exchange(self, folder: int, one: str, other: str) -> None:
            super().exchange(folder, one, other)
            self.open = _forbidden  # type: ignore[method-assign]

    library = Library(tmp_path, Closed())
    library.write(a=b"old\n")
    with pytest.raises(RefusedError, match="the next command that writes will put in order what was begun"):
        library.commit(("a", b"old\n", b"new\n"))
    return Library(tmp_path)


def test_what_is_closed_to_us_is_told(tmp_path: Path) -> None:
    """Nobody says that nothing was changed, and undo takes it back."""
    library = _closed(tmp_path)
    assert library.undo()
    assert library.tree() == {"a.yaml": b"old\n"}


def test_what_stays_closed_stops_nobody(tmp_path: Path) -> None:
    """All versions are kept, and other files can be changed."""

    class Forbidding(System):
        def open(self, folder: int, name: str) -> int:
            return _forbidden(folder, name) if "a.yaml" in name else super().open(folder, name)

    _closed(tmp_path)
    library = Library(tmp_path)
    library.store = Store(library.entries, library.journal, system=Forbidding())
    assert library.commit(("b", None, b"made\n")).done == ["b.yaml"]
    assert [step.kept for step in library.journal.steps()] == [[], [Change("a.yaml", b"old\n", b"new\n")]]


def _failing(descriptor: int, size: int) -> bytes:
    raise OSError(5, "Input/output error", descriptor, size)


def _forbidden(folder: int, name: str) -> int:
    raise PermissionError(13, "Permission denied", name, folder)
