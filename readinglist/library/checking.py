"""What is wrong in a library, or looks so."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from readinglist.checks.files import local_file
from readinglist.checks.findings import Finding, findings, list_findings
from readinglist.checks.values import Surroundings, odd_values
from readinglist.library.listfile import document_of
from readinglist.query.tree import Everything
from readinglist.settings import LIST_FILE
from readinglist.sync import SUFFIX
from readinglist.text import is_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from readinglist.checks.values import Oddity
    from readinglist.index import Index
    from readinglist.library.library import Library
    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile
    from readinglist.yamlfile.document import Document

_LAST = "\U0010ffff"


def check(library: Library, index: Index) -> Iterator[Finding]:
    """Yield everything that is wrong: broken files, misfits, faults of the list file, what looks odd."""
    for entry_id, faults_of_entry in index.faults():
        for line, reason, hint in faults_of_entry:
            yield Finding(entry_id + SUFFIX, line, reason, hint, serious=True)
    for name in library.store.stamps():
        if not is_text(name):
            yield Finding(name + SUFFIX, None, "the name of the file is not UTF-8", "rename it", serious=True)
    list_file, faults = library.read_list_file()
    for line, reason, hint in faults:
        yield Finding(LIST_FILE, line, reason, hint, serious=True)
    if (document := document_of(library.store, LIST_FILE)) is not None:
        yield from list_findings(
            document.data, document.line, list_file, own_keys=index.extra_keys(), today=library.today
        )
    for name, reason in library.store.misfits():
        yield Finding(name, None, reason)
    rows = index.rows(Everything(), [("id", False)])
    entries = list(index.entries([number for number, _ in rows]))
    around = _surroundings(library, index, list_file)
    yield from findings(entries, around, _lines(library))


def odd(library: Library, index: Index, changed: Iterable[tuple[Entry | None, Entry]]) -> list[Oddity]:
    """Return what looks odd in changed entries and did not before, each once."""
    around = _surroundings(library, index, library.list_file)
    found: dict[tuple[str, str], Oddity] = {}
    for before, after in changed:
        known = [] if before is None else [each[1:] for each in odd_values(before, around)]
        found |= {each[1:]: each for each in odd_values(after, around) if each[1:] not in known}
    return list(found.values())


def _lines(library: Library) -> Callable[[str, Sequence[str | int]], int | None]:
    """Return what tells the line in the file of an id by the keys that lead to it."""

    @lru_cache(maxsize=1)
    def document(entry_id: str) -> Document | None:
        return document_of(library.store, entry_id + SUFFIX)

    def line(entry_id: str, path: Sequence[str | int]) -> int | None:
        found = document(entry_id)
        return found.line(path) if found else None

    return line


def _surroundings(library: Library, index: Index, list_file: ListFile) -> Surroundings:
    ids = frozenset(index.ids_between("", _LAST))
    # The configuration is read only where an entry names a file.
    return Surroundings(
        list_file.areas, ids, library.today, lambda name: local_file(name, library.folder, library.roots)
    )
