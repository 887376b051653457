"""A whole index is made: what happens to the files meanwhile shows, and what was done is kept."""

from __future__ import annotations

import itertools
import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from readinglist import ahead, sync
from readinglist.errors import RefusedError
from readinglist.fingerprint import differing, fingerprint, part_of
from readinglist.index import Index
from readinglist.index.counting import Counting
from readinglist.index.writing import Writer
from readinglist.interruption import Interruption, Terminated
from readinglist.store import Store
from readinglist.sync import helping
from tests.shelf import write
from tests.test_sync import LATER, Clock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from readinglist.store import Stamp


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Return a store of five files that were left alone for long; they count as many."""
    monkeypatch.setattr(sync.bringing, "MANY", 1)
    monkeypatch.setattr(sync.comparing, "MANY", 1)
    monkeypatch.setattr(sync.comparing, "_FEW", 0)
    monkeypatch.setattr(sync.reading, "time", Clock(LATER))
    monkeypatch.setattr(helping, "can_help", lambda: True)
    (tmp_path / "entries").mkdir()
    for name in "abcde":
        write(tmp_path, name, f"title: {name}")
    return Store(tmp_path / "entries")


def test_the_files_are_looked_at_while_words_are_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None is looked at by the process itself, and the next question need not either."""
    whole = fingerprint(store.stamps())
    monkeypatch.setattr(Store, "stamps", _never)
    index = Index(None)
    assert _ids(store, index) == list("abcde")
    assert index.fingerprint() == whole


def test_files_that_change_while_words_are_counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is answered is what the files say when all is counted."""

    def change() -> None:
        write(store.folder.parent, "a", "title: Another")
        write(store.folder.parent, "f", "title: f")
        (store.folder / "b.yaml").unlink()

    _meanwhile(monkeypatch, change)
    monkeypatch.setattr(ahead, "_taken", _after_a_change(store, "f"))
    index = Index(None)
    assert _ids(store, index) == list("acdef")
    assert index.titles(["a"]) == {"a": "Another"}


def test_a_file_that_refuses_meanwhile_is_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fingerprint leaves out the part it is in."""
    read = Store.read

    def refusing(self: Store, name: str) -> tuple[bytes, Stamp]:
        if name == "c.yaml":
            raise RefusedError("cannot be read")
        return read(self, name)

    index = Index(None)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "read", refusing)
        assert _ids(store, index) == list("abde")
    assert part_of("c") in (differing(fingerprint(store.stamps()), index.fingerprint()) or ())
    assert _ids(store, index) == list("abcde")


def test_without_another_process(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where none can be had, this one looks at the files."""

    def failing(_: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(ahead, "Ahead", failing)
    index = Index(None)
    assert _ids(store, index) == list("abcde")
    assert index.fingerprint() == fingerprint(store.stamps())


def test_what_took_long_is_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is interrupted after a second, what was written before is there."""
    monkeypatch.setattr(sync.bringing, "_SECONDS", 0)
    monkeypatch.setattr(sync.reading, "_PIECE", 2)
    put, done = Writer.put, []

    def interrupted(writer: Writer, batch: object) -> None:
        done.append(batch)
        if len(done) == 3:
            raise KeyboardInterrupt
        put(writer, batch)  # type: ignore[arg-type]

    index = Index(None)
    with monkeypatch.context() as patch:
        patch.setattr(Writer, "put", interrupted)
        with pytest.raises(KeyboardInterrupt):
            _ids(store, index)
    assert sorted(index.stamps()) == list("abcd")
    assert index.behind()
    assert _ids(store, index) == list("abcde")
    assert not index.behind()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("when", ["reading", "writing"])
def test_what_was_written_before_a_signal_is_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, when: str
) -> None:
    """A piece that is being written when the signal comes is written first."""
    monkeypatch.setattr(sync.reading, "_PIECE", 2)
    kind, name = (Writer, "put") if when == "writing" else (Store, "read")
    done, calls = getattr(kind, name), itertools.count()

    def signalled(*args: object) -> object:
        if next(calls) == (1 if when == "writing" else 4):
            os.kill(os.getpid(), number)
        return done(*args)

    index = Index(None)
    with Interruption(), monkeypatch.context() as patch:
        patch.setattr(kind, name, signalled)
        with pytest.raises((KeyboardInterrupt, Terminated)):
            _ids(store, index)
    assert sorted(index.stamps()) == list("abcd")
    assert _ids(store, index) == list("abcde")


def _ids(store: Store, index: Index) -> list[str]:
    with sync.up_to_date(store, index):
        return sorted(index.column("id"))


def _never(*_: object) -> dict[str, Stamp]:
    raise AssertionError("looked at")


def _meanwhile(monkeypatch: pytest.MonkeyPatch, change: Callable[[], None]) -> None:
    """Do something once, in the middle of the first counting."""
    count = Counting.finish
    changes = [change]

    def finish(counting: Counting) -> None:
        if counting._later is False and changes:
            changes.pop()()
        count(counting)

    monkeypatch.setattr(Counting, "finish", finish)


def _after_a_change(store: Store, name: str) -> Callable[[Path], bytes]:
    """Return what looks at the files as soon as there is one of this name."""
    taken = ahead._taken

    def waiting(folder: Path) -> bytes:
        for _ in range(5000):
            if (store.folder / f"{name}.yaml").exists():
                break
            time.sleep(0.001)
        return taken(folder)

    return waiting
