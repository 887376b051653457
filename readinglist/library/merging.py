"""What was typed into a draft, put into a file that changed since the draft was begun."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from readinglist.errors import ReadinglistError
from readinglist.model.fields import FIELDS
from readinglist.yamlfile.entries import change_entry
from readinglist.yamlfile.page import comments
from readinglist.yamlfile.reading import read_entry

_PARTS = (*(field.name for field in FIELDS), "extra")


def entry_onto(base: bytes | None, typed: bytes, now: bytes) -> bytes | None:
    """Return the file of an entry as it is now, with the fields that differ between `base` and `typed`.

    Returns:
        None where something is broken, both changed the same field, it may be another entry by now, a comment
        that was typed would be missing, or nothing but the layout was changed.

    """
    try:
        result = _merged(base, typed, now) if base is not None else None
    except ReadinglistError:
        return None
    if result is None or result == now:
        return None
    return None if Counter(comments(typed)) - Counter(comments(base or b"") + comments(result)) else result


def _merged(base: bytes, typed: bytes, now: bytes) -> bytes | None:
    old, mine, theirs = (read_entry("draft", each) for each in (base, typed, now))
    changed = {part: getattr(mine, part) for part in _PARTS if getattr(mine, part) != getattr(old, part)}
    if theirs.title != old.title or any(getattr(theirs, part) != getattr(old, part) for part in changed):
        return None
    return change_entry(now, theirs, replace(theirs, **changed))


def notes_onto(base: bytes | None, typed: bytes, now: bytes) -> bytes:
    """Return the notes as they are now, with what was typed at their end: it never replaces anything."""
    more = typed[len(base) :] if base is not None and typed.startswith(base) else typed
    return now + more


def nothing_onto(_base: bytes | None, _typed: bytes, _now: bytes) -> None:
    """Stand for a file of which nothing is put together."""
