"""What goes by one's reading, beside one search, whole processes, warm, in turn: one Markdown table.

    python -m tests.benchmarks.reading [--sizes 1000 10000] [--runs 9]

The papers are invented; half of them have a log of three days, out of the last two years.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.model.entry import LogItem
from readinglist.model.listfile import ListFile
from readinglist.yamlfile.entries import write_entry
from readinglist.yamlfile.lists import write_list_file
from tests.benchmarks import programs
from tests.benchmarks.asking import choose
from tests.benchmarks.generate import made
from tests.benchmarks.programs import OURS, Program
from tests.benchmarks.running import Limits, in_turn
from tests.benchmarks.startup import PROGRAM
from tests.benchmarks.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.model.entry import Entry
    from tests.benchmarks.asking import Asked

TODAY = date(2026, 11, 23)
SEARCH = "a search"
_PAGES = 30
_DAYS = 730


def main(words: Sequence[str] | None = None) -> None:
    """Measure and print one Markdown table: a row for each command."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    options.add_argument("--runs", type=int, default=9)
    given = options.parse_args(words)
    table = Table([OURS, SEARCH], [SEARCH])
    table.head()
    for size in sorted(given.sizes):
        with tempfile.TemporaryDirectory() as home:
            _measure(size, Path(home), Limits(given.runs, patience=60, most=120), table)


def _measure(size: int, home: Path, limits: Limits, table: Table) -> None:
    asked = _written(size, home / "entries")
    environ = programs.python_environ(home) | {
        "READINGLIST_LIBRARY": str(home),
        "READINGLIST_TODAY": TODAY.isoformat(),
    }
    program = [sys.executable, "-c", PROGRAM]
    commands = {case: [*program, *words] for case, words in _commands(asked.id).items()}
    search = {case: [*program, "search", *asked.three, "-n", "10"] for case in commands}
    running = [Program(OURS, commands, environ), Program(SEARCH, search, environ)]
    for case in commands:
        table.row(size, case, in_turn(running, case, limits, "", str))


def _commands(entry_id: str) -> dict[str, list[str]]:
    """Return what is run, as much of it as a terminal would show."""
    return {
        "similar": ["similar", entry_id, "-n", "10"],
        "similar --unread": ["similar", entry_id, "--unread", "-n", "10"],
        "next": ["next", "-n", "3"],
        "next --minutes 30 --why": ["next", "--minutes", "30", "--why", "-n", "3"],
        "stats": ["stats"],
        "history": ["history", "-n", "20"],
        "history --since -1w": ["history", "--since", "-1w", "-n", "20"],
        "today's page": [],
    }


def _written(size: int, folder: Path) -> Asked:
    """Write a library and return what it is asked."""
    folder.mkdir()
    (folder / "_list.yaml").write_bytes(write_list_file(ListFile(name=f"{size} papers")))
    titles = []
    for place, entry in enumerate(made(size, None, random.Random(1))):  # noqa: S311 - no secret
        (folder / f"{entry.id}.yaml").write_bytes(write_entry(as_read(entry, place)))
        titles.append((entry.id, entry.title))
    return choose(titles)


def as_read(entry: Entry, place: int) -> Entry:
    """Return an entry with the log that its status calls for; `place` says how long ago."""
    if entry.status == "unread":
        return entry
    first, second, third = (str(TODAY - timedelta(days=place * 7 % _DAYS + days)) for days in (4, 2, 0))
    known = replace(entry, status="unread", pages=_PAGES, rating=place % 5 + 1)
    begun = known.started(first).logged(LogItem(second, {"pages": "1-12", "minutes": "40"}))
    ended = {"read": begun.finished, "skimmed": begun.skimmed, "dropped": begun.dropped}
    return ended[entry.status](third) if entry.status in ended else begun


if __name__ == "__main__":
    main()
