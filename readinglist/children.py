"""Child processes: started so that none is left behind, listened to, and ended."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

_STANDARD_STREAMS = range(3)
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def can_fork() -> bool:
    """Tell whether a child can be started here without harm, and its end would be told."""
    threads = sys.modules.get("threading")
    if not hasattr(os, "fork") or (threads and threads.active_count() > 1):
        return False  # another thread may hold a lock
    if signal.getsignal(signal.SIGCHLD) is signal.SIG_IGN:
        return False  # nobody could tell what became of it
    # Where one of these came closed, a file that is open since may have its number.
    return None not in (sys.__stdin__, sys.__stdout__, sys.__stderr__)


def forked(run: Callable[[], object]) -> int:
    """Start a process that does `run` and ends, without a word about what goes wrong; return its number.

    What a signal raises here meanwhile is raised when there is no such process any more. Raises OSError where
    the system refuses.
    """
    process = 0
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        # A signal must not find a child that believes it is its parent, with files and locks to put back,
        # nor a parent that does not know its child yet.
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        process = os.fork() or _run(run, mask)
    finally:
        _let_in(mask, process)
    return process


def ended(process: int) -> None:
    """End a child and wait for that. One that waits for a disk ends when the disk answers, not before."""
    with suppress(OSError):
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def has_said(reader: int, seconds: float) -> bool:
    """Wait until there is something in a pipe or nobody can write to it any more; tell whether so in time."""
    from select import POLLIN, poll  # noqa: PLC0415 - only where there is a process

    waiting = poll()  # `select` knows the first 1,024 files only
    waiting.register(reader, POLLIN)
    return bool(waiting.poll(seconds * 1000))


def _let_in(mask: set[int], process: int) -> None:
    """Let signals in again; a child of which nobody will know, for one of them raises something, is ended."""
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    except BaseException:
        if process:
            ended(process)
        raise


def _run(run: Callable[[], object], mask: set[int]) -> NoReturn:
    """Be the child: to the end of its work or of its parent."""
    try:
        # Whoever waits for the end of what the command prints must not wait for this process.
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in _STANDARD_STREAMS:
            os.dup2(nothing, stream)
        for each in _SIGNALS:
            signal.signal(each, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        gc.disable()  # it ends before there is anything to tidy up
        run()
    finally:
        os._exit(0)
