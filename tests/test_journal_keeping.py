"""What the journal keeps: a hundred changes that could still be taken back, and nothing dead for ever."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from readinglist.journal import KEEP_STEPS, Change, Journal
from tests.faulty import Faulty

if TYPE_CHECKING:
    from pathlib import Path

A = Change("a.yaml", b"one", b"two")
B = Change("b.yaml", None, b"made")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Give a journal whose folder is still to be made."""
    return Journal(tmp_path / "state", system=Faulty(), clock=lambda: 1_800_000_000.0)


def _add(journal: Journal, change: Change, label: str = "tag", undoes: int | None = None) -> int:
    number = journal.finish(journal.begin(label, [change], undoes), [change.name])
    assert number is not None
    return number


def _outdate(journal: Journal) -> None:
    for path in journal.folder.iterdir():
        os.utime(path, (0, 0))


def test_what_undo_did_is_not_counted(journal: Journal) -> None:
    """A hundred changes stay however often others were made and taken back; what those left goes."""
    first = [_add(journal, A) for _ in range(KEEP_STEPS - 1)]
    taken_back = 0
    for _ in range(KEEP_STEPS):
        taken_back = _add(journal, B)
        _add(journal, B, label="undo", undoes=taken_back)
    _outdate(journal)
    last = [_add(journal, A), _add(journal, A)]
    assert [step.number for step in journal.undoable()] == [*reversed(last), *reversed(first)]
    last += [_add(journal, A) for _ in range(20 - last[-1] % 20)]
    kept = [step.number for step in journal.undoable()]
    assert kept == [*reversed(last), *reversed(first)][:KEEP_STEPS]


def test_dead_steps_go(journal: Journal) -> None:
    """Where all was taken back long ago, nothing of it is kept."""
    for _ in range(9):
        _add(journal, A, label="undo", undoes=_add(journal, A))
    _outdate(journal)
    for _ in range(2):
        _add(journal, B)
    assert [step.number for step in journal.steps()] == [20, 19]
