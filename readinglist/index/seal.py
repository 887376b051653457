"""The seal: a small file beside the index that tells the stamp which our own last write left it with.

A file with another stamp was changed by someone else, or by a process of ours that was ended before it could
seal: what it says is then verified before it is believed. No lock is needed: whoever seals looks once more
afterwards, and a seal that is outdated costs a verification, never a wrong answer.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SUFFIX = ".seal"
_LONGEST = 200
# Another process that has just written is about to seal; one that was ended never will.
_PATIENCE_SECONDS = 0.05
# The clock of a file system ticks at least every 10 ms on the systems we know.
_ROUNDS = 10
_TICK_SECONDS = 0.002


def seal_of(path: Path) -> Path:
    """Return where the seal of the index at `path` is."""
    return path.with_name(path.name + _SUFFIX)


class Seal:
    """The seal of an index that is open."""

    def __init__(self, path: Path) -> None:
        """Seal the index at `path`, which is there. Raises OSError."""
        self._file = path
        self._path = seal_of(path)
        self._inode = _stamp(path)[0].split()[-1]

    def stamp(self) -> bytes:
        """Return the stamp to seal the index with, an empty one where the file opened is no longer there."""
        try:
            return self._now()[0]
        except OSError:
            return b""

    def holds(self) -> bool:
        """Tell whether nobody has written to the index since it was sealed."""
        try:
            stamp, changed_ns = self._now()
            text, sealed_ns = _read(self._path)
        except OSError:
            return False
        # A change within the tick of the clock in which the file was sealed would not show.
        return text == stamp and sealed_ns != changed_ns

    def holds_soon(self) -> bool:
        """Tell the same, giving a process that is about to seal the time to do so."""
        until = time.monotonic() + _PATIENCE_SECONDS
        while not self.holds():
            if time.monotonic() > until:
                return False
            time.sleep(_TICK_SECONDS)
        return True

    def set(self, stamp: bytes) -> None:
        """Seal the index with the stamp that it had when it was known to be sound.

        Where that cannot be done, or somebody has written to it since, it is verified the next time.
        """
        for _ in range(_ROUNDS):
            with suppress(OSError):
                if self._now()[0] != stamp:
                    return
                _write(self._path, stamp)
            if self.holds():
                return
            time.sleep(_TICK_SECONDS)

    def _now(self) -> tuple[bytes, int]:
        stamp, changed_ns = _stamp(self._file)
        if stamp.split()[-1] != self._inode:
            raise FileNotFoundError("another file has taken its place")
        return stamp, changed_ns


def _stamp(path: Path) -> tuple[bytes, int]:
    """Return what a seal says of a file, and when the file was last changed."""
    status = os.stat(path, follow_symlinks=False)  # noqa: PTH116 - a third of what Path takes
    parts = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return f"{' '.join(map(str, parts))}\n".encode(), status.st_ctime_ns


def _read(path: Path) -> tuple[bytes, int]:
    """Return what a seal says, and when it was written; never through a link, never waiting for a FIFO."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        return os.read(descriptor, _LONGEST), os.fstat(descriptor).st_ctime_ns
    finally:
        os.close(descriptor)


def _write(path: Path, text: bytes) -> None:
    """Make the seal anew, whatever is in its place: nothing is ever written into a file that was there."""
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        os.write(descriptor, text)
    finally:
        os.close(descriptor)
