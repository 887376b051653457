"""Ids on stdin, as other commands print them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def stdin_ids() -> Iterator[str]:
    """Yield the id of each line on stdin: its first cell; behind a score, as `search` has it, the second."""
    for line in sys.stdin:
        first, *others = line.rstrip("\n").split("\t")
        # No id has a point in it.
        scored = others and first.replace(".", "", 1).isdecimal() and "." in first
        entry_id = (others[0] if scored else first).strip()
        if entry_id:
            yield entry_id
