"""Reading a whole index against its checksums: slow, and only where someone else wrote to its file."""

from __future__ import annotations

import sqlite3
from collections import Counter
from operator import mul
from typing import TYPE_CHECKING

from readinglist.fingerprint import part_of
from readinglist.index.places import unpacked
from readinglist.index.placing import in_texts
from readinglist.index.sums import row_sum
from readinglist.index.weights import is_text, word_bytes

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
    yield "tables", index.execute(_TABLES).fetchall() == empty.execute(_TABLES).fetchall()
    yield "pages", index.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    # This one raises where the words found and the words kept differ.
    index.execute("INSERT INTO words(words) VALUES('integrity-check')")
    yield "stamps", all(row[0] == row_sum("stamp", row[1:]) for row in index.execute(_KNOWN))
    yield "parts", all(part == part_of(each) for each, part in index.execute("SELECT id, part FROM entry"))
    yield "rows", _sums(index) == dict(index.execute("SELECT number, rows_sum FROM entry").fetchall())
    mixed = _Mixed()
    placed, counted = _of_texts(index, mixed)
    yield "places", _of_places(index, mixed) == placed
    yield "vocabulary", _is_behind(index) or _of_vocabulary(index) == counted
    yield "state", _state(index)


def _sums(index: sqlite3.Connection) -> dict[int, int]:
    sums: Counter[int] = Counter()
    for table, sql in _ROWS.items():
        for number, *row in index.execute(sql):
            sums[number] += row_sum(table, row)
    return dict(sums)


class _Mixed(dict[int, int]):
    """By number another of 64 bits, as good as drawn by chance.

    What stands where is too much to be held in memory twice and compared, so sums are: each place of a word
    adds the product of three such numbers, for the word, the entry and the byte. A place that is lost, new,
    or changed for another changes the sum, but for a chance that can be left out of account.
    """

    def __missing__(self, number: int) -> int:
        found = self[number] = hash(str(number))
        return found


_OF_BYTE = [hash(f"byte {byte}") for byte in range(256)]


def _of_texts(index: sqlite3.Connection, mixed: _Mixed) -> tuple[int, int]:
    """Return the sums over the places of words and over the entries that have each, made from the texts."""
    placed = counted = 0
    for number, *row in index.execute("SELECT rowid, * FROM words"):
        found = word_bytes(row)
        placed += mixed[number] * sum(map(mul, map(hash, found), map(_OF_BYTE.__getitem__, found.values())))
        counted += sum([hash(word) for word, byte in found.items() if is_text(byte)])
    return placed, counted


def _of_places(index: sqlite3.Connection, mixed: _Mixed) -> int | None:
    """Return the first of these sums as the index has it; None where a count is wrong."""
    placed = 0
    for word, block, entries, places in index.execute("SELECT * FROM place"):
        if entries != in_texts(places):
            return None
        placed += _placed(mixed, word, block, places)
    return placed


def _placed(mixed: _Mixed, word: str, block: int, places: bytes) -> int:
    numbers, weights = unpacked([(block, places)])
    of_bytes = map(_OF_BYTE.__getitem__, weights)
    total: int = sum(map(mul, map(mixed.__getitem__, numbers), of_bytes))
    return hash(word) * total


def _of_vocabulary(index: sqlite3.Connection) -> int | None:
    """Return the second of these sums as the index has it; None where a word is not as it should be."""
    counted = 0
    for word, mirror, count in index.execute("SELECT word, mirror, entries FROM vocabulary"):
        if mirror != word[::-1] or count < 1:
            return None
        counted += hash(word) * count
    return counted


def _is_behind(index: sqlite3.Connection) -> bool:
    return index.execute("SELECT behind FROM state").fetchall() == [(1,)]


def _state(index: sqlite3.Connection) -> bool:
    entries = index.execute("SELECT count(*) FROM field").fetchone()
    return index.execute("SELECT entries FROM state").fetchall() == [entries]
