"""Entries written: as a new file, and changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.model.fields import FIELDS
from readinglist.yamlfile.changing import changes, stored
from readinglist.yamlfile.document import read
from readinglist.yamlfile.editing import edit
from readinglist.yamlfile.faults import BrokenEntry, Fault, Refused
from readinglist.yamlfile.newfile import new_file
from readinglist.yamlfile.page import leaves
from readinglist.yamlfile.reading import parsed_entry
from readinglist.yamlfile.scalars import control_in
from readinglist.yamlfile.schema import ENTRY
from readinglist.yamlfile.source import first_end, line_of
from readinglist.yamlfile.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readinglist.model.entry import Entry
    from readinglist.yamlfile.edits import Edit


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
        found = parsed_entry(entry.id, data)
    except BrokenEntry as broken:
        raise Refused(f"the entry would be broken: {broken.what}", hint=broken.hint) from None
    if found != entry:
        raise Refused(
            "the file would not hold the entry that was asked for",
            hint="look at its texts for odd characters",
        )
    return data
