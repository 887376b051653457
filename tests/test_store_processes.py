"""Several processes on one library: no update is lost, no lock outlives its process, files stay whole."""

from __future__ import annotations

import errno
import os
import random
import signal
import time
from functools import partial
from typing import TYPE_CHECKING, NoReturn

import pytest

from readinglist.errors import RefusedError
from readinglist.journal import Change, Journal
from readinglist.store import Store
from readinglist.system import System
from tests.faulty import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _start(work: Callable[[], object]) -> int:
    """Run `work` in another process; return its number."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return child


def _store(root: Path) -> Store:
    return Store(root / "entries", Journal(root / "state" / "readinglist" / "library"))


def _append(root: Path, line: bytes) -> None:
    store = _store(root)
    with store.locked():
        before, _ = store.read("a.yaml")
        assert store.commit([Change("a.yaml", before, before + line)], "tag").done


def _append_many(root: Path, who: int) -> None:
    for number in range(25):
        _append(root, b"%d %d\n" % (who, number))


def test_no_update_is_lost(tmp_path: Path) -> None:
    """Eight processes add 25 lines each to one file: 200 lines, each once."""
    library = Library(tmp_path)
    library.write(a=b"")
    children = [_start(partial(_append_many, tmp_path, who)) for who in range(8)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    lines = (library.entries / "a.yaml").read_bytes().splitlines()
    assert sorted(lines) == sorted(b"%d %d" % (who, number) for who in range(8) for number in range(25))
    assert len(list(library.journal.steps())) == 200


def test_creating_at_once_keeps_one(tmp_path: Path) -> None:
    """Of several processes that create the same entry one succeeds, and its bytes are there."""

    def create(who: int) -> None:
        store = _store(tmp_path)
        for number in range(10):
            with store.locked():
                store.commit([Change(f"e{number}.yaml", None, b"%d" % who)], "add")

    library = Library(tmp_path)
    children = [_start(partial(create, who)) for who in range(4)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    made = {name: data for step in library.journal.steps() for name, _, data, *_ in step.changes}
    assert len(list(library.journal.steps())) == 10
    assert library.tree() == made


def _write_forever(root: Path) -> NoReturn:
    store = _store(root)
    while True:
        with store.locked():
            before, _ = store.read("a.yaml")
            after = (b"A" if before.startswith(b"B") else b"B") * 5000
            there = "b.yaml" in os.listdir(root / "entries")  # noqa: PTH208 - quicker
            second = Change("b.yaml", b"b" * 3000, None) if there else Change("b.yaml", None, b"b" * 3000)
            store.commit([Change("a.yaml", before, after), second], "tag")


def test_kills_leave_whole_files_and_a_right_journal(tmp_path: Path) -> None:
    """Forty times kill -9: old or new bytes, one temporary file at most, undo back to the start."""
    library = Library(tmp_path)
    library.write(a=b"A" * 5000)
    chance = random.Random(7)  # noqa: S311 - a test's dice
    for _ in range(40):
        child = _start(lambda: _write_forever(tmp_path))
        time.sleep(chance.uniform(0.001, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        tree = library.tree()
        assert tree["a.yaml"] in {b"A" * 5000, b"B" * 5000}
        assert tree.get("b.yaml") in {None, b"b" * 3000}
        assert len([name for name in tree if name.startswith(".")]) <= 1
    with library.store.locked():
        assert not [name for name in library.tree() if name.startswith(".")]
    library.undo_all()
    assert library.tree() == {"a.yaml": b"A" * 5000}


def test_a_lock_that_is_held_is_waited_for_and_then_refused(tmp_path: Path) -> None:
    """The wait ends with a message; the lock is free again when its owner ends."""
    first, second = Library(tmp_path), Library(tmp_path)
    with first.store.locked(), pytest.raises(RefusedError, match="entries/: locked by another process"):
        second.commit(("a", None, b"x"))
    assert second.commit(("a", None, b"x")).done == ["a.yaml"]


def test_the_lock_is_on_the_folder_that_is_there_now(tmp_path: Path) -> None:
    """A folder replaced while we wait for its lock is not the one that is written to."""

    class Replacing(System):
        replaced = False

        def flock(self, descriptor: int) -> None:
            if not self.replaced:
                self.replaced = True
                (tmp_path / "entries").rename(tmp_path / "old")
                (tmp_path / "entries").mkdir()
            super().flock(descriptor)

    library = Library(tmp_path, Replacing())
    assert library.commit(("a", None, b"x")).done == ["a.yaml"]
    assert library.tree() == {"a.yaml": b"x"}
    assert list((tmp_path / "old").iterdir()) == []


def test_an_error_while_locking_is_told(tmp_path: Path) -> None:
    """A file system without locks is named, and no descriptor stays open."""

    class NoLocks(System):
        def flock(self, descriptor: int) -> None:
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK), descriptor)

    library = Library(tmp_path, NoLocks())
    with pytest.raises(RefusedError, match="entries/: No locks available"):
        library.commit(("a", None, b"x"))
