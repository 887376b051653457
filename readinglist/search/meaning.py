"""What a typed word may have meant: itself, longer words, other endings and spellings, joined or split."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from readinglist.matching import allowed_errors, is_one_off, near_words, sounds_alike
from readinglist.stemming import FILLERS, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from readinglist.index.postings import Postings

EXACT, JOINED, STEM, PREFIX, CORRECTED = "exact", "joined", "stem", "prefix", "corrected"
INITIAL = "initials"
_QUALITY = {EXACT: 1.0, JOINED: 0.9, STEM: 0.85, PREFIX: 0.7}
_ERROR_COST = 0.15
_FIRST_LETTER_COST = 0.15
_BY_STEM_COST = 0.05  # where only the stems are one error apart
_SHORTEST_PREFIX = 3
_MOST_PREFIXES = 40
_MOST_CORRECTIONS = 4
_LONGEST_SPLIT = 40
_MOST_PARTS = 6
_SHORTEST_HALF = 3
_SAME_STEM = 0.9  # what another ending of a corrected word is worth beside it
_SHORTEST_DOUBTED = 5
_COMMONER = 30  # times as many entries
_DOUBT = 0.8
_LIKE_START, _LIKE_END = 1, 3
_BEGUN_LIKE = 2
_SHORTEST_TWICE_WRONG = 5  # letters of a word that may have an error more, if it sounds the same
_ENDING = 3  # letters that an ending adds
_BORDER = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
_THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")
_SHORTEST_BEGUN = 5  # letters of a beginning that may have an error
_MOST_LIKE_START = 1000
_SHORTEST_ROOT = 5  # letters of a stem whose other words are taken in
_MOST_OF_ROOT = 20
_LIKE_ROOT = 0.55  # quality


class Candidate(NamedTuple):
    """Something a typed word may have meant.

    Attributes:
        words: one word of the vocabulary, or several that stand in a row.
        how: which step led to it.
        quality: how much of a real match it is, 0 to 1.

    """

    words: tuple[str, ...]
    how: str
    quality: float


class Term(NamedTuple):
    """A word as it was typed, with its candidates; no candidates: the index knows nothing like it."""

    typed: str
    candidates: list[Candidate]


def meanings(
    typed: Sequence[str],
    postings: Postings,
    stems: Callable[[str], list[str]],
    *,
    exact: Collection[str] = (),
) -> list[Term]:
    """Return a term for each typed word, with what it may have meant in this vocabulary.

    Those of `exact` mean themselves.
    """
    return [
        Term(word, _candidates(at, typed, postings, stems, forgive=word not in exact))
        for at, word in enumerate(typed)
    ]


def _candidates(
    at: int, typed: Sequence[str], postings: Postings, stems: Callable[[str], list[str]], *, forgive: bool
) -> list[Candidate]:
    word = typed[at]
    found = [_candidate(EXACT, word)] if postings.frequency(word) else []
    if not forgive:
        return found
    found += _joined(at, typed, postings)
    if word not in FILLERS or len(typed) == 1:
        found = _forgiven(word, found, postings, stems)
    best: dict[tuple[str, ...], Candidate] = {}
    for candidate in found:
        best.setdefault(candidate.words, candidate)
    return list(best.values())


def _forgiven(
    word: str, found: list[Candidate], postings: Postings, stems: Callable[[str], list[str]]
) -> list[Candidate]:
    """Return what a word may have meant beside what was found, corrected where there is nothing else."""
    found += [_candidate(STEM, other) for other in stems(word) if other != word]
    if len(word) >= _SHORTEST_PREFIX or not found:
        found += [_candidate(PREFIX, longer) for longer in postings.starting_with(word, _MOST_PREFIXES)]
    found = found or _initial_apart(word, postings)
    if found:
        found += [*_in_two(word, postings), *_doubted(word, postings)]
    else:
        found = [*_corrected(word, postings, stems), *_split(word, postings)] or [*_begun(word, postings)]
    if not postings.frequency(word):
        found += [*_of_root(word, postings), *_in_two_after(found, postings)]
    return found


def _in_two_after(found: Sequence[Candidate], postings: Postings) -> Iterator[Candidate]:
    """Yield as two words the first that another ending or a correction led to."""
    for each in found[:1]:
        if each.how in (STEM, CORRECTED):
            for two in _in_two(each.words[0], postings):
                yield two._replace(quality=two.quality * each.quality)


def _candidate(how: str, *found: str) -> Candidate:
    return Candidate(found, how, _QUALITY[how])


def _joined(at: int, typed: Sequence[str], postings: Postings) -> Iterator[Candidate]:
    """Yield words joined or parted otherwise than in the text: `cart pole` is cartpole, `bert2` is bert 2."""
    parts = (_THOUSANDS if typed[at].isdigit() else _BORDER).split(typed[at])
    for found in _runs_of(parts) if len(parts) <= _MOST_PARTS else ():
        if all(map(postings.frequency, found)):
            yield _candidate(JOINED, *found)
    for first in range(max(0, at - 1), min(at + 1, len(typed) - 1)):
        joined = typed[first] + typed[first + 1]
        if postings.frequency(joined):
            yield _candidate(JOINED, joined)


def _runs_of(parts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the ways to put neighbouring parts together into two pieces or more, the fewest first."""
    for cuts in range(1, len(parts)):
        for at in combinations(range(1, len(parts)), cuts):
            ends = (0, *at, len(parts))
            yield tuple("".join(parts[start:end]) for start, end in pairwise(ends))


