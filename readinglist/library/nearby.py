"""Which entries are near one, read with the words that they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.library.listing import Rows
from readinglist.query.tree import Equals
from readinglist.search.similar import similar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readinglist.index import Index
    from readinglist.library.library import Library
    from readinglist.library.listing import Read
    from readinglist.model.entry import Entry
    from readinglist.search.similar import Near


class Neighbour(NamedTuple):
    """An entry that is near another.

    Attributes:
        entry: the entry.
        score: how near, 0 to 1.
        words: what both have, the most telling first.
        distinct: whether one of the two says, by `distinct_from`, that it is not the other.

    """

    entry: Entry
    score: float
    words: tuple[str, ...]
    distinct: bool


class Neighbours(Rows):
    """The entries that are near one, nearest first.

    Attributes:
        entry: the one that they are near.
        total: how many there are without a limit.

    """

    def __init__(
        self, entry: Entry, rows: Sequence[tuple[int, str]], near: Sequence[Near], read: Read
    ) -> None:
        """Hold rows and ids of those that are shown, and all that are `near`; see `Rows`."""
        super().__init__(rows, read)
        self.entry = entry
        self.total = len(near)
        self._near = near

    def __iter__(self) -> Iterator[Neighbour]:
        """Yield the neighbours."""
        for place, entry in self.placed():
            distinct = entry.id in self.entry.distinct_from or self.entry.id in entry.distinct_from
            yield Neighbour(entry, self._near[place].score, self._near[place].words, distinct)


def neighbours(library: Library, index: Index, entry_id: str, status: str, limit: int | None) -> Neighbours:
    """Return the entries near the one of this id; see `Library.similar`."""
    row = index.row_of(entry_id)
    entry = library.read(entry_id) if row is None else next(index.entries([row]))
    within = {number for number, _ in index.rows(Equals("status", (status,)), [])} if status else None
    near = similar(index, entry, within=within)
    names = index.names([each.number for each in near[:limit]])
    return Neighbours(
        entry, [(each.number, names[each.number]) for each in near[:limit]], near, library.entries_of
    )
