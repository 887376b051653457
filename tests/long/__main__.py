"""`python -m tests.long [NAME...] [--number N] [--seed S]`: long runs, all of them or those named, figures printed."""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING

from tests.long import breaking, edits, everyday, faults, hostile, incoming, kills, places, undo, writers
from tests.long.figures import NOT_RUN, Figures

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[[int, int], Figures | list[str]]

# Each takes how many times to try, and where chance starts.
RUNS: dict[str, tuple[Run, int]] = {
    "edits": (edits.run, 100_000),
    "breaking": (breaking.run, 20_000),
    "kills": (kills.at_every_call, 5_000),
    "kills-at-system-calls": (kills.at_every_system_call, 30_000),
    "kills-at-random": (kills.at_random, 10_000),
    "faults": (faults.at_every_call, 30_000),
    "faults-at-system-calls": (faults.at_every_system_call, 2_500),
    "full-disk": (faults.on_a_full_disk, 520),
    "writers": (writers.on_one, 800),
    "writers-spread": (writers.spread, 800),
    "editors": (writers.editors, 4_000),
    "places": (places.written, 99),
    "everyday": (everyday.run, 200_000),
    "hostile": (hostile.run, 20_000),
    "incoming": (incoming.run, 20_000),
    "undo": (undo.run, 1_000),
}


def main() -> int:
    """Run what is asked for; the exit code is 1 where a promise was not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.long", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(RUNS)}; all without")
    parser.add_argument("--number", type=int, help="how many times to try, in place of each run's own number")
    parser.add_argument("--seed", type=int, default=0, help="where chance starts (0)")
    asked = parser.parse_args()
    if unknown := set(asked.names) - RUNS.keys():
        parser.error(f"there is no run {', '.join(sorted(unknown))}; there is {', '.join(RUNS)}")
    kept = [one(name, asked.number, asked.seed) for name in asked.names or RUNS]
    return 0 if all(kept) else 1


def one(name: str, number: int | None, seed: int) -> bool:
    """Run one and print its figures."""
    run, usual = RUNS[name]
    start = time.monotonic()
    figures = _figures(run(number or usual, seed))
    took = time.monotonic() - start
    skipped = figures.lines[0].startswith(NOT_RUN)
    outcome = NOT_RUN if skipped else "kept" if figures.kept else "NOT KEPT"
    print(f"{name}: {outcome}, {took:.0f} s", flush=True)  # noqa: T201
    for line in figures.lines:
        print(f"  {line}", flush=True)  # noqa: T201
    return figures.kept


def _figures(found: Figures | list[str]) -> Figures:
    """Return what a run found; lines alone tell of a promise that was broken by beginning so."""
    if isinstance(found, Figures):
        return found
    return Figures(found, kept=not any(line.startswith("NOT KEPT") for line in found))


if __name__ == "__main__":
    sys.exit(main())
