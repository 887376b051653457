"""The library as scripts and commands see it."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from readinglist import settings
from readinglist.errors import InvalidError, NotFoundError
from readinglist.library.asking import Asking
from readinglist.library.listing import Listing, sort_keys
from readinglist.library.names import file_of
from readinglist.library.reports import Broken, Result
from readinglist.query.plain import plain_words
from readinglist.query.tree import Everything, split
from readinglist.store import Store
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from readinglist.checks import Finding
    from readinglist.index import Index
    from readinglist.journal import Journal
    from readinglist.library.reports import Changed, Undone
    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile
    from readinglist.query.tree import Query
    from readinglist.reading.progress import Progress
    from readinglist.search import Found, Hit
    from readinglist.sync import Progress as Ticker

T = TypeVar("T")
NEWEST_FIRST = "-date"


class Library:
    """A reading list: a folder with `entries/` in it.

    >>> library = Library.open("~/papers")                                    # doctest: +SKIP
    >>> [entry.title for entry in library.find("status:unread year:2017..")]  # doctest: +SKIP

    Every question compares the files with the index first, so answers are never stale. Methods raise
    the errors of `readinglist.errors`, each of which carries the exit code of the command line.
    """

    def __init__(
        self,
        folder: Path,
        environ: Mapping[str, str] | None = None,
        *,
        progress: Ticker | None = None,
    ) -> None:
        """Open the library in `folder`; `environ` says where index and journal are and what day it is."""
        self.folder = folder
        self._environ = os.environ if environ is None else environ
        self._ticker = progress

    @classmethod
    def open(cls, folder: str | Path | None = None) -> Self:
        """Open the library in `folder`, or the one that commands would use here.

        Raises:
            UsageError: if there is none.

        """
        named = str(folder) if folder else None
        return cls(settings.find_library(named, os.environ, Path.cwd()))

    @cached_property
    def today(self) -> date:
        """The day it is."""
        return settings.today(self._environ)

    @cached_property
    def store(self) -> Store:
        """The entries folder, to read from."""
        return Store(self.folder / settings.ENTRIES)

    @cached_property
    def journal(self) -> Journal:
        """What undo needs."""
        from readinglist.journal import Journal  # noqa: PLC0415 - reading commands need none of it

        return Journal(settings.journal_folder(self.folder, self._environ))

    @cached_property
    def writer(self) -> Store:
        """The entries folder, to change."""
        return Store(self.folder / settings.ENTRIES, self.journal)

    @property
    def list_file(self) -> ListFile:
        """What the list file says; what is wrong in it is left out and named by `check`."""
        return self.read_list_file()[0]

    def read_list_file(self) -> tuple[ListFile, list[tuple[int | None, str, str]]]:
        """Return what the list file says, and line, reason and hint of what is wrong in it."""
        from readinglist.library.listfile import read_list_file  # noqa: PLC0415 - it brings PyYAML

        return read_list_file(self.store)

    def find(self, query: str = "", *, sort: str = NEWEST_FIRST, limit: int | None = None) -> Listing:
        """Return the entries that match `query`, all words being wanted, in the order of `sort`.

        Args:
            query: in the query language; "" for all.
            sort: field names divided by commas, with `-` before those that descend.
            limit: how many at most.

        Raises:
            UsageError: if query or order make no sense.

        """
        keys = sort_keys(sort)
        rows = self._ask(lambda index: index.rows(self.parse(query, index), keys))
        return Listing(rows[:limit], len(rows), self._entries)

    def search(self, query: str, *, limit: int | None = None, exact: bool = False) -> Result:
        """Return the entries that have the words of `query`, the best first, misspellings forgiven.

        What is no word in it (`status:unread`, `-author:brown`) has to hold.
        """
        return self._ask(lambda index: self._search(index, query, limit, exact=exact))

    def get(self, ref: str) -> Entry:
        """Return the entry that `ref` means.

        Raises:
            NotFoundError: if none does.
            AmbiguousError: if several do.
            InvalidError: if its file is broken.

        """
        return self.read(self.resolve([ref])[0])

    def resolve(self, refs: Sequence[str]) -> list[str]:
        """Return the ids that `refs` mean, in order, each once."""
        from readinglist.library.references import resolve_all  # noqa: PLC0415 - `list` and `search` need none of it

        return self._ask(lambda index: resolve_all(index, refs))

    def read(self, entry_id: str) -> Entry:
        """Return the entry of this very id, read from its file.

        Raises:
            NotFoundError: if there is none.
            InvalidError: if its file is broken.

        """
        from readinglist.yamlfile import read_entry  # noqa: PLC0415 - it brings PyYAML

        name = file_of(entry_id)
        try:
            data, _ = self.store.read(name)
        except FileNotFoundError:
            raise NotFoundError(f"no entry {safe(entry_id)}") from None
        try:
            return read_entry(entry_id, data)
        except InvalidError as error:
            raise error.in_file(f"{settings.ENTRIES}/{name}") from None

    def broken(self) -> list[Broken]:
        """Return the files that are no valid entries."""
        return self._ask(lambda index: [Broken(*each) for each in index.faults()])

    def own_keys(self) -> list[str]:
        """Return the keys outside the table of fields that some entry has."""
        return self._ask(lambda index: index.extra_keys())

    def progress(self) -> Progress:
        """Return the counts of the list by status."""
        from readinglist.library.questions import progress  # noqa: PLC0415 - `list` and `search` need none of it

        return self._ask(lambda index: progress(self, index))

    def corrected(self, query: str) -> str | None:
        """Return `query` with unknown words corrected, None if there is nothing to correct."""
        from readinglist.library.questions import corrected  # noqa: PLC0415 - `list` and `search` need none of it

        return self._ask(lambda index: corrected(self, index, query))

    def nearest(self, query: str) -> list[tuple[str, str]]:
        """Return id and title of the entries whose titles look most like `query`."""
        from readinglist.library.questions import nearest  # noqa: PLC0415 - `list` and `search` need none of it

        return self._ask(lambda index: nearest(index, query))

    def like(self, entry: Entry) -> list[tuple[str, str, str]]:
        """Return id, title and reason of entries that are very like a new one."""
        from readinglist.library.questions import like  # noqa: PLC0415 - `list` and `search` need none of it

        return self._ask(lambda index: like(index, entry))

    def check(self) -> list[Finding]:
        """Return everything that is wrong or looks so."""
        from readinglist.library.questions import check  # noqa: PLC0415 - as above

        return self._ask(lambda index: list(check(self, index)))

    def change(
        self, ids: Sequence[str], how: Callable[[Entry], Entry], *, label: str, dry_run: bool = False
    ) -> Changed:
        """Apply `how` to the entries of these ids; each file changes as a whole or not at all.

        Args:
            ids: exact ids.
            how: takes an entry, returns a new one.
            label: what the journal calls the step, the command as a rule.
            dry_run: find out what would change, write nothing.

        """
        from readinglist.library.writing import change  # noqa: PLC0415 - reading commands need none of it

        return change(self, ids, how, label=label, dry_run=dry_run)

    def add(self, entry: Entry, *, dry_run: bool = False) -> Entry:
        """Add an entry and return it with the id it got; an entry with the id "" gets one by the rule."""
        from readinglist.library.writing import add  # noqa: PLC0415 - as above

        return add(self, entry, dry_run=dry_run)

    def remove(self, ids: Sequence[str], *, dry_run: bool = False) -> Changed:
        """Remove the files of these ids; `undo` brings them back."""
        from readinglist.library.writing import remove  # noqa: PLC0415 - as above

        return remove(self, ids, dry_run=dry_run)

    def undo(self, *, skip: bool = False, dry_run: bool = False) -> Undone | None:
        """Take back the newest step that was not taken back yet; None where there is none.

        With `skip`, steps whose files were all changed since are passed over.
        """
        from readinglist.library.writing import undo  # noqa: PLC0415 - as above

        return undo(self, skip=skip, dry_run=dry_run)

    def parse(self, query: str, index: Index) -> Query:
        """Read a query with the fields and views of this library."""
        if (words := plain_words(query)) is not None:
            return words
        from readinglist.query.parser import parse  # noqa: PLC0415 - most queries are plain words

        views = self.list_file.views if "@" in query else {}
        known = index.extra_keys() if ":" in query else []
        return parse(query, today=self.today, known=known, views=views)

    def ask(self, question: Callable[[Index], T]) -> T:
        """Put a question to an index that is up to date; a damaged one is made anew and asked again."""
        return self._ask(question)

    @cached_property
    def _asking(self) -> Asking:
        return Asking(self.store, settings.index_path(self.folder, self._environ), self._ticker)

    def _ask(self, question: Callable[[Index], T]) -> T:
        return self._asking.ask(question)

    def _search(self, index: Index, query: str, limit: int | None, *, exact: bool) -> Result:
        from readinglist.search import search  # noqa: PLC0415 - `list` needs none of it

        words, filtering = split(self.parse(query, index))
        rows = None if isinstance(filtering, Everything) else index.rows(filtering, sort_keys(NEWEST_FIRST))
        within = None if rows is None else [number for number, _ in rows]
        found = search(index, words, within=within, forgive=not exact)
        hits = found.hits[:limit]
        entries = index.entries([hit.number for hit in hits])
        return _result(found, hits, list(entries))

    def _entries(self, rows: Sequence[tuple[int, str]]) -> Iterator[Entry]:
        return self._asking.entries(rows, self.read)


def _result(found: Found, hits: Sequence[Hit], entries: Sequence[Entry]) -> Result:
    pairs = [(hit.score, entry) for hit, entry in zip(hits, entries, strict=True)]
    return Result(pairs, len(found.hits), found.corrections, found.unknown)
