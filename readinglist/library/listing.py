"""What `find` answers, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.errors import UsageError
from readinglist.query.names import NAMES, Names
from readinglist.text import nearest, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from readinglist.model.entry import Entry

    Row = tuple[int, str]


class Listing:
    """Entries in order: iterating reads them piece by piece, `ids` needs no reading at all."""

    def __init__(
        self, rows: Sequence[Row], total: int, read: Callable[[Sequence[Row]], Iterator[Entry]]
    ) -> None:
        """Hold rows and ids; `total` counts what matched before a limit, `read` reads the entries."""
        self._rows = rows
        self._read = read
        self.total = total

    @property
    def ids(self) -> list[str]:
        """The ids in order."""
        return [entry_id for _, entry_id in self._rows]

    def __len__(self) -> int:
        """Return how many entries there are here, `total` being how many there are without a limit."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entries."""
        return self._read(self._rows)


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
