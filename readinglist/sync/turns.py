"""Two processes that take turns at a work of which everything is wanted in order.

The second process makes five of nine pieces, for the first one has to pass on what both make, and hands them
over through a pipe. The pipe holds it back while the first one is behind, so that little is in memory however
much there is. Whatever goes wrong with the second process, the first one does the rest.
"""

from __future__ import annotations

import marshal
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from readinglist.children import ended, forked, has_said
from readinglist.sync.helping import can_help
from readinglist.system import widen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
_NUMBER = 8  # bytes
# Of so many pieces these are the second process's.
_ROUND, _ITS = 9, frozenset({1, 3, 5, 7, 8})
# A pipe of this size holds a piece or more, so that who makes it can go on with the next one.
_PIPE_BYTES = 1 << 20
# A process of which nothing has come for so long was stopped, or does not get on: it is ended.
_PATIENCE_SECONDS = 5.0


class Partner:
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
            ended(process)

    def _read(self, size: int) -> bytearray:
        """Return so many bytes; EOFError where it has ended or is silent for too long."""
        found = bytearray()
        while len(found) < size:
            said = has_said(self._reader, _PATIENCE_SECONDS)
            more = os.read(self._reader, size - len(found)) if said else b""
            if not more:
                raise EOFError
            found += more
        return found


def in_turn(
    work: Callable[[int], list[T]], helping: Callable[[int], list[T]], count: int
) -> Iterator[list[T]]:
    """Yield what is made of each piece below `count`, in order.

    This process makes some of them by `work`, a second one the others by `helping`, which makes the same.
    What can be handed over are texts, numbers, None, and lists and tuples of these; where there is anything
    else in it, this process makes it all. What `work` raises is raised; a second process that fails or
    cannot be had is done without.
    """
    partner = _started(helping, count) if can_help() else None
    try:
        for piece in range(count):
            made = partner.take() if partner and _is_its(piece) else None
            yield work(piece) if made is None else made
    finally:
        if partner:
            partner.stop()


def hand_over(work: Callable[[int], list[T]], count: int, writer: int) -> None:
    """Write the second process's pieces to a pipe; BrokenPipeError where nobody reads that any more."""
    with open(writer, "wb") as pipe:
        for piece in filter(_is_its, range(count)):
            data = marshal.dumps(work(piece))
            pipe.write(len(data).to_bytes(_NUMBER, "little") + data)
            pipe.flush()


def _is_its(piece: int) -> bool:
    return piece % _ROUND in _ITS


def _started(work: Callable[[int], list[T]], count: int) -> Partner | None:
    """Start the second process; None where the system refuses."""
    try:
        reader, writer = os.pipe()
    except OSError:
        return None
    widen(writer, _PIPE_BYTES)

    def help_out() -> None:
        os.close(reader)  # else a parent that is killed would leave it somebody to write to: itself
        hand_over(work, count, writer)

    with suppress(OSError):
        try:
            return Partner(forked(help_out), reader)
        except BaseException:
            os.close(reader)
            raise
        finally:
            os.close(writer)
    return None
