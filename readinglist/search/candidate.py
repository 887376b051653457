"""What a typed word may have meant, and how it came to be thought of."""

from __future__ import annotations

from typing import NamedTuple

EXACT, JOINED, SPELT, STEM, PREFIX, CORRECTED = "exact", "joined", "spelling", "stem", "prefix", "corrected"
NAME, INITIAL = "name", "initials"
# How much of a real match each is, 0 to 1; a correction counts less for each error.
QUALITY = {EXACT: 1.0, NAME: 1.0, JOINED: 0.9, SPELT: 0.9, STEM: 0.85, PREFIX: 0.7, INITIAL: 0.6}


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


def candidate(how: str, *found: str) -> Candidate:
    """Return these words as what was meant, with the quality that is usual for `how`."""
    return Candidate(found, how, QUALITY[how])
