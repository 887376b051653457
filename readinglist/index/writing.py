"""Writing the index: entries put and dropped in one transaction, the vocabulary counted at its end."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from readinglist.index.places import Words
from readinglist.index.placing import Placing
from readinglist.index.schema import COLUMNS, WORD_COLUMNS
from readinglist.index.sums import row_sum
from readinglist.index.weights import word_bytes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from readinglist.index.database import Index, Known
    from readinglist.index.rows import Rows

_INSERTS = {
    "field": f"INSERT INTO field VALUES({', '.join('?' * (8 + len(COLUMNS)))})",
    "extra": "INSERT INTO extra VALUES(?, ?, ?, ?, ?)",
    "words": f"INSERT INTO words(rowid, {', '.join(WORD_COLUMNS)}) "
    f"VALUES({', '.join('?' * (1 + len(WORD_COLUMNS)))})",
}
_TABLES = (("entry", "number"), ("field", "number"), ("extra", "number"), ("words", "rowid"))


class Writer:
    """What can be done to an index inside one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write through `connection`."""
        self._execute = connection.execute
        self._executemany = connection.executemany
        self._rows: defaultdict[str, list[tuple[object, ...]]] = defaultdict(list)
        self._placing = Placing(connection)

    def put(self, entry_id: str, known: Known, rows: Rows) -> None:
        """Add or replace an entry."""
        # Another process may have put it meanwhile, so the number known before is not asked.
        self.drop(entry_id)
        number = self._execute(
            "INSERT INTO entry VALUES(NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (entry_id, *_stamped(entry_id, known), *rows.entry),
        ).lastrowid
        for table, each in rows.tables.items():
            self._rows[table] += [(number, *row) for row in each]
        if rows.tables and number:
            self._placing.add(number, rows.words)

    def touch(self, entry_id: str, known: Known) -> None:
        """Note another stamp and time of reading for a file whose bytes are the same."""
        self._execute(
            "UPDATE entry SET size=?, mtime_ns=?, ctime_ns=?, inode=?, seen_ns=?, sum=?, stamp_sum=?"
            " WHERE id=? AND sum=?",
            (*_stamped(entry_id, known), entry_id, known.sum),
        )

    def drop(self, entry_id: str) -> None:
        """Remove an entry, if it is there."""
        for (number,) in self._execute("SELECT number FROM entry WHERE id = ?", (entry_id,)).fetchall():
            self._insert_rows()
            self._drop_row(number)

    def _drop_row(self, number: int) -> None:
        row = self._execute("SELECT * FROM words WHERE rowid=?", (number,)).fetchone()
        if row:
            self._placing.remove(number, Words.of(word_bytes(row)))
        for table, column in _TABLES:
            self._execute(f"DELETE FROM {table} WHERE {column}=?", (number,))  # noqa: S608 - our own names

    def finish(self) -> None:
        """Write what was kept back, and bring what is counted over all entries up to date."""
        self._insert_rows()
        # What the folder was when it was last found the same as the index holds no longer.
        self._execute(
            "UPDATE state SET entries = entries + ?, changes = changes + 1, fingerprint = NULL",
            (self._placing.finish(),),
        )

    def _insert_rows(self) -> None:
        """Insert the rows that were put, all of a table at once."""
        for table, rows in self._rows.items():
            self._executemany(_INSERTS[table], rows)
        self._rows.clear()


@contextmanager
def writing(index: Index) -> Iterator[Writer]:
    """Hold the one write transaction; at its end the index is sealed."""
    with index.transaction():
        writer = Writer(index.connection)
        yield writer
        writer.finish()


def _stamped(entry_id: str, known: Known) -> tuple[object, ...]:
    """Return what is known of a file with its checksum, in the order of the table."""
    values = (*known.stamp, known.seen_ns, known.sum)
    return (*values, row_sum("stamp", (entry_id, *values)))
