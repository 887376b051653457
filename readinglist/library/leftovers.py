"""Drafts that an edit left: offered to the next edit of the same file, and moved where that is renamed."""

from __future__ import annotations

import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from readinglist.errors import RefusedError
from readinglist.library.drafts import NOTES, Draft, locked, new_draft
from readinglist.sync import SUFFIX
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from readinglist.library.drafts import Desk

    # Makes a file with what was typed of the bytes that a draft began with (None where they are not known),
    # those of the draft and those of the file as it is now; None where that cannot be done for certain.
    Onto = Callable[[bytes | None, bytes, bytes], bytes | None]

_SHOWN = 20  # lines


def resumed(folder: Path, name: str, data: bytes, desk: Desk, onto: Onto) -> Draft | None:
    """Name the newest draft of that name that an edit left, and return it if it is wanted.

    One in which nothing was typed is removed; one that another edit is at is named and let be.
    """
    for _, path in sorted(_left(folder, name), reverse=True):
        draft = _free(path, data)
        if draft is None:
            desk.tell(f"another draft of it is being edited by another readinglist: {safe(str(path))}")
        elif not draft.has_more():
            draft.discard()
        else:
            return _offered(draft, desk, onto)
    return None


def move_drafts(folder: Path, entry_id: str, new_id: str) -> None:
    """Let the drafts of one entry, and of its notes, be drafts of another id."""
    for suffix in (SUFFIX, NOTES):
        with suppress(OSError):
            for _, path in list(_left(folder, entry_id + suffix)):
                # The editor of one that is worked on would save it under its old name.
                if draft := _free(path, b""):
                    path.rename(path.with_name(new_id + suffix))
                    draft.leave()


def _left(folder: Path, name: str) -> Iterator[tuple[int, Path]]:
    """Yield the drafts of that name, each with the time of its last change in nanoseconds."""
    for own in folder.iterdir() if folder.exists() else ():
        # Another edit may end at this moment.
        with suppress(OSError):
            status = (own / name).lstat()
            if stat.S_ISREG(status.st_mode):
                yield status.st_mtime_ns, own / name


def _free(path: Path, data: bytes) -> Draft | None:
    """Return a draft of these bytes, None while another edit is at it."""
    with suppress(FileNotFoundError):  # that edit may end at this moment
        lock = locked(path.parent)
        return None if lock is None else Draft(path, data, lock)
    return None


def _offered(draft: Draft, desk: Desk, onto: Onto) -> Draft | None:
    taken = None
    try:
        what = f"another draft of it is in {safe(str(draft.path))}"
        if draft.base == draft.before:
            desk.tell(what)
            taken = draft if desk.ask("Go on with that draft?") else None
        else:
            desk.tell(f"{what}; the file changed since this draft was begun")
            taken = _in_spite(draft, desk, onto)
    finally:
        if taken is not draft:
            draft.leave()
    return taken


def _in_spite(draft: Draft, desk: Desk, onto: Onto) -> Draft | None:
    """Return a draft that began from another file than there is now, if it is wanted for all that."""
    try:
        typed = draft.read()
    except RefusedError:  # the editing itself says so
        typed = draft.before
    result = onto(draft.base, typed, draft.before)
    for line in _differences(draft.before, result or typed):
        desk.tell(line)
    if result is None:
        return draft if desk.dare("Go on with it, and take back what changed since?") else None
    if not desk.dare("Go on with what you typed, in the file as it is now?"):
        return None
    renewed = new_draft(draft.path.parent.parent, draft.path.name, draft.before, result)
    draft.discard()
    return renewed


def _differences(now: bytes, then: bytes) -> Iterator[str]:
    """Yield the lines of the file that would go, with a - before them, and with a + those that would come."""
    from difflib import unified_diff  # noqa: PLC0415 - few drafts need it

    old, new = (each.decode(errors="backslashreplace").splitlines() for each in (now, then))
    found = [line for line in list(unified_diff(old, new, n=0))[2:] if not line.startswith("@@")]
    yield from (f"  {line[0]} {safe(line[1:])}" for line in found[:_SHOWN])
    if len(found) > _SHOWN:
        yield f"  and {len(found) - _SHOWN} more lines"
