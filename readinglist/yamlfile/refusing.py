"""Why an edit is refused, in words for the one who keeps the file: where, what stands there, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.text import cut
from readinglist.yamlfile.faults import Refused
from readinglist.yamlfile.page import leaves
from readinglist.yamlfile.proof import COMMENT_LOST, pair_at, unit_path
from readinglist.yamlfile.source import line_of
from readinglist.yamlfile.tree import Kind, is_merge

if TYPE_CHECKING:
    from readinglist.yamlfile.page import Page
    from readinglist.yamlfile.proof import Claim
    from readinglist.yamlfile.tree import Node


class _Why(NamedTuple):
    """What stands in the way, and what to do about it."""

    reason: str
    hint: str = "edit the file by hand"


def refusal(claim: Claim, reason: str) -> Refused:
    """Return the refusal of an edit, of whose proposals the first failed for this reason, "" for none."""
    page, path = claim.page, claim.edit.path
    mapping, found = pair_at(page.root, unit_path(page, path))
    why, place = _Why(reason or "no safe way to write it"), None
    if found is not None:
        why, place = _why(page, *found, reason), found[0]
    elif isinstance(mapping.value, dict) and path[-1] in mapping.value:
        place = next(key for key, _ in mapping.pairs() if is_merge(key))
        why = _Why("it comes from another place through <<", "change it there, or write it out here")
    line = None if place is None else line_of(page.text, place.start)
    return Refused(f"cannot edit {' '.join(path)}: {why.reason}", line=line, hint=why.hint)


def _why(page: Page, key: Node, value: Node, reason: str) -> _Why:
    if elsewhere := _elsewhere(page, value):
        return elsewhere
    if reason == COMMENT_LOST:
        line = _comment_line(page, key, value)
        return _Why(f"the comment on line {line} would be lost", f"move it above {cut(str(key.value))}")
    if page.colon(key) is None and not page.root.event.flow_style:
        return _Why("its key is written with ? and has no value", "write key: value")
    if value.event.tag is not None:
        tag = page.text[value.start : page.properties_end(value)]
        return _Why(f"its value has a tag, {cut(tag)}", "take the tag out")
    if page.root.children == [key, value] and not reason:
        return _Why("it is the only key of the file", "remove the file, or put another key in first")
    return _Why(reason or "no safe way to write it")


def _elsewhere(page: Page, value: Node) -> _Why | None:
    """Return why a value cannot change that stands, or is used, elsewhere."""
    if value.kind is Kind.ALIAS:
        sign = f"*{value.event.anchor}"
        return _Why(
            f"its value is {sign}, which stands elsewhere", f"write the value itself in place of {sign}"
        )
    if alias := _alias_of(page, value):
        sign, line = f"*{alias.event.anchor}", line_of(page.text, alias.start)
        return _Why(
            f"its value is used as {sign} on line {line}", f"write the value itself in place of {sign}"
        )
    return None


def _alias_of(page: Page, value: Node) -> Node | None:
    """Return the alias elsewhere that refers to an anchor in `value`, or None."""
    used = {leaf.event.anchor: leaf for leaf in leaves(page.root) if leaf.kind is Kind.ALIAS}
    waiting = [value]
    while waiting:
        node = waiting.pop()
        if node.kind is not Kind.ALIAS and node.event.anchor in used:
            return used[node.event.anchor]
        waiting.extend(node.children)
    return None


def _comment_line(page: Page, key: Node, value: Node) -> int:
    """Return the line of the first comment inside a value, or else of the first one beside it."""
    places = [index for index, _ in page.comments if index > key.start]
    inside = [index for index in places if page.content(value) < index < page.end(value)]
    return line_of(page.text, [*inside, *places, key.start][0])
