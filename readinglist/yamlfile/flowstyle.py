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

_COMMENT_OR_COMMA = re.compile(r"(?<=\s)#[^\r\n]*|,")


class Unit(NamedTuple):
    """One item of a list, or one key with its value.

    Attributes:
        start: where it starts.
        end: where it ends.

    """

    start: int
    end: int


def units(page: Page, node: Node) -> list[Unit]:
    """Return the items of a list or the pairs of a mapping, in order."""
    step = 2 if isinstance(node.value, dict) else 1
    return [
        Unit(first.start, page.end(last))
        for first, last in zip(node.children[::step], node.children[step - 1 :: step], strict=True)
    ]


def replaced(page: Page, node: Node, value: Value, pen: Pen) -> Iterator[str]:
    """Yield the texts in which `value` stands in the place of `node`, which stands between braces."""
    style = getattr(node.event, "style", None)
    quote = style if style in ("'", '"') else ""
    start, end = page.content(node), page.end(node)
    space = "" if page.text[start - 1 : start].isspace() else " "
    for each in (quote, '"'):
        yield page.text[:start] + space + flow(value, pen._replace(quote=each)) + page.text[end:]


def added_item(page: Page, node: Node, value: Value, pen: Pen) -> Iterator[str]:
    """Yield the texts in which a flow list has one more item at its end."""
    for quote in (common_quote(node), '"'):
        yield from _added(page, node, flow(value, pen._replace(quote=quote)))


def new_key(page: Page, node: Node, key: str, value: Value, pen: Pen) -> Iterator[str]:
    """Yield the texts in which a flow mapping has one more key at its end."""
    yield from _added(page, node, f"{key_text(key, pen)}: {flow(value, pen)}")


def dropped(page: Page, node: Node, position: int) -> Iterator[str]:
    """Yield the texts in which a flow list or mapping lacks the item or key at `position`."""
    every = units(page, node)
    unit, text = every[position], page.text
    close = page.end(node) - 1
    yield from _without_lines(page, every, position, close)
    if position + 1 < len(every):
        yield text[: unit.start] + text[every[position + 1].start :]
    elif position:
        yield text[: every[position - 1].end] + text[unit.end :]
    comma = _comma(text, unit.end, close)
    end = unit.end if comma is None else comma + 1
    if not text[page.content(node) + 1 : unit.start].strip() and not text[end:close].strip():
        yield text[: page.content(node) + 1] + text[close:]
    yield text[: unit.start] + text[end:]


def _without_lines(page: Page, every: list[Unit], position: int, close: int) -> Iterator[str]:
    """Yield the text without the lines of an item that has them for itself."""
    unit, text = every[position], page.text
    bound = every[position + 1].start if position + 1 < len(every) else close
    comma = _comma(text, unit.end, bound)
    stop = page.next_line(unit.end if comma is None else comma)
    if not page.starts_line(unit.start) or stop > bound:
        return
    start = page.line_start(unit.start)
    if comma is not None or position == 0:
        yield text[:start] + text[stop:]
    else:
        for before in _commas(text, every[position - 1].end, unit.start):
            yield text[:before] + text[before + 1 : start] + text[stop:]


def _added(page: Page, node: Node, item: str) -> Iterator[str]:
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
    if not page.starts_line(last.start) or stop >= close:
        return
    comma = _comma(text, last.end, stop)
    line = page.line_break(last.end) + " " * page.column(last.start) + item
    if comma is None:
        yield text[: last.end] + "," + text[last.end : stop] + line + text[stop:]
    else:
        yield text[:stop] + line + "," + text[stop:]


def _comma(text: str, start: int, stop: int) -> int | None:
    """Return where the comma after an item stands, or None."""
    return next(_commas(text, start, stop), None)


def _commas(text: str, start: int, stop: int) -> Iterator[int]:
    """Yield where commas stand between two items, comments passed over."""
    found = _COMMENT_OR_COMMA.finditer(text, start, stop)
    return (match.start() for match in found if match.group() == ",")
