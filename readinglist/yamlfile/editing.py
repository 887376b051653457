"""Editing: proposals for a splice are made, proved and taken, or the edit is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.yamlfile.document import child, read
from readinglist.yamlfile.edits import expected
from readinglist.yamlfile.faults import Refused, Unreadable
from readinglist.yamlfile.newfile import new_file
from readinglist.yamlfile.page import Page
from readinglist.yamlfile.proof import Claim, is_json, objection
from readinglist.yamlfile.proposing import proposals
from readinglist.yamlfile.refusing import refusal
from readinglist.yamlfile.schema import ENTRY
from readinglist.yamlfile.source import BOM, first_end, is_blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.model.fields import Value
    from readinglist.yamlfile.document import Document
    from readinglist.yamlfile.edits import Edit
    from readinglist.yamlfile.schema import Schema


def edit(
    data: bytes, edits: Sequence[Edit], schema: Schema = ENTRY, *, pure: bool = False, end: str = "\n"
) -> bytes:
    """Return the bytes of a file after `edits`, everything else in it as it was.

    Args:
        data: the bytes of the file.
        edits: what to do, in order.
        schema: how the keys of such a file are written.
        pure: do without libyaml.
        end: what ends new lines in a file that has no line end.

    Raises:
        Unreadable: where the file cannot be read.
        Refused: where an edit cannot be made without changing something else.

    """
    if is_blank(data):
        return _begun(data, edits, schema, pure=pure)
    document = read(data, pure=pure)
    end = first_end(document.text, end)
    for each in edits:
        document = _edited(document, each, schema, end, pure=pure)
    mark = BOM if data.startswith(BOM) else b""
    return mark + document.text.encode()


def _begun(data: bytes, edits: Sequence[Edit], schema: Schema, *, pure: bool) -> bytes:
    """Return a file that had no key with its first ones below its comments."""
    wanted: dict[str, Value] = {}
    for each in edits:
        wanted = expected(wanted, each)
    end = b"" if not data or data.endswith((b"\n", b"\r")) else b"\n"
    if not wanted:
        return data
    result = data + end + new_file(wanted, schema)
    try:
        found = read(result, pure=pure).data
    except Unreadable as unreadable:
        raise Refused(f"cannot begin the file: {unreadable.what}", hint=unreadable.hint) from None
    if found != wanted:
        raise Refused("cannot begin the file: it would say something else", hint="write it by hand")
    return result


def _edited(document: Document, each: Edit, schema: Schema, end: str, *, pure: bool) -> Document:
    try:
        wanted = expected(document.data, each)
        if wanted == document.data:
            return document
        return _proved(Page(document.text, document.root, end), each, wanted, schema, pure=pure)
    except Refused as refused:
        if refused.line is not None or child(document.root, each.path[0]) is None:
            raise
        raise Refused(refused.what, line=document.line(each.path), hint=refused.hint) from None


def _proved(page: Page, each: Edit, wanted: dict[str, Value], schema: Schema, *, pure: bool) -> Document:
    json = page.text.lstrip().startswith("{") and is_json(page.text)
    claim = Claim(page, each, wanted, typed=each.path[0] in schema.typed, json=json)
    reason = ""
    for text in proposals(claim, schema):
        try:
            after = read(text.encode(), pure=pure)
        except Unreadable as unreadable:
            reason = reason or unreadable.what
            continue
        against = objection(claim, Page(after.text, after.root))
        if not against:
            return after
        reason = reason or against
    raise refusal(claim, reason)
