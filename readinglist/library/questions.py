"""Questions that several commands put to a library, answered out of its index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.checks import Finding, findings
from readinglist.index.postings import Postings
from readinglist.model.identifiers import arxiv_key, doi_key, url_key
from readinglist.query.tree import Everything, Word, split
from readinglist.reading.progress import progress_of
from readinglist.search import meanings
from readinglist.settings import LIST_FILE
from readinglist.sync import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    new = query
    for term in meanings(asked, Postings(index), index.stems):
        if term.candidates and term.candidates[0].how == "corrected":
            new = new.replace(term.typed, term.candidates[0].words[0])
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
        ("arxiv_key", arxiv_key, entry.arxiv),
        ("doi_key", doi_key, entry.doi),
        ("url_key", url_key, entry.url),
    )
    for column, key_of, value in keys:
        key = key_of(value or "")
        found |= {
            entry_id: f"the same {column.removesuffix('_key')}"
            for entry_id in index.ids_where(column, key)
            if key
        }
    found |= {
        entry_id: "a title alike" for entry_id in _titles_alike(index, entry.title) if entry_id not in found
    }
    titles = index.titles(list(found))
    return [(entry_id, titles.get(entry_id, ""), why) for entry_id, why in found.items()]


def check(library: Library, index: Index) -> Iterator[Finding]:
    """Yield everything that is wrong: broken files, misfits, faults of the list file, what looks odd."""
    for broken in library.broken():
        for line, reason, hint in broken.faults:
            yield Finding(broken.id + SUFFIX, line, reason, hint, serious=True)
    list_file, faults = library.read_list_file()
    for line, reason, hint in faults:
        yield Finding(LIST_FILE, line, reason, hint, serious=True)
    for name, reason in library.store.misfits():
        yield Finding(name, None, reason)
    rows = index.rows(Everything(), [("id", False)])
    yield from findings(list(index.entries([number for number, _ in rows])), list_file)


def _titles_alike(index: Index, title: str) -> list[str]:
    from readinglist.matching import titles_alike  # noqa: PLC0415 - brings rapidfuzz

    ids, titles = index.column("id"), index.column("title")
    return [ids[at] for at in titles_alike(title, titles, _ALIKE)]
