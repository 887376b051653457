"""`python -m tests.long [NAME...] [--number N] [--seed S]`: long runs, all of them or those named, figures printed.

Each run is a function of how many times to try and of where chance starts. It gives lines of figures; where one
of them starts with `NOT KEPT` a promise was broken, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from tests.long import breaking, edits

if TYPE_CHECKING:
    from collections.abc import Callable


class Run(NamedTuple):
    """A run, and how many times it tries where no number is given."""

    figures: Callable[[int, int], list[str]]
    usual: int


RUNS = {
    "edits": Run(edits.run, 100_000),
    "breaking": Run(breaking.run, 20_000),
}


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.long")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(RUNS)}; all without")
    parser.add_argument("--number", type=int, help="how many times to try, in place of each run's own number")
    parser.add_argument("--seed", type=int, default=0, help="where chance starts (0)")
    asked = parser.parse_args()
    if unknown := set(asked.names) - RUNS.keys():
        parser.error(f"there is no run {', '.join(sorted(unknown))}; there is {', '.join(RUNS)}")
    kept = [one(name, asked.number or RUNS[name].usual, asked.seed) for name in asked.names or RUNS]
    return 0 if all(kept) else 1


def one(name: str, number: int, seed: int) -> bool:
    """Run one, print its figures, and tell whether what it tries was kept."""
    start = time.monotonic()
    lines = RUNS[name].figures(number, seed)
    print(f"{name}: {number:,} times from seed {seed}, {time.monotonic() - start:.0f} s")  # noqa: T201
    print(*(f"  {line}" for line in lines), sep="\n", flush=True)  # noqa: T201
    return not any(line.startswith("NOT KEPT") for line in lines)


if __name__ == "__main__":
    sys.exit(main())
