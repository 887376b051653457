"""What `find` and `search` answer, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from readinglist.errors import UsageError
from readinglist.query.names import NAMES, Names
from readinglist.text import nearest, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from readinglist.model.entry import Entry
    from readinglist.search import Reason

    Row = tuple[int, str]
    Read = Callable[[Sequence[Row]], Iterator[Entry]]
    Made = Callable[[Sequence[Row], Callable[[Entry], Any]], Iterator[Any]]

T = TypeVar("T")


class Rows:
    """Entries that were found, in order: they are read piece by piece, `ids` needs no reading at all."""

    def __init__(self, rows: Sequence[Row], read: Read) -> None:
        """Hold rows and ids; `read` reads their entries."""
        self._rows = rows
        self._read = read

    @property
    def ids(self) -> list[str]:
        """The ids in order."""
        return [entry_id for _, entry_id in self._rows]

    def __len__(self) -> int:
        """Return how many entries there are here."""
        return len(self._rows)

    def placed(self) -> Iterator[tuple[int, Entry]]:
        """Yield the entries, each with its place; one that is gone by now has none."""
        places = enumerate(self._rows)
        for entry in self._read(self._rows):
            yield next(place for place, (_, entry_id) in places if entry_id == entry.id), entry

    def at(self, places: Iterable[int]) -> Iterator[Entry]:
        """Yield the entries at these places."""
        return self._read([self._rows[place] for place in places])


class Listing(Rows):
    """Entries in the order that was asked for.

    Attributes:
        total: how many matched, without a limit.

    """

    def __init__(self, rows: Sequence[Row], total: int, read: Read, make: Made) -> None:
        """Hold rows and ids; see `Rows`. `make` makes something of each of their entries."""
        super().__init__(rows, read)
        self.total = total
        self._make = make

    def made(self, make: Callable[[Entry], T]) -> Iterator[T]:
        """Yield what `make` makes of each entry; what that may be is told at `sync.turns.in_turn`.

        Of many entries a second process makes a part, so `make` may do nothing else.
        """
        return self._make(self._rows, make)

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entries."""
        return self._read(self._rows)


class Hits(Rows):
    """What a search found, the best first.

    Attributes:
        scores: the score of each.

    """

    def __init__(
        self, rows: Sequence[Row], scores: Sequence[float], reasons: Sequence[Reason], read: Read
    ) -> None:
        """Hold rows and ids with their scores, and with why they have them, where that was asked for."""
        super().__init__(rows, read)
        self.scores = scores
        self._reasons = reasons

    def __iter__(self) -> Iterator[tuple[float, Entry]]:
        """Yield scores and entries."""
        return ((self.scores[place], entry) for place, entry in self.placed())

    def explained(self) -> Iterator[tuple[float, Entry, Reason]]:
        """Yield scores and entries with why each has its score."""
        for place, entry in self.placed():
            yield self.scores[place], entry, _in_fields(self._reasons[place], entry)


def _in_fields(reason: Reason, entry: Entry) -> Reason:
    """Return a reason with the fields of the entry in which its words stand."""
    from readinglist.search.placing import field_of  # noqa: PLC0415 - only where that is shown

    matches = [match._replace(field=field_of(entry, match)) for match in reason.matches]
    return reason._replace(matches=tuple(matches))


def sort_keys(sort: str) -> list[tuple[str, bool]]:
    """Return the field names of an order, each with whether it descends.

    Raises:
        UsageError: if a name is no field to sort by.

    """
    keys = []
    for part in filter(None, (each.strip() for each in sort.split(","))):
        typed = part.removeprefix("-").strip()
        name = Names(()).field(typed)
        if name is None:
            hint = nearest(typed, NAMES) or f"sort by {', '.join(NAMES)}"
            raise UsageError(f'cannot sort by "{safe(typed)}"', hint=hint)
        keys.append((name, part.startswith("-")))
    return keys
