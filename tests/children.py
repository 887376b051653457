"""Child processes as tests see them: who was started, and that nobody is left."""

from __future__ import annotations

import os
import signal
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readinglist.children import has_said

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIGH = 1100  # what `select` can wait for ends at 1,023
_PATIENCE_SECONDS = 10


@contextmanager
def watched_forks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Give the numbers of the children that are started meanwhile; none of them is left over in the end."""
    fork, made = os.fork, []

    def forking() -> int:
        made.append(fork())
        return made[-1]

    monkeypatch.setattr(os, "fork", forking)
    yield made
    for process in made:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def signalled_forks(monkeypatch: pytest.MonkeyPatch, number: signal.Signals) -> None:
    """Let a signal come to this process while a child of it is started."""
    fork, here = os.fork, os.getpid()

    def forking() -> int:
        if process := fork():
            os.kill(here, number)
        return process

    monkeypatch.setattr(os, "fork", forking)


def high_pipes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the reading end of each pipe that is made a high number, as where very many files are open."""
    pipe = os.pipe

    def piping() -> tuple[int, int]:
        reader, writer = pipe()
        try:
            os.dup2(reader, _HIGH, inheritable=False)
        except OSError:
            pytest.skip("so many files cannot be open here")
        os.close(reader)
        return _HIGH, writer

    monkeypatch.setattr(os, "pipe", piping)


def open_files() -> set[str]:
    """Return the numbers of the files that are open in this process."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("nothing here tells which files are open")
    return {name for name in os.listdir("/proc/self/fd") if Path("/proc/self/fd", name).exists()}  # noqa: PTH208 - names


def children(process: int) -> list[int]:
    """Return the children of a process; skip where nothing tells them."""
    told = Path(f"/proc/{process}/task/{process}/children")
    if not told.exists():
        pytest.skip("nothing here tells the children of a process")
    return [int(number) for number in told.read_text().split()]


def told_by_one_that_ends(reader: int, most: int) -> int:
    """Return how often a process wrote its number, of eight bytes, to a pipe until it ended.

    The test fails where that is more than so often, or the process does not end; it is ended then.
    """
    until, said = time.monotonic() + _PATIENCE_SECONDS, b""
    try:
        while len(said) <= 8 * most and has_said(reader, max(until - time.monotonic(), 0)):
            if not (more := os.read(reader, 8 * most)):
                return len(said) // 8
            said += more
    finally:
        os.close(reader)
    with suppress(ProcessLookupError):
        os.kill(int.from_bytes(said[:8], "little"), signal.SIGKILL)
    pytest.fail("it goes on")


def tell_number(writer: int) -> int:
    """Write the number of this process to a pipe; return how many bytes it has."""
    return os.write(writer, os.getpid().to_bytes(8, "little"))


def is_gone(process: int) -> bool:
    """Wait until there is no such process, for some seconds at most; tell whether so."""
    until = time.monotonic() + _PATIENCE_SECONDS
    with suppress(ProcessLookupError):
        while time.monotonic() < until:
            os.kill(process, 0)
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True  # it has ended, and only nobody has asked how
            time.sleep(0.01)
        return False
    return True
