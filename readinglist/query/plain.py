"""The short way for the most common queries: plain words need no parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readinglist.query.tree import Word, all_of

if TYPE_CHECKING:
    from readinglist.query.tree import Query

_PLAIN = re.compile(r"[A-Za-z0-9\s]*", re.ASCII)
_OPERATORS = frozenset({"OR", "AND", "NOT"})
_MOST = 100
_LONGEST = 1_000  # far below what the parser takes


def plain_words(text: str) -> Query | None:
    """Return what the parser would make of plain ASCII words, None for a text that needs the parser."""
    if len(text) > _LONGEST or not _PLAIN.fullmatch(text):
        return None
    words = text.split()
    if len(words) > _MOST or not _OPERATORS.isdisjoint(words):
        return None
    return all_of([Word(word.lower()) for word in words])
