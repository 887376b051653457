"""Comments and what they stand beside: which of them may go with an edit, and where the others stay.

A comment may go where every sign on its line goes, or where it stands inside what goes or below it and
deeper. One that stays keeps its company: those texts on its line that the edit leaves alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from readinglist.yamlfile.page import is_empty, leaves

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from readinglist.yamlfile.page import Page
    from readinglist.yamlfile.tree import Node


class Note(NamedTuple):
    """A comment and its company.

    Attributes:
        text: what it says.
        beside: the numbers of the texts on its line, counted among those that the edit leaves alone.
        alone: whether it has its line for itself.

    """

    text: str
    beside: range
    alone: bool

    def stays_as(self, other: Note) -> bool:
        """Tell whether it can be `other` afterwards."""
        same = self.text == other.text and self.beside == other.beside
        return same and (other.alone or not self.alone)


class _Spans(NamedTuple):
    """Parts of a text in order, none of which overlap."""

    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> _Spans:
        solid = sorted((start, end) for start, end in spans if start < end)
        return cls([start for start, _ in solid], [end for _, end in solid])

    def on_line(self, page: Page, index: int) -> range:
        """Return the numbers of those that stand, with a part at least, on the line of `index`."""
        first = bisect_right(self.ends, page.line_start(index))
        return range(first, max(first, bisect_left(self.starts, page.line_end(index))))


def notes(page: Page, touched: Container[Node] = ()) -> list[Note]:
    """Return the comments of a page; `touched` are the nodes that the edit does not leave alone."""
    if not page.comments:
        return []
    texts = _Spans.of(
        (leaf.start, page.end(leaf)) for leaf in leaves(page.root, touched) if not is_empty(leaf)
    )
    return [
        Note(text, texts.on_line(page, index), not page.text[page.line_start(index) : index].strip())
        for index, text in page.comments
    ]


def kept(before: Sequence[Note], after: Sequence[Note], goes: Sequence[bool]) -> bool:
    """Tell whether the comments are in their order what they were, but for some that may go."""
    stay = [note for note, may in zip(before, goes, strict=True) if not may]
    new, old = iter(after), iter(before)
    there = all(any(note.stays_as(other) for other in new) for note in stay)
    return there and all(any(note.stays_as(other) for note in old) for other in after)


def may_go(page: Page, gone: Sequence[Node], start: int) -> Iterator[bool]:
    """Tell for each comment whether it may go with what is taken out.

    Args:
        page: the text before.
        gone: what is taken out: a key with its value, or an item.
        start: where that begins, the dash of an item included.

    """
    end = page.end(gone[-1])
    deeper = page.after(gone[-1], page.column(start))
    taken, others = _Spans.of([(start, end)]), _Spans.of(_signs(page, gone))
    for index, _ in page.comments:
        alone = not others.on_line(page, index)
        yield alone and (bool(taken.on_line(page, index)) or end <= index < deeper)


def _signs(page: Page, skip: Container[Node]) -> Iterator[tuple[int, int]]:
    """Yield where the texts and brackets stand that are not in the nodes to `skip`."""
    waiting = [page.root]
    while waiting:
        node = waiting.pop()
        if node in skip:
            continue
        if node.closing is None:
            yield (node.start, page.end(node)) if not is_empty(node) else (0, 0)
        elif node.event.flow_style:
            opening, end = page.content(node), page.end(node)
            yield from ((opening, opening + 1), (end - 1, end))
        waiting.extend(node.children)
