"""Entries that are read more than once, for formats with an order of their own: too many to hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.model.entry import Entry


@runtime_checkable
class Again(Protocol):
    """Entries that can be read again, all or some of them."""

    def placed(self) -> Iterator[tuple[int, Entry]]:
        """Yield the entries, each with its place."""

    def at(self, places: Iterable[int]) -> Iterator[Entry]:
        """Yield the entries at these places."""


class _Held:
    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)

    def placed(self) -> Iterator[tuple[int, Entry]]:
        return enumerate(self._entries)

    def at(self, places: Iterable[int]) -> Iterator[Entry]:
        return (self._entries[place] for place in places)


def again(entries: Iterable[Entry]) -> Again:
    """Return entries so that they can be read again: what is found in a library as it is, others are held."""
    return entries if isinstance(entries, Again) else _Held(entries)
