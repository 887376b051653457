"""`python -m tests.long [NAME...] [--number N] [--seed S]`: long runs, all of them or those named, figures printed."""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING

from tests.long import edits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Protocol

    class Figures(Protocol):
        """What a run found: lines to print, and whether every promise held."""

        lines: Sequence[str]
        kept: bool


# Each takes how many times to try, and where chance starts.
RUNS: dict[str, tuple[Callable[[int, int], Figures], int]] = {
    "edits": (edits.run, 100_000),
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
    figures = run(number or usual, seed)
    took = time.monotonic() - start
    print(f"{name}: {'kept' if figures.kept else 'NOT KEPT'}, {took:.0f} s", flush=True)  # noqa: T201
    for line in figures.lines:
        print(f"  {line}", flush=True)  # noqa: T201
    return figures.kept


if __name__ == "__main__":
    sys.exit(main())
