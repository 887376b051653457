"""Initials of a part of a title: `fim` is "fill in the middle". All titles are read for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readinglist.search.candidate import INITIAL, candidate
from readinglist.stemming import FILLERS

if TYPE_CHECKING:
    from readinglist.index.postings import Postings
    from readinglist.search.candidate import Candidate

_SHORTEST, _LONGEST = 3, 5  # letters; longer ones are those of whole titles
_MOST = 40


def of_parts(word: str, postings: Postings) -> list[Candidate]:
    """Return the words in a row that have these initials in some title; small words may be left out."""
    if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
        return []
    runs = _runs(word)
    found = dict.fromkeys(tuple(run[0].split()) for title in postings.titles() if (run := runs.search(title)))
    return [candidate(INITIAL, *words) for words in list(found)[:_MOST]]


def _runs(letters: str) -> re.Pattern[str]:
    small = "|".join(sorted(FILLERS))
    return re.compile(r"(?<![^ ])" + rf"(?: +(?:{small}))* +".join(rf"{letter}[^ ]*" for letter in letters))
