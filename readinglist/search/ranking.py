"""Which entries have the words of a query, and which of them first.

A word counts by its rarity (the inverse document frequency of BM25, Robertson and Spärck Jones 1976), by the
field in which it stands, and by how surely it is what was typed; an entry with all telling words stands above
one with some.
"""

from __future__ import annotations

from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, NamedTuple

from readinglist.index.postings import Postings
from readinglist.query.tree import Phrase, Word
from readinglist.search.meaning import CORRECTED, meanings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from readinglist.index import Index
    from readinglist.index.postings import Posting
    from readinglist.search.meaning import Candidate, Term

FIELD_WEIGHTS = {"title": 1.0, "initials": 0.8, "authors": 0.75, "labels": 0.6, "summary": 0.45, "body": 0.3}
_OTHER_FIELDS = 0.25  # what a word is worth in further fields, beside the best one
_REPEATED = 0.1
_LEAST_SHARE = 0.01  # of the best score; below it an entry has only words that tell nothing
_PHRASE_BONUS = 0.3
INITIALS = "initials"


class Match(NamedTuple):
    """A typed word found in an entry.

    Attributes:
        typed: the word as it was typed.
        words: what stands in the entry.
        how: exact, joined, stem, prefix, corrected or initials.
        column: the best of the columns in which it stands.
        weight: what it counts.

    """

    typed: str
    words: tuple[str, ...]
    how: str
    column: str
    weight: float


class Hit(NamedTuple):
    """An entry's row, its score and why."""

    number: int
    score: float
    matches: tuple[Match, ...]


class Found(NamedTuple):
    """The hits of a search, best first, and what it had to change.

    Attributes:
        hits: the entries found.
        corrections: each corrected word with the words taken for it.
        unknown: words of which the index knows nothing.

    """

    hits: list[Hit]
    corrections: list[tuple[str, str]]
    unknown: list[str]


def search(
    index: Index,
    asked: Sequence[Word | Phrase],
    *,
    within: Collection[int] | None = None,
    forgive: bool = True,
) -> Found:
    """Rank the entries of `index` by the words asked for, only those of `within` where it is given.

    Without words those of `within` are found in the order in which they are given.
    """
    if not asked:
        return Found([Hit(number, 0.0, ()) for number in within or ()], [], [])
    postings = Postings(index)
    typed = [word for each in asked for word in (each.words if isinstance(each, Phrase) else (each.text,))]
    exact = (
        set(typed) if not forgive else {each.text for each in asked if isinstance(each, Word) and each.exact}
    )
    terms = meanings(typed, postings, index.stems, exact=exact)
    size = postings.size()
    chosen = None if within is None else frozenset(within)
    found = [_matches(term, postings, size, chosen, initials=term.typed not in exact) for term in terms]
    rarity = [_rarity(size, len(each)) for each in found]
    together = _together(typed, postings)
    numbers = {number for each in found for number in each}
    hits = [_hit(number, found, rarity, together) for number in numbers]
    # Rows are numbered in the order in which files were read, which must not show.
    ids = index.names(numbers) if hits else {}
    hits.sort(key=lambda hit: (-hit.score, ids[hit.number]))
    hits = [hit for hit in hits if hit.score >= _LEAST_SHARE * hits[0].score]
    return Found(
        hits,
        list(_corrections(terms, hits)),
        [term.typed for term, each in zip(terms, found, strict=True) if not each],
    )


def _matches(
    term: Term, postings: Postings, size: int, within: frozenset[int] | None, *, initials: bool
) -> dict[int, Match]:
    """Return the best match of a term in each entry that has one."""
    best: dict[int, Match] = {}
    for match, number in _all_matches(term, postings, initials=initials):
        if (within is None or number in within) and (
            number not in best or match.weight > best[number].weight
        ):
            best[number] = match
    weight = _rarity(size, len(best))
    return {number: match._replace(weight=match.weight * weight) for number, match in best.items()}


def _all_matches(term: Term, postings: Postings, *, initials: bool) -> Iterator[tuple[Match, int]]:
    for candidate in term.candidates:
        yield from _candidate_matches(term.typed, candidate, postings)
    if initials:
        for number, column, _ in postings.of(term.typed):
            if column == INITIALS:
                yield Match(term.typed, (term.typed,), INITIALS, INITIALS, FIELD_WEIGHTS[INITIALS]), number


def _candidate_matches(typed: str, candidate: Candidate, postings: Postings) -> Iterator[tuple[Match, int]]:
    words = candidate.words
    rows = postings.of(words[0]) if len(words) == 1 else postings.of_phrase(words)
    by_number: dict[int, list[Posting]] = {}
    for row in rows:
        if row.column != INITIALS:
            by_number.setdefault(row.number, []).append(row)
    for number, places in by_number.items():
        column, weight = _field_weight(places)
        yield Match(typed, words, candidate.how, column, weight * candidate.quality), number


def _field_weight(places: list[Posting]) -> tuple[str, float]:
    best, *others = sorted(places, key=lambda place: -FIELD_WEIGHTS[place.column])
    weight = FIELD_WEIGHTS[best.column] * (1 + _REPEATED * log(best.times))
    return best.column, weight + _OTHER_FIELDS * sum(FIELD_WEIGHTS[place.column] for place in others) / len(
        FIELD_WEIGHTS
    )


def _rarity(size: int, having: int) -> float:
    return log(1 + (size - having + 0.5) / (having + 0.5))


def _together(typed: Sequence[str], postings: Postings) -> dict[int, float]:
    """Return for each entry which share of the neighbouring words stand side by side in its title."""
    pairs = [pair for pair in pairwise(typed) if all(map(postings.frequency, pair))]
    shares: dict[int, float] = {}
    for pair in pairs:
        for number in {row.number for row in postings.of_phrase(pair) if row.column != INITIALS}:
            shares[number] = shares.get(number, 0) + 1 / len(pairs)
    return shares


def _hit(
    number: int, found: Sequence[dict[int, Match]], rarity: Sequence[float], together: dict[int, float]
) -> Hit:
    matches = tuple(each[number] for each in found if number in each)
    known = sum(weight for weight, each in zip(rarity, found, strict=True) if each)
    had = sum(weight for weight, each in zip(rarity, found, strict=True) if number in each)
    coverage = had / known if known else 0
    score = sum(match.weight for match in matches) * coverage * (1 + _PHRASE_BONUS * together.get(number, 0))
    return Hit(number, score, matches)


def _corrections(terms: Sequence[Term], hits: Sequence[Hit]) -> Iterator[tuple[str, str]]:
    """Yield the words that were corrected, each with what the best hit that has it has for it."""
    for term in terms:
        used = (match for hit in hits for match in hit.matches if match.typed == term.typed)
        match = next(used, None) if any(each.how == CORRECTED for each in term.candidates) else None
        if match and match.how == CORRECTED:
            yield term.typed, " ".join(match.words)
