"""What a long run found."""

from __future__ import annotations

from typing import NamedTuple

# How the only line of a run begins that could not be made here, for want of a program or of rights.
NOT_RUN = "NOT RUN"


class Figures(NamedTuple):
    """Lines to print, and whether every promise held."""

    lines: list[str]
    kept: bool
