"""Editing by hand, through a draft: nothing typed is lost, nothing wrong gets into the library."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import InvalidError, NotFoundError, ReadinglistError, RefusedError
from readinglist.journal import Change
from readinglist.library.drafts import new_draft
from readinglist.library.leftovers import resumed
from readinglist.library.merging import entry_onto, nothing_onto
from readinglist.library.names import file_of
from readinglist.model.listfile import ListFile
from readinglist.settings import ENTRIES, LIST_FILE
from readinglist.text import safe
from readinglist.yamlfile.entries import control_faults
from readinglist.yamlfile.faults import BrokenEntry, Fault
from readinglist.yamlfile.lists import read_list_file, write_list_file
from readinglist.yamlfile.reading import read_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from readinglist.library.drafts import Desk, Draft
    from readinglist.library.leftovers import Onto
    from readinglist.library.library import Library

_AT_ONCE = 1.0  # seconds; nobody edits and leaves sooner


class Edited(NamedTuple):
    """The bytes of a file before (None where there was none) and after it was edited."""

    before: bytes | None
    after: bytes | None


@contextmanager
def drafted(folder: Path, name: str, data: bytes, desk: Desk, onto: Onto) -> Iterator[Draft]:
    """Give a draft and remove it at the end; where an error ends it, what was typed stays and is named.

    Where one was left by an edit that failed, it is named, and taken if that is wanted; `onto` puts what was
    typed there into a file that changed since.
    """
    draft = resumed(folder, name, data, desk, onto) or new_draft(folder, name, data)
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
    else:
        draft.discard()
    finally:
        draft.leave()


def edited(draft: Draft, desk: Desk, faults_of: Callable[[bytes], Sequence[Fault]]) -> bytes:
    """Let an editor work on a draft until nothing is wrong with what it leaves.

    Raises:
        InvalidError: if something is, and it is not to be opened once more.
        RefusedError: if the editor failed, or did not wait.

    """
    while True:
        data = _once(draft, desk)
        faults = faults_of(data) if data != draft.before else ()
        if not faults:
            return data
        for fault in faults:
            place = f"{draft.path}:{fault.line}" if fault.line else str(draft.path)
            desk.tell(str(InvalidError(fault.reason, hint=fault.hint, where=safe(place))))
        if not desk.ask("Edit again?"):
            raise InvalidError("nothing was changed")


def _once(draft: Draft, desk: Desk) -> bytes:
    """Open the editor and return what it leaves."""
    given, start = draft.read(), monotonic()
    if code := desk.run(draft.path):
        raise RefusedError(f"the editor {_ending(code)}", hint="nothing was changed")
    data = draft.read()
    if data == given and desk.waiting and monotonic() - start < _AT_ONCE:
        # Its window may be open still, so the file must stay.
        draft.kept = True
        hint = f"if your editor opens a window, give it its waiting option: {desk.waiting}"
        raise RefusedError("nothing was changed", hint=hint)
    return data


def edit_entry(library: Library, entry_id: str, desk: Desk) -> Edited:
    """Edit the file of an entry, also of a broken one.

    Raises:
        NotFoundError: if there is none.
        InvalidError: if what was typed is no entry.
        RefusedError: if the editor failed, or somebody else changed the file meanwhile.

    """
    name = file_of(entry_id)
    try:
        before = library.store.read(name)[0]
    except FileNotFoundError:
        raise NotFoundError(f"no entry {safe(entry_id)}") from None
    with drafted(library.drafts, name, before, desk, entry_onto) as draft:
        return _taken(library, name, before, edited(draft, desk, entry_faults))


def edit_list_file(library: Library, desk: Desk) -> Edited:
    """Edit the list file; raises as `edit_entry` does."""
    before: bytes | None
    try:
        start = before = library.store.read(LIST_FILE)[0]
    except FileNotFoundError:
        before = None
        start = write_list_file(ListFile(name=safe(library.folder.resolve().name)))
    with drafted(library.drafts, LIST_FILE, start, desk, nothing_onto) as draft:
        after = edited(draft, desk, list_faults)
        return _taken(library, LIST_FILE, before, before if after == start else after)


def _taken(library: Library, name: str, before: bytes | None, after: bytes | None) -> Edited:
    if after != before:
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
    return control_faults(data)


def list_faults(data: bytes) -> list[Fault]:
    """Return everything that is wrong with bytes as a list file."""
    try:
        list_file, faults = read_list_file(data)
    except InvalidError as error:
        return [Fault(error.line, error.what, error.hint)]
    if list_file == ListFile() and not faults:
        return [Fault(None, "there is nothing in the list file", "a name is enough, name: My list")]
    return faults or control_faults(data)


def _ending(code: int) -> str:
    if code > 0:
        return f"ended with exit code {code}"
    try:
        return f"was stopped by {signal.Signals(-code).name}"
    except ValueError:  # a signal without a name
        return f"was stopped by signal {-code}"
