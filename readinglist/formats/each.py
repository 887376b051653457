"""Entries of which each is written for itself: what is found in a library can be written by two processes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from readinglist.model.entry import Entry

T = TypeVar("T")


@runtime_checkable
class Making(Protocol):
    """Entries that can have something made of each of them."""

    def made(self, make: Callable[[Entry], Any]) -> Iterator[Any]:
        """Yield what `make` makes of each entry, in order."""


def each(entries: Iterable[Entry], make: Callable[[Entry], T]) -> Iterator[T]:
    """Yield what `make` makes of each entry, in order; what that may be is told at `sync.turns.in_turn`."""
    return entries.made(make) if isinstance(entries, Making) else map(make, entries)
