"""What a caller learns of a step."""

from __future__ import annotations

from typing import NamedTuple


class Outcome(NamedTuple):
    """What became of a step.

    Attributes:
        step: its number in the journal, None where nothing was changed.
        done: the files that were changed.
        conflicts: the files that were not, each with the reason.

    """

    step: int | None
    done: list[str]
    conflicts: list[tuple[str, str]]
