"""Entries: read from a file, written as a new one, and changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readinglist.model.fields import FIELDS, Type
from readinglist.model.parsing import entry_from
from readinglist.yamlfile.document import read
from readinglist.yamlfile.editing import edit
from readinglist.yamlfile.edits import AddItem, Drop, DropItem, Put
from readinglist.yamlfile.everyday import values_of
from readinglist.yamlfile.faults import BrokenEntry, Fault, Refused, Unreadable
from readinglist.yamlfile.newfile import new_file
from readinglist.yamlfile.schema import ENTRY
from readinglist.yamlfile.source import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from readinglist.model.entry import Entry
    from readinglist.model.fields import Value
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


def change_entry(data: bytes, before: Entry, after: Entry) -> bytes:
    """Return the bytes of a file that held `before` so that they hold `after`, the rest as it was.

    Raises:
        Unreadable: where the file cannot be read.
        Refused: where the change cannot be made without changing something else.

    """
    document = read(data)
    result = edit(data, [*_field_edits(document, before, after), *_extra_edits(before.extra, after.extra)])
    return _checked(after, result)


def write_entry(entry: Entry) -> bytes:
    """Return a new file for `entry`.

    Raises:
        Refused: where YAML cannot hold it.

    """
    fields = {field.name: _stored(field.type, getattr(entry, field.name), field.default) for field in FIELDS}
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


def _field_edits(document: Document, before: Entry, after: Entry) -> Iterator[Edit]:
    for field in FIELDS:
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            yield from _edits((field.name,), document.data.get(field.name), _stored(field.type, new))


def _extra_edits(before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[Edit]:
    for key in before:
        if key not in after:
            yield Drop((key,))
    for key, value in after.items():
        old = before.get(key)
        if key not in before or value is None:
            yield Put((key,), value)
        elif isinstance(old, dict) and isinstance(value, dict):
            yield from _inner_edits(key, old, value)
        elif old != value:
            yield from _edits((key,), old, value)


def _inner_edits(key: str, before: Mapping[str, Value], after: Mapping[str, Value]) -> Iterator[Edit]:
    yield from (Drop((key, inner)) for inner in before if inner not in after)
    for inner, value in after.items():
        if inner not in before or before[inner] != value:
            yield Put((key, inner), value)


def _edits(path: tuple[str], there: Value, wanted: Value) -> Iterator[Edit]:
    """Yield what makes `wanted` out of the value that is there; None takes the key out."""
    if wanted is None:
        yield Drop(path)
    elif (
        isinstance(there, list)
        and isinstance(wanted, list)
        and (steps := _list_edits(path[0], there, wanted))
    ):
        yield from steps
    else:
        yield Put(path, wanted)


def _list_edits(key: str, there: list[Value], wanted: list[Value]) -> list[Edit]:
    """Return the removals and additions that make a list; none where its order changes or no item stays."""
    gone: list[Edit] = []
    kept = 0
    for index, item in enumerate(there):
        if kept < len(wanted) and item == wanted[kept]:
            kept += 1
        elif item in wanted:
            return []
        elif item:
            gone.append(DropItem(key, index))
    added = [AddItem(key, item) for item in wanted[kept:]]
    return [*reversed(gone), *added] if kept else []


def _stored(kind: Type, value: Any, default: str | None = None) -> Value:  # noqa: ANN401 - the value of any field
    """Return the value of a field as its file holds it, None where it is not set or is the `default`."""
    if not value or value == default:
        return None
    if kind is Type.LOG:
        return [item.stored() for item in value]
    if kind is Type.LIST:
        return list(value)
    return "true" if value is True else str(value)
