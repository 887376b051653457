"""What goes wrong with the file of an index, and which of it means that the file is damaged."""

from __future__ import annotations

import json
import sqlite3

# What a damaged, locked, full or foreign file raises: the index is then dropped or done without.
DAMAGED = (sqlite3.Error, UnicodeDecodeError, json.JSONDecodeError, OverflowError)
# What SQLite says when it could not get at the file, which tells nothing of its content.
_ABOUT_ACCESS = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_READONLY",
    "SQLITE_IOERR",
    "SQLITE_FULL",
    "SQLITE_CANTOPEN",
)


class GoneError(sqlite3.OperationalError):
    """What was there is not, or cannot be had: another process writes, or has written, meanwhile."""


def is_damage(error: BaseException) -> bool:
    """Tell a damaged file from one that is busy, full, read-only or not ours."""
    if isinstance(error, OSError | GoneError | sqlite3.ProgrammingError):
        return False
    # The extended names start with those of the table; an error of our own has no name.
    name = getattr(error, "sqlite_errorname", None)
    return name is None or not name.startswith(_ABOUT_ACCESS)
