"""An undo that something stops: each file is as before or as after, and the next undo does the rest."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import RefusedError
from readinglist.journal import Change, Journal
from readinglist.store import Store
from tests.faulty import Faulty, KilledError
from tests.program import tree
from tests.shelf import shelf, without_index, write

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.library import Library
    from readinglist.system import System

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
BEFORE = {
    "a": b"\xef\xbb\xbftitle: A\r\n",
    "b": b"title: \xff",
    "c": None,
    "d": b"title: D # \xc3\xa9\n",
    "e": b"",
}
AFTER = {"a": b"title: A\n", "b": None, "c": b"title: C\n", "d": b"title: D", "e": b"title: E\n"}


def _files(state: dict[str, bytes | None]) -> dict[str, bytes]:
    return {f"{name}.yaml": data for name, data in state.items() if data is not None}


def _library(root: Path, system: System) -> Library:
    """Return the library that writes with that system."""
    lib = without_index(root)
    journal = Journal(lib.journal.folder, system=system)
    lib.__dict__["_writer"] = Store(root / "entries", journal, system=system)
    return lib


def _changed(root: Path, system: System) -> Library:
    """Return a library after a step over all its files, that writes from now on with that system."""
    root.mkdir(exist_ok=True)
    shelf(root)
    for name, data in _files(BEFORE).items():
        (root / "entries" / name).write_bytes(data)
    lib = _library(root, Faulty())
    changes = [Change(f"{name}.yaml", BEFORE[name], AFTER[name]) for name in BEFORE]
    with lib.writer.locked():
        lib.writer.commit(changes, "tag")
    assert tree(root) == _files(AFTER)
    return _library(root, system)


@pytest.mark.parametrize(
    ("failure", "performed"),
    [(FULL, False), (KeyboardInterrupt(), True), (KilledError(), False), (KilledError(), True)],
    ids=["full", "ctrl-c", "kill before", "kill after"],
)
def test_an_undo_stopped_at_any_call(tmp_path: Path, failure: BaseException, performed: bool) -> None:
    """No file is torn or missing, and one more undo leaves the first tree, byte for byte."""
    for at in count(1):
        root = tmp_path / str(at)
        system = Faulty(at, failure)
        system.forever, system.performed = isinstance(failure, KilledError), performed
        lib = _changed(root, system)
        with suppress(RefusedError, KilledError, KeyboardInterrupt):
            lib.undo()
        now = {name: data for name, data in tree(root).items() if name[0] != "."}
        for name, data in BEFORE.items():
            assert now.get(f"{name}.yaml") in (data, AFTER[name])
        again = _library(root, Faulty())
        again.undo()
        assert tree(root) == _files(BEFORE)
        assert again.undo() is None
        if not system.fired:
            break
    assert at > 30


def test_a_step_is_taken_back_whole(tmp_path: Path) -> None:
    """Every file of it comes back with one undo: changed, added, removed, empty, of any bytes."""
    lib = _changed(tmp_path / "x", Faulty())
    undone = lib.undo()
    assert undone
    assert sorted(undone.restored) == [f"{name}.yaml" for name in BEFORE]
    assert tree(tmp_path / "x") == _files(BEFORE)


def test_the_rest_of_another_step_is_not_taken_back(tmp_path: Path) -> None:
    """What somebody else changes while the question stands is left alone."""
    library = shelf(tmp_path, one="title: One\n", two="title: Two\n")
    library.change(["one", "two"], lambda entry: entry.tagged(["a"], []), label="tag")
    write(tmp_path, "one", "title: By hand\n")
    asked = library.undo()
    assert asked
    assert asked.offered == ["two.yaml"]
    library.change(["two"], lambda entry: entry.tagged(["b"], []), label="tag")
    with pytest.raises(RefusedError, match="another change was made meanwhile"):
        library.undo(rest=True, only=asked.step)
    assert library.get("two").tags == ("a", "b")
