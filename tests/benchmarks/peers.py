"""readinglist beside ripgrep, grep, fzf and papis, whole processes, warm, in turn: one Markdown table.

    python -m tests.benchmarks [--sizes 100 1000 10000] [--papers FILE.jsonl.gz] [--papis PATH] [--runs 7]

Each program gets the same papers: readinglist, ripgrep and grep one folder of YAML files, fzf a file of titles, papis
its own folders. "hello" is a one-command Typer application. What is not installed is left out.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import shutil
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from readinglist.version import __version__
from readinglist.yamlfile.reading import read_entry
from tests.benchmarks import programs
from tests.benchmarks.asking import choose
from tests.benchmarks.libraries import Library, make
from tests.benchmarks.programs import CACHED, HELLO_NAME, OURS, SQLITE, Program
from tests.benchmarks.running import Limits, Timed, in_turn, memory, once, ratio
from tests.benchmarks.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

REMEMBERED = ("search, one word", "search, three words, one misspelt", "list", "export --format json")
INDEX = "search, one word"  # the question that each index is made for
LARGE = 10_000  # papers take a while to make
_PARSE = """
import sys, yaml
from pathlib import Path
for path in Path(sys.argv[1]).glob("*.yaml"):
    yaml.load(path.read_bytes(), yaml.CSafeLoader)
