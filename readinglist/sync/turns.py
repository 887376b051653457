"""Two processes that take turns at a work of which everything is wanted in order.

The helper makes every second piece and hands it over through a pipe. The pipe holds it back while its parent
is behind, so that little is in memory however much there is. Whatever goes wrong with it, its parent does the
rest.
"""

from __future__ import annotations

import marshal
import os
import signal
from contextlib import suppress
from select import select
from typing import TYPE_CHECKING, Any, TypeVar

from readinglist.sync.helping import can_help, forked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
_NUMBER = 8  # bytes
# Nothing was handed over for so long: it was stopped, or its disk stands still.
_PATIENCE_SECONDS = 5.0


class Helper:
    """The second process, as its parent sees it."""

    def __init__(self, process: int, reader: int) -> None:
        """Watch a process that writes to the other end of a pipe."""
        self._process = process
        self._reader = reader

    def take(self) -> Any:  # noqa: ANN401 - whatever it makes
        """Return what it has made of its next piece; None where it has failed, for good then."""
        if not self._process:
            return None
        try:
            size = int.from_bytes(self._read(_NUMBER), "little")
            return marshal.loads(self._read(size))  # noqa: S302 - only our own child can have written it
        except (EOFError, OSError):
            self.stop()
            return None

    def stop(self) -> None:
        """End it, whatever it is doing."""
        if self._process:
            process, self._process = self._process, 0
            os.close(self._reader)
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)

    def _read(self, size: int) -> bytearray:
        """Return so many bytes; EOFError where it has ended or is silent for too long."""
        found = bytearray()
        while len(found) < size:
            ready, _, _ = select([self._reader], [], [], _PATIENCE_SECONDS)
            more = os.read(self._reader, size - len(found)) if ready else b""
            if not more:
                raise EOFError
            found += more
        return found


def in_turn(
    work: Callable[[int], list[T]], helping: Callable[[int], list[T]], count: int
) -> Iterator[list[T]]:
    """Yield what is made of each piece below `count`, in order.

    Here `work` makes it, in a second process `helping`: the same, of texts, numbers, None, lists and tuples.
    What `work` raises is raised; a helper that fails or cannot be had is done without.
    """
    helper = _started(helping, count) if can_help() else None
    try:
        for piece in range(count):
            made = helper.take() if helper and piece % 2 else None
            yield work(piece) if made is None else made
    finally:
        if helper:
            helper.stop()


def hand_over(work: Callable[[int], list[T]], count: int, writer: int) -> None:
    """Do every second piece, until there is nobody to read it."""
    with open(writer, "wb") as pipe:
        for piece in range(1, count, 2):
            data = marshal.dumps(work(piece))
            pipe.write(len(data).to_bytes(_NUMBER, "little") + data)
            pipe.flush()


def _started(work: Callable[[int], list[T]], count: int) -> Helper | None:
    """Start a helper; None where the system refuses."""
    try:
        reader, writer = os.pipe()
    except OSError:
        return None

    def help_out() -> None:
        os.close(reader)  # else a parent that is killed would leave it somebody to write to: itself
        hand_over(work, count, writer)

    try:
        return Helper(forked(help_out), reader)
    except OSError:
        os.close(reader)
        return None
    finally:
        os.close(writer)
