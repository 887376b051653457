"""What a long run found."""

from __future__ import annotations

from typing import NamedTuple


class Figures(NamedTuple):
    """Lines to print, and whether every promise held."""

    lines: list[str]
    kept: bool
