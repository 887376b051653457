"""Wording that commands share where they show a part of what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SCREENFUL = 20
ALL = "(-n 0 shows all)"


def part_of(shown: int, total: int) -> str:
    """Return how many of how many are shown, and how to see all.

    >>> part_of(20, 97)
    '20 of 97 (-n 0 shows all)'
    """
    return f"{shown} of {total} {ALL}"


def more(total: int, shown: int) -> str:
    """Return how many are not shown, "" where all are.

    >>> more(7, 5), more(5, 5)
    ('and 2 more', '')
    """
    return f"and {total - shown} more" if total > shown else ""


def some(names: Sequence[str], most: int) -> str:
    """Return the first of these names and how many more there are.

    >>> some(["a", "b", "c", "d"], 2), some(["a", "b"], 2)
    ('a, b and 2 more', 'a, b')
    """
    return f"{', '.join(names[:most])} {more(len(names), most)}".rstrip()
