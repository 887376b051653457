"""The file of an entry, by its id."""

from __future__ import annotations

import os

from readinglist.errors import NotFoundError
from readinglist.sync import SUFFIX
from readinglist.text import safe

_LONGEST = 255  # bytes in the name of a file, on the systems we know


def file_of(entry_id: str) -> str:
    """Return the name in `entries/` of the file of this id.

    Raises:
        NotFoundError: if no entry can be called so.

    """
    name = entry_id + SUFFIX
    if name[0] in "._" or "/" in name or "\0" in name or len(os.fsencode(name)) > _LONGEST:
        raise NotFoundError(f'no entry "{safe(entry_id)}"')
    return name
