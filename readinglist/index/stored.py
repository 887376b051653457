"""Entries, as the index keeps them."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

from readinglist.index.damage import GoneError
from readinglist.index.sums import checksum

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readinglist.model.entry import Entry

_CHUNK = 500


def entries_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[Entry]:
    """Yield the entries of these rows, in their order; one of `DAMAGED` where one is gone or damaged."""
    for start in range(0, len(numbers), _CHUNK):
        part = numbers[start : start + _CHUNK]
        marks = ", ".join("?" * len(part))
        sql = f"SELECT number, id, data, content_sum FROM entry WHERE number IN ({marks})"  # noqa: S608 - question marks
        found = {row[0]: _entry(*row[1:]) for row in connection.execute(sql, part)}
        if len(found) < len(set(part)):
            raise GoneError("a row is gone")
        yield from (found[number] for number in part)


def _entry(entry_id: str, data: str | None, total: int) -> Entry:
    from readinglist.model.entry import Entry  # noqa: PLC0415 - `--ids` needs none of it

    if data is None or checksum(entry_id, data) != total:
        raise sqlite3.DatabaseError("damaged row")
    return Entry.from_stored(json.loads(data))
