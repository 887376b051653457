"""Names as people type them: an initial for a first name, oe for ö, an author and a year in one word."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from readinglist.index.weights import FIRST_AUTHOR
from readinglist.search.candidate import JOINED, NAME, SPELT, candidate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from readinglist.index.postings import Postings
    from readinglist.search.candidate import Candidate

# A vowel with a mark is folded to the vowel alone, where many write two letters: ä, ö, ü, ø, å.
_TWO_FOR_ONE = {"ae": "a", "oe": "o", "ue": "u", "aa": "a"}
_ONE_FOR_TWO = {"a": ("ae", "aa"), "o": ("oe",), "u": ("ue",)}
_TWO = re.compile("|".join(_TWO_FOR_ONE))
_SHORTEST_SPELT = 5  # letters of a word that is no name
_LONGEST_SPELT = 30
_SHORTHAND = re.compile(r"([^\W\d_]{2,})(\d{4}|\d{2})([^\W\d_]*)")
_ALMOST_NEXT_CENTURY = 70
_MOST_NAMED_SO = 1000  # entries that are looked through for names
_MOST_NAMES = 6
_DIGITS_OF_YEAR = 2
_OTHERS = ("et", "al")


def without_others(typed: Sequence[str], exact: Collection[str]) -> list[str]:
    """Return words without the "et al" that stands for authors whom nobody names; those of `exact` stay.

    >>> without_others(["schulman", "et", "al", "2017"], ())
    ['schulman', '2017']
    """
    for at, pair in enumerate(pairwise(typed)):
        if pair == _OTHERS != tuple(typed) and set(pair).isdisjoint(exact):
            return [*typed[:at], *typed[at + 2 :]]
    return list(typed)


def spelt_otherwise(word: str, postings: Postings) -> Iterator[Candidate]:
    """Yield a word of the vocabulary that has ö, ä, ü or å written the other way: `mueller` is Müller.

    The index has such letters without their marks. Both have to be names of authors; a word that is not
    known, and no short one, may also be another.
    """
    if len(word) > _LONGEST_SPELT or not word.isalpha():
        return
    known = postings.frequency(word) > 0
    if known and not _is_name(word, postings):
        return
    for other in dict.fromkeys(_spellings(word)):
        if postings.frequency(other) and (_is_name(other, postings) or (not known and _is_long(word))):
            yield candidate(SPELT, other)


def _is_name(word: str, postings: Postings) -> bool:
    return any(True for _ in postings.authors(word, 1))


def is_mostly_name(word: str, postings: Postings) -> bool:
    """Tell whether most entries that have `word` have it among their authors, and not in the title."""
    if not 0 < postings.frequency(word) <= _MOST_NAMED_SO:
        return False
    places = postings.of(word).values()
    columns = [each.split(",") for each in places]
    named = (FIRST_AUTHOR in each or "authors" in each for each in columns if "title" not in each)
    return 2 * sum(named) > len(columns)


def year_beside(at: int, typed: Sequence[str], postings: Postings) -> list[Candidate]:
    """Return the year of which an author's neighbour is the last two digits: `hinton 06`."""
    word = typed[at]
    if len(word) != _DIGITS_OF_YEAR or not word.isdecimal() or not postings.frequency(year_of(word)):
        return []
    neighbours = [*typed[max(0, at - 1) : at], *typed[at + 1 : at + 2]]
    named = any(is_mostly_name(each, postings) for each in neighbours)
    return [candidate(SPELT, year_of(word))] if named else []


def _is_long(word: str) -> bool:
    return len(word) >= _SHORTEST_SPELT


def _spellings(word: str) -> Iterator[str]:
    yield from (word[: at.start()] + _TWO_FOR_ONE[at[0]] + word[at.end() :] for at in _TWO.finditer(word))
    if _TWO.search(word):
        yield _TWO.sub(lambda at: _TWO_FOR_ONE[at[0]], word)
    for at, letter in enumerate(word):
        yield from (word[:at] + two + word[at + 1 :] for two in _ONE_FOR_TWO.get(letter, ()))


def written_out(word: str, postings: Postings) -> list[str]:
    """Return the words that a shorthand stands for, `hinton06fast`: hinton, 2006 and fast; else `word`."""
    parts = _SHORTHAND.fullmatch(word)
    if parts is None or postings.frequency(word) or not _is_name(parts[1], postings):
        return [word]
    family, year, rest = parts.groups()
    return [family, year_of(year), *([rest] if rest else [])]


def year_of(digits: str) -> str:
    """Return the year of which these are all digits or the last two.

    >>> year_of("97"), year_of("17"), year_of("2017")
    ('1997', '2017', '2017')
    """
    if len(digits) > 2:  # noqa: PLR2004 - the last two digits of a year
        return digits
    return f"{'19' if int(digits) > _ALMOST_NEXT_CENTURY else '20'}{digits}"


def with_family_name(at: int, typed: Sequence[str], postings: Postings) -> list[Candidate]:
    """Return the names that a single letter beside a family name stands for: `a lovelace` is Ada Lovelace."""
    if len(typed[at]) != 1 or not typed[at].isalpha():
        return []
    neighbours = [*typed[at + 1 : at + 2], *typed[max(0, at - 1) : at]]
    families = [word for word in neighbours if len(word) > 1 and word.isalpha()]
    names = Counter(name for family in families for name in _names(typed[at], family, postings))
    found = [candidate(NAME, *name) for name, _ in names.most_common(_MOST_NAMES)]
    # What looks like an initial may belong to the word: x ray.
    phrase = typed[at : at + 2]
    if found and len(phrase) > 1 and postings.of_phrase(phrase):
        found.append(candidate(JOINED, *phrase))
    return found


def _names(initial: str, family: str, postings: Postings) -> Iterator[tuple[str, ...]]:
    """Yield the names of authors from the one that begins with the letter to the family name, the last."""
    for authors in postings.authors(family, _MOST_NAMED_SO):
        for name in (author.split() for author in authors):
            if name[-1:] == [family]:
                start = next((i for i, part in enumerate(name[:-1]) if part.startswith(initial)), None)
                if start is not None:
                    yield tuple(name[start:])
