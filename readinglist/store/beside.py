"""The names of what stands beside a file while it is changed."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from readinglist.model.ids import ID_PATTERN
from readinglist.settings import LIST_FILE
from readinglist.store.listing import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Collection

# Of what is on its way back to where it was: what has the plain name is never that.
BACK = ".back"
_BESIDE = re.compile(r"\.(?P<name>.+?)(\.back)?(\.old)?\.tmp", re.DOTALL)
_OF_ENTRIES = re.compile(rf"{ID_PATTERN.pattern}{re.escape(SUFFIX)}|{re.escape(LIST_FILE)}", re.ASCII)


def temporary_of(name: str, way: str = "") -> str:
    """Return the name of the temporary file beside `name`; `way` is "" or `BACK`."""
    return f".{name}{way}.tmp"


def backup_of(name: str, way: str = "") -> str:
    """Return the name of the second link to the old file, needed where files cannot be exchanged."""
    return f".{name}{way}.old.tmp"


def owner_of(temporary: str, known: Collection[str] = ()) -> str | None:
    """Return the name of the file that a temporary one of ours belongs to, None where it is not ours.

    Other programs give their files such names as well, so it is to be a name that our own files have, or one
    of `known`.
    """
    match = _BESIDE.fullmatch(temporary)
    if match and (match["name"] in known or _OF_ENTRIES.fullmatch(match["name"])):
        return match["name"]
    return None


def is_there(folder: int, name: str) -> bool:
    """Tell whether anything is called `name`, a link that leads nowhere included."""
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True
