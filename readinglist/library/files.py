"""What an entry's file holds right now, read under the lock: changes are never computed from the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.errors import NotFoundError, ReadinglistError
from readinglist.library.names import file_of
from readinglist.model.entry import Entry
from readinglist.model.fields import BROKEN
from readinglist.text import safe
from readinglist.yamlfile.reading import read_entry

if TYPE_CHECKING:
    from readinglist.library.library import Library


def bytes_of(library: Library, entry_id: str) -> bytes:
    """Return the bytes of an entry's file.

    Raises:
        NotFoundError: if there is none.

    """
    try:
        return library.writer.read(file_of(entry_id))[0]
    except FileNotFoundError:
        raise NotFoundError(f"no entry {safe(entry_id)}") from None


def entry_or_stub(entry_id: str, data: bytes) -> Entry:
    """Return the entry that `data` holds; of a broken one only the id, enough to tell what was done."""
    try:
        return read_entry(entry_id, data)
    except ReadinglistError:
        return Entry(id=entry_id, title=BROKEN)
