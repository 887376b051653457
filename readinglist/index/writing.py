"""Writing the index: entries put and dropped in one transaction, their words counted at its end."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from readinglist.fingerprint import without
from readinglist.index.counting import Counting
from readinglist.index.rows import stamped
from readinglist.index.schema import AMONG, WORD_COLUMNS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from readinglist.index.batch import Batch
    from readinglist.index.database import Index, Known

_NAMES = {"words": f"words(rowid, {', '.join(WORD_COLUMNS)})"}
_NUMBERS_OF = f"SELECT number FROM entry{AMONG.format('id')}"  # noqa: S608 - our own names
_TABLES = (("entry", "number"), ("field", "number"), ("extra", "number"), ("words", "rowid"))


class Writer:
    """What can be done to an index inside one transaction."""

    def __init__(self, connection: sqlite3.Connection, *, later: bool = False) -> None:
        """Write through `connection`; if `later`, another transaction counts all words anew."""
        self._execute = connection.execute
        self._executemany = connection.executemany
        self._counting = Counting(connection, later=later)
        self._free = (self._execute("SELECT max(number) FROM entry").fetchone()[0] or 0) + 1
        self._more = 0  # entries than before
        self._ids: set[str] = set()  # of what is put or touched
        self._gone: set[str] = set()  # of what is dropped

    def put(self, batch: Batch) -> None:
        """Add or replace entries."""
        # Another process may have put them meanwhile, so what was known before is not asked.
        for number in self._numbers_of(batch.ids()):
            self._remove(number)
        for table, rows in batch.tables.items():
            # The number of an entry is its position in the batch and those before: no row is taken apart.
            if rows:
                values = f"VALUES({self._free} + ?{', ?' * (len(rows[0]) - 1)})"
                self._executemany(f"INSERT INTO {_NAMES.get(table, table)} {values}", rows)
        self._free += len(batch.ids())
        self._more += len(batch.tables["field"])
        self._ids.update(batch.ids())
        for row in batch.tables["words"]:
            self._counting.add(row[1:])

    def touch(self, entry_id: str, known: Known) -> None:
        """Note another stamp and time of reading for a file whose bytes are the same."""
        self._execute(
            "UPDATE entry SET size=?, mtime_ns=?, ctime_ns=?, inode=?, seen_ns=?, sum=?, stamp_sum=?"
            " WHERE id=? AND sum=?",
            (*stamped(entry_id, known), entry_id, known.sum),
        )
        self._ids.add(entry_id)

    def drop(self, entry_id: str) -> None:
        """Remove an entry, if it is there."""
        for number in self._numbers_of([entry_id]):
            self._remove(number)
        self._gone.add(entry_id)

    def finish(self) -> None:
        """Bring what is counted over all entries up to date."""
        self._counting.finish()
        # What the folder was when it was last found the same as the index holds no longer for these.
        fingerprint = self._execute("SELECT fingerprint FROM state").fetchone()[0]
        self._execute(
            "UPDATE state SET entries = entries + ?, changes = changes + 1, fingerprint = ?",
            (self._more, without(fingerprint or b"", self._ids, self._gone) or None),
        )

    def _numbers_of(self, ids: Sequence[str]) -> list[int]:
        return [row[0] for row in self._execute(_NUMBERS_OF, (json.dumps(ids),))]

    def _remove(self, number: int) -> None:
        """Remove all rows of an entry."""
        words = self._execute("SELECT * FROM words WHERE rowid = ?", (number,)).fetchone()
        for table, column in _TABLES:
            self._execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))  # noqa: S608 - our own names
        if words:
            self._more -= 1
            self._counting.remove(words)


@contextmanager
def writing(index: Index, *, later: bool = False) -> Iterator[Writer]:
    """Hold the one write transaction; at its end the index is sealed. See `Writer` for `later`."""
    with index.transaction():
        writer = Writer(index.connection, later=later)
        yield writer
        writer.finish()
