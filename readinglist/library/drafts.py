"""Drafts: files for an editor to work on, in a folder of the user's own, kept as long as they are wanted."""

from __future__ import annotations

import os
import re
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import ReadinglistError, RefusedError
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_PRIVATE = 0o600
_MOST_DRAFTS = 1000
_LIMIT = 1 << 20  # bytes, as for an entry
_UNCHANGED = "nothing was changed"
# An editor may have put anything in its place: a pipe must not block, nor a terminal become ours.
_READING = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class Desk(NamedTuple):
    """What editing asks of the one who edits.

    Attributes:
        run: starts the editor on a file and returns its exit code.
        ask: asks whether to do something; False where nobody can be asked.
        tell: shows one line.
        waiting: how to start the editor so that it waits until the file is closed; "" where it does.

    """

    run: Callable[[Path], int]
    ask: Callable[[str], bool]
    tell: Callable[[str], None]
    waiting: str = ""


class Draft:
    """A file for an editor.

    Attributes:
        path: where it is.
        before: the bytes of what it is a draft of.
        kept: whether it stays also where it is the same.

    """

    def __init__(self, path: Path, before: bytes) -> None:
        """Take what is at `path` as the draft of a file of these bytes."""
        self.path, self.before, self.kept = path, before, False

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
            return self.kept or _read(self.path) != self.before
        except FileNotFoundError:
            return False
        except (OSError, RefusedError):
            return True

    def discard(self) -> None:
        """Remove the file."""
        with suppress(OSError):
            self.path.unlink()

    def __str__(self) -> str:
        """Say that it is kept, and where."""
        what = "what you typed" if self.path.is_file() and not self.kept else "the draft"
        return f"{what} is kept in {safe(str(self.path))}"


def new_draft(folder: Path, name: str, data: bytes) -> Draft:
    """Write `data` to a new file called `name`, or like it where there is a draft of that name.

    Raises:
        RefusedError: if there are too many.

    """
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    stem, dot, suffix = name.rpartition(".")
    for number in range(1, _MOST_DRAFTS):
        path = folder / (name if number == 1 else f"{stem}.{number}{dot}{suffix}")
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE)
        except FileExistsError:
            continue
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(data)
        return Draft(path, data)
    raise RefusedError("too many drafts are left over", where=safe(str(folder)), hint="look them through")


@contextmanager
def drafted(folder: Path, name: str, data: bytes, desk: Desk, *, since: int) -> Iterator[Draft]:
    """Give a draft and remove it at the end; where an error ends it, what was typed stays and is named.

    Where one was left by an edit that failed, it is named, and taken if that is wanted; `since` is the time
    in nanoseconds of the last change of what `data` comes from.
    """
    draft = _resumed(folder, name, data, desk, since) or new_draft(folder, name, data)
    try:
        yield draft
    except BaseException as error:
        if not draft.has_more():
            draft.discard()
        elif isinstance(error, ReadinglistError):
            error.hint = f"{error.hint}; {draft}" if error.hint else str(draft)
        else:
            desk.tell(str(draft))
        raise
    draft.discard()


def _resumed(folder: Path, name: str, data: bytes, desk: Desk, since: int) -> Draft | None:
    for changed, path in sorted(_left(folder, name), reverse=True):
        draft = Draft(path, data)
        if draft.has_more():
            older = ", older than the file" if changed < since else ""
            desk.tell(f"another draft of it is in {safe(str(path))}{older}")
            return draft if desk.ask("Go on with that draft?") else None
    return None


def _left(folder: Path, name: str) -> Iterator[tuple[int, Path]]:
    """Yield the drafts of that name, each with the time of its last change in nanoseconds."""
    stem, dot, suffix = name.rpartition(".")
    like = re.compile(rf"{re.escape(stem)}(\.[0-9]+)?{re.escape(dot + suffix)}")
    for path in folder.iterdir() if folder.exists() else ():
        # Another edit may end at this moment.
        with suppress(FileNotFoundError):
            status = path.lstat()
            if like.fullmatch(path.name) and stat.S_ISREG(status.st_mode):
                yield status.st_mtime_ns, path


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
