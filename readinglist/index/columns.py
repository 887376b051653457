"""Values of many entries at once, out of the columns of the index: no entry is read for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.index.schema import ITEM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readinglist.index.database import Index


class Known(NamedTuple):
    """What the index knows of an entry's reading.

    Attributes:
        number: the row.
        id: its id.
        status: its status.
        priority: its priority.
        added: the day it came into the list.
        pages: how many pages it has.
        rating: its rating.
        areas: its areas, folded.
        date: its date, as a day.
        latest: the last day in its log.

    """

    number: int
    id: str
    status: str
    priority: str
    added: str | None
    pages: int | None
    rating: int | None
    areas: tuple[str, ...]
    date: str | None
    latest: str | None


def known(index: Index) -> Iterator[Known]:
    """Yield what the index knows of each entry."""
    sql = "SELECT number, id, status, priority, added, pages, rating, areas, date, latest FROM field"
    for row in index.connection.execute(sql):
        yield Known._make((*row[:7], _items(row[7]), *row[8:]))


def _items(text: str | None) -> tuple[str, ...]:
    return tuple(text.strip(ITEM).split(ITEM)) if text else ()
