"""The entries that have a word, as they are kept: in blocks of numbers, each with the byte of the word.

A place takes three bytes: where the entry's number is in its block, and the byte of the word there. So the
places of new entries, which have higher numbers, are put behind those that a block has.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left
from collections import defaultdict
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from readinglist.index.weights import Part

BLOCK = 1 << 13  # numbers 1 to 8192 are the first block; what is added to one of them stays below 65536
_BITS = 8
_BYTES = 3


def block_of(number: int) -> int:
    """Return the block in which an entry's number is kept."""
    return (number - 1) // BLOCK


def offset_of(number: int) -> int:
    """Return where in its block an entry's number is kept."""
    return (number - 1) % BLOCK


class Packed(NamedTuple):
    """The words of some entries that will have numbers in a row.

    Attributes:
        size: how many entries these are.
        text: the words, divided by spaces, each once.
        counts: how many of the entries have each word.
        places: the places of the first word, then of the second, ..., as if the first entry began a block.

    """

    size: int
    text: str
    counts: Sequence[int]
    places: bytes

    @classmethod
    def of(cls, entries: Iterable[Iterable[Part]]) -> Packed:
        """Return the words of entries, in some parts each, in the order of their numbers."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        size = 0
        for parts in entries:
            start = size << _BITS
            for words, weights in parts:
                for word, byte in zip(words, weights, strict=True):
                    found[word].append(start + byte)
            size += 1
        codes = array("I", chain.from_iterable(found.values())).tobytes()
        return cls(size, " ".join(found), [*map(len, found.values())], _of_three(codes))

    def each(self, offset: int) -> Iterator[tuple[str, bytes]]:
        """Yield each word with its places, where the first entry has this place in its block."""
        ends = [_BYTES * end for end in accumulate(self.counts)]
        moved = _moved(self.places, offset)
        parts = (moved[start:end] for start, end in zip([0, *ends], ends, strict=False))
        return zip(self.text.split(), parts, strict=True)


def _of_three(codes: bytes) -> bytes:
    """Return numbers of four bytes, place and byte in one, as three bytes each."""
    places = bytearray(len(codes) // 4 * _BYTES)
    places[0::3], places[1::3], places[2::3] = codes[1::4], codes[2::4], codes[0::4]
    return bytes(places)


def _moved(places: bytes, offset: int) -> bytes:
    """Return places with `offset` added to each: as one number, for a sum never reaches the third byte."""
    ones = int.from_bytes(b"\1\0\0" * (len(places) // _BYTES), "little")
    return (int.from_bytes(places, "little") + offset * ones).to_bytes(len(places), "little")


def edited(places: bytes, changes: Mapping[int, int | None]) -> bytes:
    """Return places with other bytes at some offsets; None stands for an entry that has the word no more."""
    there, data = _offsets(places), bytearray(places)
    for offset, byte in changes.items():
        at = bisect_left(there, offset)
        start = end = _BYTES * at
        if at < len(there) and there[at] == offset:
            del there[at]
            end = start + _BYTES
        new = b""
        if byte is not None:
            there.insert(at, offset)
            new = (offset | byte << 2 * _BITS).to_bytes(_BYTES, "little")
        data[start:end] = new
    return bytes(data)


def weights_of(places: bytes) -> bytes:
    """Return the bytes that a word has at its places."""
    return places[2::_BYTES]


def _offsets(places: bytes) -> array[int]:
    count, rest = divmod(len(places), _BYTES)
    if rest:
        raise sqlite3.DatabaseError("damaged places")
    pairs = bytearray(2 * count)
    pairs[0::2], pairs[1::2] = places[0::_BYTES], places[1::_BYTES]
    return array("H", bytes(pairs))


def unpacked(blocks: Iterable[tuple[int, bytes]]) -> tuple[list[int], bytes]:
    """Return the numbers in blocks, in order, and the bytes that belong to them."""
    numbers: list[int] = []
    weights = []
    for block, places in blocks:
        numbers += map((block * BLOCK + 1).__add__, _offsets(places))
        weights.append(weights_of(places))
    return numbers, b"".join(weights)
