"""Searches to compare with: each takes a query and gives titles, the best first."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process, utils

from readinglist.library.library import Library
from readinglist.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from readinglist.model.entry import Entry

TEN = 10
_COLUMNS = ("title", "authors", "venue", "areas", "tags", "summary", "abstract")


class Searcher(NamedTuple):
    """A way to search: its name, and what gives the titles of the first ten."""

    name: str
    search: Callable[[str], Sequence[str]]


def all_of_them(folder: Path, entries: Sequence[Entry], environ: Mapping[str, str]) -> list[Searcher]:
    """Return readinglist, warm, and every baseline that can be had, over the library of these entries."""
    found = [readinglist(folder, environ), ratio(entries), full_text(entries)]
    return [*found, ripgrep(folder, entries)] if shutil.which("rg") else found


def readinglist(folder: Path, environ: Mapping[str, str]) -> Searcher:
    """Return this project's search; files are compared with the index before the first query only."""
    library = Library(folder, environ, once=True)
    library.search("warm", limit=1)

    def search(query: str) -> list[str]:
        return [entry.title for _, entry in library.search(query, limit=TEN).hits]

    return Searcher("readinglist", search)


def ratio(entries: Sequence[Entry]) -> Searcher:
    """Return rapidfuzz's token set ratio of the query to every title, the best of its ratios here."""
    titles = [entry.title for entry in entries]
    plain = [utils.default_process(title) for title in titles]

    def search(query: str) -> list[str]:
        found = process.extract(utils.default_process(query), plain, scorer=fuzz.token_set_ratio, limit=TEN)
        return [titles[place] for _, _, place in found]

    return Searcher("rapidfuzz, token set ratio of titles", search)


def full_text(entries: Sequence[Entry]) -> Searcher:
    """Return SQLite's FTS5 as it comes: any of the words, ranked by bm25, every field alike."""
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE paper USING fts5({', '.join(_COLUMNS)})")
    marks = ", ".join("?" * len(_COLUMNS))
    database.executemany(f"INSERT INTO paper VALUES ({marks})", map(_row, entries))  # noqa: S608 - question marks
    select = f"SELECT title FROM paper WHERE paper MATCH ? ORDER BY bm25(paper) LIMIT {TEN}"  # noqa: S608 - ours

    def search(query: str) -> list[str]:
        asked = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        return [title for (title,) in database.execute(select, [asked])]

    return Searcher("FTS5, any word, bm25", search)


def _row(entry: Entry) -> list[str]:
    values = (getattr(entry, name) for name in _COLUMNS)
    return [value if isinstance(value, str) else ", ".join(value or ()) for value in values]


def ripgrep(folder: Path, entries: Sequence[Entry]) -> Searcher:
    """Return ripgrep for the files that have all words, in the order of their names."""
    titles = {entry.id: entry.title for entry in entries}

    def search(query: str) -> list[str]:
        files = [str(folder / "entries")]
        for word in words(query):
            files = _with(word, files) if files else []
        return [titles[each] for each in sorted(Path(file).stem for file in files) if each in titles][:TEN]

    return Searcher("rg, all words", search)


def _with(word: str, paths: Sequence[str]) -> list[str]:
    """Return the files, of those or in those folders, that have the word."""
    command = ["xargs", "-0", "rg", "-il", "-e", word]
    done = subprocess.run(command, input="\0".join(paths), capture_output=True, text=True, check=False)
    return done.stdout.splitlines()
