"""A second process reads a part of many files: same answers, whatever becomes of it."""

from __future__ import annotations

import os
import signal
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from readinglist.index import Index
from readinglist.store import Store
from readinglist.sync import helping, reading, up_to_date
from tests.children import open_files, signalled_forks, tell_number, told_by_one_that_ends, watched_forks
from tests.shelf import shelf, told, without_index, write
from tests.test_index_writing import content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COUNT = 40
_HERE = os.getpid()


@pytest.fixture(autouse=True)
def forks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Let a second process help with few files, on any machine, and give its number; none is left over."""
    monkeypatch.setattr(reading, "_MANY", 4)
    monkeypatch.setattr(reading, "_PIECE", 2)
    monkeypatch.setattr(helping, "can_help", lambda: True)
    with watched_forks(monkeypatch) as made:
        yield made


def square(number: int) -> list[object]:
    """Do a piece of work, slowly enough that both get some."""
    time.sleep(0.001)
    return [number * number, os.getpid()]


def in_helper() -> bool:
    """Tell which of the two processes this is."""
    return os.getpid() != _HERE


def squares(work: helping.Work) -> tuple[list[object], set[object]]:
    """Return what came of all pieces, in order, and which processes made them."""
    found = list(helping.shared(work, COUNT))
    return sorted(each[0] for each in found), {each[1] for each in found}  # type: ignore[type-var]


def test_both_do_a_part() -> None:
    """Every piece comes once, some from either process."""
    made, processes = squares(square)
    assert made == [number * number for number in range(COUNT)]
    assert len(processes) == 2


@pytest.mark.parametrize("at", [0, 3])
@pytest.mark.parametrize("way", ["killed", "raises", "exits"])
def test_a_helper_that_fails_is_done_without(way: str, at: int) -> None:
    """What it had not handed over, its parent does."""

    def work(number: int) -> list[object]:
        if in_helper() and number == at:
            if way == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            if way == "exits":
                os._exit(3)
            raise OSError("broken")
        return square(number)

    assert squares(work)[0] == [number * number for number in range(COUNT)]


def test_a_helper_that_cannot_hand_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk ends it, and nothing that it wrote by half is taken."""
    pwrite = os.pwrite

    def short(file: int, data: bytes, place: int) -> int:
        return pwrite(file, data[:8] if len(data) > 8 else data, place)

    monkeypatch.setattr(os, "pwrite", short)
    made, processes = squares(square)
    assert made == [number * number for number in range(COUNT)]
    assert processes == {_HERE}


@pytest.mark.parametrize("call", ["fork", "open", "pwrite"])
def test_no_helper_to_be_had(monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Where the system refuses, one process does it all, and nothing stays open."""

    def refusing(*_: object) -> int:
        raise OSError("no")

    before = open_files()
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refusing)
        assert squares(square)[1] == {_HERE}
    assert open_files() == before


def test_ctrl_c_while_the_helper_is_started(monkeypatch: pytest.MonkeyPatch, forks: list[int]) -> None:
    """It comes through; neither a helper nor its file is left in a program that lives on."""
    before = open_files()
    signalled_forks(monkeypatch, signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        squares(square)
    assert (len(forks), open_files()) == (1, before)


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_what_is_raised_here_ends_both(error: type[BaseException]) -> None:
    """Ctrl-C and errors of the parent's own come through, and the helper is gone."""

    def work(number: int) -> list[object]:
        if not in_helper():
            raise error
        return square(number)

    with pytest.raises(error):
        list(helping.shared(work, COUNT))


def test_a_reader_that_goes_away_ends_the_helper() -> None:
    """Whoever wants no more closes the readings."""
    with closing(helping.shared(square, COUNT)) as found:  # type: ignore[type-var]
        next(found)


def test_a_helper_ends_with_its_parent() -> None:
    """A parent that is killed leaves nobody working."""
    reader, writer = os.pipe()
    if not (parent := os.fork()):
        found = helping.shared(lambda _: [tell_number(writer), *square(1)], 100_000)
        next(found)
        os.kill(os.getpid(), signal.SIGKILL)
    os.close(writer)
    os.waitpid(parent, 0)
    assert told_by_one_that_ends(reader, 10_000)


def test_ctrl_c_in_the_helper(capfd: pytest.CaptureFixture[str]) -> None:
    """It ends by it without a word, and what it had not done is done here."""

    def work(number: int) -> list[object]:
        if in_helper() and number == 2:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(10)
        return square(number)

    assert len(squares(work)[0]) == COUNT
    assert capfd.readouterr() == ("", "")


def test_the_helper_stops_where_its_parent_has_begun(tmp_path: Path) -> None:
    """It begins at the front, and does nothing that is taken, nor for a parent that is gone."""
    with (tmp_path / "board").open("w+b") as file:
        board = helping.Board(file.fileno())
        parent = helping.Helper(helping.Board(os.dup(file.fileno())), 0, 6)
        board.set(8, 6)
        board.set(16, 24)
        assert [parent.claim(), parent.claim()] == [5, 4]
        helping.help_with(board, square, 6, os.getppid())
        found = [each[0] for each in iter(parent.take, None) if each]
        assert (found, parent.claim(), parent.claim()) == ([0, 1, 2, 3], None, None)
        helping.help_with(board, square, 6, -1)
        assert (parent.take(), parent.is_running()) == (None, False)
        parent.stop()


def test_when_a_helper_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second core is needed, and that a child can be started."""
    monkeypatch.undo()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    assert helping.can_help()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert not helping.can_help()
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    assert helping.can_help()
    monkeypatch.delattr(os, "fork")
    assert not helping.can_help()


def library(root: Path) -> Path:
    """Write entries of all sorts: good, broken, with keys of their own."""
    shelf(root)
    for number in range(30):
        write(root, f"e{number}", f"title: Learning {number}\nauthors: [Ann Bée]\nmykey: {number}\n")
    write(root, "broken", 'title: "half')
    write(root, "odd", "title: &a Data # tag\nnotes: |\n  one\n\n  two\n")
    return root


def built(root: Path, *, many: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Return the content of an index of the library, but for when its files were read."""
    monkeypatch.setattr(reading, "_MANY", many)
    monkeypatch.setattr(time, "time_ns", lambda: 1)
    with closing(Index(None)) as index:
        with up_to_date(Store(root / "entries"), index):
            pass
        return content(index)


def test_one_process_and_two_build_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index does not tell who read what, and says what the files say."""
    library(tmp_path)
    alone = built(tmp_path, many=1000, monkeypatch=monkeypatch)
    together = built(tmp_path, many=1, monkeypatch=monkeypatch)
    assert together == alone
    monkeypatch.undo()
    monkeypatch.setattr(reading, "_MANY", 1)
    assert told(shelf(tmp_path)) == told(without_index(tmp_path))
