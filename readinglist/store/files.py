"""One file in `entries/`: its stamp, and reading it without being led astray or made to wait."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import InvalidError, RefusedError
from readinglist.text import safe

if TYPE_CHECKING:
    from readinglist.system import System

LIMIT = 1 << 20
_TRIES = 5
# What a database holds in one number; times after 2262 and some inodes are larger.
_MOST = (1 << 63) - 1


class Stamp(NamedTuple):
    """What changes when a file does: size in bytes, times in nanoseconds, number of the inode.

    `ctime_ns` is what tells when a program put the modification time back.
    """

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class Found(NamedTuple):
    """What is at a name: `data` is None where nothing is, or nothing that could be an entry."""

    there: bool
    data: bytes | None

    def holds(self, data: bytes | None) -> bool:
        """Tell whether this is a file of exactly `data`, or for None, whether nothing is there."""
        return self == (data is not None, data)


def stamp_of(status: os.stat_result) -> Stamp:
    """Return the stamp of a file."""
    parts = (status.st_size, status.st_mtime_ns & _MOST, status.st_ctime_ns & _MOST, status.st_ino & _MOST)
    return tuple.__new__(Stamp, parts)  # sooner than by its constructor


def place(name: str) -> str:
    """Return how a message calls a file, its name made safe to show."""
    return f"entries/{safe(name)}"


def is_plain(name: str) -> bool:
    """Tell whether `name` stays inside the folder that it is looked up in."""
    return name not in {"", ".", ".."} and "/" not in name and "\0" not in name


def read_entry(system: System, folder: int, name: str) -> tuple[bytes, Stamp]:
    """Return all bytes of a file and the stamp that belongs to exactly these.

    Raises:
        FileNotFoundError: if there is no such file.
        InvalidError: if it is larger than 1 MiB.
        RefusedError: if it is no regular file, cannot be read, or changes all the time.

    """
    if not is_plain(name):
        raise RefusedError("not the name of an entry's file", where=place(name))
    try:
        return _read_steady(system, folder, name)
    except FileNotFoundError:
        raise
    except OSError as error:
        link = error.errno == errno.ELOOP
        reason = "a link, which is no entry" if link else f"cannot be read: {os.strerror(error.errno or 0)}"
        raise RefusedError(reason, where=place(name)) from error


def peek(system: System, folder: int, name: str) -> Found:
    """Return what is at `name`; OSError where that cannot be told."""
    try:
        descriptor = system.open(folder, name)
    except FileNotFoundError:
        return Found(there=False, data=None)
    except OSError as error:
        # A link, a socket, a device without a driver.
        if error.errno in {errno.ELOOP, errno.ENXIO, errno.ENODEV}:
            return Found(there=True, data=None)
        raise
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > LIMIT:
            return Found(there=True, data=None)
        return Found(there=True, data=_read_all(system, descriptor, status.st_size))
    finally:
        os.close(descriptor)


def _read_steady(system: System, folder: int, name: str) -> tuple[bytes, Stamp]:
    for _ in range(_TRIES):
        descriptor = system.open(folder, name)
        try:
            status = os.fstat(descriptor)
            _refuse_odd(status, name)
            data = _read_all(system, descriptor, status.st_size)
            stamp = stamp_of(status)
            if stamp == stamp_of(os.fstat(descriptor)) and len(data) == stamp.size:
                return data, stamp
        finally:
            os.close(descriptor)
    raise RefusedError(
        "changes while it is read", where=place(name), hint="try again when nothing writes to it"
    )


def _refuse_odd(status: os.stat_result, name: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise RefusedError("no regular file, so no entry", where=place(name))
    if status.st_size > LIMIT:
        raise InvalidError(
            "larger than 1 MiB, which no entry is", where=place(name), hint="shorten it by hand"
        )


def _read_all(system: System, descriptor: int, size: int) -> bytes:
    """Read to the end, or a little past 1 MiB where a file that was smaller keeps growing."""
    data = system.read(descriptor, size + 1)
    while len(data) > size and len(data) <= LIMIT and (more := system.read(descriptor, LIMIT)):
        data += more
    return data
