"""Values with spaces that were typed without quotes, so that a query asks for something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readinglist.index.values import values
from readinglist.query.names import Names
from readinglist.text import fold

if TYPE_CHECKING:
    from readinglist.index import Index

# A field with a value and the plain words after it, none of them in quotes.
_TERM = r"""(?:^|(?<=[\s(!-]))([a-zA-Z]+):=?([^\s():",]+(?: +[^\s():",+@!=-][^\s():",]*(?=[\s)]|$))+)"""
_FIELDS = ("areas", "tags", "authors")


def unquoted(index: Index, query: str) -> str:
    """Return the term with quotes that `query` has without, where some entry has its value; else "".

    `area:Human feedback` asks for the area Human and the word feedback; `area:"Human feedback"` was meant.
    """
    for name, value in re.findall(_TERM, query):
        field = Names(()).field(name)
        if field in _FIELDS and (meant := _longest(index, field, value.split())):
            return f'{name}:"{meant}"'
    return ""


def _longest(index: Index, field: str, words: list[str]) -> str:
    """Return the most words, two at least, that are together a value of the field."""
    known = {fold(value) for value, _ in values(index, field, fold(words[0]))}
    texts = (" ".join(words[:length]) for length in range(len(words), 1, -1))
    return next((text for text in texts if fold(text) in known), "")
