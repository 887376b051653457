"""JSON: the same array that `list --json` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.formats.each import each
from readinglist.model.objects import array_of, entry_as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.formats.about import About
    from readinglist.model.entry import Entry


def write(entries: Iterable[Entry], about: About) -> Iterator[str]:  # noqa: ARG001 - one signature for all formats
    """Yield the text."""
    return array_of(each(entries, entry_as_text))
