"""How near two words or titles are; the only home of rapidfuzz, imported only when something is not known."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from readinglist.text import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

# So many texts are made in the time that it takes to compare two words.
_MADE = 8
_SHORTEST_CORRECTED = 4
_TWO_ERRORS_FROM = 7
_THREE_ERRORS_FROM = 12
_SHORTEST_NEAR = 3
_LETTERS_A_SLIP = 20
_SHORTEST_COPY = 8
_MOST_SLIPS = 3
# What makes the opposite of a word, or another one.
_PREFIXES = frozenset(("a", "de", "dis", "im", "in", "ir", "non", "re", "un"))
# Numbers, also Roman ones, and letters that serve as such.
_NUMBERS = r"\d+|\b[ivx]+\b|\b\w$"
_VOWELS = "aeiouy"
_SOUNDS = (
    *(("tion", "shn"), ("sion", "shn"), ("ght", "t"), ("gue", "g"), ("ph", "f")),
    *(("ck", "k"), ("qu", "kw"), ("ch", "k"), ("x", "ks")),
)
# Letters that are taken for each other, and those that are not heard within a word.
_HEARD = str.maketrans("czqjvy", "kskgfi")
_SILENT = str.maketrans("", "", "hw")
_WITHOUT_VOWELS = str.maketrans("", "", _VOWELS)


def allowed_errors(word: str) -> int:
    """Return how many letters of a word may be wrong: none under four letters, more in longer words."""
    length = len(word)
    return (length >= _SHORTEST_CORRECTED) + (length >= _TWO_ERRORS_FROM) + (length >= _THREE_ERRORS_FROM)


def is_one_off(word: str, other: str) -> bool:
    """Tell whether two words differ by one error of the optimal string alignment distance.

    >>> is_one_off("glacier", "galcier"), is_one_off("glacier", "glaciers"), is_one_off("glacier", "glacier")
    (True, True, False)
    """
    start = _shared(word, other)
    rest, left = word[start:], other[start:]
    end = _shared(rest[::-1], left[::-1])
    rest, left = rest[: len(rest) - end], left[: len(left) - end]
    # What is left in the middle: a letter in one or in both of them, or two that are swapped.
    return max(len(rest), len(left)) == 1 or (len(rest) == len(left) == 2 and rest == left[::-1])  # noqa: PLR2004


def one_off(word: str, others: Collection[str]) -> set[str]:
    """Return those of `others` that differ from `word` by one error, as `is_one_off` tells.

    >>> sorted(one_off("glacier", ["galcier", "glacier", "glaciers", "glance"]))
    ['galcier', 'glaciers']
    """
    letters = set("".join(others))
    # There are about two texts for each letter at each place. Many words are sooner looked up in these than
    # compared one after the other, unless the word is long or the letters are many.
    if 2 * len(letters) * len(word) < _MADE * len(others):
        return _one_error_from(word, letters).intersection(others)
    return {other for other in others if is_one_off(word, other)}


def _one_error_from(word: str, letters: Iterable[str]) -> set[str]:
    """Return all that one error makes of `word`, with these letters."""
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {start + rest[1:] for start, rest in parts[:-1]}
    found.update(start + rest[1] + rest[0] + rest[2:] for start, rest in parts[:-2])
    for letter in letters:
        found.update(start + letter + rest for start, rest in parts)
        found.update(start + letter + rest[1:] for start, rest in parts[:-1])
    return found - {word}


def _shared(word: str, other: str) -> int:
    """Return with how many of the same letters two words begin."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(word), len(other)))


def near_words(word: str, choices: Sequence[str], most: int) -> list[tuple[int, int]]:
    """Return the positions in `choices` of the words within `most` errors of `word`, each with its errors.

    Errors are those of the optimal string alignment distance (Damerau 1964 without repeated edits): a letter
    missing, doubled, wrong, or two neighbours swapped.
    """
    from rapidfuzz import process  # noqa: PLC0415 - costs as much as half a start-up
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - 17 ms, and most words are known

    found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(position, int(errors)) for _, errors, position in found]


def is_likely_slip(word: str, other: str) -> bool:
    """Tell whether one error that makes `word` out of `other` is one that fingers and ears make most.

    Two letters swapped, one missing or doubled, or a vowel for a vowel.

    >>> is_likely_slip("mtoh", "moth"), is_likely_slip("mooth", "moth"), is_likely_slip("math", "moth")
    (True, True, True)
    >>> is_likely_slip("mosh", "moth"), is_likely_slip("mosth", "moth")
    (False, False)
    """
    if len(word) < len(other) or sorted(word) == sorted(other):
        return True
    at = _shared(word, other)
    if len(word) > len(other):
        return at > 0 and word[at] == word[at - 1]
    return {word[at], other[at]} <= set(_VOWELS)


def sounds_alike(word: str, other: str) -> bool:
    """Tell whether two words are said the same.

    A rough key in the spirit of the phonetic ones (Soundex, Russell 1918), for words that are near as well.

    >>> sounds_alike("fisicks", "physics"), sounds_alike("debate", "debut")
    (True, False)
    """
    return _sound(word) == _sound(other)


def same_consonants(word: str, other: str) -> bool:
    """Tell whether two words have the same consonants by their sound, in any order.

    >>> same_consonants("fusicks", "physics"), same_consonants("physics", "ethics")
    (True, False)
    """
    return sorted(_sound(word).translate(_WITHOUT_VOWELS)) == sorted(_sound(other).translate(_WITHOUT_VOWELS))


