"""The questions that a library answers."""

from __future__ import annotations

import os
from array import array
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from readinglist import settings
from readinglist.errors import InvalidError, NotFoundError
from readinglist.library.asking import Asking
from readinglist.library.listing import Hits, Listing, sort_keys
from readinglist.library.names import file_of
from readinglist.library.reports import Broken, Result
from readinglist.model.fields import NEWEST_FIRST
from readinglist.query.plain import plain_words
from readinglist.query.tree import Everything, Word, free_words, split
from readinglist.store import Store
from readinglist.sync import SUFFIX
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from readinglist.ahead import Ahead
    from readinglist.index import Index
    from readinglist.journal import Journal
    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile
    from readinglist.query.tree import Query
    from readinglist.search import Found
    from readinglist.sync.bringing import Progress as Ticker

T = TypeVar("T")


class Reader:
    """A library as far as it is read."""

    def __init__(
        self,
        folder: Path,
        environ: Mapping[str, str] | None = None,
        *,
        progress: Ticker | None = None,
        once: bool = False,
        ahead: Ahead | None = None,
    ) -> None:
        """Open the library in `folder`.

        Args:
            folder: the library.
            environ: says where index and journal are and what day it is.
            progress: is told how many files have been read, of how many.
            once: compare the files at the first question only, and after changes: for a single command.
            ahead: a process that has begun to look at the files.

        """
        self.folder = folder
        self._environ = os.environ if environ is None else environ
        self._ticker = progress
        self._once = once
        self._ahead = ahead

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
    def roots(self) -> tuple[str, ...]:
        """The folders outside the library in which a `file` may lie, by the user's configuration."""
        return settings.load_settings(self._environ).roots

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
        rows = self.ask(lambda index: index.rows(self.parse(query, index), keys), early=True)
        return Listing(rows[:limit], len(rows), self._entries, self._made)

    def search(
        self, query: str, *, limit: int | None = None, exact: bool = False, explain: bool = False
    ) -> Result:
        """Return the entries that have the words of `query`, the best first, misspellings forgiven.

        What is no word in it (`status:unread`, `-author:brown`) has to hold. With `explain` the hits can tell
        why each has its score.
        """
        # Imported while another process looks at the files.
        import readinglist.search  # noqa: F401, PLC0415 - `list` needs none of it

        return self.ask(
            lambda index: self._search(index, query, limit, exact=exact, explain=explain), early=True
        )

    def get(self, ref: str) -> Entry:
        """Return the entry that `ref` means.

        Raises:
            NotFoundError: if none does.
            AmbiguousError: if several do.
            InvalidError: if its file is broken.

        """
        return self.read(self.resolve([ref])[0])

    def resolve(
        self, refs: Sequence[str], *, sure: bool = False, taken: list[tuple[str, str]] | None = None
    ) -> list[str]:
        """Return the ids that `refs` mean, in order, each once.

        With `sure`, for changes, words have to name the entry: its title or authors have them all, with one
        slip at most; and the id of an entry that was removed is not taken for the start of another. To
        `taken` are added misspelt words with the id they were taken for.
        """
        from readinglist.library.references import (  # noqa: PLC0415 - `list` and `search` need none of it
            is_like_an_id,
            named_by_file,
            refuse_links,
            resolve_all,
        )

        refs = [named_by_file(self.store.folder, ref) for ref in refs]
        refuse_links(self.store.folder, refs)
        ids = self.ask(lambda index: resolve_all(index, refs, sure=sure, taken=taken))
        for ref in refs if sure else ():
            if is_like_an_id(ref) and ref not in ids and self._was_removed(ref):
                raise NotFoundError(f"no entry {ref} any more", hint="`readinglist undo` may bring it back")
        return ids

    def existing(self, ids: Sequence[str]) -> list[str]:
        """Return those very ids, each once.

        Raises:
            NotFoundError: if there is no entry of one.

        """
        there = self.store.stamps()
        for entry_id in ids:
            if entry_id not in there:
                hint = "stdin takes ids, one a line: --ids or --format '{id}' prints them, without --group-by"
                raise NotFoundError(f'no entry of the id "{safe(entry_id)}"', hint=hint)
        return list(dict.fromkeys(ids))

    def read(self, entry_id: str) -> Entry:
        """Return the entry of this very id, read from its file.

        Raises:
            NotFoundError: if there is none.
            InvalidError: if its file is broken.

        """
        from readinglist.yamlfile.reading import read_entry  # noqa: PLC0415 - it brings PyYAML

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
        return self.ask(lambda index: [Broken(*each) for each in index.faults()])

    def own_keys(self) -> list[str]:
        """Return the keys outside the table of fields that some entry has."""
        return self.ask(lambda index: index.extra_keys())

    def look_again(self) -> None:
        """Compare the files once more at the next question; what was seen of them before is of old."""
        self._asking.look_again()

    def parse(self, query: str, index: Index) -> Query:
        """Read a query with the fields and views of this library."""
        if (words := plain_words(query)) is not None:
            return words
        from readinglist.query.failure import QueryError  # noqa: PLC0415 - as below
        from readinglist.query.parser import parse  # noqa: PLC0415 - most queries are plain words

        list_file, faults = self.read_list_file() if "@" in query else (None, [])
        views = list_file.views if list_file else {}
        # A view may ask for such a key as well.
        known = index.extra_keys() if ":" in query or "@" in query else []
        try:
            return parse(query, today=self.today, known=known, views=views)
        except QueryError as error:
            if faults and not views and error.text.startswith("@", error.position):
                raise _broken_list(*faults[0]) from None
            raise

    @cached_property
    def _asking(self) -> Asking:
        return Asking(
            self.store,
            settings.index_path(self.folder, self._environ),
            self._ticker,
            once=self._once,
            ahead=self._ahead,
        )

    def ask(self, question: Callable[[Index], T], *, early: bool = False) -> T:
        """Put a question to an index that is up to date; see `Asking`."""
        return self._asking.ask(question, early=early)

    def _was_removed(self, entry_id: str) -> bool:
        return any(entry_id + SUFFIX in step.names for step in self.journal.steps())

    def _search(self, index: Index, query: str, limit: int | None, *, exact: bool, explain: bool) -> Result:
        from readinglist.search import search  # noqa: PLC0415 - `list` needs none of it

        words, filtering = split(self.parse(query, index))
        rows = None if isinstance(filtering, Everything) else index.rows(filtering, sort_keys(NEWEST_FIRST))
        within = None if rows is None else [number for number, _ in rows]
        # Words under OR have chosen the entries already; they still say which of these come first.
        ranking = words or [Word(text) for text in free_words(filtering)]
        found = search(
            index,
            ranking,
            within=within,
            forgive=not exact,
            limit=limit,
            explain=explain,
            keep=not words,
        )
        return Result(self._hits(index, found, explain=explain), *found[1:])

    def _hits(self, index: Index, found: Found, *, explain: bool) -> Hits:
        """Return the hits in little memory: there may be as many as there are entries."""
        names = index.names([hit.number for hit in found.hits])
        rows = [(hit.number, names[hit.number]) for hit in found.hits]
        scores = array("d", [hit.score for hit in found.hits])
        return Hits(rows, scores, [hit.reason for hit in found.hits] if explain else [], self._entries)

    def _entries(self, rows: Sequence[tuple[int, str]]) -> Iterator[Entry]:
        return self._asking.entries(rows, self.read)

    def _made(self, rows: Sequence[tuple[int, str]], make: Callable[[Entry], T]) -> Iterator[T]:
        return self._asking.made(rows, self.read, make)


def _broken_list(line: int | None, reason: str, hint: str) -> InvalidError:
    error = InvalidError(f"the list file is broken: {reason}", hint=hint)
    error.line = line
    return error.in_file(f"{settings.ENTRIES}/{settings.LIST_FILE}")
