"""Which words of the vocabulary a misspelt one was meant to be, and how much speaks for it.

A slip that fingers make often, in a word that is long for it, is believed as it is. Fewer letters, another
first letter or a second slip need more: that an entry has the corrected word together with another one of the
query. What nothing speaks for is no correction; the word is then not found.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from readinglist.matching import (
    allowed_errors,
    is_likely_slip,
    is_one_off,
    near_words,
    one_off,
    same_consonants,
    sounds_alike,
)
from readinglist.search.candidate import CORRECTED, PREFIX, QUALITY, Candidate
from readinglist.stemming import FILLERS, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from readinglist.index.postings import Postings

_ERROR_COST = 0.15
_FIRST_LETTER_COST = 0.15
_BY_STEM_COST = 0.1  # where only the stems are one error apart
_UNLIKELY_COST = 0.02
_MOST_CORRECTIONS = 4
_MOST_COMPARED = 20
_AS_NEAR = 0.2  # quality below the best that another correction may have
_FAR_RARER = 20  # times fewer entries than the best have a correction that is given up
_SAME_STEM = 0.8  # what another ending of a corrected word is worth beside it
_SHORTEST_DOUBTED = 5
_COMMONER = 30  # times as many entries
_COMMONER_TOGETHER = 5
_DOUBT = 0.8
_LIKE_START, _LIKE_END = 1, 3
_BEGUN_LIKE = 2
_SHORTEST_TWICE_WRONG = 5  # letters of a word that may have an error more, if it sounds the same
_ENDING = 3  # letters that an ending adds
_SHORTEST_BEGUN = 5  # letters of a beginning that may have an error
_MOST_LIKE_START = 1000
_SHORTEST_SURE = 6  # letters of a word of which any one may be wrong
_SHORTEST_SURE_AT_FIRST = 7  # letters of a word of which the first may be wrong
_LETTERS_AN_ERROR = 5  # for each of two errors and more
_LETTERS_AN_ERROR_HEARD = 4  # where the consonants are the same


class Company:
    """The entries that have the rarest of the other words of a query that are known."""

    def __init__(
        self, postings: Postings, stems: Callable[[str], list[str]], others: Collection[str]
    ) -> None:
        """Look for `others`; where none of them is known, for what they are surely meant to be."""
        self._postings = postings
        self._stems = stems
        self._others = [word for word in others if word not in FILLERS]

    @cached_property
    def _numbers(self) -> frozenset[int]:
        known = self._known(self._others) or self._known(map(self._surely, self._others))
        return frozenset(self._postings.numbers(min(known)[1])) if known else frozenset()

    def _known(self, words: Iterable[str]) -> list[tuple[int, str]]:
        return [(entries, word) for word in words if (entries := self._postings.frequency(word))]

    def _surely(self, word: str) -> str:
        alone = Company(self._postings, self._stems, ())
        return next((each.words[0] for each in corrected(word, self._postings, self._stems, alone)), word)

    @cached_property
    def _of_all(self) -> frozenset[int]:
        """The entries that have all of the others that are known."""
        known = sorted(self._known(self._others))
        found = self._numbers if known else frozenset()
        for _, word in known[1:]:
            found = found.intersection(self._postings.numbers(word))
        return found

    def keeps(self, *words: str) -> bool:
        """Tell whether an entry has `words` as well, one after the other."""
        return self._are_in(self._numbers, words)

    def completes(self, *words: str) -> bool:
        """Tell whether an entry has them and all other words of the query that are known."""
        return self._are_in(self._of_all, words)

    def _are_in(self, numbers: frozenset[int], words: Sequence[str]) -> bool:
        if not numbers:
            return False
        if len(words) == 1:
            return not numbers.isdisjoint(self._postings.numbers(*words))
        return not numbers.isdisjoint(number for number, _ in self._postings.of_phrase(words))


class _Near(NamedTuple):
    """A word near the one that was typed."""

    together: bool
    quality: float
    entries: int
    word: str

    def is_rival_of(self, best: _Near) -> bool:
        """Tell whether it may have been meant as well as the best."""
        if self.together != best.together or self.quality <= best.quality - _AS_NEAR:
            return False
        return self.together or self.entries * _FAR_RARER >= best.entries


def corrected(
    word: str, postings: Postings, stems: Callable[[str], list[str]], company: Company
) -> list[Candidate]:
    """Return the words that it was meant to be, the likeliest first, with their other endings."""
    believed = _believed(word, postings, company)
    found = [
        Candidate((each.word,), CORRECTED, each.quality)
        for each in believed[:_MOST_CORRECTIONS]
        if each.is_rival_of(believed[0])
    ]
    for each in found[:1]:
        found += [Candidate((other,), CORRECTED, each.quality * _SAME_STEM) for other in stems(each.words[0])]
    return found


def _believed(word: str, postings: Postings, company: Company) -> list[_Near]:
    """Return the words near it for which something speaks: those in company first, then the nearest."""
    most = allowed_errors(word)
    if not most or word.isdigit():
        return []
    near = _one_off(word, postings) or _further_off(word, postings, most)
    rated = [
        (-_closeness(word, other, errors), -entries, other, errors)
        for other, entries, errors in near
        if other not in FILLERS
    ]
    found = [
        _Near(together, -distance, -entries, other)
        for distance, entries, other, errors in sorted(rated)[:_MOST_COMPARED]
        if (together := company.keeps(other)) or is_sure(word, other, errors)
    ]
    return sorted(found, key=lambda each: not each.together)


def corrected_in_company(
    word: str,
    postings: Postings,
    stems: Callable[[str], list[str]],
    company: Company,
    found: Sequence[Candidate],
) -> list[Candidate]:
    """Return the corrections that go together with another word of the query, where nothing found does.

    Where something does, but in no entry that has all the others, those that do are returned. That a long
    word is the beginning of another says little: whoever types so much of it types it to the end.
    """
    long = len(word) >= _SHORTEST_SURE
    telling = [each for each in found if not (long and each.how == PREFIX)]
    kept = any(company.keeps(*each.words) for each in telling)
    if kept and any(company.completes(*each.words) for each in telling):
        return []
    better = corrected(word, postings, stems, company)
    if kept:
        return [each for each in better if company.completes(*each.words)]
    return better if better and company.keeps(*better[0].words) else []


def doubted(word: str, postings: Postings, company: Company) -> Iterator[Candidate]:
    """Yield words one letter off that are so much commoner that a rare word may be a slip for them.

    Less is enough where they, and not the word itself, go together with another word of the query.
    """
    entries = postings.frequency(word)
    if len(word) < _SHORTEST_DOUBTED or not word.isalpha() or entries * _COMMONER > postings.size():
        return
    for other, known, errors in _one_off(word, postings):
        times = known / max(entries, 1)
        if (
            times < _COMMONER_TOGETHER
            or other in FILLERS
            or stem(other) == stem(word)
            or not is_sure(word, other, errors)
        ):
            continue
        quality = _closeness(word, other, errors)
        if _is_better(other, word, company):
            yield Candidate((other,), CORRECTED, quality)
        elif times >= _COMMONER:
            yield Candidate((other,), CORRECTED, quality * _DOUBT)


def _is_better(other: str, word: str, company: Company) -> bool:
    """Tell whether `other`, and not `word`, goes together with the rarest of the others, or with all."""
    if company.keeps(word):
        return company.completes(other) and not company.completes(word)
    return company.keeps(other)


def begun(word: str, postings: Postings) -> Iterator[Candidate]:
    """Yield longer words of which it is the beginning but for one error: `reinfrocem`.

    An error at its end would leave nothing but a shorter beginning.
    """
    lengths = range(len(word) - 1, len(word) + 2) if len(word) >= _SHORTEST_BEGUN else ()
    for other in postings.starting_with(word[:_BEGUN_LIKE], _MOST_LIKE_START):
        starts = (other[:length] for length in lengths)
        if any(_begins_alike(word, start) for start in starts):
            yield Candidate((other,), CORRECTED, QUALITY[PREFIX] - _ERROR_COST)


def _begins_alike(word: str, start: str) -> bool:
    return not start.startswith(word[:-1]) and is_one_off(word, start) and is_sure(word, start, 1)


def is_sure(word: str, other: str, errors: int) -> bool:
    """Tell whether a correction by so many errors needs nothing else to be believed."""
    if sounds_alike(word, other):
        return True
    same_start = word[0] == other[0]
    if errors == 1 and is_one_off(word, other):
        if len(word) < _SHORTEST_SURE:
            return same_start and is_likely_slip(word, other)
        return same_start or len(word) >= _SHORTEST_SURE_AT_FIRST
    if errors == 1:
        return same_start and _is_sure_by_stem(stem(word), stem(other))
    letters = _LETTERS_AN_ERROR_HEARD if same_consonants(word, other) else _LETTERS_AN_ERROR
    return same_start and errors * letters <= len(word)


def _is_sure_by_stem(root: str, base: str) -> bool:
    return len(root) >= _SHORTEST_SURE or len(base) > len(root) or sorted(root) == sorted(base)


def _one_off(word: str, postings: Postings) -> list[tuple[str, int, int]]:
    """Return the words one error away, each with the entries that have it, and 1.

    One error leaves the first half of a word as it is, or the second half but for one letter; so only the
    words that share one of them are looked at.
    """
    half = (len(word) - 1) // 2
    known = postings.sharing(word[:half], word[half + 1 :], len(word) - 1, len(word) + _ENDING)
    near = one_off(word, [other for other, _ in known])
    root = stem(word)
    if allowed_errors(root) > 0:
        stems = {other: stem(other) for other, _ in known}
        near_root = one_off(root, stems.values())
        near.update(other for other, base in stems.items() if base in near_root)
    return [(other, entries, 1) for other, entries in known if other in near]


def _further_off(word: str, postings: Postings, most: int) -> list[tuple[str, int, int]]:
    """Return the words more errors away, each with the entries that have it and the errors.

    Those that begin or end like it are looked at first: a slip at both ends is rare. Where there are none at
    all, one error more is forgiven to words that sound the same.
    """
    if most > 1:
        known = postings.sharing(word[:_LIKE_START], word[-_LIKE_END:], len(word) - most, len(word) + most)
        if near := near_words(word, [each[0] for each in known], most):
            return [(known[at][0], known[at][1], errors) for at, errors in near]
    if len(word) < _SHORTEST_TWICE_WRONG:
        return []
    further = postings.of_length(len(word) - most - 1, len(word) + most + 1)
    near = near_words(word, [each[0] for each in further], most + 1)
    least = min((errors for _, errors in near), default=0)
    return [
        (further[at][0], further[at][1], errors)
        for at, errors in near
        if errors <= most or (least > most and sounds_alike(word, further[at][0]))
    ]


def _closeness(word: str, other: str, errors: int) -> float:
    quality = 0.9 - _ERROR_COST * errors - _FIRST_LETTER_COST * (word[0] != other[0])
    if stem(word) == stem(other):
        quality += _ERROR_COST / 2
    if errors == 1:
        quality -= _UNLIKELY_COST if is_one_off(word, other) and not is_likely_slip(word, other) else 0
        quality -= _BY_STEM_COST if not is_one_off(word, other) else 0
    return quality - 0.2 * errors / max(len(word), 1)
