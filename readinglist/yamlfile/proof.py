"""The proof of an edit: what the new text must still be, whatever the splice did.

A text counts only if it reads back as the data that the edit asks for, in the same order; if every
text that other YAML readers took for text is still text to them; if the other items of a list are
written as they were; if no comment went that did not stand inside what was taken out; and if nothing
outside the place of the edit changed.
"""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from readinglist.yamlfile.beside import kept, may_go, notes
from readinglist.yamlfile.document import child
from readinglist.yamlfile.edits import AddItem, Drop, DropItem, Put, PutItem
from readinglist.yamlfile.page import leaves
from readinglist.yamlfile.scalars import reads_as_text
from readinglist.yamlfile.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.model.fields import Value
    from readinglist.yamlfile.edits import Edit
    from readinglist.yamlfile.page import Page
    from readinglist.yamlfile.tree import Node

_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
COMMENT_LOST = "a comment would be lost"
_TEXT_TAG = "tag:yaml.org,2002:str"


@dataclass(frozen=True, slots=True)
class Claim:
    """What an edit claims to do.

    Attributes:
        page: the text before.
        edit: the edit.
        data: what the text has to say afterwards; a new key may stand anywhere.
        typed: our own table gives the values of the key their types.
        json: the text is JSON and has to stay so.

    """

    page: Page
    edit: Edit
    data: dict[str, Value]
    typed: bool
    json: bool


def objection(claim: Claim, page: Page) -> str:
    """Return why `page` is not what `claim` promised, or "" if it is."""
    return next((why for holds, why in _CHECKS if not holds(claim, page)), "")


def is_json(text: str) -> bool:
    """Tell whether `text` is JSON."""
    import json  # noqa: PLC0415 - only files that start with a brace need it

    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _is_new(claim: Claim) -> bool:
    data: Value = claim.page.root.value
    for step in claim.edit.path:
        if not isinstance(data, dict) or step not in data:
            return True
        data = data[step]
    return False


def _says_so(claim: Claim, page: Page) -> bool:
    return _same(claim.data, page.root.value, claim.edit.path, _is_new(claim))


def _same(wanted: Value, found: Value, path: tuple[str, ...], new: bool) -> bool:
    """Compare two values, keys in order; the key at `path` may stand anywhere if it is `new`."""
    if not (isinstance(wanted, dict) and isinstance(found, dict)):
        return _ordered(wanted) == _ordered(found)
    if wanted.keys() != found.keys():
        return False
    free = path[0] if new and path else None
    if [key for key in wanted if key != free] != [key for key in found if key != free]:
        return False
    return all(
        _same(value, found[key], path[1:] if (key,) == path[:1] else (), new) for key, value in wanted.items()
    )


def _ordered(value: Value) -> object:
    """Return `value` in a form that compares the order of keys as well."""
    if isinstance(value, dict):
        return [(key, _ordered(each)) for key, each in value.items()]
    return [_ordered(each) for each in value] if isinstance(value, list) else value


