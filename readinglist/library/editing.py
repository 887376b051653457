"""Editing by hand, through a draft: nothing typed is lost, nothing wrong gets into the library."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import InvalidError, NotFoundError, ReadinglistError, RefusedError
from readinglist.journal import Change
from readinglist.library.names import file_of
from readinglist.model.listfile import ListFile
from readinglist.settings import ENTRIES, LIST_FILE
from readinglist.text import safe
from readinglist.yamlfile import BrokenEntry, Fault, read_entry, read_list_file, write_list_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from readinglist.library.library import Library

_PRIVATE = 0o600
_MOST_DRAFTS = 1000


class Desk(NamedTuple):
    """What editing asks of the one who edits.

    Attributes:
        run: starts the editor on a file and returns its exit code.
        again: asks whether to open it once more.
        tell: shows one line.

    """

    run: Callable[[Path], int]
    again: Callable[[], bool]
    tell: Callable[[str], None]


class Edited(NamedTuple):
    """The bytes of a file before (None where there was none) and after it was edited."""

    before: bytes | None
    after: bytes | None


class Draft:
    """A file for an editor, in a folder of the user's own.

    Attributes:
        path: where it is.
        before: the bytes that it started with.

    """

    def __init__(self, folder: Path, name: str, data: bytes) -> None:
        """Write `data` to a new file called `name`, or like it where there is a draft of that name."""
        for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
            missing.mkdir(mode=0o700, exist_ok=True)
        self.before = data
        self.path = _created(folder, name, data)

    def read(self) -> bytes:
        """Return what the editor left; editors that write a new file in its place are fine.

        Raises:
            RefusedError: if there is no file to read.

        """
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            raise RefusedError("the editor left no file", hint="nothing was changed") from None
        except OSError as error:
            reason = (error.strerror or "cannot be read").lower()
            raise RefusedError(reason, where=safe(str(self.path)), hint="nothing was changed") from None

    def has_more(self) -> bool:
        """Tell whether something was typed that would be lost with it."""
        try:
            return self.path.read_bytes() != self.before
        except OSError:
            return self.path.exists()

    def discard(self) -> None:
        """Remove the file."""
        with suppress(OSError):
            self.path.unlink()

    def __str__(self) -> str:
        """Say that it is kept, and where."""
        return f"what you typed is kept in {safe(str(self.path))}"


@contextmanager
def drafted(folder: Path, name: str, data: bytes, tell: Callable[[str], None]) -> Iterator[Draft]:
    """Give a draft and remove it at the end; where an error ends it, what was typed stays and is named."""
    draft = Draft(folder, name, data)
    if draft.path.name != name:
        tell(f"another draft of it is in {safe(str(folder / name))}")
    try:
        yield draft
    except BaseException as error:
        if not draft.has_more():
            draft.discard()
        elif isinstance(error, ReadinglistError):
            error.hint = f"{error.hint}; {draft}" if error.hint else str(draft)
        else:
            tell(str(draft))
        raise
    draft.discard()


def edited(draft: Draft, desk: Desk, faults_of: Callable[[bytes], Sequence[Fault]]) -> bytes:
    """Let an editor work on a draft until nothing is wrong with what it leaves.

    Raises:
        InvalidError: if something is, and it is not to be opened once more.
        RefusedError: if the editor failed.

    """
    while True:
        if code := desk.run(draft.path):
            raise RefusedError(f"the editor {_ending(code)}", hint="nothing was changed")
        data = draft.read()
        faults = faults_of(data) if data != draft.before else ()
        if not faults:
            return data
        for fault in faults:
            place = f"{draft.path}:{fault.line}" if fault.line else str(draft.path)
            desk.tell(str(InvalidError(fault.reason, hint=fault.hint, where=safe(place))))
        if not desk.again():
            raise InvalidError("nothing was changed")


def edit_entry(library: Library, entry_id: str, desk: Desk) -> Edited:
    """Edit the file of an entry, also of a broken one.

    Raises:
        NotFoundError: if there is none.
        InvalidError: if what was typed is no entry.
        RefusedError: if the editor failed, or somebody else changed the file meanwhile.

    """
    name = file_of(entry_id)
    try:
        before, _ = library.store.read(name)
    except FileNotFoundError:
        raise NotFoundError(f"no entry {safe(entry_id)}") from None
    return _edit_file(library, name, before, before, desk)


def edit_list_file(library: Library, desk: Desk) -> Edited:
    """Edit the list file; raises as `edit_entry` does."""
    try:
        before, _ = library.store.read(LIST_FILE)
    except FileNotFoundError:
        start = write_list_file(ListFile(name=safe(library.folder.resolve().name)))
        return _edit_file(library, LIST_FILE, None, start, desk)
    return _edit_file(library, LIST_FILE, before, before, desk)


def _edit_file(library: Library, name: str, before: bytes | None, start: bytes, desk: Desk) -> Edited:
    with drafted(library.drafts, name, start, desk.tell) as draft:
        after = edited(draft, desk, list_faults if name == LIST_FILE else entry_faults)
        if after == start:
            return Edited(before, before)
        with library.writer.locked():
            outcome = library.writer.commit([Change(name, before, after)], "edit")
        for _, reason in outcome.conflicts:
            raise RefusedError(reason, where=f"{ENTRIES}/{safe(name)}")
        return Edited(before, after)


def entry_faults(data: bytes) -> list[Fault]:
    """Return everything that keeps bytes from being an entry."""
    try:
        read_entry("draft", data)
    except BrokenEntry as error:
        return error.faults
    return []


def list_faults(data: bytes) -> list[Fault]:
    """Return everything that is wrong with bytes as a list file."""
    try:
        return read_list_file(data)[1]
    except InvalidError as error:
        return [Fault(error.line, error.what, error.hint)]


def _created(folder: Path, name: str, data: bytes) -> Path:
    stem, dot, suffix = name.rpartition(".")
    for number in range(1, _MOST_DRAFTS):
        path = folder / (name if number == 1 else f"{stem}.{number}{dot}{suffix}")
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _PRIVATE)
        except FileExistsError:
            continue
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(data)
        return path
    raise RefusedError("too many drafts are left over", where=safe(str(folder)), hint="look them through")


def _ending(code: int) -> str:
    if code > 0:
        return f"ended with exit code {code}"
    try:
        return f"was stopped by {signal.Signals(-code).name}"
    except ValueError:  # a signal without a name
        return f"was stopped by signal {-code}"
