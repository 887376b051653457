"""Reading a whole index against its checksums: slow, and only where someone else wrote to its file."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import TYPE_CHECKING

from readinglist.index.rows import row_sum, vocabulary
from readinglist.stemming import stem

if TYPE_CHECKING:
    from collections.abc import Iterator

# The number of the entry first: the sums of its rows in all tables add up to what was noted with it.
_ROWS = {
    "entry": "SELECT number, id, faults, data, data_sum FROM entry",
    "field": "SELECT * FROM field",
    "extra": "SELECT * FROM extra",
    "words": "SELECT rowid, * FROM words",
}
_KNOWN = "SELECT stamp_sum, id, size, mtime_ns, ctime_ns, inode, seen_ns, sum FROM entry"
_TABLES = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"


def verify(index: sqlite3.Connection, empty: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError, or what a text that cannot be decoded raises, unless `index` is sound.

    Args:
        index: an index in memory, for the full-text table is only checked where it may be written.
        empty: one that was just made, to compare the tables with.

    """
    try:
        wrong = next((what for what, sound in _checks(index, empty) if not sound), None)
    except sqlite3.Error as error:
        # In memory nothing is locked or read-only, whatever the name of the error says.
        raise sqlite3.DatabaseError(f"damaged: {error}") from error
    if wrong:
        raise sqlite3.DatabaseError(f"damaged: {wrong}")


def _checks(index: sqlite3.Connection, empty: sqlite3.Connection) -> Iterator[tuple[str, bool]]:
    yield "tables", index.execute(_TABLES).fetchall() == empty.execute(_TABLES).fetchall()
    yield "pages", index.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    # This one raises where the words found and the words kept differ.
    index.execute("INSERT INTO words(words) VALUES('integrity-check')")
    yield "stamps", all(row[0] == row_sum("stamp", row[1:]) for row in index.execute(_KNOWN))
    yield "rows", _sums(index) == dict(index.execute("SELECT number, rows_sum FROM entry").fetchall())
    yield "vocabulary", _counted(index) == set(index.execute("SELECT word, stem, entries FROM vocabulary"))


def _sums(index: sqlite3.Connection) -> dict[int, int]:
    sums: Counter[int] = Counter()
    for table, sql in _ROWS.items():
        for number, *row in index.execute(sql):
            sums[number] += row_sum(table, row)
    return dict(sums)


def _counted(index: sqlite3.Connection) -> set[tuple[str, str, int]]:
    counts: Counter[str] = Counter()
    for row in index.execute("SELECT * FROM words"):
        counts.update(vocabulary(row))
    return {(word, stem(word), count) for word, count in counts.items()}
