"""A process that writes the index may end at any moment: what it had done is kept, and no answer is wrong."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from readinglist import sync
from readinglist.index.seal import Seal
from readinglist.index.writing import Writer
from tests.shelf import index_file, shelf, without_index, write
from tests.test_index_seal import asked, filled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from readinglist.index.batch import Batch


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a library whose index is there."""
    return filled(tmp_path)


def killed(work: Callable[[], object]) -> None:
    """Do something in a process that is killed in the midst of it."""
    if (child := os.fork()) == 0:
        with suppress(BaseException):
            work()
        os._exit(1)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL


def kill(*_: object) -> None:
    """End this process at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_was_killed_before_it_could_seal(root: Path) -> None:
    """What it had committed is verified and kept."""
    write(root, "e1", "title: Killed")
    inode = index_file(root).stat().st_ino

    def work() -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Seal, "set", kill)
            shelf(root).find()

    killed(work)
    assert not Seal(index_file(root)).holds()
    assert asked(shelf(root)) == asked(without_index(root))
    assert index_file(root).stat().st_ino == inode


@pytest.mark.parametrize("many", [3, 1000], ids=["counted at the end", "counted at once"])
@pytest.mark.parametrize("interrupted", [False, True], ids=["killed", "interrupted"])
def test_a_first_reading_that_was_ended_is_gone_on_with(
    root: Path, monkeypatch: pytest.MonkeyPatch, interrupted: bool, many: int
) -> None:
    """The batches that were done are not read again, whether a reading or a writing was cut short."""
    shutil.rmtree(root / "cache")
    monkeypatch.setattr(sync.bringing, "MANY", many)
    monkeypatch.setattr(sync.bringing, "_BATCH", 5)
    monkeypatch.setattr(sync.bringing, "_SECONDS", 60)
    monkeypatch.setattr(sync.reading, "_PIECE", 1)
    put, numbers = Writer.put, itertools.count()
    ids: list[str] = []

    def failing(writer: Writer, batch: Batch) -> None:
        put(writer, batch)
        if next(numbers) == 12:
            if not interrupted:
                kill()
            raise KeyboardInterrupt

    def counting(writer: Writer, batch: Batch) -> None:
        ids.extend(batch.ids())
        put(writer, batch)

    monkeypatch.setattr(Writer, "put", failing)
    if interrupted:
        with pytest.raises(KeyboardInterrupt):
            shelf(root).find()
    else:
        killed(shelf(root).find)
    monkeypatch.setattr(Writer, "put", counting)
    shelf(root).find()
    assert len(ids) == 25 - 10
    assert asked(shelf(root)) == asked(without_index(root))


def test_killed_at_any_moment(root: Path) -> None:
    """Whenever a process ends that writes, the next one answers right."""
    dice = random.Random(3)  # noqa: S311 - chance for tests, not for secrets
    for round_ in range(12):
        for number in range(9):
            write(root, f"e{number}", f"title: Round {round_}\nnotes: {'y ' * 3000}")
        if (child := os.fork()) == 0:
            with suppress(BaseException):
                shelf(root).find()
            kill()
        time.sleep(dice.random() / 50)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert asked(shelf(root)) == asked(without_index(root))
