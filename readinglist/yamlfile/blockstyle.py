"""Edits in block style, one key or item a line: the texts that an edit could give, best first.

What comes out is a proposal: it counts only once it has been proved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from readinglist.yamlfile.scalars import STEP, double_quoted, fits_block
from readinglist.yamlfile.tree import Kind
from readinglist.yamlfile.values import Written, after_key, flow, item_line, key_text, pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readinglist.model.fields import Value
    from readinglist.yamlfile.page import Page
    from readinglist.yamlfile.tree import Node
    from readinglist.yamlfile.values import Pen


# The sign of a block of text has one digit for its indentation.
_MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class Place:
    """One key of a block mapping with its value, on its page."""

    page: Page
    key: Node
    value: Node

    @property
    def column(self) -> int:
        """The column of the key."""
        return self.page.column(self.key.start)

    @property
    def head_end(self) -> int | None:
        """Where the colon ends, or the anchor and tag of the value behind it; None without a colon."""
        colon = self.page.colon(self.key)
        if colon is None or not _has_properties(self.value):
            return colon
        return max(colon, self.page.properties_end(self.value))

    @property
    def line(self) -> int | None:
        """Where the line of the key starts; None where more than a `?` stands before it."""
        start = self.page.line_start(self.key.start)
        return start if self.page.text[start : self.key.start].strip(" ") in ("", "?") else None

    @property
    def in_lines(self) -> bool:
        """Whether the value is a block: of text, of items or of keys."""
        if self.value.closing is not None:
            return not self.value.event.flow_style
        return self.value.kind is Kind.SCALAR and self.value.event.style in ("|", ">")


def replaced(place: Place, value: Value, pen: Pen) -> Iterator[str]:
    """Yield the texts in which the key has `value`."""
    if isinstance(value, str) and place.in_lines and place.value.closing is None:
        yield from _lengthened(place, value)
    used = place.page.column(place.page.end(place.key)) + 1
    for written in _spellings(place, value, pen, used):
        if not written.lines and not place.in_lines:
            yield _in_place(place, written.head)
        yield from _below(place, written)


def _lengthened(place: Place, value: str) -> Iterator[str]:
    """Yield the texts in which a block of text has lines more, those that are there as they stand."""
    page, old = place.page, str(place.value.value or "")
    more = value.removeprefix(old if old.endswith("\n") else f"{old}\n")
    if not old.strip() or more == value or not fits_block(f"-\n{more}"):
        return
    start = page.content(place.value)
    header = page.text[start : page.line_end(start)].removesuffix(page.header_tail(place.value))
    ended = header.replace("-", "") if value.endswith("\n") else header
    margin = _margin(page, start, old)
    gap = [""] if place.value.event.style == ">" else []
    added = more.removesuffix("\n").split("\n")
    lines = [line for each in added for line in ([*gap, margin + each] if each else [""])]
    for text in inserted(page, page.end(place.value), lines):
        yield text[:start] + ended + text[start + len(header) :]


def _margin(page: Page, start: int, text: str) -> str:
    """Return what stands before the lines of a block that starts at `start` and says `text`."""
    here = page.next_line(start)
    while not (line := page.text[here : page.line_end(here)]).strip(" "):
        here = page.next_line(here)
    first = text.lstrip("\n")
    return " " * (len(line) - len(line.lstrip(" ")) - len(first) + len(first.lstrip(" ")))


def _spellings(place: Place, value: Value, pen: Pen, used: int) -> Iterator[Written]:
    style = place.value.event.style if place.value.kind is Kind.SCALAR else ""
    if style in ("'", '"'):
        pen = pen._replace(quote=style, step=_step(place, value))
    elif style in ("|", ">"):
        pen = pen._replace(keep=style, step=_step(place, value))
    elif place.value.closing is None:
        pen = pen._replace(step=_step(place, value))
    elif place.value.kind is Kind.LIST and place.in_lines:
        found = place.page.column(place.page.content(place.value)) - place.column
        step = found if isinstance(value, list) else STEP
        pen = pen._replace(stacked=True, quote=common_quote(place.value), step=step)
    elif place.value.kind is Kind.LIST:
        pen = pen._replace(quote=common_quote(place.value))
    yield after_key(value, pen, place.column, used)
    if isinstance(value, str):
        yield Written(double_quoted(value), [])


def _step(place: Place, value: Value) -> int:
    """Return how far the lines of a text are indented: as they were, or deeper than the comments below."""
    page, text = place.page, place.value.value
    if not isinstance(value, str) or (place.in_lines and not str(text or "").strip()):
        return STEP
    if place.in_lines:
        found = len(_margin(page, page.content(place.value), str(text))) - place.column
    else:
        below = page.text[page.own_end(place.value) : page.after(place.value, place.column)].splitlines()
        deepest = max((line.find("#") for line in below), default=-1)
        found = deepest - place.column + STEP if deepest > 0 else STEP
    return found if 0 < found < _MOST_TOLD else STEP


def _in_place(place: Place, head: str) -> str:
    """Put `head` where the value stands, the rest of the line as it is."""
    text, start, end = place.page.text, place.page.content(place.value), place.page.end(place.value)
    space = " " if head and not text[start - 1 : start].isspace() else ""
    return text[:start] + space + head + text[end:]


def _below(place: Place, written: Written) -> Iterator[str]:
    """Put the value behind the colon and on lines below, the comment of the line kept."""
    page, start = place.page, place.head_end
    if start is None:
        return
    stop = page.own_end(place.value)
    end, head = page.line_break(start), f" {written.head}" if written.head else ""
    tail = _tail(place, start)
    # Behind a quote a comment needs no space before it, behind the sign of a block it does.
    tail = f" {tail}" if tail.startswith("#") else tail
    yield from _joined(page, end, [page.text[:start] + head + tail, *written.lines], stop)
    if page.line_end(start) < page.content(place.value) and place.value.closing is None:
        of_key = page.text[start : page.line_end(start)]
        yield from _joined(page, end, [page.text[:start] + head + of_key + tail, *written.lines], stop)
        yield from _joined(page, end, _where_it_stands(place, written, tail), stop)


def _where_it_stands(place: Place, written: Written, tail: str) -> list[str]:
    """Return the text to the last line of a value that starts where the old one does, below its key."""
    before = place.page.text[: place.page.content(place.value)]
    first, *more = [written.head + tail if written.head else tail.lstrip(), *written.lines]
    return [before + first, *more] if first else [before + more[0].lstrip(), *more[1:]]


def _tail(place: Place, start: int) -> str:
    """Return what follows the value on its line: a comment, or nothing."""
    page = place.page
    if place.in_lines and place.value.closing is None:
        return page.header_tail(place.value)
    if place.in_lines and page.content(place.value) < page.line_end(start):  # below a `?`
        return ""
    first = start if place.in_lines else page.end(place.value)
    return page.text[first : page.line_end(first)]


def _joined(page: Page, end: str, lines: Sequence[str], stop: int) -> Iterator[str]:
    """Yield `lines` and the text from `stop` on; a last line end that is missing stays missing if it can."""
    body = end.join(lines)
    if stop == len(page.text) and not page.text.endswith(("\n", "\r")):
        yield body
    yield body + end + page.text[stop:]


def new_key(
    page: Page, mapping: Node, key: str, value: Value, *, pen: Pen, order: Sequence[str]
) -> Iterator[str]:
    """Yield the texts in which a mapping has one more key, at its place in `order` or at the end."""
    column = page.column(page.content(mapping))
    spellings = [pair(key, value, pen, column)]
    if isinstance(value, str):
        spellings.append([" " * column + f"{key_text(key, pen, inside=False)}: {double_quoted(value)}"])
    for lines in spellings:
        for index in _places(page, mapping, key, order, column):
            yield from inserted(page, index, lines)


def _places(page: Page, mapping: Node, key: str, order: Sequence[str], column: int) -> Iterator[int]:
    rank = {name: number for number, name in enumerate(order)}
    present = [
        (rank[name], each, value) for each, value in mapping.pairs() if (name := str(each.value)) in rank
    ]
    ranks = [number for number, _, _ in present]
    if key in rank and ranks == sorted(ranks):
        before = [value for number, _, value in present if number < rank[key]]
        if before:
            yield page.after(before[-1], column)
        elif present:
            yield page.above(present[0][1].start)
    yield page.after(mapping.children[-1], column)
    yield page.line_start(mapping.children[-2].start)


def inserted(page: Page, index: int, lines: Sequence[str]) -> Iterator[str]:
    """Yield the text with `lines` put in at `index`, where a line starts or the text ends."""
    end = page.line_break(index)
    before = page.text[:index]
    if before and not before.endswith(("\n", "\r")):
        yield before + end + end.join(lines)
        yield before + end + end.join(lines) + end
    else:
        yield before + "".join(line + end for line in lines) + page.text[index:]


def dropped_key(place: Place) -> Iterator[str]:
    """Yield the texts without the key."""
    page, start = place.page, place.line
    if start is None:
        return
    yield page.text[:start] + page.text[page.after(place.value, place.column) :]
    yield page.text[:start] + page.text[page.own_end(place.value) :]


def added_item(place: Place, value: Value, position: int, pen: Pen) -> Iterator[str]:
    """Yield the texts in which the block list has one more item, at this position."""
    page, items = place.page, place.value.children
    beside = min(position, len(items) - 1)
    dash = page.dash(place.value, beside)
    column = page.column(dash)
    between = page.text[dash + 1 : items[beside].start]
    gap = between if between and not between.strip(" ") else " "
    line = item_line(value, pen._replace(quote=common_quote(place.value)), column, gap)
    if position:
        before = items[position - 1]
        for index in (page.after(before, column), page.own_end(before)):
            yield from inserted(page, index, [line])
    else:
        yield from inserted(page, page.above(dash), [line])
        yield page.text[:dash] + line.lstrip(" ") + page.line_break(dash) + " " * column + page.text[dash:]


def put_item(page: Page, item: Node, value: Value, pen: Pen, *, inside: bool) -> Iterator[str]:
    """Yield the texts in which a list, `inside` brackets or not, has `value` in the place of `item`."""
    start, end = page.content(item), page.end(item)
    style = item.event.style if item.kind is Kind.SCALAR else ""
    tail = ""
    if style in ("|", ">"):
        tail = page.header_tail(item) + page.text[len(page.text[:end].rstrip("\r\n")) : end]
    for quote in (style if style in ("'", '"') else "", '"'):
        written = flow(value, pen._replace(quote=quote), inside=inside)
        space = "" if page.text[start - 1] in " \t\r\n[," else " "
        yield page.text[:start] + space + written + tail + page.text[end:]


def dropped_item(place: Place, position: int) -> Iterator[str]:
    """Yield the texts in which the block list lacks the item at `position`."""
    page, items = place.page, place.value.children
    item, dash = items[position], page.dash(place.value, position)
    if not page.starts_line(dash):
        yield _without_first(place, dash)
    start, column = page.line_start(dash), page.column(dash)
    head = place.head_end if len(items) == 1 else None
    for stop in (page.after(item, column), page.own_end(item)):
        text = page.text[:start] + page.text[stop:]
        yield text if head is None else f"{text[:head]} []{text[head:]}"


def _without_first(place: Place, dash: int) -> str:
    """Return the text without an item whose dash stands behind a colon, as below a `?`."""
    text, items = place.page.text, place.value
    if len(items.children) == 1:
        return f"{text[:dash]}[]{text[place.page.end(items) :]}"
    return text[:dash] + text[place.page.dash(items, 1) :]


def common_quote(items: Node) -> str:
    """Return the quotes that all texts of a list have, or ""."""
    styles = {item.event.style if item.kind is Kind.SCALAR else "" for item in items.children}
    only = styles.pop() if len(styles) == 1 else ""
    return only if only in ("'", '"') else ""


def _has_properties(node: Node) -> bool:
    return node.kind is not Kind.ALIAS and (node.event.anchor is not None or node.event.tag is not None)
