"""Writing the index: entries put and dropped in one transaction, the words of all of them at its end."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from readinglist.fingerprint import part_of, without
from readinglist.index.places import BLOCK, Packed, block_of
from readinglist.index.placing import Placing
from readinglist.index.rows import columns_of
from readinglist.index.schema import COLUMNS, WORD_COLUMNS
from readinglist.index.sums import row_sum
from readinglist.index.weights import bytes_in_parts, word_bytes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from readinglist.index.database import Index, Known
    from readinglist.index.rows import Rows

    Put = tuple[str, Known, Rows]

_ENTRY = f"INSERT INTO entry VALUES({', '.join('?' * 14)})"
_INSERTS = {
    "field": f"INSERT INTO field VALUES({', '.join('?' * (9 + len(COLUMNS)))})",
    "extra": "INSERT INTO extra VALUES(?, ?, ?, ?, ?)",
    "words": f"INSERT INTO words(rowid, {', '.join(WORD_COLUMNS)}) "
    f"VALUES({', '.join('?' * (1 + len(WORD_COLUMNS)))})",
}
_TABLES = (("entry", "number"), ("field", "number"), ("extra", "number"), ("words", "rowid"))


class Writer:
    """What can be done to an index inside one transaction."""

    def __init__(self, connection: sqlite3.Connection, *, apart: bool = False) -> None:
        """Write through `connection`; `apart`, new entries begin a block: its rows are written once."""
        self._execute = connection.execute
        self._executemany = connection.executemany
        self._placing = Placing(connection)
        last = self._execute("SELECT max(number) FROM entry").fetchone()[0]
        self._free = (block_of(last) + 1) * BLOCK + 1 if apart and last else (last or 0) + 1
        self._more = 0  # entries than before
        self._ids: set[str] = set()  # of what is put, touched or dropped

    def put(self, entry_id: str, known: Known, rows: Rows) -> None:
        """Add or replace an entry."""
        if number := self._number_of(entry_id):
            self._replace(number, (entry_id, known, rows))
        else:
            words = Packed.of([bytes_in_parts(columns_of(rows))] if rows.tables else [])
            self._append([(entry_id, known, rows)], words)

    def put_all(self, puts: Sequence[Put], words: Packed) -> None:
        """Add or replace entries; `words` are those of the valid ones among them, in the same order."""
        # Another process may have put them meanwhile, so what was known before is not asked.
        if self._has_none(put[0] for put in puts):
            self._append(puts, words)
            return
        for entry_id, known, rows in puts:
            self.put(entry_id, known, rows)

    def touch(self, entry_id: str, known: Known) -> None:
        """Note another stamp and time of reading for a file whose bytes are the same."""
        self._execute(
            "UPDATE entry SET size=?, mtime_ns=?, ctime_ns=?, inode=?, seen_ns=?, sum=?, stamp_sum=?"
            " WHERE id=? AND sum=?",
            (*_stamped(entry_id, known), entry_id, known.sum),
        )
        self._ids.add(entry_id)

    def drop(self, entry_id: str) -> None:
        """Remove an entry, if it is there."""
        if number := self._number_of(entry_id):
            self._placing.change(number, self._remove(number), {})
        self._ids.add(entry_id)

    def finish(self, *, later: bool = False) -> None:
        """Write what was kept back, and bring what is counted over all entries up to date.

        If `later`, the vocabulary is left behind, for another transaction to count anew.
        """
        self._placing.finish(later=later)
        # What the folder was when it was last found the same as the index holds no longer for these.
        fingerprint = self._execute("SELECT fingerprint FROM state").fetchone()[0]
        self._execute(
            "UPDATE state SET entries = entries + ?, changes = changes + 1, fingerprint = ?",
            (self._more, without(fingerprint or b"", self._ids) or None),
        )

    def _number_of(self, entry_id: str) -> int:
        row = self._execute("SELECT number FROM entry WHERE id = ?", (entry_id,)).fetchone()
        return row[0] if row else 0

    def _has_none(self, ids: Iterable[str]) -> bool:
        sought = list(ids)
        sql = f"SELECT 1 FROM entry WHERE id IN ({', '.join('?' * len(sought))}) LIMIT 1"  # noqa: S608 - question marks
        return self._execute(sql, sought).fetchone() is None

    def _append(self, puts: Sequence[Put], words: Packed) -> None:
        first = self._free
        if words.size and block_of(first) != block_of(first + words.size - 1):
            first = block_of(first + words.size - 1) * BLOCK + 1
        valid = [put for put in puts if put[2].tables]
        broken = [put for put in puts if not put[2].tables]
        self._insert(list(enumerate([*valid, *broken], first)))
        self._placing.add(first, words)
        self._free = first + len(puts)

    def _replace(self, number: int, put: Put) -> None:
        """Put other rows in the place of those of an entry, and only the words that differ."""
        before = self._remove(number)
        self._insert([(number, put)])
        self._placing.change(number, before, word_bytes(columns_of(put[2])))

    def _remove(self, number: int) -> dict[str, int]:
        """Remove all rows of an entry; return its words."""
        row = self._execute("SELECT * FROM words WHERE rowid = ?", (number,)).fetchone()
        for table, column in _TABLES:
            self._execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))  # noqa: S608 - our own names
        self._more -= row is not None
        return word_bytes(row) if row else {}

    def _insert(self, numbered: Sequence[tuple[int, Put]]) -> None:
        entries = (
            (number, part_of(id_), id_, *_stamped(id_, known), *rows.entry)
            for number, (id_, known, rows) in numbered
        )
        self._executemany(_ENTRY, entries)
        for table, sql in _INSERTS.items():
            each = ([(number, *row) for row in put[2].tables.get(table, ())] for number, put in numbered)
            self._executemany(sql, chain.from_iterable(each))
        self._more += sum(bool(put[2].tables) for _, put in numbered)
        self._ids.update(put[0] for _, put in numbered)


@contextmanager
def writing(index: Index, *, later: bool = False) -> Iterator[Writer]:
    """Hold the one write transaction; at its end the index is sealed. See `Writer.finish` for `later`."""
    with index.transaction():
        writer = Writer(index.connection, apart=later)
        yield writer
        writer.finish(later=later)


def _stamped(entry_id: str, known: Known) -> tuple[object, ...]:
    """Return what is known of a file with its checksum, in the order of the table."""
    values = (*known.stamp, known.seen_ns, known.sum)
    return (*values, row_sum("stamp", (entry_id, *values)))
