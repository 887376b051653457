"""Writing the index: entries put and dropped in one transaction, the vocabulary counted at its end."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from readinglist.index.database import checksum
from readinglist.index.rows import row_sum, rows_of, vocabulary, word_columns
from readinglist.index.schema import COLUMNS, WORD_COLUMNS
from readinglist.stemming import stem

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from readinglist.index.database import Index, Known
    from readinglist.model.entry import Entry

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
        self._counts: Counter[str] = Counter()

    def put(self, entry_id: str, known: Known, entry: Entry | None, faults: Sequence[object] = ()) -> None:
        """Add or replace an entry; a broken one has faults instead."""
        # Another process may have put it meanwhile, so the number known before is not asked.
        self.drop(entry_id)
        columns = word_columns(entry) if entry else ()
        data = _json(entry.stored()) if entry else None
        told = (_json(faults) if faults else None, data, checksum(entry_id, data))
        rows = rows_of(entry, columns) if entry else {}
        total = row_sum("entry", (entry_id, *told))
        total += sum(row_sum(table, row) for table, each in rows.items() for row in each)
        number = self._execute(
            "INSERT INTO entry VALUES(NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (entry_id, *_stamped(entry_id, known), *told, total),
        ).lastrowid
        for table, each in rows.items():
            self._executemany(_INSERTS[table], [(number, *row) for row in each])
        self._counts.update(vocabulary(columns))

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
            self._drop_row(number)

    def _drop_row(self, number: int) -> None:
        row = self._execute("SELECT * FROM words WHERE rowid=?", (number,)).fetchone()
        if row:
            self._counts.subtract(vocabulary(row))
        for table, column in _TABLES:
            self._execute(f"DELETE FROM {table} WHERE {column}=?", (number,))  # noqa: S608 - our own names

    def count_words(self) -> None:
        """Bring the vocabulary up to date with what was put and dropped."""
        changed = [(word, stem(word), count) for word, count in self._counts.items() if count]
        self._counts.clear()
        self._executemany(
            "INSERT INTO vocabulary VALUES(?, ?, ?)"
            " ON CONFLICT(word) DO UPDATE SET entries = entries + excluded.entries",
            changed,
        )
        gone = [(word,) for word, _, count in changed if count < 0]
        self._executemany("DELETE FROM vocabulary WHERE word = ? AND entries <= 0", gone)


@contextmanager
def writing(index: Index) -> Iterator[Writer]:
    """Hold the one write transaction; at its end the index is sealed."""
    with index.transaction():
        writer = Writer(index.connection)
        yield writer
        writer.count_words()


def _stamped(entry_id: str, known: Known) -> tuple[object, ...]:
    """Return what is known of a file with its checksum, in the order of the table."""
    values = (*known.stamp, known.seen_ns, known.sum)
    return (*values, row_sum("stamp", (entry_id, *values)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
