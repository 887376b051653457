"""The table of a benchmark: a row for each case, a column for each program and each comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.programs import OURS
from tests.benchmarks.running import ratio

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.benchmarks.running import Timed


class Table(NamedTuple):
    """A Markdown table, printed row by row.

    Attributes:
        names: the programs.
        compared: those that ours is divided by.

    """

    names: list[str]
    compared: list[str]

    def head(self) -> None:
        """Print the head."""
        heads = ["entries", "case", *self.names, *(f"÷ {name}" for name in self.compared)]
        print(f"| {' | '.join(heads)} |\n|{'---|' * len(heads)}", flush=True)

    def row(self, size: int, case: str, timed: Mapping[str, Timed]) -> None:
        """Print the medians of those programs that were run, in milliseconds, and the ratios."""
        cells = {name: _cell(each) for name, each in timed.items()}
        self.cells(size, case, cells, [self._ratio(timed, name) for name in self.compared])

    def cells(self, size: int, case: str, cells: Mapping[str, str], ratios: list[str] | None = None) -> None:
        """Print a row."""
        columns = [*(cells.get(name, "") for name in self.names), *(ratios or [""] * len(self.compared))]
        print(f"| {size:,} | {case} | {' | '.join(columns)} |", flush=True)

    def _ratio(self, timed: Mapping[str, Timed], name: str) -> str:
        found = ratio(timed[OURS], timed[name]) if name in timed else None
        return "" if found is None else f"{found:.2f}"


def _cell(timed: Timed) -> str:
    if timed.given_up:
        return "given up"
    return f"{timed.median * 1e3:.0f}" + ("" if timed.found else " !")
