"""Start-up, whole process, side by side with a one-command Typer app ("hello"): medians and ratios of one run.

    python tests/benchmarks/startup.py [--runs 21] [--library DIR]

Without --library the shipped list is used, with an index of its own that is warm after one run of each command.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent.parent
HELLO = """
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)

@app.command()
def hello(name: str = "world") -> None:
    print("hello", name)

app()
"""
PROGRAM = "import sys; from readinglist.main import run; sys.argv[0] = 'readinglist'; run()"
# What is run, and the most that it may take in hellos.
COMMANDS = (
    ("--version", 1.1),
    ("list --ids", 1.5),
    ("search sparse transformers", 1.5),
    ("search sparse transformres", 1.7),
    ("list", None),
    ("show schulman2017proximal", None),
)
# Of another library, of whatever size, nothing is promised here.
OTHERS = tuple((words, None) for words, _ in COMMANDS if not words.startswith("show"))


class Times(NamedTuple):
    """The seconds that one run takes, on the clock and of the processor."""

    wall: float
    cpu: float


class Row(NamedTuple):
    """Median seconds of a command and of the hellos run in turn with it; the ratios of both sorts of time."""

    ours: float
    theirs: float
    ratio: float
    cpu_ratio: float


class Bench(NamedTuple):
    """What is measured against: how many runs, the command line of hello, the environment of all."""

    runs: int
    hello: list[str]
    environ: dict[str, str]

    def row(self, words: Sequence[str]) -> Row:
        """Run a command and hello in turn."""
        command = [sys.executable, "-c", PROGRAM, *words]
        _once(command, self.environ)
        _once(command, self.environ)
        pairs = [(_once(command, self.environ), _once(self.hello, self.environ)) for _ in range(self.runs)]
        ours, theirs = (statistics.median(each.wall for each in runs) for runs in zip(*pairs, strict=True))
        ratio = statistics.median(one.wall / other.wall for one, other in pairs)
        return Row(ours, theirs, ratio, statistics.median(one.cpu / other.cpu for one, other in pairs))


@contextmanager
def bench(what: str) -> Iterator[Bench]:
    """Read the command line of a benchmark and make ready what it needs."""
    options = argparse.ArgumentParser(description=what)
    options.add_argument("--runs", type=int, default=21)
    options.add_argument("--library", default=str(ROOT))
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        hello = Path(home) / "hello.py"
        hello.write_text(HELLO, encoding="utf-8")
        environ = os.environ | {f"XDG_{name}_HOME": home for name in ("CACHE", "CONFIG", "STATE")}
        # Modules are compiled once, as they are where the wheel is installed.
        environ |= {"PYTHONPYCACHEPREFIX": home, "PYTHONDONTWRITEBYTECODE": ""}
        environ |= {"READINGLIST_LIBRARY": given.library, "PYTHONPATH": str(ROOT)}
        print(f"Python {platform.python_version()}, {given.runs} runs each, hello and command in turn\n")
        yield Bench(given.runs, [sys.executable, str(hello)], environ)


def main() -> None:
    """Measure and print one Markdown table: a row for each command."""
    with bench("Start-up, whole process, against hello.") as measure:
        print("| command | median ms | hello ms | ratio | at most |\n|---|---|---|---|---|")
        shipped = Path(measure.environ["READINGLIST_LIBRARY"]) == ROOT
        for words, most in COMMANDS if shipped else OTHERS:
            row = measure.row(words.split())
            figures = f"{row.ours * 1e3:.0f} | {row.theirs * 1e3:.0f} | {row.ratio:.2f}"
            print(f"| `{words}` | {figures} | {most or ''} |", flush=True)


def _once(command: list[str], environ: dict[str, str]) -> Times:
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Times(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


if __name__ == "__main__":
    main()
