"""What to say where nothing matches a query: which term rules everything out, and what finds something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readinglist.errors import ReadinglistError
from readinglist.text import cut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from readinglist.library import Library

_TERM = re.compile(r'(?:[^\s"]|"[^"]*")+')
_MOST_TERMS = 8


def without(query: str, total: Callable[[str], int]) -> str:
    """Return without which terms of a query there is something, and how much; "" where that is of none.

    `total` counts what a query finds.
    """
    terms = _TERM.findall(query)
    if not 1 < len(terms) <= _MOST_TERMS or not {"OR", "NOT"}.isdisjoint(terms) or re.search(r"[()]", query):
        return ""
    found = [(term, _count(total, [*terms[:at], *terms[at + 1 :]])) for at, term in enumerate(terms)]
    told = [
        f"without {cut(term)} there {'is' if count == 1 else 'are'} {count}" for term, count in found if count
    ]
    return ", ".join(told)


def _count(total: Callable[[str], int], terms: list[str]) -> int:
    try:
        return total(" ".join(terms))
    except ReadinglistError:  # half of a term that has two parts
        return 0


def reasons(library: Library, query: str) -> Iterator[str]:
    """Yield what to say of a query that matches nothing, a line each."""
    if not query.strip():
        yield "the list is empty"
        return
    unknown = library.unknown(query)
    yield from map(str, unknown)
    if not unknown:
        hints = (
            meant(library, query),
            without(query, lambda rest: _matching(library, rest)),
            _search(library, query),
        )
        hint = next(filter(None, hints), "")
        yield f"nothing matches; {hint}" if hint else "nothing matches"


def meant(library: Library, query: str) -> str:
    """Return the question whether a query was meant to have other words, "" where they find nothing."""
    better = library.corrected(query)
    return f"did you mean {better}?" if better and _matching(library, better) else ""


def _search(library: Library, query: str) -> str:
    found = library.search(query, limit=1).total
    return "`readinglist search` forgives more, and finds something" if found else ""


def _matching(library: Library, query: str) -> int:
    return library.find(query, limit=0).total
