"""An index that other processes use at the same time: nobody waits long, nobody gets a wrong answer."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from readinglist.index import Index, database, is_damage, stored, verification
from readinglist.index.seal import Seal
from readinglist.model.entry import Entry
from tests.shelf import index_file, shelf, without_index, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from readinglist.library import Library


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a library of thirty entries whose index is there."""
    shelf(tmp_path, **{f"e{number}": f"title: Learning {number}\n" for number in range(30)}).find()
    return tmp_path


def _locked(path: Path) -> subprocess.Popen[str]:
    script = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "c.execute('BEGIN EXCLUSIVE'); print(flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    process.stdout.readline()
    return process


@pytest.mark.parametrize("opened", [False, True], ids=["new", "opened before"])
def test_an_index_that_another_process_holds(root: Path, opened: bool) -> None:
    """Nobody waits long for it: the answer comes from memory, and the file stays as it is."""
    right, library, path = without_index(root).find().ids, shelf(root), index_file(root)
    if opened:
        library.find()
    inode = path.stat().st_ino
    with _locked(path) as process:
        start = time.monotonic()
        assert library.find().ids == right
        took = time.monotonic() - start
        process.communicate()
    assert took < 5  # twice half a second, and much for a busy machine
    assert path.stat().st_ino == inode
    assert shelf(root).find().ids == right


def _ask(library: Library, expected: list[str]) -> None:
    assert library.find(sort="id").ids == expected
    assert len(list(library.find())) == len(expected)


def _forked(work: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return child


def test_many_processes_at_once(root: Path) -> None:
    """Four processes that make a new index at the same time all answer right."""
    expected = without_index(root).find(sort="id").ids
    for round_ in range(5):
        index_file(root).unlink(missing_ok=True)
        write(root, "e1", f"title: Round {round_}")
        children = [_forked(partial(_ask, shelf(root), expected)) for _ in range(4)]
        assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4


def _edit_and_ask(root: Path, name: str) -> None:
    for round_ in range(12):
        # As editors save: what is read is the old file or the new one.
        write(root, f".{name}", f"title: Round {round_} of {name}")
        (root / "entries" / f".{name}.yaml").replace(root / "entries" / f"{name}.yaml")
        library = shelf(root)
        assert library.get(name).title == f"Round {round_} of {name}"
        assert len(library.find()) == 30


def test_many_processes_that_write_leave_a_seal_that_holds(root: Path) -> None:
    """Four that bring one index up to date in turn neither damage it nor take one another's work for damage."""
    inode = index_file(root).stat().st_ino
    children = [_forked(partial(_edit_and_ask, root, f"e{number}")) for number in range(4)]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert list(shelf(root).find(sort="id")) == list(without_index(root).find(sort="id"))
    assert index_file(root).stat().st_ino == inode
    assert Seal(index_file(root)).holds()


def test_what_changes_between_question_and_reading(root: Path) -> None:
    """Hits keep their order and scores: a file that changed is shown as it is, one that is gone is left out."""
    hits = shelf(root).search("learning", explain=True).hits
    scores = dict(zip(hits.ids, hits.scores, strict=True))
    write(root, "e1", "title: Learning otherwise\n")
    (root / "entries" / "e2.yaml").unlink()
    shelf(root).find()
    found = list(hits)
    assert [entry.id for _, entry in found] == [each for each in hits.ids if each != "e2"]
    assert [score for score, _ in found] == [scores[entry.id] for _, entry in found]
    assert "Learning otherwise" in {entry.title for _, entry in found}
    assert [(score, entry) for score, entry, _ in hits.explained()] == found


def test_hits_are_read_as_they_are_asked_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids take no entries at all; the first entry is there before the last is read."""
    monkeypatch.setattr(stored, "_CHUNK", 10)
    read: list[object] = []
    make = Entry.from_stored

    def counting(data: dict[str, Any]) -> Entry:
        read.append(data)
        return make(data)

    monkeypatch.setattr(Entry, "from_stored", counting)
    hits = shelf(root).search("learning").hits
    assert (len(hits), len(hits.ids), read) == (30, 30, [])
    assert next(iter(hits))[1].id == hits.ids[0]
    assert len(read) == 10


def test_copying_does_not_wait_for_a_lock(root: Path) -> None:
    """An index that is locked after it was opened is given up, not waited for."""
    index = Index(index_file(root))
    with _locked(index_file(root)) as process:
        with pytest.raises(sqlite3.OperationalError):
            index.copied()
        process.communicate()
    index.close()


def test_what_cannot_be_copied_is_busy_not_damaged(root: Path) -> None:
    """A lock that comes in between speaks against nothing in the file."""
    index = Index(index_file(root))
    with _locked(index_file(root)) as process:
        with pytest.raises(sqlite3.OperationalError) as caught:
            database._copy(index)
        process.communicate()
    assert not is_damage(caught.value)
    index.close()


def test_a_process_that_is_about_to_seal_is_waited_for(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between its writing and its seal nothing is verified."""
    held = iter([False, False, True])
    monkeypatch.setattr(Seal, "holds", lambda self: next(held))
    monkeypatch.setattr(verification, "verify", None)
    with closing(Index(index_file(root))) as index, index.snapshot():
        assert len(index.column("id")) == 30
