"""What was changed: the steps that undo can take back, with what became of each file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import ReadinglistError
from readinglist.library.making import MAKING
from readinglist.library.reports import RENAMING
from readinglist.library.undoing import CHANGED_SINCE, renamed, standing
from readinglist.settings import LIST_FILE
from readinglist.sync import SUFFIX
from readinglist.yamlfile.lists import read_list_file
from readinglist.yamlfile.reading import read_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from readinglist.journal import Change, Step
    from readinglist.library.library import Library
    from readinglist.library.undoing import Now
    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile

_REMEMBERED = 4096


class Event(NamedTuple):
    """What a step did to one file.

    Attributes:
        name: the file in `entries/`, after a renaming the new one.
        what: `added`, `removed`, `renamed` or `changed`.
        before: its bytes before, None where there was none.
        after: its bytes after, None where it is gone.
        old_name: the file's name before, which a renaming changed.
        mark: `TAKEN_BACK` or `CHANGED_SINCE` where undo would leave the file as it is, else "".

    """

    name: str
    what: str
    before: bytes | None
    after: bytes | None
    old_name: str
    mark: str = ""

    @property
    def id(self) -> str | None:
        """The id of the entry, None for the list file."""
        return None if self.name == LIST_FILE else self.name.removesuffix(SUFFIX)

    def entries(self) -> tuple[Entry | None, Entry | None]:
        """Return the entry before and after, None where there was none or a broken one."""
        return entry_of(self.old_name, self.before), entry_of(self.name, self.after)

    def list_files(self) -> tuple[ListFile | None, ListFile | None]:
        """Return the list file before and after, None where it cannot be read."""
        return list_file_of(self.before), list_file_of(self.after)


@dataclass(frozen=True, slots=True)
class Past:
    """A step that undo could take back.

    Attributes:
        number: a larger one is newer.
        time: when, as ISO 8601 in UTC.
        label: the command that did it.
        events: what it did to each file; those of one entry where only that was asked for.
        record: the file in the state folder that has it.
        kept: files that were changed twice meanwhile, with the bytes before and after that are kept.

    """

    number: int
    time: str
    label: str
    events: list[Event]
    record: Path
    kept: tuple[Change, ...] = ()


def history(library: Library, entry_id: str | None) -> Iterator[Past]:
    """Give the steps that undo could take back, newest first; with an id those of that entry.

    An entry that was renamed is followed, on to the id that it has now and back to its earlier ones. The
    marks say what undo would do with a file when it comes to the step, the newer ones taken back.
    """
    wanted = _latest(library, entry_id + SUFFIX) if entry_id else None
    now: Now = {}
    for step in library.journal.undoable():
        if step.label == MAKING:
            return
        changes = step.changes
        stand = standing(library.store, step, changes, now)
        now.update((each.name, each.after) for each in stand.ready)
        if wanted and wanted not in step.names:
            continue
        events = events_of(step.label, changes, stand.marks)
        if wanted:
            events = [each for each in events if wanted in (each.name, each.old_name)]
            wanted = events[0].old_name
        yield _past(library, step, events)


def with_kept(library: Library, steps: Iterable[Past], entry_id: str | None) -> Iterator[Past]:
    """Give the steps of a history, and among them those of which bytes are kept that undo leaves alone.

    With an id those that kept bytes of its file.
    """
    keeping = {past.number: past for past in _keeping(library, entry_id)}  # newest first
    for past in steps:
        for number in [number for number in keeping if number > past.number]:
            yield keeping.pop(number)
        yield replace(past, kept=keeping.pop(past.number, past).kept)
    yield from keeping.values()


def _keeping(library: Library, entry_id: str | None) -> Iterator[Past]:
    for step in takewhile(lambda step: step.label != MAKING, library.journal.steps()):
        if step.header.kept and step.is_whole():
            past = _past(library, step, [])
            kept = tuple(each for each in step.kept if entry_id in {None, each.name.removesuffix(SUFFIX)})
            if kept:
                yield replace(past, kept=kept)


def _past(library: Library, step: Step, events: list[Event]) -> Past:
    return Past(step.number, step.time, step.label, events, library.journal.record_of(step.number))


def _latest(library: Library, name: str) -> str:
    """Return the name that a file has now, whose last step under `name` may have given it another one."""
    moves: list[tuple[str, str]] = []
    for step in library.journal.undoable():
        pair = renamed(step.changes) if step.label == RENAMING else None
        if pair:
            moves.append((pair[1].name, pair[0].name))
        if name in step.names:
            break
    # Another entry may have had the name before, so only what came since is followed.
    for old, new in reversed(moves):
        name = new if name == old else name
    return name


def why_nothing(library: Library, entry_id: str | None = None) -> str:
    """Say why there is nothing to take back; with an id, of that entry."""
    if any(event.mark == CHANGED_SINCE for past in history(library, entry_id) for event in past.events):
        return "what was not taken back yet was changed since"
    steps = takewhile(lambda step: step.label != MAKING, library.journal.steps())
    of = f" of {entry_id}" if entry_id else ""
    if any(entry_id is None or entry_id + SUFFIX in step.names for step in steps):
        return f"every recorded change{of} is taken back already"
    return f"no change{of} is recorded"


def events_of(label: str, changes: list[Change], marks: Mapping[str, str]) -> list[Event]:
    """Return what a step did to each file; a renaming is one event. `marks` are those of the files."""
    pair = renamed(changes) if label == RENAMING else None
    events = [_event(each, marks.get(each.name, "")) for each in changes if not pair or each not in pair]
    if pair:
        new, old = pair
        both = {marks.get(each.name, "") for each in pair}
        mark = CHANGED_SINCE if CHANGED_SINCE in both else both.pop() if len(both) == 1 else ""
        events.insert(0, Event(new.name, "renamed", old.before, new.after, old.name, mark))
    return events


def _event(change: Change, mark: str) -> Event:
    what = "added" if change.before is None else "removed" if change.after is None else "changed"
    return Event(change.name, what, change.before, change.after, change.name, mark)


@lru_cache(_REMEMBERED)  # what a step left is as a rule what the next one found
def entry_of(name: str, data: bytes | None) -> Entry | None:
    """Return the entry that a file of this name held, None where there was none or a broken one."""
    if data is None or name == LIST_FILE:
        return None
    try:
        return read_entry(name.removesuffix(SUFFIX), data)
    except ReadinglistError:
        return None


def list_file_of(data: bytes | None) -> ListFile | None:
    """Return what a list file says, nothing where there is none; None where that cannot be read."""
    try:
        list_file, faults = read_list_file(data or b"")
    except ReadinglistError:
        return None
    return None if faults else list_file
