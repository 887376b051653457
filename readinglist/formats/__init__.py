"""Formats: pure text out of entries; one file each, one line in the table."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from readinglist.errors import UsageError
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile

# The name of a format, its module here, and the endings of file names that suggest it.
FORMATS = {
    "markdown": ("markdown", (".md", ".markdown")),
    "json": ("json_array", (".json",)),
    "csv": ("comma", (".csv",)),
}


def guessed(name: str) -> str:
    """Return the format that the ending of a file name suggests, "" if none does."""
    return next((fmt for fmt, (_, endings) in FORMATS.items() if name.lower().endswith(endings)), "")


def written(
    name: str, entries: Iterable[Entry], list_file: ListFile, *, by_date: bool = False
) -> Iterator[str]:
    """Yield the text of `entries` in a format, piece by piece.

    `by_date` tells that they are in order of date, so that those of a year stand together.

    Raises:
        UsageError: if there is no such format.

    """
    known = name.lower() if name.lower() in FORMATS else guessed(f".{name}")
    if not known:
        raise UsageError(f'there is no format "{safe(name)}"', hint=f"formats are {', '.join(FORMATS)}")
    module = import_module(f"readinglist.formats.{FORMATS[known][0]}")
    return module.write(entries, list_file, by_date=by_date)  # type: ignore[no-any-return]
