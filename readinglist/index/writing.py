"""Writing the index: entries put and dropped in one transaction, the vocabulary counted at its end."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from readinglist.index.database import checksum
from readinglist.index.rows import extra_rows, fields_row, word_columns
from readinglist.index.schema import BREAK, COLUMNS, WORD_COLUMNS
from readinglist.stemming import stem

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from readinglist.index.database import Index, Known
    from readinglist.model.entry import Entry

_FIELD_MARKS = ", ".join("?" * (8 + len(COLUMNS)))
_WORD_MARKS = ", ".join("?" * (1 + len(WORD_COLUMNS)))
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
        data = _json(entry.stored()) if entry else None
        number = self._execute(
            "INSERT INTO entry VALUES(NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (entry_id, *known.stamp, known.seen_ns, known.sum, _json(faults) if faults else None, data,
             checksum(entry_id, data)),
        ).lastrowid  # fmt: skip
        if entry and number:
            self._put_words(number, entry)

    def touch(self, entry_id: str, known: Known) -> None:
        """Note another stamp and time of reading for a file whose bytes are the same."""
        self._execute(
            "UPDATE entry SET size=?, mtime_ns=?, ctime_ns=?, inode=?, seen_ns=? WHERE id=? AND sum=?",
            (*known.stamp, known.seen_ns, entry_id, known.sum),
        )

    def drop(self, entry_id: str) -> None:
        """Remove an entry, if it is there."""
        for (number,) in self._execute("SELECT number FROM entry WHERE id = ?", (entry_id,)).fetchall():
            self._drop_row(number)

    def _drop_row(self, number: int) -> None:
        row = self._execute("SELECT * FROM words WHERE rowid=?", (number,)).fetchone()
        if row:
            self._counts.subtract(_vocabulary(row))
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

    def _put_words(self, number: int, entry: Entry) -> None:
        row = (number, *fields_row(entry))
        self._execute(f"INSERT INTO field VALUES({_FIELD_MARKS})", row)
        self._executemany(
            "INSERT INTO extra VALUES(?, ?, ?, ?, ?)", [(number, *each) for each in extra_rows(entry)]
        )
        columns = word_columns(entry)
        names = ", ".join(WORD_COLUMNS)
        sql = f"INSERT INTO words(rowid, {names}) VALUES({_WORD_MARKS})"
        self._execute(sql, (number, *columns))
        self._counts.update(_vocabulary(columns))


@contextmanager
def writing(index: Index) -> Iterator[Writer]:
    """Hold the one write transaction; IMMEDIATE, for a reader that turns writer can only fail."""
    index.connection.execute("BEGIN IMMEDIATE")
    try:
        writer = Writer(index.connection)
        yield writer
        writer.count_words()
        index.connection.execute("COMMIT")
    except BaseException:
        if index.connection.in_transaction:
            index.connection.execute("ROLLBACK")
        raise


def _vocabulary(columns: Sequence[str]) -> set[str]:
    # The initials of a title are found, but nothing is ever corrected to them.
    return set(" ".join(columns[:-1]).split()) - {BREAK}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
