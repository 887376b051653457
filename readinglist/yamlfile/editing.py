"""Editing: proposals for a splice are made, proved and taken, or the edit is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.yamlfile.document import child, read
from readinglist.yamlfile.edits import Drop, expected
from readinglist.yamlfile.faults import Refused, Unreadable
from readinglist.yamlfile.newfile import new_file
from readinglist.yamlfile.page import Page, leaves
from readinglist.yamlfile.proof import Claim, is_json, objection, pair_at, unit_path
from readinglist.yamlfile.proposing import proposals
from readinglist.yamlfile.schema import ENTRY
from readinglist.yamlfile.source import BOM, is_blank, line_of
from readinglist.yamlfile.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.model.fields import Value
    from readinglist.yamlfile.document import Document
    from readinglist.yamlfile.edits import Edit
    from readinglist.yamlfile.schema import Schema
    from readinglist.yamlfile.tree import Node


def edit(data: bytes, edits: Sequence[Edit], schema: Schema = ENTRY, *, pure: bool = False) -> bytes:
    """Return the bytes of a file after `edits`, everything else in it as it was.

    Args:
        data: the bytes of the file.
        edits: what to do, in order.
        schema: how the keys of such a file are written.
        pure: do without libyaml.

    Raises:
        Unreadable: where the file cannot be read.
        Refused: where an edit cannot be made without changing something else.

    """
    if is_blank(data):
        return _begun(data, edits, schema, pure=pure)
    document = read(data, pure=pure)
    for each in edits:
        document = _edited(document, each, schema, pure=pure)
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


def _edited(document: Document, each: Edit, schema: Schema, *, pure: bool) -> Document:
    try:
        wanted = expected(document.data, each)
        if wanted == document.data:
            return document
        return _proved(document, each, wanted, schema, pure=pure)
    except Refused as refused:
        if refused.line is not None or child(document.root, each.path[0]) is None:
            raise
        raise Refused(refused.what, line=document.line(each.path), hint=refused.hint) from None


def _proved(
    document: Document, each: Edit, wanted: dict[str, Value], schema: Schema, *, pure: bool
) -> Document:
    page = Page(document.text, document.root)
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
    raise _refusal(page, each, reason)


def _refusal(page: Page, each: Edit, reason: str) -> Refused:
    key = " ".join(each.path)
    _, found = pair_at(page.root, unit_path(page, each.path))
    if found is None:
        why = "it comes from another place through <<" if isinstance(each, Drop) else reason
        return Refused(f"cannot edit {key}: {why}", hint="edit the file by hand")
    line = line_of(page.text, found[0].start)
    if found[1].kind is Kind.ALIAS:
        reason = f"its value is *{found[1].event.anchor}, which stands elsewhere"
    elif name := _shared_anchor(page, found[1]):
        reason = f"its value is used elsewhere as *{name}"
    elif len(page.root.children) == 2 and not reason:  # noqa: PLR2004 - one key and its value
        reason = "it is the only key of the file"
    return Refused(
        f"cannot edit {key}: {reason or 'no safe way to write it'}", line=line, hint="edit the file by hand"
    )


def _shared_anchor(page: Page, value: Node) -> str:
    """Return the anchor in `value` that an alias elsewhere refers to, or ""."""
    used = {leaf.event.anchor for leaf in leaves(page.root) if leaf.kind is Kind.ALIAS}
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if node.kind is not Kind.ALIAS and node.event.anchor in used:
            return str(node.event.anchor)
        waiting.extend(node.children)
    return ""
