"""The text of a file as lines, and the place of every node in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from readinglist.yamlfile.document import read
from readinglist.yamlfile.tree import Kind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from readinglist.yamlfile.tree import Node

_END = re.compile(r"\r\n|\r|\n")
_PROPERTY = re.compile(r"&[^\s,\[\]{}]+|!<[^>]*>|![^\s,\[\]{}]*")
_GAP = re.compile(r"(?:\s+#[^\r\n]*)*\s*")
# On a line of its own it belongs to a key with `?`.
_COLON = re.compile(r"[ \t]*:|(?:\s*+#[^\r\n]*+)*+\s*[\r\n] *+:(?!\S)")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")
# Between two texts it needs no space before it: a quote, comma or bracket is enough for readers.
_COMMENT = re.compile(r"#[^\r\n]*")


class Page:
    """The text of one file with the tree that was read from it."""

    def __init__(self, text: str, root: Node, end: str = "\n") -> None:
        """Look at `text`, whose tree is `root`; `end` ends new lines where there is no line end yet."""
        self.text = text
        self.root = root
        self.end_of_lines = end

    def line_start(self, index: int) -> int:
        """Return where the line of `index` starts."""
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def line_end(self, index: int) -> int:
        """Return where the line of `index` ends, before its line end."""
        end = _END.search(self.text, index)
        return end.start() if end else len(self.text)

    def next_line(self, index: int) -> int:
        """Return where the line after that of `index` starts, or the end of the text."""
        end = _END.search(self.text, index)
        return end.end() if end else len(self.text)

    def line_break(self, index: int) -> str:
        """Return the line end that a new line at `index` takes: that of the line before or near it."""
        found = self._break_before(index)
        if not found and (end := _END.search(self.text, index)):
            found = end.group()
        return found or self._break_before(self.line_start(index)) or self.end_of_lines

    def column(self, index: int) -> int:
        """Return how many characters stand before `index` on its line."""
        return index - self.line_start(index)

    def starts_line(self, index: int) -> bool:
        """Tell whether only spaces stand before `index` on its line."""
        return not self.text[self.line_start(index) : index].strip(" ")

    def properties_end(self, node: Node) -> int:
        """Return where the anchor and the tag of `node` end, or where it starts if it has none."""
        return self._split(node)[0]

    def content(self, node: Node) -> int:
        """Return where `node` starts behind its anchor and tag."""
        return self._split(node)[1]

    def end(self, node: Node) -> int:
        """Return where `node` ends: after its last character, for a block of text after its last line end."""
        while node.closing is not None:
            if node.event.flow_style:
                return node.closing.end_mark.index
            node = node.children[-1]
        if node.kind is Kind.SCALAR and node.event.style in ("|", ">"):
            return self._block_end(node)
        if is_empty(node):
            return self.content(node)
        return node.event.end_mark.index

    def own_end(self, node: Node) -> int:
        """Return where the line after the last one of `node` starts."""
        end = self.end(node)
        return end if self.text[end - 1 : end] in ("\r", "\n") else self.next_line(end)

    def after(self, node: Node, column: int) -> int:
        """Return where the line after `node` and the comments that belong to it starts.

        A comment belongs to what stands above it where it is indented deeper than `column`.
        """
        found = here = self.own_end(node)
        while here < len(self.text):
            line = self.text[here : self.line_end(here)]
            bare = line.lstrip(" ")
            if bare.startswith("#") and len(line) - len(bare) > column:
                found = self.next_line(here)
            elif bare.strip():
                break
            here = self.next_line(here)
        return found

    def above(self, index: int) -> int:
        """Return where the comment lines directly above the line of `index` start, or that line."""
        start = self.line_start(index)
        while start:
            previous = self.line_start(start - 1 - self.text.startswith("\r\n", start - 2))
            if not self.text[previous:start].lstrip(" ").startswith("#"):
                break
            start = previous
        return start

    def colon(self, key: Node) -> int | None:
        """Return where the colon of `key` ends, or None for a key written with `?` and without a value."""
        match = _COLON.match(self.text, self.end(key))
        return match.end() if match else None

    def dash(self, items: Node, position: int) -> int:
        """Return where the dash of an item of a block list stands."""
        first = self.content(items)
        if position == 0:
            return first
        column = self.column(first)
        here = self.own_end(items.children[position - 1])
        # Blank lines and comments may stand before it.
        while here < len(self.text) and self.text[here : here + column + 1].lstrip(" ") != "-":
            here = self.next_line(here)
        return here + column

    def header_tail(self, node: Node) -> str:
        """Return what follows the mark of a block of text on its line: a comment, or nothing."""
        mark = _BLOCK_HEADER.match(self.text, self.content(node))
        start = mark.end() if mark else self.content(node)
        return self.text[start : self.line_end(start)]

    @cached_property
    def comments(self) -> list[tuple[int, str]]:
        """The comments with their places, in order."""
        found: list[tuple[int, str]] = []
        here = 0
        for node in leaves(self.root):
            start, end = self.content(node), self.end(node)
            if node.kind is Kind.SCALAR and node.event.style in ("|", ">"):
                start = self.line_end(start)
            found += self._comments(here, start)
            here = max(end, here)
        return found + self._comments(here, len(self.text))

    @cached_property
    def tight_comments(self) -> set[int]:
        """The places of the comments that nothing blank stands before."""
        return {index for index, _ in self.comments if index and not self.text[index - 1].isspace()}

    def comment_on_line(self, index: int) -> int | None:
        """Return where the comment on the line of `index` starts, if it is behind it."""
        found = bisect_left(self.comments, (index, ""))
        start = self.comments[found][0] if found < len(self.comments) else len(self.text)
        return start if start < self.line_end(index) else None

    def _comments(self, start: int, stop: int) -> list[tuple[int, str]]:
        """Return the comments between two scalars."""
        return [(match.start(), match.group()) for match in _COMMENT.finditer(self.text, start, stop)]

    def _break_before(self, index: int) -> str:
        if self.text.endswith("\r\n", 0, index):
            return "\r\n"
        last = self.text[index - 1 : index]
        return last if last in ("\r", "\n") else ""

    def _split(self, node: Node) -> tuple[int, int]:
        start = node.start
        if node.kind is Kind.ALIAS:
            return start, start
        if node.event.anchor is None and node.event.tag is None:
            return (self._empty_place(start),) * 2 if is_empty(node) else (start, start)
        end = here = start
        while match := _PROPERTY.match(self.text, here):
            end = match.end()
            here = _end_of(_GAP, self.text, end)
        return (end, end) if is_empty(node) else (end, here)

    def _empty_place(self, index: int) -> int:
        """Return where the nothing at `index` stands: parsers name the place before spaces or behind."""
        return len(self.text[:index].rstrip(" \t")) if self.text[index - 1 : index] in (" ", "\t") else index

    def _block_end(self, node: Node) -> int:
        start, end = self.content(node), node.event.end_mark.index
        header = _BLOCK_HEADER.match(self.text, start)
        last = str(node.value).rstrip("\n").rpartition("\n")[2]
        if (header and "+" in header.group()) or last.isspace():
            return end
        bare = start + len(self.text[start:end].rstrip(" \r\n"))
        return self.next_line(bare)


def comments(data: bytes) -> list[str]:
    """Return the comments of a file, in order."""
    document = read(data)
    return [text for _, text in Page(document.text, document.root).comments]


def is_empty(node: Node) -> bool:
    """Tell whether `node` has no character of its own, as the value in `key:`."""
    return node.kind is Kind.SCALAR and not node.event.style and not node.event.value


def leaves(root: Node, skip: Container[Node] = ()) -> Iterator[Node]:
    """Yield the texts and aliases of `root` in order, keys as well, without those in the nodes to `skip`."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node in skip:
            continue
        if node.closing is None:
            yield node
        waiting.extend(reversed(node.children))


def _end_of(pattern: re.Pattern[str], text: str, index: int) -> int:
    match = pattern.match(text, index)
    return match.end() if match else index
