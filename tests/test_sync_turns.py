"""Two processes take turns: everything comes, in order, whatever becomes of the second one."""

from __future__ import annotations

import marshal
import os
import signal
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.sync import turns
from tests.children import (
    high_pipes,
    open_files,
    signalled_forks,
    tell_number,
    told_by_one_that_ends,
    watched_forks,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COUNT = 12
ALL = [number for piece in range(COUNT) for number in (piece, -piece)]
ITS = {1, 3, 5, 7, 8, 10}  # the pieces of the second process, so far
_HERE = os.getpid()


@pytest.fixture(autouse=True)
def forks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Let a second process help on any machine, and give the numbers of those; none is left over."""
    monkeypatch.setattr(turns, "can_help", lambda: True)
    monkeypatch.setattr(turns, "_PATIENCE_SECONDS", 60)
    with watched_forks(monkeypatch) as made:
        yield made


def own(piece: int) -> list[tuple[int, bool]]:
    """Make a piece, and tell whether a helper did."""
    return [(piece, in_helper()), (-piece, in_helper())]


def in_helper() -> bool:
    """Tell which of the two processes this is."""
    return os.getpid() != _HERE


def taken(work: Callable[[int], list[tuple[int, bool]]], count: int = COUNT) -> list[tuple[int, bool]]:
    """Return what came of all pieces, `work` being what the helper does."""
    return [each for made in turns.in_turn(own, work, count) for each in made]


@pytest.mark.parametrize("count", range(COUNT + 1))
def test_they_take_turns(count: int) -> None:
    """The parent begins, the helper makes a little more than every second piece, and they come in order."""
    pieces = [(sign * piece, piece in ITS) for piece in range(count) for sign in (1, -1)]
    assert taken(own, count) == pieces


@given(
    st.lists(st.text(st.characters(), max_size=9) | st.integers() | st.none(), max_size=30), st.integers(1, 9)
)
@settings(max_examples=25, deadline=None)
def test_what_is_made_arrives_as_it_is(values: list[object], size: int) -> None:
    """Any text comes through, half a pair of surrogates as well."""

    def work(piece: int) -> list[object]:
        return values[piece * size : (piece + 1) * size]

    found = turns.in_turn(work, work, -(-len(values) // size))
    assert [each for made in found for each in made] == values


def test_pieces_larger_than_a_pipe() -> None:
    """A piece is read until it is whole, and the helper waits until then."""
    text = "é" * 1_000_000
    found = turns.in_turn(lambda piece: [text, piece], lambda piece: [text, piece], 5)
    assert list(found) == [[text, piece] for piece in range(5)]


@pytest.mark.parametrize("at", [1, 5])
@pytest.mark.parametrize("way", ["killed", "raises", "exits", "odd"])
def test_a_helper_that_fails_is_done_without(way: str, at: int, capfd: pytest.CaptureFixture[str]) -> None:
    """What it had not handed over, its parent does, and nobody is told."""

    def work(piece: int) -> list[tuple[int, bool]]:
        if piece == at and way == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if piece == at and way == "exits":
            os._exit(3)
        if piece == at and way == "raises":
            raise OSError("broken")
        return own(piece) if piece != at or way != "odd" else [(0, object())]  # type: ignore[list-item]

    found = taken(work)
    assert [number for number, _ in found] == ALL
    assert [helped for _, helped in found[::2]] == [piece in ITS and piece < at for piece in range(COUNT)]
    assert capfd.readouterr() == ("", "")


def test_a_helper_that_is_killed_while_it_hands_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """The half of a piece is not taken for one."""

    def half(_work: object, _count: int, writer: int) -> None:
        os.write(writer, (1000).to_bytes(8, "little") + b"x" * 500)
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(turns, "hand_over", half)
    assert [number for number, helped in taken(own) if not helped] == ALL


def test_so_many_files_are_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of the pipe may be any."""
    high_pipes(monkeypatch)
    assert taken(own) == [(number, abs(number) in ITS) for number in ALL]


@pytest.mark.parametrize("call", ["fork", "pipe"])
def test_no_helper_to_be_had(monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Where the system refuses, one process does it all, and nothing stays open."""

    def refusing() -> int:
        raise OSError("no")

    before = open_files()
    monkeypatch.setattr(os, call, refusing)
    assert not any(helped for _, helped in taken(own))
    assert open_files() == before


def test_ctrl_c_while_the_helper_is_started(monkeypatch: pytest.MonkeyPatch, forks: list[int]) -> None:
    """It comes through; neither a helper nor a pipe is left in a program that lives on."""
    before = open_files()
    signalled_forks(monkeypatch, signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        taken(own)
    assert (len(forks), open_files()) == (1, before)


def test_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can help, nobody is asked."""
    monkeypatch.setattr(turns, "can_help", lambda: False)
    assert not any(helped for _, helped in taken(own))


def test_a_helper_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was stopped is ended after a while."""
    monkeypatch.setattr(turns, "_PATIENCE_SECONDS", 0.05)

    def work(piece: int) -> list[tuple[int, bool]]:
        if piece == 3:
            os.kill(os.getpid(), signal.SIGSTOP)
        return own(piece)

    numbers = [number for number, _ in taken(work)]
    assert numbers == ALL


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_what_is_raised_here_ends_both(error: type[BaseException]) -> None:
    """Ctrl-C and errors of the parent's own come through, and the helper is gone."""

    def work(piece: int) -> list[tuple[int, bool]]:
        if piece == 4:
            raise error
        return own(piece)

    with pytest.raises(error):
        list(turns.in_turn(work, own, COUNT))


def test_a_reader_that_goes_away_ends_the_helper() -> None:
    """Whoever wants no more closes what is yielded."""
    with closing(turns.in_turn(own, own, 100_000)) as found:  # type: ignore[type-var]
        next(found)


def test_a_helper_ends_with_its_parent() -> None:
    """A parent that is killed leaves nobody working."""
    reader, writer = os.pipe()
    if not (parent := os.fork()):
        found = turns.in_turn(own, lambda piece: [(tell_number(writer), True), *own(piece)], 10_000_000)
        next(found)
        next(found)
        os.kill(os.getpid(), signal.SIGKILL)
    os.close(writer)
    os.waitpid(parent, 0)
    assert told_by_one_that_ends(reader, 1_000_000)


def test_ctrl_c_in_the_helper(capfd: pytest.CaptureFixture[str]) -> None:
    """It ends by it without a word, and what it had not done is done here."""

    def work(piece: int) -> list[tuple[int, bool]]:
        if piece == 3:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(10)
        return own(piece)

    assert len(taken(work)) == 2 * COUNT
    assert capfd.readouterr() == ("", "")


def test_little_is_held() -> None:
    """The pipe holds the helper back: it does not make everything while nobody takes it."""
    reader, writer = os.pipe()

    def work(piece: int) -> list[tuple[int, bool]]:
        os.write(writer, b"x")
        return [(1 << 16_000_000, in_helper()), *own(piece)]

    with closing(turns.in_turn(own, work, 1000)) as found:  # type: ignore[type-var]
        for _ in range(4):
            next(found)
        time.sleep(0.05)  # what it could make now, were it not held back
    os.close(writer)
    with open(reader, "rb") as pipe:  # noqa: PTH123 - a number, not a path
        assert len(pipe.read()) <= 3


def test_what_is_handed_over() -> None:
    """It is the helper's pieces, each behind its length."""
    reader, writer = os.pipe()
    turns.hand_over(own, 5, writer)
    partner = turns.Partner(0, reader)
    for piece in (1, 3):
        size = int.from_bytes(partner._read(8), "little")
        assert marshal.loads(partner._read(size)) == own(piece)  # noqa: S302 - made above
    assert partner.take() is None
    os.close(reader)
