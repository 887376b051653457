"""Checksums of what the index holds, which tell what was damaged."""

from __future__ import annotations

from zlib import crc32


def checksum(entry_id: str, content: str | None) -> int:
    """Return the checksum of what an entry is made of again, or of the faults of a broken one."""
    return crc32(f"{entry_id}\n{content}".encode("utf-8", "surrogatepass"))


def stamp_sum(entry_id: str, *known: object) -> int:
    """Return the checksum of what is known of a file."""
    return crc32(f"{entry_id} {known}".encode("utf-8", "surrogatepass"))
