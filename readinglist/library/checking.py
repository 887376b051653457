"""What `check` asks of a library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.checks import Finding, findings, list_findings
from readinglist.library.listfile import list_document
from readinglist.query.tree import Everything
from readinglist.settings import LIST_FILE
from readinglist.sync import SUFFIX, is_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readinglist.index import Index
    from readinglist.library.library import Library


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
    if (document := list_document(library.store)) is not None:
        yield from list_findings(
            document.data, document.line, list_file, own_keys=index.extra_keys(), today=library.today
        )
    for name, reason in library.store.misfits():
        yield Finding(name, None, reason)
    rows = index.rows(Everything(), [("id", False)])
    yield from findings(list(index.entries([number for number, _ in rows])), list_file)
