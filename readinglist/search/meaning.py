"""What a typed word may have meant: itself, longer words, other endings and spellings, joined or split."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.search.candidate import (
    CORRECTED,
    EXACT,
    INITIAL,
    JOINED,
    PREFIX,
    STEM,
    Candidate,
    candidate,
)
from readinglist.search.naming import (
    is_mostly_name,
    spelt_otherwise,
    with_family_name,
    without_others,
    written_out,
    year_beside,
)
from readinglist.search.parting import in_two, initial_apart, joined, split
from readinglist.stemming import FILLERS, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from readinglist.index.postings import Postings
    from readinglist.search.correcting import Company

__all__ = ["CORRECTED", "EXACT", "INITIAL", "JOINED", "Candidate", "Term", "meanings"]

_SHORTEST_PREFIX = 3
_MOST_PREFIXES = 40
_SHORTEST_ROOT = 5  # letters of a stem whose other words are taken in
_MOST_OF_ROOT = 20
_LIKE_ROOT = 0.55  # quality
_BESIDE_NAME = 0.6  # of its quality has another word than the name that was typed


class Term(NamedTuple):
    """A word as it was typed, with its candidates; no candidates: the index knows nothing like it."""

    typed: str
    candidates: list[Candidate]


class _Vocabulary(NamedTuple):
    """What the words of a query are looked up in."""

    postings: Postings
    stems: Callable[[str], list[str]]

    def company(self, at: int, typed: Sequence[str]) -> Company:
        from readinglist.search.correcting import Company  # noqa: PLC0415 - most words are known

        return Company(self.postings, self.stems, [*typed[:at], *typed[at + 1 :]])


def meanings(
    typed: Sequence[str],
    postings: Postings,
    stems: Callable[[str], list[str]],
    *,
    exact: Collection[str] = (),
) -> list[Term]:
    """Return a term for each typed word, with what it may have meant in this vocabulary.

    Those of `exact` mean themselves. A shorthand of author and year becomes a term for each.
    """
    words = (
        part
        for word in without_others(typed, exact)
        for part in ([word] if word in exact else written_out(word, postings))
    )
    typed = list(dict.fromkeys(words))
    vocabulary = _Vocabulary(postings, stems)
    return [
        Term(word, _candidates(at, typed, vocabulary, forgive=word not in exact))
        for at, word in enumerate(typed)
    ]


def _candidates(at: int, typed: Sequence[str], vocabulary: _Vocabulary, *, forgive: bool) -> list[Candidate]:
    word, postings = typed[at], vocabulary.postings
    found = [candidate(EXACT, word)] if postings.frequency(word) else []
    if not forgive:
        return found
    if names := with_family_name(at, typed, postings):
        return names
    found += joined(at, typed, postings)
    if word not in FILLERS or len(typed) == 1:
        found = _forgiven(at, typed, found, vocabulary)
    best: dict[tuple[str, ...], Candidate] = {}
    for each in found:
        best.setdefault(each.words, each)
    return list(best.values())


def _forgiven(
    at: int, typed: Sequence[str], found: list[Candidate], vocabulary: _Vocabulary
) -> list[Candidate]:
    """Return what a word may have meant beside what was found, corrected where there is nothing else."""
    word, postings = typed[at], vocabulary.postings
    found += [*spelt_otherwise(word, postings), *year_beside(at, typed, postings)]
    found += _other_forms(word, vocabulary, beginnings=len(word) >= _SHORTEST_PREFIX or not found)
    apart = initial_apart(word, postings)
    found += apart
    if found:
        found += in_two(word, postings)
        better = [] if postings.frequency(word) else _in_company(at, typed, vocabulary, found)
        found += better or ([] if apart else _doubted(at, typed, vocabulary))
    else:
        found = _corrected(at, typed, vocabulary)
    if not postings.frequency(word):
        found += [*_of_root(word, postings), *_in_two_after(found, postings)]
    return found


def _other_forms(word: str, vocabulary: _Vocabulary, *, beginnings: bool) -> list[Candidate]:
    """Return words with another ending, and longer ones; names have none, so these count for less there."""
    postings, stems = vocabulary
    found = [candidate(STEM, other) for other in stems(word) if other != word]
    if beginnings:
        found += [candidate(PREFIX, longer) for longer in postings.starting_with(word, _MOST_PREFIXES)]
    if found and is_mostly_name(word, postings):
        return [each._replace(quality=each.quality * _BESIDE_NAME) for each in found]
    return found


def _doubted(at: int, typed: Sequence[str], vocabulary: _Vocabulary) -> Iterator[Candidate]:
    from readinglist.search.correcting import doubted  # noqa: PLC0415 - most words are known

    return doubted(typed[at], vocabulary.postings, vocabulary.company(at, typed))


def _in_company(
    at: int, typed: Sequence[str], vocabulary: _Vocabulary, found: Sequence[Candidate]
) -> list[Candidate]:
    from readinglist.search.correcting import corrected_in_company  # noqa: PLC0415 - most words are known

    word, (postings, stems) = typed[at], vocabulary
    return corrected_in_company(word, postings, stems, vocabulary.company(at, typed), found)


def _corrected(at: int, typed: Sequence[str], vocabulary: _Vocabulary) -> list[Candidate]:
    """Return a word that is not known corrected, taken apart, or as a beginning."""
    from readinglist.search.correcting import begun, corrected  # noqa: PLC0415 - most words are known

    word, (postings, stems) = typed[at], vocabulary
    near = corrected(word, postings, stems, vocabulary.company(at, typed))
    return [*near, *split(word, postings)] or [*begun(word, postings)]


def _in_two_after(found: Sequence[Candidate], postings: Postings) -> Iterator[Candidate]:
    """Yield as two words the first that another ending or a correction led to."""
    for each in found[:1]:
        if each.how in (STEM, CORRECTED):
            for two in in_two(each.words[0], postings):
                yield two._replace(quality=two.quality * each.quality)


def _of_root(word: str, postings: Postings) -> Iterator[Candidate]:
    """Yield words that begin with the stem: `interpreting` is near interpretable."""
    root = stem(word)
    if root == word or len(root) < _SHORTEST_ROOT:
        return
    for other in postings.starting_with(root, _MOST_OF_ROOT):
        yield Candidate((other,), STEM, _LIKE_ROOT)
