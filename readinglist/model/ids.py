"""Ids: what one looks like, and how one is made from author, year and title."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from readinglist.text import fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{0,127}", re.ASCII)
# Words that tell nothing about a paper when they open its title.
_FUNCTION_WORDS = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "do", "does", "for", "from", "how", "in", "is", "it",
    "its", "of", "on", "or", "our", "some", "that", "the", "their", "these", "this", "to", "towards",
    "toward", "via", "we", "what", "when", "where", "which", "why", "with",
})  # fmt: skip
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
# In these letters the family name comes first.
_FAMILY_FIRST = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af][ \u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]*"
_MAX_PART = 40
# What an id starts with where no Latin letter or digit is in the author's name and the title.
_UNTITLED = "untitled"
_TITLE_WORDS = 3


def is_id(text: str) -> bool:
    """Tell whether `text` follows the rule for ids."""
    return ID_PATTERN.fullmatch(text) is not None


def make_id(authors: Sequence[str], date: str | None, title: str) -> str:
    """Return an id of first author's family name, year and first telling word of the title.

    Words equal to the author are passed over. Without an author: the first telling words of the title.

    >>> make_id(["John Schulman", "Filip Wolski"], "2017-07", "Proximal Policy Optimization")
    'schulman2017proximal'
    """
    family = _letters(family_name(authors[0])) if authors else ""
    year = date[:4] if date else ""
    told = _telling_words(title, family)
    if family:
        return f"{family}{year}{told[0] if told else ''}"
    return "-".join(told[:_TITLE_WORDS]) or f"{_UNTITLED}{year}"


def is_untitled(entry_id: str) -> bool:
    """Tell whether an id was made where neither author nor title had a letter for it."""
    return re.fullmatch(rf"{_UNTITLED}(\d{{4}})?(-[a-z]+)?", entry_id) is not None


def next_free(wanted: str, taken: Container[str]) -> str:
    """Return `wanted`, or where it is taken the first of `wanted-b`, `wanted-c`, ... that is not."""
    if wanted not in taken:
        return wanted
    return next(each for n in count(1) if (each := f"{wanted}-{_letter(n)}") not in taken)


def family_name(author: str) -> str:
    """Return the family name of an author written as `Given Family` or `Family, Given`.

    In the letters of East Asia it is the first.

    >>> [family_name(name) for name in ("Paul F. Christiano", "van der Berg, Jan", "Sammy Davis Jr.")]
    ['Christiano', 'van der Berg', 'Davis']
    """
    before, comma, _ = author.partition(",")
    if comma and before.strip():
        return before.strip()
    parts = author.split()
    if is_family_first(author):
        return parts[0]
    while len(parts) > 1 and is_suffix(parts[-1]):
        parts.pop()
    return parts[-1] if parts else ""


def is_family_first(author: str) -> bool:
    """Tell whether a name is in the letters of East Asia, in which the family name comes first."""
    return not author.isascii() and re.fullmatch(_FAMILY_FIRST, author) is not None


def is_suffix(word: str) -> bool:
    """Tell whether a word stands behind a name and belongs to neither of its parts: `Jr.`, `III`."""
    return word.rstrip(".").lower() in _SUFFIXES


def _telling_words(title: str, family: str) -> list[str]:
    found = [_letters(part) for part in re.split(r"[^\w'’²³-]+", title)]
    told = [word for word in found if word and word != family]
    return [word for word in told if word not in _FUNCTION_WORDS] or told


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text))[:_MAX_PART]


def _letter(number: int) -> str:
    """Count b, c, ... z, aa, ab, ...: the second of an id is its `-b`."""
    letters = ""
    while number >= 0:
        number, rest = divmod(number, 26)
        letters = chr(ord("a") + rest) + letters
        number -= 1
    return letters
