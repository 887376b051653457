"""Short forms of the long runs: every command that writes, stopped, failing, and beside others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.long import faults, kills, places, writers
from tests.long.figures import NOT_RUN

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("run", "number"),
    [
        (kills.at_every_call, 52),
        (kills.at_every_system_call, 10),
        (kills.at_random, 30),
        (faults.at_every_call, 52),
        (faults.at_every_system_call, 10),
        (faults.on_a_full_disk, 13),
        (writers.on_one, 64),
        (writers.spread, 64),
        (writers.editors, 25),
        (places.written, 5),
    ],
    ids=lambda value: f"{value.__module__.rpartition('.')[2]}.{value.__name__}" if callable(value) else "",
)
def test_nothing_is_lost(run: Callable[[int, int], list[str]], number: int) -> None:
    """Old or new bytes, no update lost, no stale lock, a true exit code, and order after the next command."""
    lines = run(number, 1)
    assert lines
    if lines[0].startswith(NOT_RUN):
        pytest.skip(lines[0])
    assert not [line for line in lines if line.startswith("NOT KEPT")]
