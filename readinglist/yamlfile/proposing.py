"""What an edit could make of a file: the proposals of every style, best first, none of them proved."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, NamedTuple

from readinglist.yamlfile import blockstyle, flowstyle
from readinglist.yamlfile.edits import AddItem, Drop, DropItem, Put, PutItem
from readinglist.yamlfile.proof import pair_at, unit_path
from readinglist.yamlfile.tree import Kind
from readinglist.yamlfile.values import Pen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readinglist.model.fields import Value
    from readinglist.yamlfile.edits import Edit
    from readinglist.yamlfile.page import Page
    from readinglist.yamlfile.proof import Claim
    from readinglist.yamlfile.schema import Schema
    from readinglist.yamlfile.tree import Node


class _Target(NamedTuple):
    """The key that an edit is about.

    Attributes:
        page: the text.
        mapping: the mapping in which the key stands or will stand.
        found: the key with its value, None for a new one.
        path: the keys that lead to it; shorter than the edit's where the mapping in between is new.
        value: what the key has to say, None for nothing.
        pen: how its values are written.

    """

    page: Page
    mapping: Node
    found: tuple[Node, Node] | None
    path: tuple[str, ...]
    value: Value
    pen: Pen

    @property
    def in_flow(self) -> bool:
        """Whether the key stands between braces."""
        return bool(self.mapping.event.flow_style)


def proposals(claim: Claim, schema: Schema) -> Iterator[str]:
    """Yield the texts that the edit of `claim` could give."""
    for text in _proposals(claim, schema):
        yield _apart(claim.page, text)


def _proposals(claim: Claim, schema: Schema) -> Iterator[str]:
    target = _target(claim, schema)
    if target.found is not None:
        yield from _for_key(target, blockstyle.Place(claim.page, *target.found), claim.edit)
    elif not isinstance(claim.edit, Drop | DropItem):
        yield from _for_new_key(target, schema)


def _apart(page: Page, text: str) -> str:
    """Put a space before a comment that stood at a quote, comma or bracket, and now stands at what is new."""
    if not page.tight_comments:
        return text
    old = page.text
    same = bisect(range(len(old)), False, key=lambda size: not text.endswith(old[len(old) - size - 1 :]))
    seam = len(text) - same
    if len(old) - same not in page.tight_comments or text[seam - 1].isspace():
        return text
    return f"{text[:seam]} {text[seam:]}"


def _target(claim: Claim, schema: Schema) -> _Target:
    path = unit_path(claim.page, claim.edit.path)
    pen = Pen.of(schema, path[0])._replace(json=claim.json)
    if len(path) > 1:
        pen = pen._replace(folded=False, stacked=False)
    value: Value = claim.data
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return _Target(claim.page, *pair_at(claim.page.root, path), path, value, pen)


def _for_new_key(target: _Target, schema: Schema) -> Iterator[str]:
    page, mapping, pen, key = target.page, target.mapping, target.pen, target.path[-1]
    if target.in_flow:
        like_json = all(getattr(name.event, "style", "") == '"' for name, _ in mapping.pairs())
        pen = pen._replace(json=pen.json or (like_json and bool(mapping.children)))
        yield from flowstyle.new_key(page, mapping, key, target.value, pen)
    else:
        order = schema.order if len(target.path) == 1 else ()
        yield from blockstyle.new_key(page, mapping, key, target.value, pen=pen, order=order)


def _for_key(target: _Target, place: blockstyle.Place, edit: Edit) -> Iterator[str]:
    is_list = place.value.kind is Kind.LIST
    if isinstance(edit, Drop) and len(edit.path) == len(target.path):
        yield from _dropped_key(target, place)
    elif isinstance(edit, DropItem) and is_list:
        yield from _dropped_item(place, edit.position)
    elif isinstance(edit, AddItem) and is_list:
        yield from _added_item(target, place, edit)
    elif isinstance(edit, PutItem) and is_list:
        item, inside = place.value.children[edit.position], bool(place.value.event.flow_style)
        yield from blockstyle.put_item(target.page, item, edit.value, target.pen, inside=inside)
    elif place.value.kind is not Kind.ALIAS or isinstance(edit, Put):
        yield from _replaced(target, place)


def _replaced(target: _Target, place: blockstyle.Place) -> Iterator[str]:
    if target.in_flow:
        yield from flowstyle.replaced(target.page, place.value, target.value, target.pen)
    else:
        yield from blockstyle.replaced(place, target.value, target.pen)


def _dropped_key(target: _Target, place: blockstyle.Place) -> Iterator[str]:
    page, mapping = target.page, target.mapping
    if target.in_flow:
        yield from flowstyle.dropped(page, mapping, mapping.children.index(place.key) // 2)
    elif len(mapping.children) > 2:  # noqa: PLR2004 - one key and its value
        yield from blockstyle.dropped_key(place)
    elif mapping is not page.root:
        outer = next(key for key, value in page.root.pairs() if value is mapping)
        yield from blockstyle.replaced(blockstyle.Place(page, outer, mapping), {}, Pen())


def _dropped_item(place: blockstyle.Place, position: int) -> Iterator[str]:
    if place.value.event.flow_style:
        yield from flowstyle.dropped(place.page, place.value, position)
    else:
        yield from blockstyle.dropped_item(place, position)


def _added_item(target: _Target, place: blockstyle.Place, edit: AddItem) -> Iterator[str]:
    items, value = place.value, edit.value
    position = edit.place(items.children)
    if not items.event.flow_style:
        yield from blockstyle.added_item(place, value, position, target.pen)
        return
    if isinstance(value, dict) and not items.children and not target.in_flow:
        yield from blockstyle.replaced(place, [value], target.pen)
    yield from flowstyle.added_item(place.page, items, value, position, target.pen)
