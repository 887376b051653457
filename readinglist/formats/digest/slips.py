"""Slips of copying in titles, where the text below shows that they are some."""

from __future__ import annotations

import re

from readinglist.stemming import stem
from readinglist.text import words

# Of a long word with a capital before it: names like FNet and LSTMs are none.
_STRAY = re.compile(r"([A-Z])([A-Z][a-z]{4,})\b")
_LETTERS = 5


def may_be_stray(title: str) -> bool:
    """Tell whether a title begins with two capitals of which the first could be a slip."""
    return _STRAY.match(title) is not None


def without_stray(title: str, text: str) -> str:
    """Return a title without a capital that got stuck to its first word.

    It is one where the text about the title has that word in any form without the letter, and never with it.

    >>> without_stray("SMelting glaciers", "How they melt."), without_stray("QLearning", "Q-learning learns.")
    ('Melting glaciers', 'QLearning')
    """
    match = _STRAY.match(title)
    if match is None or not text:
        return title
    rest = f"{title[match.end() :]} {text}"
    if re.search(rf"\b{match[1]}[-\s]*{match[2][:_LETTERS]}", rest, re.IGNORECASE):
        return title
    return title[1:] if stem(match[2].lower()) in map(stem, words(text)) else title