def _initial_apart(word: str, postings: Postings) -> list[Candidate]:
    """Return a word with its first or last letter set apart, where the text has it so: `gnet` is g net."""
    cuts = [(word[:1], word[1:]), (word[:-1], word[-1:])] if len(word) > _SHORTEST_PREFIX else []
    return [
        _candidate(JOINED, *cut)
        for cut in cuts
        if all(map(postings.frequency, cut)) and postings.of_phrase(cut)
    ]


def _of_root(word: str, postings: Postings) -> Iterator[Candidate]:
    """Yield words that begin with the stem: `interpreting` is near interpretable."""
    root = stem(word)
    if root == word or len(root) < _SHORTEST_ROOT:
        return
    for other in postings.starting_with(root, _MOST_OF_ROOT):
        yield Candidate((other,), STEM, _LIKE_ROOT)


def _in_two(word: str, postings: Postings) -> Iterator[Candidate]:
    """Yield two words of the vocabulary, both of some length, that make up a word which is in it."""
    for cut in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
        if postings.frequency(word[:cut]) and postings.frequency(word[cut:]):
            yield _candidate(JOINED, word[:cut], word[cut:])


def _split(word: str, postings: Postings) -> list[Candidate]:
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
    return [_candidate(JOINED, *found)] if found and len(word) >= 3 * len(found) else []


def _corrected(word: str, postings: Postings, stems: Callable[[str], list[str]]) -> list[Candidate]:
    most = allowed_errors(word)
    if not most or word.isdigit():
        return []
    near = _one_off(word, postings) or _further_off(word, postings, most)
    rated = [
        (
            _closeness(word, other, errors) - _BY_STEM_COST * (errors == 1 and not is_one_off(word, other)),
            entries,
            other,
        )
        for other, entries, errors in near
        if other not in FILLERS
    ]
    rated.sort(key=lambda row: (-row[0], -row[1], row[2]))
    best = rated[0][0] if rated else 0
    found = [
        Candidate((other,), CORRECTED, quality)
        for quality, _, other in rated[:_MOST_CORRECTIONS]
        if quality > best - 0.2
    ]
    for each in found[:1]:
        found += [Candidate((other,), CORRECTED, each.quality * _SAME_STEM) for other in stems(each.words[0])]
    return found


def _doubted(word: str, postings: Postings) -> Iterator[Candidate]:
    """Yield words one letter off that are so much commoner that a very rare word may be a slip for them."""
    entries = postings.frequency(word)
    if len(word) < _SHORTEST_DOUBTED or not word.isalpha() or entries * _COMMONER > postings.size():
        return
    for other, known, errors in _one_off(word, postings):
        if known >= max(entries, 1) * _COMMONER and other not in FILLERS and stem(other) != stem(word):
            yield Candidate((other,), CORRECTED, _closeness(word, other, errors) * _DOUBT)


def _one_off(word: str, postings: Postings) -> list[tuple[str, int, int]]:
    """Return the words one error away, each with the entries that have it, and 1.

    One error leaves the first half of a word as it is, or the second half but for one letter; so only the
    words that share one of them are looked at.
    """
    half = (len(word) - 1) // 2
    root = stem(word)
    known = postings.sharing(word[:half], word[half + 1 :], len(word) - 1, len(word) + _ENDING)
    return [
        (other, entries, 1)
        for other, entries, base in known
        if is_one_off(word, other) or (base != root and is_one_off(root, base))
    ]


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


def _begun(word: str, postings: Postings) -> Iterator[Candidate]:
    """Yield longer words of which it is the beginning but for one error: `reinfrocem`."""
    lengths = range(len(word) - 1, len(word) + 2) if len(word) >= _SHORTEST_BEGUN else ()
    for other in postings.starting_with(word[:_BEGUN_LIKE], _MOST_LIKE_START):
        if any(is_one_off(word, other[:length]) for length in lengths):
            yield Candidate((other,), CORRECTED, _QUALITY[PREFIX] - _ERROR_COST)


def _closeness(word: str, other: str, errors: int) -> float:
    quality = 0.9 - _ERROR_COST * errors - _FIRST_LETTER_COST * (word[0] != other[0])
    if stem(word) == stem(other):
        quality += _ERROR_COST / 2
    return quality - 0.2 * errors / max(len(word), 1)
