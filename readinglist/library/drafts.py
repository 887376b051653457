"""Drafts: files for an editor to work on, each in a folder of its own, kept as long as they are wanted."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import RefusedError
from readinglist.system import System
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# The draft of an entry is called as its file, that of its notes with this ending.
NOTES = ".md"
_PRIVATE = 0o600
_MOST_DRAFTS = 1000
_LIMIT = 1 << 20  # bytes, as for an entry
_UNCHANGED = "nothing was changed"
# No draft is called so, since no entry is.
_BASE = ".base"
# An editor may have put anything in its place: a pipe must not block, nor a terminal become ours.
_READING = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class Desk(NamedTuple):
    """What editing asks of the one who edits.

    Attributes:
        run: starts the editor on a file and returns its exit code.
        ask: asks whether to do something; False where nobody can be asked.
        dare: asks it with no as the usual answer.
        tell: shows one line.
        waiting: how to start the editor so that it waits until the file is closed; "" where it does.

    """

    run: Callable[[Path], int]
    ask: Callable[[str], bool]
    dare: Callable[[str], bool]
    tell: Callable[[str], None]
    waiting: str = ""


class Draft:
    """A file for an editor; nobody else gets it until it is let go of.

    Attributes:
        path: where it is.
        before: the bytes of what it is a draft of, as they are now.
        base: the bytes that it began with, None where that is not known.
        kept: whether it stays also where it is the same.

    """

    def __init__(self, path: Path, before: bytes, lock: int) -> None:
        """Take what is at `path`, in a folder that this descriptor locks, as a draft of these bytes."""
        self.path, self.before, self.kept = path, before, False
        self._base = path.with_name(_BASE)
        self._lock = lock
        self.base = self._read_base()

    def _read_base(self) -> bytes | None:
        try:
            return _read(self._base)
        except (OSError, RefusedError):
            return None

    def fill(self, data: bytes) -> None:
        """Write what it begins from, and then the draft itself; both are new files."""
        for path, text in ((self._base, self.before), (self.path, data)):
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE)
            with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
                file.write(text)
        self.base = self.before

    def read(self) -> bytes:
        """Return what the editor left; editors that write a new file in its place are fine.

        Raises:
            RefusedError: if that is no regular file, or larger than 1 MiB.

        """
        try:
            return _read(self.path)
        except FileNotFoundError:
            what = f"the editor left no file {safe(self.path.name)} in {safe(str(self.path.parent))}"
            raise RefusedError(what, hint=_UNCHANGED) from None
        except OSError as error:
            reason = (error.strerror or "it fails").lower()
            raise RefusedError(f"the draft cannot be read: {reason}", hint=_UNCHANGED) from None

    def has_more(self) -> bool:
        """Tell whether something was typed that would be lost with it."""
        try:
            return self.kept or _read(self.path) not in (self.base, self.before)
        except FileNotFoundError:
            return False
        except (OSError, RefusedError):
            return True

    def discard(self) -> None:
        """Remove the file, and its folder unless something else was put there."""
        for path in (self.path, self._base):
            with suppress(OSError):
                path.unlink()
        with suppress(OSError):
            self.path.parent.rmdir()
        self.leave()

    def leave(self) -> None:
        """Let go of it: another edit may take it from now on."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def __str__(self) -> str:
        """Say that it is kept, and where."""
        what = "what you typed" if self.path.is_file() and not self.kept else "the draft"
        return f"{what} is kept in {safe(str(self.path))}"


def new_draft(folder: Path, name: str, before: bytes, data: bytes | None = None) -> Draft:
    """Write `data`, else `before`, to a new file called `name`: a draft of a file of the bytes `before`.

    Raises:
        RefusedError: if there are too many drafts.

    """
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    for number in range(1, _MOST_DRAFTS):
        own = folder / str(number)
        try:
            own.mkdir(mode=0o700)
        except FileExistsError:
            continue
        # Nobody else has a reason to lock a folder without a draft.
        if (lock := locked(own)) is not None:
            return _filled(Draft(own / name, before, lock), before if data is None else data)
    raise RefusedError("too many drafts are left over", where=safe(str(folder)), hint="look them through")


def _filled(draft: Draft, data: bytes) -> Draft:
    try:
        draft.fill(data)
    except BaseException:
        draft.discard()
        raise
    return draft


def locked(folder: Path) -> int | None:
    """Return a descriptor that locks the folder of a draft, None while somebody else does."""
    system = System()
    descriptor = system.open_folder(folder, follow=False)
    try:
        # Meanwhile its draft may have ended, and another one begun in a new folder of that name.
        if _lock(system, descriptor) and os.path.samestat(os.fstat(descriptor), folder.stat()):
            return descriptor
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _lock(system: System, descriptor: int) -> bool:
    try:
        system.flock(descriptor)
    except BlockingIOError:
        return False
    except OSError:
        # On a file system without locks one can edit all the same.
        return True
    return True


def _read(path: Path) -> bytes:
    descriptor = os.open(path, _READING)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise RefusedError("the editor left something that is no regular file", hint=_UNCHANGED)
        with open(descriptor, "rb", closefd=False) as file:
            data = file.read(_LIMIT + 1)
    finally:
        os.close(descriptor)
    if len(data) > _LIMIT:
        raise RefusedError("the draft is larger than 1 MiB, which no entry is", hint=_UNCHANGED)
    return data