def _sound(word: str) -> str:
    for letters, sound in _SOUNDS:
        word = word.replace(letters, sound)
    heard = word[0] + word[1:].removesuffix("e").translate(_SILENT)
    heard = heard.translate(_HEARD)
    return "".join(letter for letter, before in zip(heard, " " + heard, strict=False) if letter != before)


def near_values(typed: str, values: Sequence[str], limit: int) -> list[int]:
    """Return the positions of the values that look like `typed`, whole or in as many words, nearest first.

    Spaces, hyphens and other marks between words are alike; among equals the order of `values` holds.
    """
    wanted = words(typed)
    text = " ".join(wanted)
    if len(text) < _SHORTEST_NEAR:
        return []
    runs = [(run, at) for at, value in enumerate(values) for run in _runs(words(value), len(wanted))]
    near = near_words(text, [run for run, _ in runs], max(allowed_errors(text), 1))
    near.sort(key=lambda found: (found[1], runs[found[0]][1]))
    return list(dict.fromkeys(runs[position][1] for position, _ in near))[:limit]


def _runs(parts: Sequence[str], length: int) -> Iterator[str]:
    """Yield a value as a whole, and each run of so many of its words."""
    yield " ".join(parts)
    for start in range(len(parts) - length + 1):
        yield " ".join(parts[start : start + length])


def titles_alike(title: str, titles: Sequence[str], least: float) -> list[int]:
    """Return the positions of the titles whose words are at least so alike (indel similarity, 0 to 1)."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - 17 ms, and most words are known

    typed = " ".join(words(title))
    if not typed:  # it would be like every other title without words
        return []
    folded = [" ".join(words(each)) for each in titles]
    found = process.extract(typed, folded, scorer=fuzz.ratio, score_cutoff=least * 100, limit=5)
    return [position for _, _, position in found]


def squeezed(title: str) -> str:
    """Return the letters and digits of a title alone; where it has none, all of it, folded.

    >>> squeezed("Scaling laws for over-optimization") == squeezed("Scaling Laws for Overoptimization")
    True
    """
    return "".join(words(title)) or " ".join(title.casefold().split())


class Copies:
    """Titles that are found again by bad copies of them.

    A letter may be missing, too many, wrong or swapped with the next: one, from forty letters on two, from
    sixty on three; none in fewer than eight. No number is a slip, nor what makes the opposite of a word.

    Each title is cut into more pieces than so many slips can touch, so that a copy has one of them unharmed,
    and only titles with such a piece are compared. One slip touches two pieces at most: two swapped letters.
    """

    def __init__(self, titles: Sequence[str]) -> None:
        """Cut the titles into pieces."""
        self._titles = titles
        self._squeezed = list(map(squeezed, titles))
        self._lengths = set(map(len, self._squeezed))
        self._having: dict[tuple[int, int, str], list[int]] = defaultdict(list)
        for at, text in enumerate(self._squeezed):
            for start, end in _pieces(len(text)):
                self._having[len(text), start, text[start:end]].append(at)

    def of(self, title: str) -> list[tuple[int, int]]:
        """Return the positions of the titles that `title` may be a copy of, in order, each with its slips."""
        wanted = squeezed(title)
        most = _slips(len(wanted))
        near = sorted({at for key in self._keys(wanted, most) for at in self._having.get(key, ())})
        if not near:
            return []
        from rapidfuzz import process  # noqa: PLC0415 - 17 ms, and most titles are copied well
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

        choices = [self._squeezed[at] for at in near]
        found = process.extract(wanted, choices, scorer=OSA.distance, score_cutoff=most, limit=None)
        good = sorted((near[position], int(errors)) for _, errors, position in found)
        typed = words(title)
        return [(at, errors) for at, errors in good if _may_be_slips(typed, words(self._titles[at]))]

    def _keys(self, wanted: str, most: int) -> Iterator[tuple[int, int, str]]:
        """Yield where a title within so many slips of `wanted` can have a piece of it."""
        for length in self._lengths.intersection(range(len(wanted) - most, len(wanted) + most + 1)):
            for start, end in _pieces(length):
                for shift in range(-min(most, start), most + 1):
                    yield length, start, wanted[start + shift : end + shift]


def _slips(length: int) -> int:
    """Return how many slips a copy of so many letters may have."""
    return min(max(length // _LETTERS_A_SLIP, 1), _MOST_SLIPS) if length >= _SHORTEST_COPY else 0


def _pieces(length: int) -> Iterator[tuple[int, int]]:
    """Return where each piece of a title of so many letters begins and ends."""
    number = 2 * _slips(length + _MOST_SLIPS) + 1
    return pairwise(length * at // number for at in range(number + 1))


def _may_be_slips(typed: Sequence[str], other: Sequence[str]) -> bool:
    if re.findall(_NUMBERS, " ".join(typed)) != re.findall(_NUMBERS, " ".join(other)):
        return False
    if len(typed) != len(other):
        return True
    return all(a == b or _is_slip(a, b) for a, b in zip(typed, other, strict=True))


def _is_slip(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    if len(long) == 1 or (len(short) >= _SHORTEST_CORRECTED and long.removesuffix(short) in _PREFIXES):
        return False
    return bool(near_words(short, [long], max(allowed_errors(short), 1)))
