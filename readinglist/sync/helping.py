"""A second process that takes a part of the work, where there is much of it and a second core.

The two tell each other how far they are in a file without a name: three numbers, then what the helper made.
The helper begins at the front, its parent at the back; where they have met, or where the helper was ended,
the parent does what is left. Nothing is locked, and neither waits for the other before that.
"""

from __future__ import annotations

import marshal
import os
import signal
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from readinglist.children import can_fork, ended, forked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    # Lists, tuples, texts, bytes, numbers and None are what can be handed over.
    Work = Callable[[int], list[object]]

_NUMBER = 8  # bytes
_FRONT, _BACK, _END = 0, _NUMBER, 2 * _NUMBER  # where the numbers stand
_START = 3 * _NUMBER
# A process of which nothing has come for so long was stopped, or does not get on: it is ended.
_PATIENCE_SECONDS = 30.0
_PAUSE_SECONDS = 0.0005


class Board(NamedTuple):
    """The file in which the two tell each other how far they are.

    The numbers are the first piece that the helper has not begun, the first of those at the back that the
    parent has begun, and where the pieces end that the helper has made.
    """

    file: int

    def get(self, place: int) -> int:
        """Return a number."""
        return int.from_bytes(os.pread(self.file, _NUMBER, place), "little")

    def set(self, place: int, number: int) -> None:
        """Change a number."""
        os.pwrite(self.file, number.to_bytes(_NUMBER, "little"), place)

    def add(self, piece: int, made: list[object]) -> None:
        """Hand over what the helper has made of a piece; OSError where it cannot be written."""
        data = marshal.dumps((piece, made))
        data = len(data).to_bytes(_NUMBER, "little") + data
        end = self.get(_END)
        if os.pwrite(self.file, data, end) < len(data):
            raise OSError("no space left")
        self.set(_END, end + len(data))


class Helper:
    """The second process, as its parent sees it."""

    def __init__(self, board: Board, process: int, count: int) -> None:
        """Watch a process that tells of its work on `board`."""
        self._board = board
        self._process = process
        self._back = count
        self._seen = _START
        self._heard = time.monotonic()

    def take(self) -> tuple[int, list[object]] | None:
        """Return the next piece that the helper has made, after its number."""
        if self._board.get(_END) == self._seen:
            return None
        size = self._board.get(self._seen)
        data = os.pread(self._board.file, size, self._seen + _NUMBER)
        self._seen += _NUMBER + size
        self._heard = time.monotonic()
        found: tuple[int, list[object]] = marshal.loads(data)  # noqa: S302 - only our own child can have written it
        return found

    def claim(self) -> int | None:
        """Return the last piece that nobody has begun; None where there is none any more."""
        self._back = max(self._back - 1, 0)
        # Told before looking, as the helper does: so never do both begin the same piece, but maybe neither.
        self._board.set(_BACK, self._back)
        return self._back if self._back >= self._board.get(_FRONT) else None

    def is_running(self) -> bool:
        """Tell whether the helper may still make something; one that was stopped is ended."""
        if self._process and time.monotonic() - self._heard > _PATIENCE_SECONDS:
            os.kill(self._process, signal.SIGKILL)
        if self._process:
            with suppress(ChildProcessError):
                if not os.waitpid(self._process, os.WNOHANG)[0]:
                    return True
        self._process = 0
        return False

    def stop(self) -> None:
        """End the helper, whatever it is doing."""
        if self.is_running():
            ended(self._process)
        os.close(self._board.file)


def can_help() -> bool:
    """Tell whether there is a core to spare and a child can be started."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores > 1 and can_fork()


def shared(work: Work, count: int) -> Iterator[list[object]]:
    """Yield what `work` makes of each piece below `count`, in any order, a second process doing its part.

    What it raises in this process is raised; a helper that fails or cannot be had is done without.
    """
    helper = _started(work, count)
    if helper is None:
        yield from map(work, range(count))
        return
    todo = set(range(count))
    try:
        while todo:
            if (found := _next(helper, work, todo)) and found[0] in todo:
                todo.remove(found[0])
                yield found[1]
    finally:
        helper.stop()


def help_with(board: Board, work: Work, count: int, parent: int) -> None:
    """Do pieces from the front, until the parent has begun the next one, or is no longer there."""
    for piece in range(count):
        board.set(_FRONT, piece + 1)
        if piece >= board.get(_BACK) or os.getppid() != parent:
            return
        board.add(piece, work(piece))


def _next(helper: Helper, work: Work, todo: set[int]) -> tuple[int, list[object]] | None:
    if found := helper.take():
        return found
    piece = helper.claim()
    if piece is None:
        if helper.is_running():
            time.sleep(_PAUSE_SECONDS)
            return None
        # It may have handed over its last piece since it was asked for it.
        if found := helper.take():
            return found
        piece = min(todo)
    return piece, work(piece)


def _started(work: Work, count: int) -> Helper | None:
    """Start a helper; None where the system refuses."""
    parent = os.getpid()
    with suppress(OSError):
        board = Board(_nameless_file())
        try:
            board.set(_BACK, count)
            board.set(_END, _START)
            return Helper(board, forked(lambda: help_with(board, work, count, parent)), count)
        except BaseException:
            os.close(board.file)
            raise
    return None


def _nameless_file() -> int:
    """Return a new file that only this process and its children can reach."""
    path = os.path.join(os.environ.get("TMPDIR") or "/tmp", f"readinglist-{os.urandom(8).hex()}")  # noqa: PTH118, S108
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    file = os.open(path, flags, 0o600)
    os.unlink(path)  # noqa: PTH108
    return file
