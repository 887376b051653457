"""What a word of an entry counts for in a search, by the fields in which it stands: one byte.

The byte is kept beside the entry's number for each of its words, so that a search need not look at the texts
of all entries that have a common word.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from math import log
from typing import TYPE_CHECKING

from readinglist.index.schema import BREAK, WORD_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Part = tuple[Iterable[str], Iterable[int]]  # words and their bytes

# Best first. A paper is known by its first author.
FIELD_WEIGHTS = {
    "title": 1.0,
    "first author": 0.85,
    "initials": 0.8,
    "authors": 0.7,
    "labels": 0.6,
    "summary": 0.45,
    "body": 0.3,
}
INITIALS = "initials"
INITIALS_ALONE = 1  # the byte of a word that stands in no text
FIRST_AUTHOR = "first author"
_TEXTS = tuple(name for name in FIELD_WEIGHTS if name != INITIALS)
_BIT = {name: 1 << place for place, name in enumerate(_TEXTS)}
_COUNTED = 1 << len(_TEXTS)
_ALL_BITS = _COUNTED - 1
_OTHER_FIELDS = 0.25 / len(FIELD_WEIGHTS)  # what a word is worth in further fields, beside the best one
_REPEATED = 0.1  # times the logarithm of how often; not in titles, of which an entry may have two
_STEPS = 64
_HIGHEST = 127


def word_bytes(columns: Sequence[str]) -> dict[str, int]:
    """Return the byte of each word of an entry with these columns of words.

    The lowest bit tells that the word is the initials of the title, the others its weight in the texts, 0
    for a word that does not stand there.
    """
    return dict(chain.from_iterable(zip(*part, strict=True) for part in bytes_in_parts(columns)))


def bytes_in_parts(columns: Sequence[str]) -> Iterator[Part]:
    """Yield the words of an entry with these columns of words, some at a time, each time with their bytes."""
    if not columns:
        return
    texts = texts_of(columns)
    # Most words stand in the column that weighs least, and there alone.
    last = Counter(texts.pop(_TEXTS[-1], "").split())
    codes = _codes(texts)
    for word in [word for word in codes if word in last]:
        codes[word] |= _BIT[_TEXTS[-1]]
        del last[word]
    others = dict(zip(codes, map(_BYTES.__getitem__, codes.values()), strict=True))
    for word in columns[-1].split():
        others[word] = (_OF_LAST[last.pop(word)] if word in last else others.get(word, 0)) | INITIALS_ALONE
    others.pop(BREAK, None)
    last.pop(BREAK, None)
    yield last, map(_OF_LAST.__getitem__, last.values())
    yield others, others.values()


def _codes(texts: dict[str, str]) -> dict[str, int]:
    """Return by word of these texts a bit for each it stands in, and how often in the best, as one number."""
    codes: dict[str, int] = {}
    known = codes.get
    # The column that weighs most comes last, and its count is the one that stays.
    for name in reversed(texts):
        bit = _BIT[name]
        once = bit + _COUNTED
        for word in texts[name].split():
            code = known(word, 0)
            codes[word] = code + _COUNTED if code & bit else code & _ALL_BITS | once
    return codes


def texts_of(columns: Sequence[str]) -> dict[str, str]:
    """Return the texts in which words weigh differently, out of the columns of words; no empty ones."""
    texts = dict(zip(WORD_COLUMNS, columns, strict=True))
    texts[FIRST_AUTHOR] = texts["authors"].partition(f" {BREAK} ")[0]
    return {name: texts[name] for name in _TEXTS if texts[name]}


def is_text(byte: int) -> bool:
    """Tell whether a word with this byte stands in a text, and is not only the initials of the title."""
    return byte > INITIALS_ALONE


def weight_of(byte: int) -> float:
    """Return what a word with this byte counts for standing in texts, 0 to 2."""
    return (byte >> 1) / _STEPS


def field_weight(counts: Mapping[str, int]) -> float:
    """Return what a word counts that stands so often in these columns, of which there is at least one."""
    ranked = [name for name in _TEXTS if name in counts]
    times = 1 if ranked[0] == "title" else counts[ranked[0]]
    best = FIELD_WEIGHTS[ranked[0]] * (1 + _REPEATED * log(times))
    return best + _OTHER_FIELDS * sum(FIELD_WEIGHTS[name] for name in ranked[1:])


class _Bytes(dict[int, int]):
    """The bytes of words, by a number of bits for the texts they stand in, and how often in the best."""

    def __missing__(self, code: int) -> int:
        names = [name for name in _TEXTS if code & _BIT[name]]
        weight = field_weight(dict.fromkeys(names, code // _COUNTED))
        found = self[code] = min(_HIGHEST, max(1, round(weight * _STEPS))) << 1
        return found


_BYTES = _Bytes()


class _OfLast(dict[int, int]):
    """The bytes of words that stand in the last text alone, by how often."""

    def __missing__(self, count: int) -> int:
        found = self[count] = _BYTES[_BIT[_TEXTS[-1]] | count * _COUNTED]
        return found


_OF_LAST = _OfLast()