def unit_path(page: Page, path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the part of `path` whose last key stands, or would stand, in a mapping that is there."""
    outer = child(page.root, path[0])
    return path if outer is not None and outer[1].kind is Kind.MAP else path[:1]


def pair_at(root: Node, path: tuple[str, ...]) -> tuple[Node, tuple[Node, Node] | None]:
    """Return the mapping in which the last key of `path` belongs, and the key with its value if there."""
    node, found = root, child(root, path[0])
    if len(path) > 1 and found is not None:
        node, found = found[1], child(found[1], path[1])
    return node, found


class _Touched(NamedTuple):
    """The nodes that an edit is about, before and after; what was written among those after."""

    before: tuple[Node, ...]
    after: tuple[Node, ...]


def _touched(claim: Claim, page: Page) -> _Touched:
    path = unit_path(claim.page, claim.edit.path)
    _, old = pair_at(claim.page.root, path)
    _, new = pair_at(page.root, path)
    if old and new and old[1].kind is Kind.LIST:
        if isinstance(claim.edit, AddItem):
            return _Touched(
                (),
                (new[1].children[claim.edit.place(old[1].children)],),
            )
        if isinstance(claim.edit, DropItem):
            return _Touched((old[1].children[claim.edit.position],), ())
        if isinstance(claim.edit, PutItem):
            place = claim.edit.position
            return _Touched((old[1].children[place],), (new[1].children[place],))
    if old and new:
        return _Touched(old[1:], new[1:])
    return _Touched(old or (), new or ())


def _styles_kept(claim: Claim, page: Page) -> bool:
    """Compare how other readers see what the edit leaves alone, and that they see what it wrote as text."""
    touched = _touched(claim, page)
    before = [_sight(leaf) for leaf in leaves(claim.page.root, touched.before)]
    if before != [_sight(leaf) for leaf in leaves(page.root, touched.after)]:
        return False
    written = (leaf for node in touched.after for leaf in leaves(node))
    return claim.typed or all(_sight(leaf) in ("text", "null") for leaf in written)


def _sight(leaf: Node) -> str:
    """Return what another YAML reader takes a leaf for."""
    if leaf.kind is Kind.ALIAS:
        return f"*{leaf.event.anchor}"
    if leaf.event.tag is not None:
        return str(leaf.event.tag.removeprefix(_TEXT_TAG)) or "text"
    if leaf.event.style:
        return "text"
    if leaf.value is None:
        return "null"
    return "text" if reads_as_text(leaf.event.value) else "other"


def _items_kept(claim: Claim, page: Page) -> bool:
    """Compare how the items are written that an edit of one item leaves alone."""
    edit, before, after = claim.edit, *(_written(each, claim.edit.path[0]) for each in (claim.page, page))
    if before is None or after is None or isinstance(edit, Put | Drop):
        return True
    if isinstance(edit, AddItem):
        place = edit.place(before)
        return before == after[:place] + after[place + 1 :]
    new = [after[edit.position]] if isinstance(edit, PutItem) else []
    return [*before[: edit.position], *new, *before[edit.position + 1 :]] == after


def _neighbours_kept(claim: Claim, page: Page) -> bool:
    """Compare how the keys between the same braces are written that the edit leaves alone, and its name."""
    path = unit_path(claim.page, claim.edit.path)
    mappings = [(each, pair_at(each.root, path)[0]) for each in (claim.page, page)]
    if not all(mapping.event.flow_style for _, mapping in mappings):
        return True
    own = [(each, pair_at(each.root, path)[1]) for each in (claim.page, page)]
    names = {each.text[pair[0].start : each.end(pair[0])] for each, pair in own if pair}
    if len(names) > 1:
        return False
    before, after = (
        [each.text[key.start : each.end(value)] for key, value in mapping.pairs() if key.value != path[-1]]
        for each, mapping in mappings
    )
    return before == after


def _written(page: Page, key: str) -> list[str] | None:
    """Return the items of a list as they are written, None where there is no list."""
    found = child(page.root, key)
    if found is None or found[1].kind is not Kind.LIST:
        return None
    return [page.text[item.start : page.end(item)].rstrip("\r\n") for item in found[1].children]


def _comments_kept(claim: Claim, page: Page) -> bool:
    """Tell whether each comment stays beside what it stood beside, or goes with it."""
    about = _touched(claim, page)
    keys = _keys_of_values(claim, page, about)
    before, after = notes(claim.page, about.before + keys.before), notes(page, about.after + keys.after)
    if before == after:
        return True
    gone = _taken(claim)
    goes = list(may_go(claim.page, *gone)) if gone else [False] * len(before)
    return kept(before, after, goes)


def _keys_of_values(claim: Claim, page: Page, about: _Touched) -> _Touched:
    """Return the key before and after whose whole value an edit is about: the value may change its line."""
    pairs = [pair_at(each.root, unit_path(claim.page, claim.edit.path))[1] for each in (claim.page, page)]
    keys = [(pair[0],) if pair and pair[1] in nodes else () for pair, nodes in zip(pairs, about, strict=True)]
    return _Touched(*keys)


def _taken(claim: Claim) -> tuple[Sequence[Node], int] | None:
    """Return what is taken out, a key with its value or an item, and where it begins; None for nothing."""
    page = claim.page
    _, found = pair_at(page.root, unit_path(page, claim.edit.path))
    if found is None or not isinstance(claim.edit, Drop | DropItem):
        return None
    if isinstance(claim.edit, Drop):
        return found, found[0].start
    items, position = found[1], claim.edit.position
    item = items.children[position]
    return (item,), item.start if items.event.flow_style else page.dash(items, position)


def _ends_kept(claim: Claim, page: Page) -> bool:
    """Tell whether no line end is of a sort that the text did not have."""
    found = set(_LINE_END.findall(claim.page.text)) or {claim.page.end_of_lines}
    return found.issuperset(_LINE_END.findall(page.text))


def _local(claim: Claim, changed: Page) -> bool:
    """Tell whether nothing changed outside the lines of the key; a new key only puts lines in."""
    page, before, text = claim.page, claim.page.text, changed.text
    start, stop = _region(claim)
    if start == stop:
        same = bisect(range(len(before)), False, key=lambda size: not text.startswith(before[: size + 1]))
        if same == len(before):
            return before[-1:] in ("\r", "\n") or text[same : same + 1] in ("", "\r", "\n")
        return len(text) >= len(before) and text.endswith(before[page.line_start(same) :])
    rest = len(before) - stop
    if len(text) < start + rest or not (text.startswith(before[:start]) and text.endswith(before[stop:])):
        return False
    only_less = isinstance(claim.edit, Drop) and len(claim.edit.path) == 1 and not page.root.event.flow_style
    return not only_less or before[start:stop].endswith(text[start : len(text) - rest])


def _json_kept(claim: Claim, page: Page) -> bool:
    return not claim.json or is_json(page.text)


def _region(claim: Claim) -> tuple[int, int]:
    """Return what the edit may change: the lines of its key, or all between braces; for a new key nothing."""
    page = claim.page
    mapping, found = pair_at(page.root, unit_path(page, claim.edit.path))
    if isinstance(claim.edit, Drop) and len(mapping.children) == 2:  # noqa: PLR2004 - one key and its value
        mapping, found = pair_at(page.root, claim.edit.path[:1])
    if mapping.event.flow_style:
        return page.content(mapping) + 1, page.end(mapping) - 1
    if found is None:
        return 0, 0
    if not isinstance(claim.edit, Drop):
        return page.end(found[0]), page.after(found[1], page.column(found[0].start))
    return page.line_start(found[0].start), page.after(found[1], page.column(found[0].start))


_CHECKS = (
    (_says_so, "the file would say something else"),
    (_styles_kept, "other readers would not see the same text"),
    (_items_kept, "another item would be written otherwise"),
    (_comments_kept, COMMENT_LOST),
    (_neighbours_kept, "another key would be written otherwise"),
    (_ends_kept, "line ends would be of another sort"),
    (_local, "more than the place of the edit would change"),
    (_json_kept, "the file would be JSON no longer"),
)
