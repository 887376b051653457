"""An index that other processes use at the same time: nobody waits long, nobody gets a wrong answer."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from readinglist.index import Index
from tests.shelf import index_file, shelf, without_index, write

if TYPE_CHECKING:
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


def test_many_processes_at_once(root: Path) -> None:
    """Four processes that make a new index at the same time all answer right."""
    expected = without_index(root).find(sort="id").ids
    for round_ in range(5):
        index_file(root).unlink(missing_ok=True)
        write(root, "e1", f"title: Round {round_}")
        children = []
        for _ in range(4):
            child = os.fork()
            if child == 0:
                status = 1
                try:
                    _ask(shelf(root), expected)
                    status = 0
                finally:
                    os._exit(status)
            children.append(child)
        assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4


def test_copying_does_not_wait_for_a_lock(root: Path) -> None:
    """An index that is locked after it was opened is given up, not waited for."""
    index = Index(index_file(root))
    with _locked(index_file(root)) as process:
        with pytest.raises(sqlite3.OperationalError):
            index.copied()
        process.communicate()
    index.close()
