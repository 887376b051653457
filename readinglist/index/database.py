"""The file of the index: opened, brought to its version, written in one transaction, read."""

from __future__ import annotations

import json
import os
import sqlite3
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from readinglist.index.schema import APPLICATION, SCHEMA, VERSION
from readinglist.index.sql import Condition, order_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from readinglist.model.entry import Entry
    from readinglist.query.tree import Query

# What a damaged, locked, full or foreign file raises: the index is then dropped or done without.
DAMAGED = (sqlite3.Error, UnicodeDecodeError, json.JSONDecodeError, OverflowError)
# A reader that waits for another process gives up after this and answers from memory.
_PATIENCE_SECONDS = 0.5
_CHUNK = 500


class Known(NamedTuple):
    """What the index knows of one file: its row, its stamp, when it was read, a checksum of its bytes."""

    number: int
    stamp: tuple[int, int, int, int]
    seen_ns: int
    sum: int


class Index:
    """An open index. All methods may raise one of `DAMAGED`."""

    def __init__(self, path: Path | None) -> None:
        """Open the index at `path`, or an empty one in memory; a file of another version is emptied."""
        self.connection = _connect(path)
        if self._pragma("user_version") != VERSION or self._pragma("application_id") != APPLICATION:
            self._build()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def copied(self) -> Index:
        """Return a copy of the index in memory, which can be written when the file cannot."""
        copy = Index(None)
        self.connection.backup(copy.connection)
        return copy

    def known(self) -> dict[str, Known]:
        """Return what is known of each file, by id."""
        rows = self.connection.execute(
            "SELECT id, number, size, mtime_ns, ctime_ns, inode, seen_ns, sum FROM entry"
        )
        return {row[0]: Known(row[1], (row[2], row[3], row[4], row[5]), row[6], row[7]) for row in rows}

    def rows(self, query: Query, keys: list[tuple[str, bool]]) -> list[tuple[int, str]]:
        """Return row and id of the entries that `query` matches, in the order of `keys`."""
        condition = Condition(self.stems)
        where = condition.of(query)
        sql = f"SELECT number, id FROM field WHERE {where} ORDER BY {order_by(keys)}"  # noqa: S608 - values are bound
        return self.connection.execute(sql, condition.values).fetchall()

    def entries(self, numbers: Sequence[int]) -> Iterator[Entry]:
        """Yield the entries of these rows, in their order."""
        for start in range(0, len(numbers), _CHUNK):
            part = numbers[start : start + _CHUNK]
            marks = ", ".join("?" * len(part))
            sql = f"SELECT number, id, data, data_sum FROM entry WHERE number IN ({marks})"  # noqa: S608 - question marks
            found = {row[0]: _entry(*row[1:]) for row in self.connection.execute(sql, part)}
            yield from (found[number] for number in part)

    def ids(self, numbers: Sequence[int]) -> list[str]:
        """Return the ids of these rows, in their order."""
        execute = self.connection.execute
        return [
            execute("SELECT id FROM entry WHERE number = ?", (number,)).fetchone()[0] for number in numbers
        ]

    def titles(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the titles of those of `ids` that are valid entries."""
        rows = ((entry_id, self.row_of(entry_id)) for entry_id in ids)
        return {entry_id: next(self.entries([row])).title for entry_id, row in rows if row}

    def row_of(self, entry_id: str) -> int | None:
        """Return the row of a valid entry, None where there is none of this id."""
        row = self.connection.execute(
            "SELECT number FROM entry WHERE id = ? AND data IS NOT NULL", (entry_id,)
        ).fetchone()
        return row[0] if row else None

    def ids_of_author(self, family: str, year: int) -> list[str]:
        """Return the ids of the entries of a year whose first author has this family name, folded."""
        sql = "SELECT id FROM field WHERE family = ? AND year = ? ORDER BY id"
        return [row[0] for row in self.connection.execute(sql, (family, year))]

    def ids_where(self, column: str, value: str) -> list[str]:
        """Return the ids of the entries with this value in a column of the table `field`."""
        rows = self.connection.execute(f'SELECT id FROM field WHERE "{column}" = ? ORDER BY id', (value,))  # noqa: S608
        return [row[0] for row in rows]

    def ids_between(self, low: str, high: str) -> list[str]:
        """Return all ids, also of broken entries, from `low` on and before `high`."""
        rows = self.connection.execute(
            "SELECT id FROM entry WHERE id >= ? AND id < ? ORDER BY id", (low, high)
        )
        return [row[0] for row in rows]

    def faults(self) -> list[tuple[str, list[tuple[int | None, str, str]]]]:
        """Return the broken entries by id, each with line, reason and hint of its faults."""
        rows = self.connection.execute("SELECT id, faults FROM entry WHERE faults IS NOT NULL ORDER BY id")
        return [(row[0], [tuple(fault) for fault in json.loads(row[1])]) for row in rows]

    def column(self, name: str) -> list[str]:
        """Return the folded values of a column of the table `field`, one for each valid entry, by id."""
        return [row[0] for row in self.connection.execute(f'SELECT "{name}" FROM field ORDER BY id')]  # noqa: S608

    def extra_keys(self) -> list[str]:
        """Return the keys outside the table of fields that some entry has."""
        return [row[0] for row in self.connection.execute("SELECT DISTINCT key FROM extra ORDER BY key")]

    def stems(self, word: str) -> list[str]:
        """Return the words of the vocabulary with the stem of `word`."""
        from readinglist.stemming import stem  # noqa: PLC0415 - only where there are words

        rows = self.connection.execute(
            "SELECT word FROM vocabulary WHERE stem = ? ORDER BY word", (stem(word),)
        )
        return [row[0] for row in rows]

    def _build(self) -> None:
        tables = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables:
            raise sqlite3.DatabaseError("another version")
        # Two processes may come here at once: the second finds the tables made.
        self.connection.execute("BEGIN IMMEDIATE")
        if self._pragma("user_version") != VERSION:
            for statement in filter(str.strip, SCHEMA.split(";")):
                self.connection.execute(statement)
        self.connection.execute("COMMIT")

    def _pragma(self, name: str) -> int:
        return int(self.connection.execute(f"PRAGMA {name}").fetchone()[0])


def _connect(path: Path | None) -> sqlite3.Connection:
    if path is None:
        return sqlite3.connect(":memory:", isolation_level=None)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.is_symlink() or path.parent.stat().st_uid != os.getuid():
        raise sqlite3.OperationalError("not our own file")
    return sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)


def _entry(entry_id: str, data: str | None, total: int) -> Entry:
    from readinglist.model.entry import Entry  # noqa: PLC0415 - `--ids` needs none of it

    if data is None or checksum(entry_id, data) != total:
        raise sqlite3.DatabaseError("damaged row")
    return Entry.from_stored(json.loads(data))


def checksum(entry_id: str, data: str | None) -> int:
    """Return the checksum of a row, which tells a damaged one."""
    return crc32(f"{entry_id}\n{data}".encode("utf-8", "surrogatepass"))
