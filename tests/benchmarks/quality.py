"""How often searching finds what was meant, beside three baselines: one Markdown table.

    python -m tests.benchmarks.quality [--queries FILE.json [--digest FILE]] [--papers FILE.jsonl.gz]

Labelled queries are asked of the shipped list or of --entries, with --digest once more with abstracts. Known items are
papers of a library that is made for it: some words of a title, one of them misspelt as fingers do. How many of these
begin with a wrong letter, which is harder to forgive, is told with them.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.model.listfile import ListFile
from readinglist.yamlfile.entries import write_entry
from readinglist.yamlfile.lists import write_list_file
from tests.benchmarks.asking import known_items
from tests.benchmarks.baselines import TEN, all_of_them
from tests.benchmarks.generate import made
from tests.benchmarks.labelled import read_entries, read_queries, wanting, with_abstracts
from tests.benchmarks.startup import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.model.entry import Entry
    from tests.benchmarks.baselines import Searcher
    from tests.benchmarks.labelled import Query

HEAD = "| entries | asked | queries | search | first hit right | within five | within ten | median ms |"


def main(words: Sequence[str] | None = None) -> None:
    """Measure and print one Markdown table."""
    given = _options().parse_args(words)
    print(f"{HEAD}\n|{'---|' * HEAD.count(' | ')}---|", flush=True)
    if given.queries:
        _labelled(given)
    for size in sorted(given.sizes):
        _known(given, size)


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = options.add_argument
    add("--queries", type=Path, help="a JSON array of query, best, relevant, needs_abstract")
    add(
        "--entries", type=Path, default=ROOT / "entries", help="what they are asked of; else the shipped list"
    )
    add("--digest", type=Path, help="the plain text that has the abstracts")
    add("--sizes", type=int, nargs="*", default=[1000, 10_000], help="of the libraries of known items")
    add("--papers", type=Path, help="a .jsonl.gz with title, authors, year, venue, abstract; else invented")
    add("--known", type=int, default=100, help="queries of each length")
    add("--inner", action="store_true", help="let no slip hit the first or last letter of a word")
    add("--seed", type=int, default=1, help="of what is asked")
    return options


def _labelled(given: argparse.Namespace) -> None:
    """Print the rows of the labelled queries."""
    entries, queries = read_entries(given.entries), read_queries(given.queries)
    answerable = [query for query in queries if not query.needs_abstract]
    _rows("labelled, without abstracts", entries, answerable)
    if given.digest:
        digest = given.digest.read_text(encoding="utf-8")
        _rows("labelled, with abstracts", with_abstracts(entries, digest), queries)


def _known(given: argparse.Namespace, size: int) -> None:
    """Print the rows of the known items of a library of that size."""
    entries = list(made(size, given.papers, random.Random(1)))  # noqa: S311 - no secret
    # Invented papers have no venue; where there are real ones, these are asked for.
    titles = [entry.title for entry in entries if entry.venue] or [entry.title for entry in entries]
    groups = {}
    for length in (3, 2):
        dice = random.Random(given.seed)  # noqa: S311 - no secret
        asked = list(known_items(titles, given.known, length, dice, inner=given.inner))
        label = (
            f"{length} words of a title, one misspelt, {sum(each.at_first for each in asked)} at the start"
        )
        groups[label] = [wanting(each.query, [each.title]) for each in asked]
    with tempfile.TemporaryDirectory() as home:
        searchers = _searchers(Path(home), entries)
        for label, queries in groups.items():
            _print(label, len(entries), queries, searchers)


def _rows(label: str, entries: Sequence[Entry], queries: Sequence[Query]) -> None:
    with tempfile.TemporaryDirectory() as home:
        _print(label, len(entries), queries, _searchers(Path(home), entries))


def _searchers(home: Path, entries: Sequence[Entry]) -> list[Searcher]:
    """Return all ways to search those entries, written as a library in `home`."""
    folder = home / "library" / "entries"
    folder.mkdir(parents=True)
    (folder / "_list.yaml").write_bytes(write_list_file(ListFile(name="Known papers")))
    for entry in entries:
        (folder / f"{entry.id}.yaml").write_bytes(write_entry(entry))
    own = {f"XDG_{name}_HOME": str(home) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    return all_of_them(folder.parent, entries, os.environ | own)


def _print(label: str, size: int, queries: Sequence[Query], searchers: Sequence[Searcher]) -> None:
    """Print a row for each way to search."""
    for searcher in searchers:
        tries = [_tried(searcher, query) for query in queries]
        counts = [sum(place < most for place, _ in tries) for most in (1, 5, TEN)]
        each = statistics.median(seconds for _, seconds in tries) * 1e3
        cells = [f"{size:,}", label, len(queries), searcher.name, *counts, f"{each:.1f}"]
        print(f"| {' | '.join(map(str, cells))} |", flush=True)


def _tried(searcher: Searcher, query: Query) -> tuple[int, float]:
    """Return the place at which a wanted title came, ten where none did, and the seconds that it took."""
    begun = time.perf_counter()
    titles = searcher.search(query.text)
    seconds = time.perf_counter() - begun
    place = query.place(titles)
    return TEN if place is None else place, seconds


if __name__ == "__main__":
    main()
