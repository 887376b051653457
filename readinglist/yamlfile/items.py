"""One item of a list written otherwise, in its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from readinglist.model.fields import FIELDS, Type
from readinglist.yamlfile.document import child, read
from readinglist.yamlfile.entries import change_entry, read_entry
from readinglist.yamlfile.faults import BrokenEntry
from readinglist.yamlfile.page import Page
from readinglist.yamlfile.scalars import one_line
from readinglist.yamlfile.source import BOM
from readinglist.yamlfile.tree import Kind

if TYPE_CHECKING:
    from readinglist.model.entry import Entry

_LISTS = tuple(field.name for field in FIELDS if field.type is Type.LIST)


def change_in_place(data: bytes, before: Entry, after: Entry) -> bytes:
    """Return the bytes of a file that held `before` made to hold `after`, as `change_entry` does.

    Where all that differs is one item of one list, that item is written otherwise and its comment stays.
    """
    for key in _LISTS:
        there, wanted = getattr(before, key), getattr(after, key)
        differing = [pair for pair in zip(there, wanted, strict=False) if pair[0] != pair[1]]
        if len(there) == len(wanted) and len(differing) == 1 and replace(before, **{key: wanted}) == after:
            (old, new) = differing[0]
            return rename_item(data, before, after, key=key, old=old, new=new)
    return change_entry(data, before, after)


def rename_item(data: bytes, before: Entry, after: Entry, *, key: str, old: str, new: str) -> bytes:
    """Return the bytes of a file that held `before` made to hold `after`, whose item is called `new`.

    The item keeps its place, its quotes and the comment beside it, where there is a safe way.

    Raises:
        Unreadable: where the file cannot be read.
        Refused: where it cannot be done without changing something else.

    """
    result = _in_place(data, key, old, new)
    return result if _holds(result, after) else change_entry(data, before, after)


def comments(data: bytes) -> list[str]:
    """Return the comments of a file, in order."""
    document = read(data)
    return [text for _, text in Page(document.text, document.root).comments]


def _in_place(data: bytes, key: str, old: str, new: str) -> bytes:
    document = read(data)
    page, found = Page(document.text, document.root), child(document.root, key)
    value = found[1] if found else document.root
    text = page.text
    for node in reversed(value.children if value.kind is Kind.LIST else [value]):
        if node.kind is Kind.SCALAR and node.value == old:
            quote = node.event.style if node.event.style in ("'", '"') else ""
            written = one_line(new, flow=True, quote=quote)
            text = text[: page.content(node)] + written + text[page.end(node) :]
    return (BOM if data.startswith(BOM) else b"") + text.encode()


def _holds(data: bytes, entry: Entry) -> bool:
    try:
        return read_entry(entry.id, data) == entry
    except BrokenEntry:
        return False
