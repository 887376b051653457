"""YAML: a stream of documents, one for each entry, with its id and every field that is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.formats.each import each
from readinglist.model.objects import as_object
from readinglist.yamlfile.dumping import dumped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.formats.about import About
    from readinglist.model.entry import Entry


def write(entries: Iterable[Entry], about: About) -> Iterator[str]:  # noqa: ARG001 - one signature for all formats
    """Yield the text; without entries it is one comment, for an empty stream is an empty file."""
    empty = True
    for text in each(entries, _document):
        empty = False
        yield text
    if empty:
        yield "# no entries\n"


def _document(entry: Entry) -> str:
    return dumped({key: value for key, value in as_object(entry).items() if value not in (None, [], False)})
