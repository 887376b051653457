"""Entries read from their files; what changes files is elsewhere, for most commands read only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.model.parsing import entry_from
from readinglist.yamlfile.everyday import values_of
from readinglist.yamlfile.faults import BrokenEntry, Fault, Unreadable
from readinglist.yamlfile.source import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readinglist.model.entry import Entry
    from readinglist.model.parsing import Problem
    from readinglist.yamlfile.document import Document


def read_entry(entry_id: str, data: bytes, *, pure: bool = False) -> Entry:
    """Return the entry that the bytes of its file hold.

    Raises:
        BrokenEntry: with everything that is wrong.

    """
    try:
        values = None if pure else values_of(text_of(data))
    except Unreadable as error:
        raise _broken(error) from None
    # What is wrong with values, and on which line, is told by the tree.
    return (values and entry_from(entry_id, values)[0]) or parsed_entry(entry_id, data, pure=pure)


def parsed_entry(entry_id: str, data: bytes, *, pure: bool = False) -> Entry:
    """Return the same, whatever form the file has.

    Raises:
        BrokenEntry: with everything that is wrong.

    """
    from readinglist.yamlfile.document import read  # noqa: PLC0415 - few files take the parser

    try:
        document = read(data, pure=pure)
    except Unreadable as error:
        raise _broken(error) from None
    entry, problems = entry_from(entry_id, document.data)
    if entry is None:
        raise BrokenEntry(faults(document, problems))
    return entry


def faults(document: Document, problems: Iterable[Problem]) -> list[Fault]:
    """Return problems of values with the lines they stand on."""
    return [Fault(document.line(each.path), each.reason, each.hint) for each in problems]


def _broken(error: Unreadable) -> BrokenEntry:
    return BrokenEntry([Fault(error.line, error.what, error.hint)])
