"""JSON: the same array that `list --json` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.model.objects import array, as_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile


def write(entries: Iterable[Entry], list_file: ListFile, *, by_date: bool) -> Iterator[str]:  # noqa: ARG001 - one signature for all formats
    """Yield the text."""
    return array(map(as_object, entries))
