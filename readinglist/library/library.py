"""The library as scripts and commands see it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from readinglist import settings
from readinglist.library.reader import Reader
from readinglist.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from readinglist.checks.findings import Finding
    from readinglist.checks.values import Oddity
    from readinglist.formats.incoming import Incoming
    from readinglist.library.choosing import Chosen
    from readinglist.library.figures import Ended, Wanted
    from readinglist.library.history import Past
    from readinglist.library.importing import Imported
    from readinglist.library.nearby import Neighbours
    from readinglist.library.questions import Absent, Unknown
    from readinglist.library.reports import Changed, Undone
    from readinglist.library.views import SavedView
    from readinglist.library.writing import Ticker
    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile
    from readinglist.reading.progress import Progress
    from readinglist.reading.statistics.summary import Statistics


class Library(Reader):
    """A reading list: a folder with `entries/` in it.

    >>> library = Library.open("~/papers")                                    # doctest: +SKIP
    >>> [entry.title for entry in library.find("status:unread year:2017..")]  # doctest: +SKIP

    Every question (with `once` the first one, and those after a change) compares the files with the index, so
    answers are never stale. Methods raise the errors of `readinglist.errors`, each of which carries the exit
    code of the command line.
    """

    @property
    def writer(self) -> Store:
        """The entries folder, to change; what is asked after that is compared with the files again."""
        self.look_again()
        return self._writer

    @cached_property
    def _writer(self) -> Store:
        return Store(self.folder / settings.ENTRIES, self.journal)

    @property
    def drafts(self) -> Path:
        """The folder of what is being edited; nothing but drafts is in it."""
        return self.journal.folder / "drafts"

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """What the parts of the score of `next` are worth: as usual, and as the configuration says."""
        from readinglist.reading.next import WEIGHTS  # noqa: PLC0415 - only `next` needs it

        return WEIGHTS | dict(settings.load_settings(self._environ).weights or {})

    def progress(self) -> Progress:
        """Return the counts of the list by status."""
        from readinglist.library.questions import progress  # noqa: PLC0415 - `list` and `search` need none of it

        return self.ask(lambda index: progress(self, index))

    def progress_of_kinds(self) -> dict[str, Progress]:
        """Return the counts of the list by status, for each kind."""
        from readinglist.library.questions import progress_of_kinds  # noqa: PLC0415 - as above

        return self.ask(lambda index: progress_of_kinds(self, index))

    def statistics(self, wanted: Wanted, list_file: ListFile | None = None) -> Statistics:
        """Return the figures of the entries that are wanted; `list_file` is the list file, if it was read."""
        from readinglist.library.figures import figures  # noqa: PLC0415 - only `stats` needs it

        return self.ask(lambda index: figures(self, index, wanted, list_file or self.list_file))

    def ended(self, wanted: Wanted) -> list[Ended]:
        """Return what was read, skimmed or dropped in the days that are wanted, or is so today."""
        from readinglist.library.figures import ended  # noqa: PLC0415 - as above

        return self.ask(lambda index: ended(self, index, wanted))

    def corrected(self, query: str) -> str | None:
        """Return `query` with unknown words corrected, None if there is nothing to correct."""
        from readinglist.library.questions import corrected  # noqa: PLC0415 - `list` and `search` need none of it

        return self.ask(lambda index: corrected(self, index, query))

    def unknown(self, query: str) -> list[Unknown]:
        """Return the values of fields that `query` asks for and no entry has, with those that come near."""
        from readinglist.library.questions import unknown  # noqa: PLC0415 - only where nothing was found

        return self.ask(lambda index: unknown(self, index, query))

    def unquoted(self, query: str) -> str:
        """Return the term of `query` that lacks the quotes its value needs, "" where there is none."""
        from readinglist.library.unquoted import unquoted  # noqa: PLC0415 - most queries need none of it

        return self.ask(lambda index: unquoted(index, query))

    def absent_tags(self, ids: Sequence[str], tags: Sequence[str]) -> list[Absent]:
        """Return those of `tags` that none of the entries of these ids has, with those that come near."""
        from readinglist.library.questions import absent_tags  # noqa: PLC0415 - as above

        return self.ask(lambda index: absent_tags(index, ids, tags))

    def nearest(self, query: str) -> list[tuple[str, str]]:
        """Return id and title of the entries whose titles look most like `query`."""
        from readinglist.library.questions import nearest  # noqa: PLC0415 - `list` and `search` need none of it

        return self.ask(lambda index: nearest(self, index, query))

    def like(self, entry: Entry) -> list[tuple[str, str, str]]:
        """Return id, title and reason of entries that are very like a new one."""
        from readinglist.library.questions import like  # noqa: PLC0415 - `list` and `search` need none of it

        return self.ask(lambda index: like(index, entry))

    def similar(self, entry_id: str, *, status: str = "", limit: int | None = None) -> Neighbours:
        """Return the entries that are about the same as the one of this id, nearest first, at most a hundred.

        Only those of a `status` where it is given.

        Raises:
            NotFoundError: if there is no such entry.
            InvalidError: if its file is broken.

        """
        from readinglist.library.nearby import neighbours  # noqa: PLC0415 - as above

        return self.ask(lambda index: neighbours(self, index, entry_id, status, limit))

    def next(
        self, query: str = "", *, minutes: int | None = None, limit: int | None = None, to_begin: bool = False
    ) -> Chosen:
        """Return what to read now, the best first, each with the points that make its score.

        Args:
            query: as in `find`; unless it asks for a status, only what is unread or being read.
            minutes: how long there is to read.
            limit: how many at most.
            to_begin: whether what is being read already is left out.

        Raises:
            UsageError: if the query or the weights in the configuration make no sense.

        """
        from readinglist.library.choosing import Wish, choose  # noqa: PLC0415 - as above

        return self.ask(lambda index: choose(self, index, Wish(query, minutes, to_begin), limit))

    def entries_of(self, rows: Sequence[tuple[int, str]]) -> Iterator[Entry]:
        """Yield the entries of rows of the index and their ids, as they are asked for."""
        return self._entries(rows)

    def check(self) -> list[Finding]:
        """Return everything that is wrong or looks so."""
        from readinglist.library.checking import check  # noqa: PLC0415 - as above

        return self.ask(lambda index: list(check(self, index)))

    def odd(self, changed: Iterable[tuple[Entry | None, Entry]]) -> list[Oddity]:
        """Return what looks odd in entries after a change and did not before it; None is before a new one."""
        from readinglist.library.checking import odd  # noqa: PLC0415 - as above

        return self.ask(lambda index: odd(self, index, changed))

    def change(
        self,
        ids: Sequence[str],
        how: Callable[[Entry], Entry],
        *,
        label: str,
        where: str | None = None,
        dry_run: bool = False,
        progress: Ticker | None = None,
    ) -> Changed:
        """Apply `how` to the entries of these ids; each file changes as a whole or not at all.

        Args:
            ids: exact ids.
            how: takes an entry, returns a new one.
            label: what the journal calls the step, the command as a rule.
            where: a query that an entry has to match still when its turn comes.
            dry_run: find out what would change, write nothing.
            progress: is told how many entries are done, of how many, and what is being done with them.

        """
        from readinglist.library.writing import change  # noqa: PLC0415 - reading commands need none of it

        return change(self, ids, how, label=label, where=where, dry_run=dry_run, progress=progress)

    def add(self, entry: Entry, *, written: bytes | None = None, dry_run: bool = False) -> Entry:
        """Add an entry and return it with the id it got; an entry with the id "" gets one by the rule.

        `written` is YAML that the entry was read from: it is kept as it is, but for what differs.
        """
        from readinglist.library.writing import add  # noqa: PLC0415 - as above

        return add(self, entry, written=written, dry_run=dry_run)

    def bring_in(
        self,
        incoming: Incoming,
        *,
        dry_run: bool = False,
        agreed: Callable[[Imported], None] | None = None,
        progress: Ticker | None = None,
    ) -> Imported:
        """Add the entries that came in and are new, and fill what others and the list file lack.

        It is one act, wholly done or not at all, and however it is stopped. No value that is there changes.
        What cannot be brought in is told, and the rest is. `agreed` is told what is to be done, before it is
        and while others may write, and raises what ends it. `progress` is as in `change`.

        Raises:
            RefusedError: if a file cannot be written, or more entries would be than `agreed` was told; then
                none is.

        """
        from readinglist.library.importing import bring_in  # noqa: PLC0415 - as above

        return bring_in(self, incoming, dry_run=dry_run, agreed=agreed, progress=progress)

    def remove(
        self,
        ids: Sequence[str],
        *,
        where: str | None = None,
        dry_run: bool = False,
        progress: Ticker | None = None,
    ) -> Changed:
        """Remove the files of these ids that match `where` still; `undo` brings them back."""
        from readinglist.library.writing import remove  # noqa: PLC0415 - as above

        return remove(self, ids, where=where, dry_run=dry_run, progress=progress)

    def rename(self, entry_id: str, new_id: str, *, dry_run: bool = False) -> Changed:
        """Give the entry of this very id another one; every `distinct_from` that names it follows.

        It is one act, wholly done or not at all, and however it is stopped: where the process is killed, the
        next change of the library takes back what was begun.

        Returns:
            the entry before and after, if it is not broken, and the entries that follow.

        """
        from readinglist.library.renaming import rename  # noqa: PLC0415 - as above

        return rename(self, entry_id, new_id, dry_run=dry_run)

    def history(self, entry_id: str | None = None) -> Iterator[Past]:
        """Give the steps that `undo` could take back, newest first; with an id, those of that entry."""
        from readinglist.library.history import history  # noqa: PLC0415 - as above

        return history(self, entry_id)

    def save_view(self, name: str, query: str | None, *, dry_run: bool = False) -> SavedView:
        """Save a query under a name in the list file, or with None remove it; return what it was and is.

        Raises:
            UsageError: if the name is none, the query makes no sense, or there is nothing to remove.
            InvalidError: if the list file cannot be read or edited.

        """
        from readinglist.library.views import save_view  # noqa: PLC0415 - as above

        return save_view(self, name, query, dry_run=dry_run)

    def undo(
        self,
        *,
        skip: bool = False,
        rest: bool = False,
        dry_run: bool = False,
        progress: Ticker | None = None,
        only: int | None = None,
    ) -> Undone | None:
        """Take back the newest step that was not taken back yet; None where there is none.

        Nothing is done where a file was changed since, but with `rest` the others are taken back. With
        `skip`, steps whose files were all changed since are passed over; `progress` is as in `change`.
        With `only` it is refused where the newest step is no longer the one of that number.
        """
        from readinglist.library.undoing import undo  # noqa: PLC0415 - as above

        return undo(self, skip=skip, rest=rest, dry_run=dry_run, progress=progress, only=only)
