"""Questions that several commands put to a library, answered out of its index."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readinglist.index.postings import Postings
from readinglist.model.identifiers import arxiv_key, doi_key, url_key
from readinglist.query.tree import Word, split
from readinglist.reading.progress import progress_of
from readinglist.search.meaning import CORRECTED, meanings
from readinglist.text import fold

if TYPE_CHECKING:
    from readinglist.index import Index
    from readinglist.library.library import Library
    from readinglist.model.entry import Entry
    from readinglist.reading.progress import Progress

_ALIKE = 0.9
_NEAREST = 3


def corrected(library: Library, index: Index, query: str) -> str | None:
    """Return `query` with its unknown words corrected; None where there is nothing to correct."""
    asked = [
        part.text
        for part in split(library.parse(query, index))[0]
        if isinstance(part, Word) and not part.exact
    ]
    better = {
        term.typed: term.candidates[0].words[0]
        for term in meanings(asked, Postings(index), index.stems)
        if term.candidates and term.candidates[0].how == CORRECTED
    }
    # Only what stands by itself: not the value of a field, a tag or a saved query.
    new = re.sub(r"(?<![\w:=+@,-])\w+", lambda match: better.get(fold(match[0]), match[0]), query)
    return new if new != query else None


def progress(library: Library, index: Index) -> Progress:
    """Return the counts of the list by status."""
    return progress_of(index.column("status"), sum(library.list_file.left_out.values()))


def nearest(index: Index, query: str) -> list[tuple[str, str]]:
    """Return id and title of the entries whose titles look most like `query`."""
    from readinglist.matching import nearest_titles  # noqa: PLC0415 - brings rapidfuzz

    ids, titles = index.column("id"), index.column("title")
    return [(ids[at], index.titles([ids[at]])[ids[at]]) for at in nearest_titles(query, titles, _NEAREST)]


def like(index: Index, entry: Entry) -> list[tuple[str, str, str]]:
    """Return id, title and reason of the entries that are very like a new one."""
    found: dict[str, str] = {}
    keys = (
        ("arXiv id", "arxiv_key", arxiv_key(entry.arxiv or "")),
        ("DOI", "doi_key", doi_key(entry.doi or "")),
        ("URL", "url_key", url_key(entry.url or "")),
    )
    for name, column, key in keys:
        for entry_id in index.ids_where(column, key) if key else ():
            found.setdefault(entry_id, f"the same {name}")
    for entry_id in _titles_alike(index, entry.title):
        found.setdefault(entry_id, "a title alike")
    titles = index.titles(list(found))
    return [(entry_id, titles.get(entry_id, ""), why) for entry_id, why in found.items()]


def _titles_alike(index: Index, title: str) -> list[str]:
    from readinglist.matching import titles_alike  # noqa: PLC0415 - brings rapidfuzz

    ids, titles = index.column("id"), index.column("title")
    return [ids[at] for at in titles_alike(title, titles, _ALIKE)]
