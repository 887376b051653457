"""The rows of several files by table, as one process hands them to another and the index takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from readinglist.index.rows import Tables

_ID, _STAMP = 2, slice(3, 7)  # where they stand in a row of the first table


class Batch(NamedTuple):
    """What the index is to keep of some files.

    Attributes:
        tables: the rows of each table, each begins with the position of its file among them, from 0 on.

    """

    tables: Tables

    def ids(self) -> list[str]:
        """Return the ids of the files."""
        return [row[_ID] for row in self.tables["entry"]]

    def stamps(self) -> dict[str, tuple[int, ...]]:
        """Return the stamps of the files, by id."""
        return {row[_ID]: row[_STAMP] for row in self.tables["entry"]}

    def valid(self) -> int:
        """Return how many of them are valid entries."""
        return len(self.tables["field"])
