"""What tells one state of a folder of entries from all others, in parts: a change shows in which part it is.

So a folder of ten thousand files in which one has changed is known again, but for some hundred of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    Stamps = Mapping[str, tuple[int, ...]]

PARTS = 64
_SIZE = 16  # bytes of a part: a checksum of its names, then a digest of them with the stamps
_NAMES, _DIGEST = slice(8), slice(8, 16)
_UNKNOWN = bytes(8)


def part_of(entry_id: str) -> int:
    """Return the part that an id belongs to, 0 to 63, by its checksum (CRC-32)."""
    from zlib import crc32  # noqa: PLC0415 - a library of C, which most commands can do without

    return crc32(entry_id.encode()) % PARTS


def grouped(ids: Iterable[str]) -> list[list[str]]:
    """Return ids by the part they belong to, in each in their order."""
    from zlib import crc32  # noqa: PLC0415 - a library of C, which most commands can do without

    found: list[list[str]] = [[] for _ in range(PARTS)]
    for each in ids:
        found[crc32(each.encode()) % PARTS].append(each)
    return found


def within(parts: Collection[int], ids: Iterable[str]) -> list[str]:
    """Return those of `ids` that belong to some parts."""
    from zlib import crc32  # noqa: PLC0415 - a library of C, which most commands can do without

    return [each for each in ids if crc32(each.encode()) % PARTS in parts]


def fingerprint(stamps: Stamps) -> bytes:
    """Return the fingerprint of a folder, by the stamps of its files in the order in which it lists them."""
    return b"".join(digests(grouped(stamps), stamps))


def digests(groups: Iterable[Sequence[str]], stamps: Stamps) -> list[bytes]:
    """Return a part of a fingerprint for each group, those left out that have no stamp.

    Names have two checksums (CRC-32 and Adler-32). The digest is the hash that Python gives a tuple of whole
    numbers (after xxHash): the same in every process, and had without loading a library of cryptography,
    which would take longer than all the rest.
    """
    from itertools import chain  # noqa: PLC0415 - only where many files are looked at
    from zlib import adler32, crc32  # noqa: PLC0415 - as said

    found = []
    for group in groups:
        there = [each for each in group if each in stamps]
        names = "\0".join(there).encode()
        sums = crc32(names) << 32 | adler32(names)
        digest = hash((sums, *chain.from_iterable([stamps[each] for each in there])))
        found.append(sums.to_bytes(8, "little") + digest.to_bytes(8, "little", signed=True))
    return found


def differing(one: bytes, other: bytes) -> frozenset[int] | None:
    """Return the parts in which two fingerprints differ, or of which one is unknown; None for all of them."""
    if not len(one) == len(other) == PARTS * _SIZE:
        return None
    pairs = zip(_apart(one), _apart(other), strict=True)
    return frozenset(part for part, (a, b) in enumerate(pairs) if a != b or a[_DIGEST] == _UNKNOWN)


def has_same_names(one: bytes, other: bytes, parts: Iterable[int]) -> bool:
    """Tell whether two fingerprints are of the same files in these parts, whatever their stamps."""
    pairs = list(zip(_apart(one), _apart(other), strict=True))
    return all(pairs[part][0][_NAMES] == pairs[part][1][_NAMES] != _UNKNOWN for part in parts)


def renewed(known: bytes, stamps: Stamps, parts: Collection[int]) -> bytes:
    """Return a fingerprint with these parts made anew, out of the stamps of all their files."""
    apart = _apart(known)
    groups = grouped(stamps)
    for part, digest in zip(parts, digests([groups[part] for part in parts], stamps), strict=True):
        apart[part] = digest
    return b"".join(apart)


def without(known: bytes, ids: Iterable[str], gone: Iterable[str] = ()) -> bytes:
    """Return a fingerprint in which the parts of these ids are unknown; b"" where there is no other.

    Of the parts of those that are `gone` the names are unknown as well: one may come again. A new one shows.
    """
    apart = _apart(known)
    for part in set(map(part_of, ids)) if known else ():
        apart[part] = apart[part][_NAMES] + _UNKNOWN
    for part in set(map(part_of, gone)) if known else ():
        apart[part] = _UNKNOWN + _UNKNOWN
    return b"".join(apart) if any(each[_DIGEST] != _UNKNOWN for each in apart) else b""


def _apart(whole: bytes) -> list[bytes]:
    return [whole[start : start + _SIZE] for start in range(0, len(whole), _SIZE)]
