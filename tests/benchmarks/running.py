"""Running programs in turn: how long each takes, whether it found the paper, how much memory it needs."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.programs import NEW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.benchmarks.programs import Program

# A process of its own, so small that what it hands down to the one it starts does not count.
_WATCH = """
import resource, subprocess, sys
with subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
    while child.stdout.read(65536):
        pass
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
FIRST_LINE = "first line"
_KIB, _MIB = 1 << 10, 1 << 20


class Limits(NamedTuple):
    """How often and how long programs are run.

    Attributes:
        runs: how often each, at most.
        patience: the seconds after which a program has run often enough.
        most: the seconds after which a run is given up.

    """

    runs: int
    patience: float
    most: float


class Once(NamedTuple):
    """One run: its seconds (None if it was given up) and whether it found the paper."""

    seconds: float | None
    found: bool


class Timed(NamedTuple):
    """All runs of a program, in the order of the turns."""

    runs: list[Once]

    @property
    def given_up(self) -> bool:
        """Whether a run took too long."""
        return any(run.seconds is None for run in self.runs)

    @property
    def found(self) -> bool:
        """Whether every run found the paper."""
        return all(run.found for run in self.runs)

    @property
    def seconds(self) -> list[float]:
        """The seconds of the runs that ended."""
        return [run.seconds for run in self.runs if run.seconds is not None]

    @property
    def median(self) -> float:
        """The median of the seconds."""
        return statistics.median(self.seconds)


def ratio(ours: Timed, theirs: Timed) -> float | None:
    """Return the median of the ratios of the runs of the same turn, None if there is none."""
    pairs = list(zip(ours.seconds, theirs.seconds, strict=False))
    return statistics.median(one / other for one, other in pairs) if pairs else None


def in_turn(
    programs: Sequence[Program],
    case: str,
    limits: Limits,
    expected: str,
    renew: Callable[[], str],
) -> dict[str, Timed]:
    """Run all programs that have a command for the case, once to warm up and then in turn.

    Args:
        programs: those to run.
        case: what they are asked.
        limits: how often and how long.
        expected: what a program prints that found the paper.
        renew: changes before each turn what has to change, and returns the new word.

    Returns:
        the runs of each by name; where the first one took all patience, it is the only one.

    """
    asked = [program for program in programs if case in program.commands]
    new = renew()
    timed = {program.name: Timed([once(program, case, new, expected, limits.most)]) for program in asked}
    quick = [each for each in asked if _spent(timed[each.name]) < limits.patience]
    for program in quick:
        timed[program.name].runs.clear()
    for _ in range(limits.runs):
        new = renew()
        for program in quick:
            if _spent(timed[program.name]) < limits.patience:
                timed[program.name].runs.append(once(program, case, new, expected, limits.most))
    return timed


def _spent(timed: Timed) -> float:
    return float("inf") if timed.given_up else sum(timed.seconds)


def once(program: Program, case: str, new: str, expected: str, most: float) -> Once:
    """Run a program once, to the end or, for a case that says so, to its first line."""
    command = [word.replace(NEW, new) for word in program.commands[case]]
    begun = time.perf_counter()
    with _started(program, command) as process:
        try:
            out = _first_line(process) if case.endswith(FIRST_LINE) else process.communicate(timeout=most)[0]
        except subprocess.TimeoutExpired:
            process.kill()
            return Once(None, found=False)
        seconds = time.perf_counter() - begun
    return Once(seconds, _found(program, case, new, expected, out))


@contextmanager
def _started(program: Program, command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command of a program, its stdin in place and its stdout a pipe."""
    path = program.stdin or os.devnull
    with (
        open(path, "rb") as stdin,  # noqa: PTH123 - a name of the system among them
        subprocess.Popen(
            command, env=program.environ, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process,
    ):
        yield process


def _first_line(process: subprocess.Popen[bytes]) -> bytes:
    assert process.stdout
    line = process.stdout.readline()
    process.kill()
    return line


def _found(program: Program, case: str, new: str, expected: str, out: bytes) -> bool:
    """Tell whether the paper is in the output; for a change, whether the change is in its file."""
    if not program.searches:
        return True
    if case.startswith("tag") and program.file:
        return new in program.file.read_text(encoding="utf-8")
    # The first line need not be that of the paper.
    return bool(out) if case.endswith(FIRST_LINE) else expected.encode() in out


def memory(program: Program, case: str) -> float:
    """Return the MiB of the largest of the processes that a command needs."""
    watched = [sys.executable, "-S", "-c", _WATCH, *program.commands[case]]
    with _started(program, watched) as process:
        said = process.communicate()[0]
    # macOS tells bytes, everyone else KiB.
    return int(said) / (_MIB if sys.platform == "darwin" else _KIB)