"""
_CONSONANTS = "bcdfghjklmnpqrstvwxz"


class Plan(NamedTuple):
    """What is measured.

    Attributes:
        sizes: of the libraries.
        papers: a file with real papers.
        limits: how often and how long programs are run.
        papis: the path of papis, if it is to be run.
        papis_up_to: the largest library that papis gets.
        others: the other programs that are run.
        folder: where libraries are kept, if they are.

    """

    sizes: list[int]
    papers: Path | None
    limits: Limits
    papis: str | None
    papis_up_to: int
    others: list[str]
    folder: Path | None


def main(words: Sequence[str] | None = None) -> None:
    """Measure and print one Markdown table."""
    plan, missing = _plan(_options().parse_args(words))
    with _home(plan.folder) as home:
        print(_conditions(plan))
        for name in missing:
            print(f"{name} is not installed and left out.")
        print()
        # The first run of all compiles modules, which is nobody's measure.
        warm = _library(3, plan, home)
        _index(_programs(warm, plan, home / "work"), plan.limits, "")
        table = _table(plan)
        table.head()
        for size in plan.sizes:
            _measure(_library(size, plan, home), plan, home / "work", table)


def _plan(given: argparse.Namespace) -> tuple[Plan, list[str]]:
    """Return what is to be measured, and which programs that takes are not there."""
    paths = {name: shutil.which(given.papis if name == "papis" else name) for name in given.peers}
    others = [name for name, path in paths.items() if path and name != "papis"]
    limits = Limits(given.runs, given.patience, given.most)
    papis = (paths.get("papis"), given.papis_up_to)
    plan = Plan(sorted(given.sizes), given.papers, limits, *papis, others, given.folder)
    return plan, [name for name, path in paths.items() if not path]


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = options.add_argument
    add("--sizes", type=int, nargs="+", default=[100, 1000, 10_000], help="up to 100000, say")
    add("--papers", type=Path, help="a .jsonl.gz with title, authors, year, venue, abstract; else invented")
    add("--peers", nargs="*", choices=programs.PEERS, default=list(programs.PEERS), help="which of them")
    add("--papis", default="papis", help="its path, where it is not found by its name")
    add("--papis-up-to", type=int, default=10_000, help="the largest library for papis")
    add("--runs", type=int, default=7, help="of each command, after one to warm up")
    add("--patience", type=float, default=20, help="seconds after which a program has run enough")
    add("--most", type=float, default=120, help="seconds after which a run is given up")
    add("--folder", type=Path, help="where the libraries are made, kept and found again")
    return options


@contextmanager
def _home(kept: Path | None) -> Iterator[Path]:
    """Give a folder for libraries, with an empty `work` for indexes in it."""
    with tempfile.TemporaryDirectory() as passing:
        home = (kept or Path(passing)).resolve()
        home.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(home / "work", ignore_errors=True)
        (home / "work").mkdir()
        try:
            yield home
        finally:
            shutil.rmtree(home / "work")


def _conditions(plan: Plan) -> str:
    """Return what the figures depend on, in two lines."""
    found = [f"{name} {programs.version(name)}" for name in plan.others]
    if plan.papis:
        found.append(f"papis {programs.version(plan.papis)}")
    ours = f"readinglist {__version__}, Typer {metadata.version('typer')}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    machine = f"{python}, {platform.system()}, {os.cpu_count()} cores"
    papers = "real papers" if plan.papers else "invented papers"
    return (
        f"{', '.join([ours, *found])}; {machine}; {papers}; medians of {plan.limits.runs} runs, ms.\n"
        "`!`: the paper was not found. ÷: ours divided by theirs, the median of the turns."
        + (f" papis gets up to {plan.papis_up_to:,} entries." if plan.papis else "")
    )


def _table(plan: Plan) -> Table:
    papis = [SQLITE, CACHED] if plan.papis else []
    names = [OURS, HELLO_NAME, *plan.others, *papis]
    return Table(names, [name for name in (HELLO_NAME, "rg", SQLITE, CACHED) if name in names])


def _library(size: int, plan: Plan, home: Path) -> Library:
    """Return the library of that size, made if it is not there."""
    library = Library(home / str(size), size, has_papis=bool(plan.papis) and size <= plan.papis_up_to)
    if size >= LARGE and not library.titles.exists():
        print(f"making {size} papers", file=sys.stderr)
    make(library, plan.papers)
    return library


def _programs(library: Library, plan: Plan, home: Path) -> list[Program]:
    """Return the programs for a library."""
    asked = choose(library.listed())
    ours = programs.readinglist(library, asked, home)
    makers = {"rg": programs.ripgrep, "grep": programs.grep, "fzf": programs.fzf}
    found = [ours, programs.hello(tuple(ours.commands), home)]
    found += [makers[name](library, asked) for name in plan.others]
    if plan.papis and library.has_papis:
        found += [programs.papis(plan.papis, library, asked, home, sqlite=each) for each in (True, False)]
    return found


def _measure(library: Library, plan: Plan, home: Path, table: Table) -> None:
    """Print all rows of a library."""
    running, asked = _programs(library, plan, home), choose(library.listed()).id
    _index_rows(library, running, asked, plan, home, table)
    with _renewing(library, asked) as renewals:
        for case in running[0].commands:
            if case == programs.BARE and not library.has_papis:
                continue  # there is nobody to compare with
            renew = renewals["file" if "changed" in case else "word"]
            expected = "" if case == programs.BARE else asked  # what papis makes is not our id
            table.row(library.number, case, in_turn(running, case, plan.limits, expected, renew))
    if library.number == plan.sizes[-1]:
        for case in REMEMBERED:
            used = {each.name: f"{memory(each, case):.0f}" for each in running if case in each.commands}
            table.cells(library.number, f"peak memory, MiB: {case}", used)


@contextmanager
def _renewing(library: Library, asked: str) -> Iterator[dict[str, Callable[[], str]]]:
    """Give what makes a new word, and what puts one into the title of the paper; it ends as it was."""
    entry = read_entry(asked, library.entry_file(asked).read_bytes())
    dice = random.Random(library.number)  # noqa: S311 - no secret

    def word() -> str:
        return "".join(dice.choices(_CONSONANTS, k=10))

    def file() -> str:
        new = word()
        library.write(replace(entry, title=f"{entry.title} {new}"))
        return new

    try:
        yield {"word": word, "file": file}
    finally:
        library.write(entry)


def _index_rows(
    library: Library, running: list[Program], asked: str, plan: Plan, home: Path, table: Table
) -> None:
    """Print what it takes to index the papers from nothing, and to parse the same files in one process."""
    table.row(library.number, "first index, once", _index(running, plan.limits, asked))
    command = [sys.executable, "-c", _PARSE, str(library.entries)]
    pair = (running[0], Program("parse", {INDEX: command}, os.environ, searches=False))
    timed = {each.name: Timed([]) for each in pair}
    for _ in range(plan.limits.runs):
        programs.forget(home)
        for each in pair:
            timed[each.name].runs.append(once(each, INDEX, "", asked, plan.limits.most * 10))
    times = ratio(*timed.values())
    label = "first index, all files just read"
    table.row(
        library.number, f"{label}: {times:.2f} times the parse" if times else label, {OURS: timed[OURS]}
    )
    table.row(library.number, "parse of the same files by CSafeLoader", {OURS: timed["parse"]})


def _index(running: Sequence[Program], limits: Limits, expected: str) -> dict[str, Timed]:
    """Return the first search of each program that keeps an index."""
    keeping = [each for each in running if each.name in {OURS, SQLITE, CACHED}]
    # It comes once, and the rest needs it whole.
    return {each.name: Timed([once(each, INDEX, "", expected, limits.most * 10)]) for each in keeping}


if __name__ == "__main__":
    main()
