"""A child is started so that none is left behind, whatever comes in between."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from readinglist.children import can_fork, ended, forked, has_said
from tests.children import high_pipes, signalled_forks, watched_forks

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def forks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Give the numbers of the processes that are started; none is left over."""
    with watched_forks(monkeypatch) as made:
        yield made


def test_it_does_its_work_and_ends() -> None:
    """What it is given to do it does, its number is returned, and it ends well."""
    reader, writer = os.pipe()
    process = forked(lambda: os.write(writer, b"done"))
    assert os.waitpid(process, 0) == (process, 0)
    assert os.read(reader, 9) == b"done"
    os.close(reader)
    os.close(writer)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGUSR1])
def test_a_signal_while_it_is_started(
    monkeypatch: pytest.MonkeyPatch, forks: list[int], number: signal.Signals
) -> None:
    """What any signal raises comes through at once, and no process is left behind of which nobody knows."""
    signalled_forks(monkeypatch, number)
    before = signal.signal(number, signal.default_int_handler)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        with pytest.raises(KeyboardInterrupt):
            forked(lambda: time.sleep(60))
    finally:
        signal.signal(number, before)
    assert len(forks) == 1
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == mask


def test_where_a_child_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other thread may run, all streams must be open, and its end must be told."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert can_fork()
    with monkeypatch.context() as deaf:
        deaf.setattr(signal, "getsignal", lambda _: signal.SIG_IGN)
        assert not can_fork()
    with monkeypatch.context() as closed:
        closed.setattr(sys, "__stdin__", None)
        assert not can_fork()
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert not can_fork()
    monkeypatch.delitem(sys.modules, "threading")
    assert can_fork()
    monkeypatch.delattr(os, "fork")
    assert not can_fork()


def test_a_system_that_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is told, and signals come as before."""

    def refusing() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refusing)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with pytest.raises(BlockingIOError):
        forked(lambda: None)
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == mask


def test_it_holds_no_stream_open() -> None:
    """Whoever waits for the end of what a command prints need not wait for it."""
    reader, writer = os.pipe()

    def tell() -> None:
        nothing = os.stat(os.devnull)  # noqa: PTH116 - as fstat
        os.write(writer, bytes(os.path.samestat(os.fstat(stream), nothing) for stream in range(3)))

    os.waitpid(forked(tell), 0)
    os.close(writer)
    assert os.read(reader, 9) == b"\1\1\1"
    os.close(reader)


def test_ending_one() -> None:
    """It is gone, also where it was stopped, and one that has ended already is none to speak of."""
    process = forked(lambda: os.kill(os.getpid(), signal.SIGSTOP))
    ended(process)
    ended(process)


@pytest.mark.parametrize("high", [False, True])
def test_waiting_for_a_word(monkeypatch: pytest.MonkeyPatch, *, high: bool) -> None:
    """Whatever the number of the pipe, what is in it is seen, its end as well, and silence after a while."""
    if high:
        high_pipes(monkeypatch)
    reader, writer = os.pipe()
    assert not has_said(reader, 0.01)
    os.write(writer, b"x")
    assert has_said(reader, 60)
    assert os.read(reader, 9) == b"x"
    os.close(writer)
    assert has_said(reader, 60)
    assert os.read(reader, 9) == b""
    os.close(reader)
