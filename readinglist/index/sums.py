"""Checksums of what the index holds, which tell what was damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from readinglist.index.schema import ITEM

if TYPE_CHECKING:
    from collections.abc import Iterable


def checksum(entry_id: str, data: str | None) -> int:
    """Return the checksum of what an entry is made of again."""
    return crc32(f"{entry_id}\n{data}".encode("utf-8", "surrogatepass"))


def row_sum(table: str, row: Iterable[object]) -> int:
    """Return the checksum of a row, which also tells one that belongs to another table."""
    return crc32(ITEM.join((table, *map(str, row))).encode("utf-8", "surrogatepass"))
