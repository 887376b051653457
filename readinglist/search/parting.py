"""Words joined or parted otherwise than in the text: `cart pole` is cartpole, `gnet` is g net."""

from __future__ import annotations

import re
from itertools import accumulate, combinations, pairwise
from typing import TYPE_CHECKING

from readinglist.search.candidate import JOINED, candidate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readinglist.index.postings import Postings
    from readinglist.search.candidate import Candidate

_LONGEST_SPLIT = 40
_MOST_PARTS = 6
_SHORTEST_HALF = 3
_SHORTEST_REST = 3
_RARER = 10  # times, than its longer part, a word is that is taken apart although it is known
_BORDER = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
_THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")


def joined(at: int, typed: Sequence[str], postings: Postings) -> Iterator[Candidate]:
    """Yield a word together with its neighbour, and parted where digits and letters meet: `bert2`."""
    parts = (_THOUSANDS if typed[at].isdigit() else _BORDER).split(typed[at])
    for found in _runs_of(parts) if len(parts) <= _MOST_PARTS else ():
        if all(map(postings.frequency, found)):
            yield candidate(JOINED, *found)
    for first in range(max(0, at - 1), min(at + 1, len(typed) - 1)):
        both = typed[first] + typed[first + 1]
        if postings.frequency(both):
            yield candidate(JOINED, both)
        yield from _parted_otherwise(both, len(typed[first]), postings)


def _parted_otherwise(both: str, cut: int, postings: Postings) -> Iterator[Candidate]:
    """Yield words that were typed with another cut where digits and letters meet: `gpt4 v` is gpt 4v."""
    parts = _BORDER.split(both)
    for found in _runs_of(parts) if len(parts) <= _MOST_PARTS else ():
        if cut not in accumulate(map(len, found)) and all(map(postings.frequency, found)):
            yield candidate(JOINED, *found)


def _runs_of(parts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the ways to put neighbouring parts together into two pieces or more, the fewest first."""
    for cuts in range(1, len(parts)):
        for at in combinations(range(1, len(parts)), cuts):
            ends = (0, *at, len(parts))
            yield tuple("".join(parts[start:end]) for start, end in pairwise(ends))


def initial_apart(word: str, postings: Postings) -> list[Candidate]:
    """Return a word with its first or last letter set apart, where the text has it so: `gnet` is g net.

    A word that is known is taken apart only if it is far rarer than what is left of it.
    """
    cuts = [(word[:1], word[1:]), (word[:-1], word[-1:])] if len(word) > _SHORTEST_REST else []
    least = max(1, postings.frequency(word) * _RARER)
    return [
        candidate(JOINED, *cut)
        for cut in cuts
        if postings.frequency(max(cut, key=len)) >= least
        and postings.frequency(min(cut, key=len))
        and postings.of_phrase(cut)
    ]


def in_two(word: str, postings: Postings) -> Iterator[Candidate]:
    """Yield two words of the vocabulary, both of some length, that make up a word which is in it."""
    for cut in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
        if postings.frequency(word[:cut]) and postings.frequency(word[cut:]):
            yield candidate(JOINED, word[:cut], word[cut:])


def split(word: str, postings: Postings) -> list[Candidate]:
    """Take a word apart into the fewest words of the vocabulary: `deeplearning` is deep learning."""
    best: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(2, min(len(word), _LONGEST_SPLIT) + 1):
        for start in range(end - 1):
            part = word[start:end]
            if (
                start in best
                and (end not in best or len(best[start]) + 1 < len(best[end]))
                and postings.frequency(part)
            ):
                best[end] = (*best[start], part)
    found = best.get(len(word), ())
    # Short pieces make up any word; a split is believed where its pieces are long on average.
    return [candidate(JOINED, *found)] if found and len(word) >= 3 * len(found) else []
