"""A renaming that something stops: the entry keeps its id, or has the new one, and everything names it so."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import RefusedError
from readinglist.journal import Journal
from readinglist.store import Store
from tests.faulty import Faulty, KilledError, Raced
from tests.program import tree
from tests.shelf import shelf, without_index, write

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.library import Library
    from readinglist.store import Stamp
    from readinglist.system import System

ONE = "title: One\n"
TWO = "title: Two\ndistinct_from: [one]\n"
FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _shelf(root: Path, system: System) -> Library:
    """Return a library, one of whose entries names another, that writes with that system."""
    root.mkdir(exist_ok=True)
    shelf(root, one=ONE, two=TWO, three=TWO)
    lib = without_index(root)
    journal = Journal(lib.journal.folder, system=system)
    lib.__dict__["_writer"] = Store(root / "entries", journal, system=system)
    return lib


def _stopped(root: Path, at: int, failure: BaseException) -> Faulty:
    """Rename with a system that fails at that call, for good where it is killed."""
    system = Faulty(at, failure)
    system.forever = isinstance(failure, KilledError)
    lib = _shelf(root, system)
    with suppress(RefusedError, KilledError, KeyboardInterrupt):
        lib.rename("one", "uno")
    return system


@pytest.mark.parametrize(
    "failure", [FULL, KeyboardInterrupt(), KilledError()], ids=["full", "ctrl-c", "kill"]
)
def test_undo_is_right_whatever_happened(tmp_path: Path, failure: BaseException) -> None:
    """Afterwards undo finds nothing of it, or takes back this very renaming, and no other change."""
    for at in count(1):
        root = tmp_path / str(at)
        system = _stopped(root, at, failure)
        lib = without_index(root)
        half = {name: data.decode() for name, data in tree(root).items() if name[0] != "."}
        assert {"one.yaml", "uno.yaml"} & set(half), at
        dangling = {
            each.id: each.distinct_from for each in lib.find() if not _is_there(half, each.distinct_from)
        }
        assert not dangling, at
        undone = lib.undo()
        assert undone is None or (undone.label, undone.refused) == ("rename", []), at
        assert tree(root) == {
            "one.yaml": ONE.encode(),
            "two.yaml": TWO.encode(),
            "three.yaml": TWO.encode(),
        }, at
        assert lib.undo() is None, at
        if not system.fired:
            break
    assert at > 40


def _is_there(files: dict[str, str], names: tuple[str, ...]) -> bool:
    return all(f"{name}.yaml" in files for name in names)


def test_it_can_be_tried_again_after_a_kill(tmp_path: Path) -> None:
    """What was begun is taken back first, so that the new id is free."""
    before_last = 40
    _stopped(tmp_path, before_last, KilledError())
    assert {"one.yaml", "uno.yaml"} <= set(tree(tmp_path))
    lib = shelf(tmp_path)
    assert len(lib.rename("one", "uno").changed) == 3
    assert set(tree(tmp_path)) == {"uno.yaml", "two.yaml", "three.yaml"}
    assert [past.label for past in lib.history()] == ["rename"]


def test_a_way_back_that_is_barred_is_told(tmp_path: Path) -> None:
    """A disk that is full for good: what to do is said, and it does it."""
    said = set()
    for at in count(1):
        root = tmp_path / str(at)
        system = Faulty(at, FULL)
        system.forever = True
        lib = _shelf(root, system)
        try:
            lib.rename("one", "uno")
        except RefusedError as error:
            said.add(str(error))
            if "half done" in str(error):
                assert "uno.yaml" in tree(root)
                assert shelf(root).undo() is not None
                assert set(tree(root)) == {"one.yaml", "two.yaml", "three.yaml"}
        if not system.fired:
            break
    full = "No space left on device; it is half done, and `readinglist undo` takes back what was begun"
    assert f"entries/two.yaml: {full}" in said


def test_an_undo_that_was_cut_off(tmp_path: Path) -> None:
    """The next undo takes back the renaming, not what was begun of the first undo."""
    lib = _shelf(tmp_path, Faulty())
    before = tree(tmp_path)
    lib.rename("one", "uno")
    system = Faulty(36, KilledError())
    system.forever = True
    with pytest.raises(KilledError):
        _shelf_as_it_is(lib, system).undo()
    assert {"one.yaml", "uno.yaml"} <= set(tree(tmp_path))
    undone = shelf(tmp_path).undo()
    assert undone is not None
    assert (undone.label, undone.refused) == ("rename", [])
    assert tree(tmp_path) == before
    assert shelf(tmp_path).undo() is None


def test_a_file_that_is_saved_on_the_way(tmp_path: Path) -> None:
    """The entry that changes at the last moment keeps its id and that change."""
    lib = _shelf(tmp_path, Raced("rename", lambda: write(tmp_path, "one", "title: Theirs\n")))
    before = tree(tmp_path)
    with pytest.raises(RefusedError, match=r"one.yaml: was changed by another.* stays; nothing was renamed"):
        lib.rename("one", "uno")
    assert tree(tmp_path) == before | {"one.yaml": b"title: Theirs\n"}
    assert lib.undo() is None


def test_files_that_are_saved_on_both_ways(tmp_path: Path) -> None:
    """What cannot be taken back is named, and what that file may name stays."""

    def save() -> None:
        write(tmp_path, "one", "title: Theirs\n")
        write(tmp_path, "three", "title: Theirs\ndistinct_from: [uno]\n")

    lib = _shelf(tmp_path, Raced("rename", save))
    with pytest.raises(RefusedError) as raised:
        lib.rename("one", "uno")
    assert str(raised.value).endswith(
        "; what was renamed is taken back, but for entries/uno.yaml, entries/three.yaml"
    )
    files = tree(tmp_path)
    assert (files["two.yaml"], files["uno.yaml"]) == (TWO.encode(), ONE.encode())
    undone = lib.undo()
    assert undone is not None
    assert (undone.restored, undone.refused) == ([], [("three.yaml", "changed since")])


def test_undo_gives_way_as_a_whole(tmp_path: Path) -> None:
    """A follower that is saved while undo is at it: nothing is taken back, and that file is named."""
    lib = _shelf(tmp_path, Faulty())
    lib.rename("one", "uno")
    after = tree(tmp_path)
    theirs = "title: Theirs\ndistinct_from: [uno]\n"
    again = _shelf_as_it_is(lib, Raced("link", lambda: write(tmp_path, "three", theirs)))
    undone = again.undo()
    assert undone is not None
    assert (undone.restored, [name for name, _ in undone.refused]) == ([], ["three.yaml"])
    assert tree(tmp_path) == after | {"three.yaml": theirs.encode()}


def _shelf_as_it_is(lib: Library, system: System) -> Library:
    again = shelf(lib.folder)
    again.__dict__["_writer"] = Store(lib.folder / "entries", lib.journal, system=system)
    return again


@pytest.mark.parametrize("times", [1, 9])
def test_an_entry_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """One that may name the id is read again; where that fails as well, nothing is renamed."""
    lib = _shelf(tmp_path, Faulty())
    before = tree(tmp_path)
    read, left = Store.read, [times]

    def failing(store: Store, name: str) -> tuple[bytes, Stamp]:
        if name == "two.yaml" and left[0]:
            left[0] -= 1
            raise RefusedError("cannot be read: Input/output error", where="entries/two.yaml")
        return read(store, name)

    monkeypatch.setattr(Store, "read", failing)
    if times == 1:
        assert len(lib.rename("one", "uno").changed) == 3
        assert b"uno" in tree(tmp_path)["two.yaml"]
    else:
        with pytest.raises(RefusedError, match=r"entries/two\.yaml: cannot be read: Input/output error"):
            lib.rename("one", "uno")
        assert tree(tmp_path) == before
