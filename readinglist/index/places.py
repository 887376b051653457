"""The entries that have a word, as they are kept: in blocks of numbers, each with the byte of the word."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

BLOCK = 2048  # numbers 1 to 1024 are the first block
_BITS, _BYTE = 8, 0xFF
_BYTES = 3  # of each place: two of the number within its block, one of the word


def block_of(number: int) -> int:
    """Return the block in which an entry's number is kept."""
    return (number - 1) // BLOCK


def offset_of(number: int) -> int:
    """Return where in its block an entry's number is kept."""
    return (number - 1) % BLOCK


def packed(places: Mapping[int, int]) -> bytes:
    """Return the bytes of entries' numbers, all of one block, with the byte that the word has in each."""
    numbers = sorted(places)
    offsets = array("H", map(offset_of, numbers))
    return offsets.tobytes() + bytes([places[number] for number in numbers])


class Words(NamedTuple):
    """The words of an entry, divided by spaces, and the byte of each."""

    text: str
    weights: bytes

    @classmethod
    def of(cls, found: Mapping[str, int]) -> Words:
        """Return words that were found with their bytes."""
        return cls(" ".join(found), bytes(found.values()))

    def pairs(self) -> Iterator[tuple[str, int]]:
        """Yield each word with its byte."""
        return zip(self.text.split(), self.weights, strict=True)


def codes_of(added: Mapping[int, Words]) -> dict[str, list[int]]:
    """Return by word where it stands, for entries of one block by number: place and byte as one number."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in sorted(added.items()):
        start = offset_of(number) << _BITS
        for word, byte in words.pairs():
            found[word].append(start + byte)
    return found


def codes_in(places: bytes, gone: AbstractSet[int]) -> list[int]:
    """Return what `packed` made as codes again, those at the offsets of `gone` left out."""
    count = len(places) // _BYTES
    there = zip(array("H", places[: 2 * count]), places[2 * count :], strict=False)
    return [offset << _BITS | byte for offset, byte in there if offset not in gone]


def packed_together(codes: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, bytes]]:
    """Yield each word that stands somewhere with what `packed` makes of its places, in the order of words."""
    words = sorted(word for word, each in codes.items() if each)
    each = [codes[word] for word in words]
    together = list(chain.from_iterable(each))
    offsets = array("H", [code >> _BITS for code in together]).tobytes()
    weights = bytes([code & _BYTE for code in together])
    ends = list(accumulate(map(len, each)))
    places = [
        offsets[2 * start : 2 * end] + weights[start:end]
        for start, end in zip([0, *ends], ends, strict=False)
    ]
    return zip(words, places, strict=True)


def unpacked(blocks: Iterable[tuple[int, bytes]]) -> tuple[list[int], bytes]:
    """Return the numbers in blocks, in order, and the bytes that belong to them."""
    numbers: list[int] = []
    weights = []
    for block, places in blocks:
        count, rest = divmod(len(places), _BYTES)
        if rest:
            raise sqlite3.DatabaseError("damaged places")
        offsets = array("H", places[: 2 * count])
        numbers += map((block * BLOCK + 1).__add__, offsets)
        weights.append(places[2 * count :])
    return numbers, b"".join(weights)
