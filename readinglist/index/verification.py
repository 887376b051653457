"""Reading a whole index against its checksums: slow, and only where someone else wrote to its file."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from readinglist.index.places import unpacked
from readinglist.index.sums import row_sum
from readinglist.index.weights import is_text, word_bytes
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
    placed = _placed(index)
    yield (
        "vocabulary",
        _is_behind(index) or _counted(placed) == set(index.execute("SELECT * FROM vocabulary")),
    )
    yield "places", placed == _kept(index)
    yield "state", _state(index)


def _sums(index: sqlite3.Connection) -> dict[int, int]:
    sums: Counter[int] = Counter()
    for table, sql in _ROWS.items():
        for number, *row in index.execute(sql):
            sums[number] += row_sum(table, row)
    return dict(sums)


def _placed(index: sqlite3.Connection) -> dict[str, dict[int, int]]:
    """Return by word the byte that it has in each entry, made anew from the texts."""
    placed: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for number, *row in index.execute("SELECT rowid, * FROM words"):
        for word, byte in word_bytes(row).items():
            placed[word][number] = byte
    return dict(placed)


def _kept(index: sqlite3.Connection) -> dict[str, dict[int, int]]:
    """Return the same as the index has it."""
    kept: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for word, block, places in index.execute("SELECT word, block, places FROM place"):
        numbers, weights = unpacked([(block, places)])
        kept[word].update(zip(numbers, weights, strict=True))
    return dict(kept)


def _counted(placed: dict[str, dict[int, int]]) -> set[tuple[str, str, str, int]]:
    counts = {word: sum(map(is_text, each.values())) for word, each in placed.items()}
    return {(word, stem(word), word[::-1], count) for word, count in counts.items() if count}


def _is_behind(index: sqlite3.Connection) -> bool:
    return index.execute("SELECT behind FROM state").fetchall() == [(1,)]


def _state(index: sqlite3.Connection) -> bool:
    entries = index.execute("SELECT count(*) FROM field").fetchone()
    return index.execute("SELECT entries FROM state").fetchall() == [entries]
