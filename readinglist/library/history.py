"""What was changed: the steps that undo can take back, with what became of each file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import ReadinglistError
from readinglist.library.making import MAKING
from readinglist.library.reports import RENAMING
from readinglist.settings import LIST_FILE
from readinglist.sync import SUFFIX
from readinglist.yamlfile import read_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readinglist.journal import Change, Step
    from readinglist.library.library import Library
    from readinglist.model.entry import Entry


class Event(NamedTuple):
    """What a step did to one file.

    Attributes:
        name: the file in `entries/`, after a renaming the new one.
        what: `added`, `removed`, `renamed` or `changed`.
        before: its bytes before, None where there was none.
        after: its bytes after, None where it is gone.
        old_name: the file's name before, which a renaming changed.

    """

    name: str
    what: str
    before: bytes | None
    after: bytes | None
    old_name: str

    @property
    def id(self) -> str | None:
        """The id of the entry, None for the list file."""
        return None if self.name == LIST_FILE else self.name.removesuffix(SUFFIX)

    def entries(self) -> tuple[Entry | None, Entry | None]:
        """Return the entry before and after, None where there was none or a broken one."""
        return _entry(self.old_name, self.before), _entry(self.name, self.after)


@dataclass(frozen=True, slots=True)
class Past:
    """A step that undo could take back.

    Attributes:
        number: a larger one is newer.
        time: when, as ISO 8601 in UTC.
        label: the command that did it.
        events: what it did to each file; those of one entry where only that was asked for.

    """

    number: int
    time: str
    label: str
    events: list[Event]


def history(library: Library, entry_id: str | None) -> Iterator[Past]:
    """Give the steps that undo could take back, newest first; with an id those of that entry.

    An entry that was renamed is followed back to its earlier ids.
    """
    wanted = entry_id + SUFFIX if entry_id else None
    for step in library.journal.undoable():
        if step.label == MAKING:
            return
        if wanted and wanted not in step.names:
            continue
        events = [each for each in _events(step) if wanted in (None, each.name, each.old_name)]
        if wanted:
            wanted = events[0].old_name
        yield Past(step.number, step.time, step.label, events)


def _events(step: Step) -> list[Event]:
    changes = step.changes
    pair = _renamed(changes) if step.label == RENAMING else None
    events = [_event(each) for each in changes if not pair or each not in pair]
    if pair:
        new, old = pair
        events.insert(0, Event(new.name, "renamed", old.before, new.after, old.name))
    return events


def _renamed(changes: list[Change]) -> tuple[Change, Change] | None:
    new = next((each for each in changes if each.before is None), None)
    old = next((each for each in changes if each.after is None), None)
    return (new, old) if new and old else None


def _event(change: Change) -> Event:
    what = "added" if change.before is None else "removed" if change.after is None else "changed"
    return Event(change.name, what, change.before, change.after, change.name)


def _entry(name: str, data: bytes | None) -> Entry | None:
    if data is None or name == LIST_FILE:
        return None
    try:
        return read_entry(name.removesuffix(SUFFIX), data)
    except ReadinglistError:
        return None
