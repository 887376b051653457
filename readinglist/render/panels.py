"""Panels side by side where there is room: blocks of lines under headings, each as wide as its column."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, chop_cells
from rich.text import Text

from readinglist.render.bars import bar, filled
from readinglist.render.widths import longest_word
from readinglist.text import folded, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Panel = Callable[[int], list[Text]]

GAP = 2
_BETWEEN = 4
_NARROWEST = 36
_LONGEST_BAR = 40
_SHORTEST_BAR = 6
# Longer ones are taken apart, lest they take the bars of all others away.
_LONGEST_WORD = 20
_REST = "─"


class Bar(NamedTuple):
    """One line with a bar.

    Attributes:
        label: what it is about.
        figures: what stands in its columns.
        amount: how long the bar is.
        part: which part of it is filled; None for all.

    """

    label: str
    figures: tuple[str, ...]
    amount: int
    part: int | None = None


class Columns(NamedTuple):
    """The columns of a screen: how many, and how wide each is."""

    number: int
    width: int

    def spanned(self, width: int) -> int:
        """Return how many columns side by side have so much room, at most all."""
        return min(-(-(width + _BETWEEN) // (self.width + _BETWEEN)), self.number)

    def room(self, number: int) -> int:
        """Return how wide so many columns are together."""
        return number * (self.width + _BETWEEN) - _BETWEEN


def columns_of(width: int) -> Columns:
    """Return the columns for a terminal of this width."""
    number = max((width + _BETWEEN) // (_NARROWEST + _BETWEEN), 1)
    return Columns(number, (width - _BETWEEN * (number - 1)) // number)


def side_by_side(panels: Iterable[Panel], width: int, top: Sequence[Text] = ()) -> list[Text]:
    """Return the lines of a screen: `top` at the left, each panel where most room is left, in their order."""
    columns = columns_of(width)
    covered = columns.spanned(max((line.cell_len for line in top), default=0)) if top else 0
    stacks: list[list[Text]] = [[] for _ in range(columns.number)]
    above = [len(top) + 1 if place < covered else 0 for place in range(columns.number)]
    for panel in panels:
        lines = panel(columns.width)
        heights = [start + len(stack) for start, stack in zip(above, stacks, strict=True)]
        stack = stacks[heights.index(min(heights))]
        stack += [*lines, Text()] if lines else []
    return _joined(columns, stacks, above, top, covered)


def _joined(
    columns: Columns, stacks: list[list[Text]], above: list[int], top: Sequence[Text], covered: int
) -> list[Text]:
    height = max(start + len(stack) - 1 for start, stack in zip(above, stacks, strict=True))
    found = []
    for row in range(height):
        line = Text()
        place = 0
        if covered and row < above[0]:
            line.append_text(_padded(top[row] if row < len(top) else Text(), columns.room(covered)))
            place = covered
        for start, stack in list(zip(above, stacks, strict=True))[place:]:
            line.append(" " * _BETWEEN if line.cell_len else "")
            at = row - start
            line.append_text(_padded(stack[at] if at < len(stack) else Text(), columns.width))
        line.rstrip()
        found.append(line)
    return found


def bars(title: str, rows: Sequence[Bar], heads: Sequence[str] = (), style: str = "cyan") -> Panel:
    """Return a panel of bars; `heads` stand above their figures. Without rows it has no lines."""

    def lines(width: int) -> list[Text]:
        return [Text(title, style="bold"), *bar_lines(rows, width, heads, style)] if rows else []

    return lines


def bar_lines(rows: Sequence[Bar], width: int, heads: Sequence[str] = (), style: str = "cyan") -> list[Text]:
    """Return the lines of bars: label, figures, bar.

    A label that is too long goes on below itself; where that would take words apart there are no bars.
    """
    most = max((row.amount for row in rows), default=0)
    wide = _widths(rows, heads)
    labels = [safe(row.label) for row in rows]
    label, longest = _shared(labels, width - sum(each + GAP for each in wide))
    found = [_cells(_fit("", label), heads, wide, "dim")] if heads else []
    for row, text in zip(rows, labels, strict=True):
        first, *others = _in_lines(text, label)
        line = _cells(_fit(first, label), row.figures, wide)
        if longest:
            line.append(" " * GAP).append_text(_drawn(row, most, longest, style))
        found += [line, *map(Text, others)]
    return found


def _shared(labels: Sequence[str], room: int) -> tuple[int, int]:
    """Return how much of the room labels take, and bars."""
    longest = max(map(cell_len, labels), default=0)
    beside = room - GAP - _SHORTEST_BAR
    if longest <= beside:
        return longest, min(room - GAP - longest, _LONGEST_BAR)
    if min(longest_word(labels), _LONGEST_WORD) <= beside:
        return beside, _SHORTEST_BAR
    return max(min(longest, room), 1), 0


def _in_lines(text: str, width: int) -> list[str]:
    if cell_len(text) <= width:
        return [text]
    return [piece for line in folded(text, width) for piece in _in_pieces(line, width)]


def _in_pieces(line: str, width: int) -> list[str]:
    """Return a line that may have a word too long, which goes on below itself as well."""
    first, *others = chop_cells(line, width)
    indent = " " * min(GAP, width - 1)
    rest = "".join(others)
    return [first, *(indent + piece for piece in chop_cells(rest, width - len(indent)))] if rest else [first]


def _widths(rows: Sequence[Bar], heads: Sequence[str]) -> list[int]:
    table = [row.figures for row in rows] + ([tuple(heads)] if heads else [])
    return [max(map(cell_len, column)) for column in zip(*table, strict=True)]


def _cells(line: Text, cells: Sequence[str], widths: Sequence[int], style: str = "") -> Text:
    for text, width in zip(cells, widths, strict=True):
        line.append(" " * (GAP + width - cell_len(text))).append(text, style=style)
    return line


def _drawn(row: Bar, most: int, longest: int, style: str) -> Text:
    whole = bar(row.amount, most, longest)
    if row.part is None:
        return Text(whole, style=style)
    part = filled(row.part, row.amount, most, longest)
    return Text.assemble((part, "green"), (_REST * (len(whole) - len(part)), "dim"))


def facts(title: str, rows: Sequence[tuple[str, str]], sentence: str = "") -> Panel:
    """Return a panel of labels with their figures, a sentence below."""

    def lines(width: int) -> list[Text]:
        figure = max((cell_len(text) for _, text in rows), default=0)
        longest = max((cell_len(name) for name, _ in rows), default=0)
        label = min(longest, width - GAP - figure)
        told = [_cells(_fit(name, label), [text], [figure]) for name, text in rows]
        return [Text(title, style="bold"), *told, *sentence_lines(sentence, width)]

    return lines


def sentence_lines(sentence: str, width: int, style: str = "") -> list[Text]:
    """Return a sentence in lines of at most `width` columns."""
    lines = folded(sentence, width) if sentence else []
    return [Text(line.strip(), style=style) for line in lines]


def tiles(figures: Sequence[tuple[str, str]], width: int) -> list[Text]:
    """Return figures, each above what it counts, as many side by side as there is room for."""
    found: list[Text] = []
    above, below = Text(), Text()
    for figure, label in figures:
        wide = max(cell_len(figure), cell_len(label))
        if above.cell_len and above.cell_len + wide > width:
            found += [above, below, Text()]
            above, below = Text(), Text()
        above.append(figure, style="bold").append(" " * (wide - cell_len(figure) + GAP + 1))
        below.append(label, style="dim").append(" " * (wide - cell_len(label) + GAP + 1))
    found += [above, below] if figures else []
    for line in found:
        line.rstrip()
    return found


def _fit(text: str, width: int) -> Text:
    return _padded(Text(text), width)


def _padded(line: Text, width: int) -> Text:
    line = line.copy()
    line.truncate(width, overflow="ellipsis", pad=True)
    return line
