"""Importing: what comes in is added or fills what entries lack, in one step, wholly or not at all."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import InvalidError, NotFoundError, ReadinglistError, RefusedError
from readinglist.journal import Change
from readinglist.library.files import bytes_of
from readinglist.library.importing_pairs import paired
from readinglist.library.names import file_of
from readinglist.model.identifiers import web_address
from readinglist.model.ids import make_id, next_free
from readinglist.settings import ENTRIES, LIST_FILE
from readinglist.text import safe
from readinglist.yamlfile.editing import edit
from readinglist.yamlfile.edits import Put
from readinglist.yamlfile.entries import change_entry, write_entry
from readinglist.yamlfile.lists import read_list_file
from readinglist.yamlfile.reading import read_entry
from readinglist.yamlfile.schema import LIST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from readinglist.formats.incoming import Incoming, Record
    from readinglist.library.library import Library
    from readinglist.library.writing import Ticker
    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile

# What the journal calls the step.
_LABEL = "import"


class Imported(NamedTuple):
    """What an import did; lines are those of what came in.

    Attributes:
        added: the new entries, with their lines.
        merged: entries before and after, with the lines of what filled them.
        same: entries that lacked nothing of what came in, with its lines.
        twice: lines that tell the same as earlier ones, with those.
        failed: lines of what was left out, each with why; 0 stands for the list file.
        list_file: the list file before and after, None where it stays.

    """

    added: list[tuple[int, Entry]]
    merged: list[tuple[int, Entry, Entry]]
    same: list[tuple[int, Entry]]
    twice: list[tuple[int, int]]
    failed: list[tuple[int, ReadinglistError]]
    list_file: tuple[ListFile, ListFile] | None = None

    @property
    def written(self) -> int:
        """How many entries are written."""
        return len(self.added) + len(self.merged)


def bring_in(
    library: Library,
    incoming: Incoming,
    *,
    dry_run: bool,
    agreed: Callable[[Imported], None] | None = None,
    progress: Ticker | None = None,
) -> Imported:
    """Add the entries that are new, fill what others and the list file lack; see `Library.bring_in`."""
    plan = partial(_Planning, library, incoming, progress)
    if dry_run:
        return plan().report
    with library.writer.locked():
        planned = plan()
        if agreed is None:
            _commit(library, planned.changes, progress)
            return planned.report
    agreed(planned.report)
    with library.writer.locked():
        if not planned.holds():
            planned = _no_more(plan(), planned.report.written)
        _commit(library, planned.changes, progress)
    return planned.report


def _no_more(planned: _Planning, agreed: int) -> _Planning:
    """Return what is planned anew, since files have changed; RefusedError if more would be written."""
    if planned.report.written > max(agreed, 1):
        raise RefusedError("there is more to import than a moment ago", hint="do it once more")
    return planned


class _Planning:
    """The bytes of every file that an import writes, and a report of them, as long as no file changes."""

    def __init__(self, library: Library, incoming: Incoming, progress: Ticker | None) -> None:
        self._library, self._incoming, self._progress = library, incoming, progress
        failed: list[tuple[int, ReadinglistError]] = [
            (each.line, InvalidError(each.what)) for each in incoming.failed
        ]
        self.report = Imported([], [], [], [], failed)
        self._list_bytes, self._stamps = _list_bytes(library), library.writer.stamps()
        self._taken = {each.lower() for each in self._stamps}
        self._taken |= {name.lower().partition(".")[0] for name, _ in library.writer.misfits()}
        self.changes = self._planned()

    def holds(self) -> bool:
        """Tell whether the library is still what it was."""
        now = (_list_bytes(self._library), self._library.writer.stamps())
        return now == (self._list_bytes, self._stamps)

    def _planned(self) -> list[Change]:
        pairs = paired(self._incoming.records, self._entries_there(), self._progress)
        self.report.twice.extend((record.line, earlier.line) for record, earlier in pairs.twice)
        for record, entries in pairs.unsure:
            ids = " and ".join(entry.id for entry in entries)
            what = f"the title looks like those of {ids}: {record.entry.title}"
            self.report.failed.append((record.line, InvalidError(what, hint="write it as it is there")))
        steps: list[tuple[Record, Entry | None]] = [(record, None) for record in pairs.new] + [*pairs.met]
        steps.sort(key=lambda step: step[0].line)
        changes = [*self._entries(steps), self._list_file()]
        self.report.failed.sort(key=lambda each: each[0])
        return [change for change in changes if change]

    def _entries_there(self) -> Iterable[Entry]:
        """Return all entries but broken ones; RefusedError where one could not be read."""
        library = self._library
        found, broken = library.ask(lambda _: (library.find(sort="id"), library.broken()))
        for each in broken:
            try:
                read_entry(each.id, bytes_of(library, each.id))
            except (NotFoundError, InvalidError):
                continue
            where = f"{ENTRIES}/{safe(file_of(each.id))}"
            # What comes in may be that very entry.
            raise RefusedError("could not be read a moment ago", where=where, hint="do it once more")
        return found

    def _entries(self, steps: list[tuple[Record, Entry | None]]) -> Iterator[Change | None]:
        for done, (record, entry) in enumerate(steps, 1):
            try:
                yield self._merged(record, entry.id) if entry else self._added(record)
            except ReadinglistError as error:
                self.report.failed.append((record.line, error))
            if self._progress:
                self._progress(done, len(steps), "preparing")

    def _added(self, record: Record) -> Change:
        found = record.entry
        new_id = next_free(make_id(found.authors, found.date, found.title), self._taken)
        entry = replace(found, id=new_id, added=self._library.today.isoformat())
        data = write_entry(entry)
        self._taken.add(new_id)
        self.report.added.append((record.line, entry))
        return Change(file_of(new_id), None, data)

    def _merged(self, record: Record, entry_id: str) -> Change | None:
        data = bytes_of(self._library, entry_id)
        try:
            before = read_entry(entry_id, data)
            after = filled(before, record.entry)
            new = change_entry(data, before, after) if after != before else data
        except ReadinglistError as error:
            raise error.in_file(f"{ENTRIES}/{safe(file_of(entry_id))}") from None
        if new == data:
            self.report.same.append((record.line, before))
            return None
        self.report.merged.append((record.line, before, after))
        return Change(file_of(entry_id), data, new)

    def _list_file(self) -> Change | None:
        data = self._list_bytes
        try:
            before, faults = read_list_file(data or b"")
            if faults:
                raise InvalidError(faults[0].reason, hint=faults[0].hint)
            new = edit(data or b"", list(_lacking(before, self._incoming.about)), LIST)
        except ReadinglistError as error:
            self.report.failed.append((0, error.in_file(f"{ENTRIES}/{LIST_FILE}")))
            return None
        if new == (data or b""):
            return None
        self.report = self.report._replace(list_file=(before, read_list_file(new)[0]))
        return Change(LIST_FILE, data, new)


def _list_bytes(library: Library) -> bytes | None:
    try:
        return library.writer.read(LIST_FILE)[0]
    except FileNotFoundError:
        return None


def filled(entry: Entry, found: Entry) -> Entry:
    """Return the entry with the abstract, date and address that it lacks.

    What is its summary already is not its abstract, and what its identifiers lead to not its address.
    """
    told = entry.abstract or (found.abstract or "").split() == (entry.summary or "").split()
    return replace(
        entry,
        abstract=entry.abstract if told else found.abstract,
        date=entry.date or found.date,
        url=entry.url if web_address(entry) else found.url,
    )


def _lacking(list_file: ListFile, about: ListFile) -> Iterator[Put]:
    if about.name and not list_file.name:
        yield Put(("name",), about.name)
    if about.curator and not list_file.curator:
        yield Put(("curator",), about.curator)
    if about.areas and not list_file.areas:
        yield Put(("areas",), list(about.areas))
    for kind, number in about.left_out.items():
        if kind not in list_file.left_out:
            yield Put(("left_out", kind), str(number))


def _commit(library: Library, changes: list[Change], progress: Ticker | None) -> None:
    if not changes:
        return
    tick: Callable[[int], None] | None = None
    if progress:
        tick = lambda done: progress(done, len(changes), "writing")  # noqa: E731 - a function of one line
    outcome = library.writer.commit(changes, _LABEL, progress=tick, whole=True)
    for name, reason in outcome.conflicts:
        changed = [*outcome.done, *(each for each, _ in outcome.conflicts[1:])]
        left = ", ".join(f"{ENTRIES}/{safe(each)}" for each in changed)
        hint = f"what was imported is taken back, but for {left}" if left else "nothing was imported"
        raise RefusedError(reason, where=f"{ENTRIES}/{safe(name)}", hint=hint)
