"""How wide the columns of a table are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GAP = 2
_SHORT = 8
_LONG_ID = 28
# The part of the terminal that a title's longest word may claim; where there is little room, a smaller one.
_PARTS = (2, 3, 4)
# Columns of running text share what the others leave, by these shares.
SHARES = {
    "title": 5,
    "summary": 5,
    "abstract": 5,
    "notes": 5,
    "tags": 3,
    "shared": 3,
    "areas": 3,
    "authors": 2,
    "venue": 2,
}
_LARGEST_SHARE = max(SHARES.values())


def column_widths(columns: Sequence[str], texts: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Return the widths of columns that say these texts in a terminal of `width`, None if they do not fit.

    Each has room for its longest text; if not, texts are folded, and a column is as wide as its longest
    word unless that claims too large a part of the terminal: such a word is cut.
    """
    room = width - GAP * (len(columns) - 1)
    most = [max(map(cell_len, (name, *said))) for name, said in zip(columns, texts, strict=True)]
    for part in _PARTS:
        least = [
            min(_least(name, said, width, part), whole)
            for name, said, whole in zip(columns, texts, most, strict=True)
        ]
        if sum(least) <= room:
            return _spread(least, most, [SHARES.get(name, 0) for name in columns], room)
    return None


def longest_word(texts: Iterable[str]) -> int:
    """Return how many columns the longest of all words takes; wide letters can be parted anywhere."""
    lengths = ((len(word), cell_len(word)) for text in texts for word in text.split())
    return max((columns for letters, columns in lengths if columns <= letters), default=0)


def _least(name: str, texts: Sequence[str], width: int, part: int) -> int:
    if name in SHARES:
        most = width * SHARES[name] // (_LARGEST_SHARE * part)
        return max(_SHORT, min(longest_word((name, *texts)), most))
    # What is long and cannot be wrapped leaves room for the others.
    return max(width // 2, min(_LONG_ID, width * 2 // 3))


def _spread(least: Sequence[int], most: Sequence[int], shares: Sequence[int], room: int) -> list[int]:
    """Return widths that fill the room, by shares, none wider than it has use for."""
    widths = list(least)
    for _ in range(room - sum(least)):
        growing = [place for place, share in enumerate(shares) if share and widths[place] < most[place]]
        if not growing:
            break
        widths[min(growing, key=lambda place: widths[place] / shares[place])] += 1
    return widths
