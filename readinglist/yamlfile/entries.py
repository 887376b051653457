"""Entries: read from a file, written as a new one, and changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.model.fields import FIELDS
from readinglist.model.parsing import entry_from
from readinglist.yamlfile.changing import changes, stored
from readinglist.yamlfile.document import read
from readinglist.yamlfile.editing import edit
from readinglist.yamlfile.everyday import values_of
from readinglist.yamlfile.faults import BrokenEntry, Fault, Refused, Unreadable
from readinglist.yamlfile.newfile import new_file
from readinglist.yamlfile.page import leaves
from readinglist.yamlfile.scalars import control_in
from readinglist.yamlfile.schema import ENTRY
from readinglist.yamlfile.source import first_end, line_of, text_of
from readinglist.yamlfile.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readinglist.model.entry import Entry
    from readinglist.model.parsing import Problem
    from readinglist.yamlfile.document import Document
    from readinglist.yamlfile.edits import Edit


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
    return (values and entry_from(entry_id, values)[0]) or _parsed(entry_id, data, pure=pure)


def _parsed(entry_id: str, data: bytes, *, pure: bool = False) -> Entry:
    try:
        document = read(data, pure=pure)
    except Unreadable as error:
        raise _broken(error) from None
    entry, problems = entry_from(entry_id, document.data)
    if entry is None:
        raise BrokenEntry(faults(document, problems))
    return entry


def _broken(error: Unreadable) -> BrokenEntry:
    return BrokenEntry([Fault(error.line, error.what, error.hint)])


def faults(document: Document, problems: Iterable[Problem]) -> list[Fault]:
    """Return problems of values with the lines they stand on."""
    return [Fault(document.line(each.path), each.reason, each.hint) for each in problems]


def control_faults(data: bytes) -> list[Fault]:
    """Return the texts of a file that hold a character which we write into none.

    Raises:
        Unreadable: where the file cannot be read.

    """
    document = read(data)
    texts = (leaf for leaf in leaves(document.root) if leaf.kind is Kind.SCALAR)
    found = ((leaf.start, control_in(leaf.event.value)) for leaf in texts)
    return [
        Fault(line_of(document.text, start), f"a text with {what} in it", "take it out")
        for start, what in found
        if what
    ]


def change_entry(data: bytes, before: Entry, after: Entry) -> bytes:
    """Return the bytes of a file that held `before` so that they hold `after`, the rest as it was.

    Raises:
        Unreadable: where the file cannot be read.
        Refused: where the change cannot be made without changing something else.

    """
    result, document = data, read(data)
    end = first_end(document.text)
    for ways in changes(document.data, before, after):
        result = _edited(result, ways, end)
    return _checked(after, result)


def _edited(data: bytes, ways: Iterable[Sequence[Edit]], end: str) -> bytes:
    """Return the bytes that the first way gives which is not refused."""
    first: Refused | None = None
    for way in ways:
        try:
            return edit(data, way, end=end)
        except Refused as refused:
            first = first or refused
    raise first or AssertionError


def write_entry(entry: Entry) -> bytes:
    """Return a new file for `entry`.

    Raises:
        Refused: for texts with control characters.

    """
    fields = {field.name: stored(field.type, getattr(entry, field.name), field.default) for field in FIELDS}
    data = {name: value for name, value in fields.items() if value is not None}
    return _checked(entry, new_file({**data, **entry.extra}, ENTRY))


def _checked(entry: Entry, data: bytes) -> bytes:
    try:
        found = _parsed(entry.id, data)
    except BrokenEntry as broken:
        raise Refused(f"the entry would be broken: {broken.what}", hint=broken.hint) from None
    if found != entry:
        raise Refused(
            "the file would not hold the entry that was asked for",
            hint="look at its texts for odd characters",
        )
    return data
