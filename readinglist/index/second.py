"""The index as a second process reads it: in the state that the first one knows, or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.index.damage import GoneError
from readinglist.index.stored import entries_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.index.database import Index
    from readinglist.model.entry import Entry

# As long as a process is waited for that writes.
_PATIENCE_SECONDS = 0.5


class Second:
    """The file of an index that is open in one process, for another one that reads the same."""

    def __init__(self, index: Index) -> None:
        """Note which file it is and what state it is in."""
        self._file: str = index.connection.execute("PRAGMA database_list").fetchone()[2]
        self._changes = index.changes()
        self._connection: sqlite3.Connection | None = None

    @property
    def is_possible(self) -> bool:
        """Whether there is a file: what is in memory is seen by nobody else."""
        return bool(self._file)

    def entries(self, rows: Sequence[tuple[int, str]]) -> list[Entry]:
        """Return the entries of rows and ids; one of `DAMAGED` where the index has others by now.

        It is for the second process alone: SQLite forbids to take a connection along into it, and so it has
        one of its own. No lock is held between two calls.
        """
        connection = self._connection = self._connection or _opened(self._file)
        connection.execute("BEGIN")
        try:
            with closing(connection.execute("SELECT changes FROM state")) as state:
                if state.fetchone()[0] != self._changes:
                    raise GoneError("it has changed")
            found = list(entries_of(connection, [number for number, _ in rows]))
        finally:
            connection.execute("ROLLBACK")
        if [entry.id for entry in found] != [entry_id for _, entry_id in rows]:
            raise GoneError("it was made anew")
        return found


def _opened(file: str) -> sqlite3.Connection:
    uri = f"{Path(file).as_uri()}?mode=ro"
    return sqlite3.connect(uri, uri=True, timeout=_PATIENCE_SECONDS, isolation_level=None)
