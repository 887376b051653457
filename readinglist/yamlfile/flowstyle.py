"""Edits between brackets and braces: the texts that an edit could give, best first.

What comes out is a proposal: it counts only once it has been proved.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readinglist.yamlfile.blockstyle import common_quote
from readinglist.yamlfile.values import flow, key_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readinglist.model.fields import Value
    from readinglist.yamlfile.page import Page
    from readinglist.yamlfile.tree import Node
    from readinglist.yamlfile.values import Pen

_COMMENT_OR_COMMA = re.compile(r"#[^\r\n]*|,")
_QUESTION = re.compile(r"(?<=[\s,{\[])\?\s+\Z")
_NEAR = 9  # so near before its key a `?` is seen


class Unit(NamedTuple):
    """One item of a list, or one key with its value.

    Attributes:
        start: where it starts.
        end: where it ends.

    """

    start: int
    end: int


def units(page: Page, node: Node) -> list[Unit]:
    """Return the items of a list or the pairs of a mapping, in order, a `?` before a key with it."""
    step = 2 if isinstance(node.value, dict) else 1
    return [
        Unit(_begin(page.text, first.start), page.end(last))
        for first, last in zip(node.children[::step], node.children[step - 1 :: step], strict=True)
    ]


def _begin(text: str, start: int) -> int:
    mark = _QUESTION.search(text, max(0, start - _NEAR), start)
    return mark.start() if mark else start


def replaced(page: Page, node: Node, value: Value, pen: Pen) -> Iterator[str]:
    """Yield the texts in which `value` stands in the place of `node`, which stands between braces."""
    style = getattr(node.event, "style", None)
    quote = style if style in ("'", '"') else ""
    start, end = page.content(node), page.end(node)
    space = "" if page.text[start - 1 : start].isspace() else " "
    for each in (quote, '"'):
        yield page.text[:start] + space + flow(value, pen._replace(quote=each)) + page.text[end:]


def added_item(page: Page, node: Node, value: Value, place: int, pen: Pen) -> Iterator[str]:
    """Yield the texts in which a flow list has one more item, at this place."""
    for quote in (common_quote(node), '"'):
        item = flow(value, pen._replace(quote=quote))
        yield from (
            _added(page, node, item) if place == len(node.children) else _before(page, node, item, place)
        )


def new_key(page: Page, node: Node, key: str, value: Value, pen: Pen) -> Iterator[str]:
    """Yield the texts in which a flow mapping has one more key at its end."""
    yield from _added(page, node, f"{key_text(key, pen)}: {flow(value, pen)}")


def dropped(page: Page, node: Node, position: int) -> Iterator[str]:
    """Yield the texts in which a flow list or mapping lacks the item or key at `position`."""
    every, text = units(page, node), page.text
    opening, close = page.content(node) + 1, page.end(node) - 1
    unit = every[position]
    if len(every) == 1:
        yield text[:opening] + text[close:]
    after = _comma(text, unit.end, every[position + 1].start if position + 1 < len(every) else close)
    before = _comma(text, every[position - 1].end, unit.start) if position else None
    yield _without(page, unit, _comma_of(page, unit, before, after))
    yield text[: unit.start] + text[unit.end if after is None else after + 1 :]


def _comma_of(page: Page, unit: Unit, before: int | None, after: int | None) -> int | None:
    """Return which of the two commas goes with an item: that before it where both are on one line."""
    line = page.line_start(unit.start)
    on_line = before is not None and before >= line == page.line_start(unit.end)
    return before if on_line or after is None else after


def _without(page: Page, unit: Unit, comma: int | None) -> str:
    """Return the text without an item and a comma."""
    text = page.text
    parts = [unit] if comma is None else sorted([unit, Unit(comma, comma + 1)])
    if len(parts) > 1 and not text[parts[0].end : parts[1].start].strip(" \t"):
        parts = [Unit(parts[0].start, parts[1].end)]
    for part in reversed(parts):
        for cut in _cuts(page, part, alone=part.start == comma and part.end != unit.end):
            text = text[: cut.start] + text[cut.end :]
    return text


def _cuts(page: Page, part: Unit, *, alone: bool) -> list[Unit]:
    """Return what goes with a part, the last first: its line if nothing else is there, else spaces.

    The comment beside it goes with the line; not where the part is a comma `alone`.
    """
    text, first, last = page.text, page.line_start(part.start), page.line_start(part.end)
    stop = page.line_end(part.end)
    note = page.comment_on_line(part.end)
    head = text[first : part.start].rstrip()
    tail = text[part.end : stop if note is None else note]
    before = first + len(head) if head else part.start
    if tail.strip():
        after = part.end + (len(tail) - len(tail.lstrip()) if text[part.end - 1] == "," else 0)
        if note and head and last > first:  # the comment is of the last line, which stays one
            margin = len(text[last:stop]) - len(text[last:stop].lstrip(" "))
            return [Unit(last + margin, after), Unit(before, page.line_end(last - 2))]
        twice = text[part.start - 1] == " " == text[after]
        return [Unit(before if twice else part.start, after)]
    if not head and not (alone and note):
        return [Unit(first, page.next_line(part.end))]
    return [Unit(before, part.end if note and last == first else stop)]


def _added(page: Page, node: Node, item: str) -> Iterator[str]:
    """Yield the texts with one more item at the end."""
    text, start, close = page.text, page.content(node) + 1, page.end(node) - 1
    every = units(page, node)
    if not every:
        yield text[:start] + item + text[close:]
        yield text[:start] + item + text[start:]
        return
    last = every[-1]
    yield from _own_line(page, last, item, close)
    gap = text[every[-2].end : last.start] if len(every) > 1 else ", "
    yield text[: last.end] + (gap if gap.strip(" ") == "," else ", ") + item + text[last.end :]


def _own_line(page: Page, last: Unit, item: str, close: int) -> Iterator[str]:
    """Yield the text with `item` on a line of its own where the last one has its own, too."""
    text, stop = page.text, page.line_end(last.end)
    head = text[page.line_start(last.start) : last.start]
    if head.strip(" ,") or stop >= close:
        return
    comma = _comma(text, last.end, stop)
    line = page.line_break(last.end) + head + item
    if "," in head:
        yield text[:stop] + line + text[stop:]
    elif comma is None:
        yield text[: last.end] + "," + text[last.end : stop] + line + text[stop:]
    else:
        yield text[:stop] + line + "," + text[stop:]


def _before(page: Page, node: Node, item: str, place: int) -> Iterator[str]:
    """Yield the texts with one more item before the one at `place`, on a line of its own if that has one."""
    text, every = page.text, units(page, node)
    unit = every[place]
    head = text[page.line_start(unit.start) : unit.start]
    follows = place + 1 < len(every) and every[place + 1].start < page.line_end(unit.end)
    if not head.strip(" ,") and not follows:
        start = page.above(unit.start)
        line = head + item + ("" if "," in head else ",") + page.line_break(unit.start)
        yield text[:start] + line + text[start:]
    gap = text[every[place - 1].end : unit.start] if place else ", "
    yield text[: unit.start] + item + (gap if gap.strip(" ") == "," else ", ") + text[unit.start :]


def _comma(text: str, start: int, stop: int) -> int | None:
    """Return where the first comma stands, comments passed over, or None."""
    found = _COMMENT_OR_COMMA.finditer(text, start, stop)
    return next((match.start() for match in found if match.group() == ","), None)
