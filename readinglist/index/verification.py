"""Reading a whole index through: slow, and only where someone else wrote to its file.

What it keeps of files is held against checksums, all else against what is made of that anew.
"""

from __future__ import annotations

import json
import sqlite3
from itertools import zip_longest
from typing import TYPE_CHECKING

from readinglist.fingerprint import part_of
from readinglist.index.counting import COUNTED
from readinglist.index.rows import tables_of
from readinglist.index.sums import checksum, stamp_sum
from readinglist.model.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

# The rows of an entry in the tables that are made of what is told in the first.
_ROWS = {
    "field": "SELECT * FROM field WHERE number = ?",
    "extra": "SELECT * FROM extra WHERE number = ?",
    "words": "SELECT rowid, * FROM words WHERE rowid = ?",
}
_KNOWN = "SELECT stamp_sum, id, size, mtime_ns, ctime_ns, inode, seen_ns, sum FROM entry"
# Segments of the full-text table to whose pages nothing leads. The number of a page is in the last 31 bits of
# its id, before it that of its segment.
_UNREACHED = """
    SELECT segment FROM (
        SELECT id >> 37 AS segment, min(id & 2147483647) AS first, max(id & 2147483647) AS last
        FROM words_data WHERE id > 10 GROUP BY segment)
    WHERE NOT EXISTS (SELECT 1 FROM words_idx WHERE segid = segment AND pgno >> 1 BETWEEN first AND last)"""
_CONTENT = "SELECT number, id, faults, data, content_sum FROM entry"
_DEFINED = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"


def verify(index: sqlite3.Connection, empty: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError unless `index` is sound.

    Args:
        index: a copy, for the full-text table is only checked where it may be written.
        empty: one that was just made, to compare the tables with.

    """
    try:
        wrong = next((what for what, sound in _checks(index, empty) if not sound), None)
    except (sqlite3.Error, ArithmeticError, AttributeError, TypeError, ValueError) as error:
        # A damaged value can be of any type; a copy is not locked nor read-only, whatever SQLite says.
        raise sqlite3.DatabaseError(f"damaged: {error}") from error
    if wrong:
        raise sqlite3.DatabaseError(f"damaged: {wrong}")


def _checks(index: sqlite3.Connection, empty: sqlite3.Connection) -> Iterator[tuple[str, bool]]:
    yield "tables", index.execute(_DEFINED).fetchall() == empty.execute(_DEFINED).fetchall()
    yield "pages", index.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    # This one raises where the words found and the words kept differ, but overlooks what is not there.
    index.execute("INSERT INTO words(words) VALUES('integrity-check')")
    yield "words", not index.execute(_UNREACHED).fetchall()
    yield "stamps", all(row[0] == stamp_sum(*row[1:]) for row in index.execute(_KNOWN))
    yield "parts", all(part == part_of(each) for each, part in index.execute("SELECT id, part FROM entry"))
    yield "rows", _rows(index)
    yield "vocabulary", _is_behind(index) or _counts(index)
    yield "state", _state(index)


def _rows(index: sqlite3.Connection) -> bool:
    """Tell whether every entry has the rows that are made of it anew, and no other rows are there."""
    left = {table: index.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _ROWS}  # noqa: S608 - our own names
    for number, entry_id, faults, data, total in index.execute(_CONTENT):
        if total != checksum(entry_id, faults if data is None else data):
            return False
        made = {} if data is None else tables_of([(number, Entry.from_stored(json.loads(data)))])
        for table, sql in _ROWS.items():
            rows = index.execute(sql, (number,)).fetchall()
            if rows != made.get(table, []):
                return False
            left[table] -= len(rows)
    return not any(left.values())


def _counts(index: sqlite3.Connection) -> bool:
    """Tell whether the vocabulary has the words of the texts, each as it should be."""
    known = index.execute("SELECT word, entries FROM vocabulary ORDER BY word")
    return all(one == other for one, other in zip_longest(known, index.execute(f"{COUNTED} ORDER BY term")))


def _is_behind(index: sqlite3.Connection) -> bool:
    return index.execute("SELECT behind FROM state").fetchall() == [(1,)]


def _state(index: sqlite3.Connection) -> bool:
    entries = index.execute("SELECT count(*) FROM field").fetchone()
    return index.execute("SELECT entries FROM state").fetchall() == [entries]
