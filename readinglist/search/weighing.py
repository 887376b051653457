"""What the words of a query weigh in the entries that have them, out of where the index has each word.

A word counts by its rarity (the inverse document frequency of BM25, Robertson and Spärck Jones 1976), by the
field in which it stands, and by how surely it is what was typed; an entry with all telling words stands above
one with some.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import repeat
from math import log
from operator import add, mul
from typing import TYPE_CHECKING

from readinglist.index.weights import FIELD_WEIGHTS, INITIALS, WEIGHTS
from readinglist.search.meaning import EXACT, JOINED, Term
from readinglist.stemming import FILLERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from readinglist.index.postings import Postings
    from readinglist.search.meaning import Candidate

# Of the best score; an entry below it has only words that tell little. The first few are found all the same.
LEAST_SHARE = 0.05
ALWAYS = 20
# Of the best score: below it an entry has nothing but small words.
_TELLING = 0.002
_FILLER = 0.1  # of its rarity is what a filler counts: how often it stands in a small list is chance
_FEW = 300  # entries in which a telling word stands: not so many that small words tell them apart
# Two words that make up a rare one when they are joined were hardly meant apart.
_MOST_LIFT = {EXACT: 1.5, JOINED: 2.5}


@dataclass(frozen=True)
class Weighed:
    """A term with what it weighs in each entry that has it.

    Attributes:
        term: the word typed, and what it may have meant.
        weights: by the number of an entry, the weight of the best of its meanings there times the rarity.
        rarity: of the term, with all that it may have meant.
        initials: whether it may be those of a title.
        passed_over: whether it tells so little that no entry is looked up for it, but those found have it.

    """

    term: Term
    weights: dict[int, float]
    rarity: float
    initials: bool = True
    passed_over: bool = False

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all that it may mean."""
        return frozenset(word for each in self.term.candidates for word in each.words)

    @property
    def known(self) -> bool:
        """Whether any entry has it."""
        return self.passed_over or bool(self.weights)


def weigh(
    terms: Sequence[Term],
    postings: Postings,
    *,
    within: Collection[int] | None,
    exact: Collection[str],
) -> list[Weighed]:
    """Return what each term weighs in the entries, or in those of `within`; `exact` are no initials.

    Small words are passed over beside several telling ones, if these leave few entries.
    """
    size = postings.size()
    chosen = None if within is None else frozenset(within)
    telling = [postings.frequency(term.typed) for term in terms if _is_telling(term)]
    few = len(telling) > 1 and min(telling) <= _FEW
    return [
        _passed_over(term, postings, size)
        if few and _is_small(term)
        else _weighed(term, postings, size, chosen, initials=term.typed not in exact)
        for term in terms
    ]


def _is_telling(term: Term) -> bool:
    return bool(term.candidates) and term.typed not in FILLERS


def scores(weighed: Sequence[Weighed]) -> dict[int, float]:
    """Return the scores of the entries that come near the best, the rarest words being looked at first.

    An entry that has none of the rarer words can only reach so much: where that is too little, the common
    words add to the entries found, and bring in no others.
    """
    ranked = sorted((each for each in weighed if each.weights), key=lambda each: -each.rarity)
    whole = sum(each.rarity for each in ranked)
    found: dict[int, float] = {}
    least = 0.0
    for at, each in enumerate(ranked):
        rest = ranked[at:]
        if sum(map(_highest, rest)) * sum(other.rarity for other in rest) / whole < least:
            break
        found |= _scored([number for number in each.weights if number not in found], ranked, whole)
        least = _least(found)
    return {number: score for number, score in found.items() if score >= least}


def _highest(each: Weighed) -> float:
    return max(each.weights.values())


def _least(found: Mapping[int, float]) -> float:
    """Return the score that an entry needs: a share of the best, or what the first few have."""
    best = nlargest(ALWAYS, found.values())
    few = len(best) < ALWAYS
    return max(_TELLING * best[0], 0.0 if few else min(LEAST_SHARE * best[0], best[-1])) if best else 0.0


def _scored(numbers: list[int], ranked: Sequence[Weighed], whole: float) -> dict[int, float]:
    """Return for each entry the sum of what its words weigh, times its share of the telling words."""
    sums: Iterable[float] = repeat(0.0, len(numbers))
    shares: Iterable[float] = repeat(0.0, len(numbers))
    # Loops of C, for there may be a hundred thousand entries.
    for each in ranked:
        weights = list(map(each.weights.get, numbers, repeat(0.0)))
        sums = map(add, sums, weights)
        shares = map(add, shares, map(mul, map(bool, weights), repeat(each.rarity / whole)))
    return dict(zip(numbers, map(mul, sums, shares), strict=True))


def _is_small(term: Term) -> bool:
    """Tell whether it is a small word, and nothing else."""
    return term.typed in FILLERS and [each.how for each in term.candidates] == [EXACT]


def _passed_over(term: Term, postings: Postings, size: int) -> Weighed:
    rarity = _FILLER * rarity_of(size, postings.frequency(term.typed))
    return Weighed(term, {}, rarity, passed_over=True)


def _weighed(
    term: Term, postings: Postings, size: int, within: frozenset[int] | None, *, initials: bool
) -> Weighed:
    found = [_weights(candidate, postings) for candidate in term.candidates]
    best: dict[int, float] = {}
    for weights in found:
        _merge(best, weights)
    if initials:
        _merge(best, _as_initials(term.typed, postings))
    rarity = rarity_of(size, len(best)) * (_FILLER if term.typed in FILLERS else 1)
    lifts = [
        _lift(each, size, len(there), len(best)) for each, there in zip(term.candidates, found, strict=True)
    ]
    for lift, weights in zip(lifts, found, strict=True):
        if lift > 1:
            _merge(best, {number: weight * lift for number, weight in weights.items()})
    if within is not None:
        best = {number: best[number] for number in best.keys() & within}
    lifted = [
        each._replace(quality=each.quality * lift) for each, lift in zip(term.candidates, lifts, strict=True)
    ]
    weights = dict(zip(best, map(rarity.__mul__, best.values()), strict=True))
    return Weighed(Term(term.typed, lifted), weights, rarity, initials)


def _lift(candidate: Candidate, size: int, entries: int, most: int) -> float:
    """Return how much more a word itself, or two written as one, counts for being rarer than all of them."""
    if candidate.how == EXACT or (candidate.how == JOINED and len(candidate.words) == 1):
        return min(_MOST_LIFT[candidate.how], rarity_of(size, entries) / rarity_of(size, most))
    return 1.0


def rarity_of(size: int, entries: int) -> float:
    """Return how much a word tells that stands in so many entries of so many."""
    return log(1 + (size - entries + 0.5) / (entries + 0.5))


def _merge(best: dict[int, float], more: dict[int, float]) -> None:
    """Add to `best` what is better in `more`."""
    if best:
        more = {number: weight for number, weight in more.items() if weight > best.get(number, 0.0)}
    best.update(more)


def _weights(candidate: Candidate, postings: Postings) -> dict[int, float]:
    words, _, quality = candidate
    if len(words) > 1:
        stands = ((number, FIELD_WEIGHTS[column] * quality) for number, column in postings.of_phrase(words))
        return dict(sorted(stands, key=lambda pair: pair[1]))
    found = postings.of(words[0])
    return dict(zip(found, map(quality.__mul__, map(WEIGHTS.__getitem__, found.values())), strict=True))


def _as_initials(word: str, postings: Postings) -> dict[int, float]:
    return dict.fromkeys(postings.of_initials(word), FIELD_WEIGHTS[INITIALS])
