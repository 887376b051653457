"""Taking steps back: what the files hold now decides what of a step can be."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import ReadinglistError, RefusedError
from readinglist.library.leftovers import move_drafts
from readinglist.library.making import MAKING
from readinglist.library.reports import RENAMING, Undone
from readinglist.sync import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readinglist.journal import Change, Step
    from readinglist.library.library import Library
    from readinglist.library.writing import Ticker
    from readinglist.store import Store

    # What files hold, by name: their bytes, None where there is no file, an error where none can be read.
    Now = dict[str, bytes | ReadinglistError | None]


TAKEN_BACK = "already taken back"
CHANGED_SINCE = "changed since"


class Standing(NamedTuple):
    """How the files of a step stand.

    Attributes:
        ready: the changes that take it back.
        marks: the files that undo leaves as they are; those that are `TAKEN_BACK` somebody brought back
            already, with git perhaps.

    """

    ready: list[Change]
    marks: dict[str, str]

    @property
    def refused(self) -> list[tuple[str, str]]:
        """The files that were changed since, with that as the reason."""
        return [(name, mark) for name, mark in self.marks.items() if mark == CHANGED_SINCE]


def undo(
    library: Library,
    *,
    skip: bool,
    rest: bool,
    dry_run: bool,
    progress: Ticker | None = None,
    only: int | None = None,
) -> Undone | None:
    """Bring back the bytes before the newest step; a file that was changed since stays as it is.

    Where there is such a file, the others are brought back only with `rest`. With `skip` it is the newest
    step of which some file is still as it left it. A renaming that was cut off is the newest step: to lock
    has taken it back already.
    """
    with nullcontext() if dry_run else library.writer.locked():
        for header, changes in library.writer.taken_back:
            if header.undoes is None:
                return Undone(header.label, [each.name for each in changes], [], changes)
        steps = _standings(library)
        found = next((each for each in steps if each[1].ready or (each[1].refused and not skip)), None)
        if found is None:
            return None
        step, stand = found
        if only not in (None, step.number):
            raise RefusedError("another change was made meanwhile", hint="`readinglist undo --list` shows it")
        if not stand.ready:
            earlier = any(each.ready for _, each in steps)
            return Undone(step.label, [], stand.refused, [], earlier=earlier)
        if dry_run:
            return Undone(step.label, [each.name for each in stand.ready], stand.refused, _done(stand.ready))
        if stand.refused and not rest:
            return Undone(step.label, [], stand.refused, [], [each.name for each in stand.ready], step.number)
        tick = partial(_tick, progress, len(stand.ready)) if progress else None
        whole = step.label == RENAMING
        ready = _alike(stand.ready) if whole else stand.ready
        outcome = library.writer.commit(ready, "undo", undoes=step.number, progress=tick, whole=whole)
        done = set(outcome.done)
        changes = _done([each for each in stand.ready if each.name in done])
        if whole and (pair := renamed(changes)):
            new, old = (each.name.removesuffix(SUFFIX) for each in pair)
            move_drafts(library.drafts, new, old)
    return Undone(step.label, outcome.done, [*stand.refused, *outcome.conflicts], changes)


def _standings(library: Library) -> Iterator[tuple[Step, Standing]]:
    """Give the steps that are not taken back yet, newest first, and how the files of each stand."""
    now: Now = {}
    for step in library.journal.undoable():
        if step.label == MAKING:
            # To undo the making would remove the library; what is older belongs to one that is gone.
            return
        yield step, standing(library.writer, step, step.changes, now)


def renamed(changes: Sequence[Change]) -> tuple[Change, Change] | None:
    """Return what a renaming did to the file under its new name and to the one under its old name."""
    new = next((each for each in changes if each.before is None), None)
    old = next((each for each in changes if each.after is None), None)
    return (new, old) if new and old else None


def _alike(ready: Sequence[Change]) -> list[Change]:
    """Let the file that comes back under its old name be like the one under the new name."""
    gone = next((each.name for each in ready if each.after is None), "")
    return [each._replace(like=gone) if each.before is None else each for each in ready]


def _tick(progress: Ticker, total: int, done: int) -> None:
    progress(done, total, "writing")


def _done(ready: Sequence[Change]) -> list[Change]:
    """Return what had been done to files, of the changes that take it back."""
    return [each.reversed() for each in ready]


def standing(store: Store, step: Step, changes: Sequence[Change], now: Now) -> Standing:
    """Return how the files of a step stand, its `changes`; those that `now` lacks are read into it."""
    for name in (each.name for each in changes if each.name not in now):
        now[name] = _read(store, name)
    ready = [each.reversed() for each in changes if now[each.name] == each.after]
    marks = {
        each.name: TAKEN_BACK if now[each.name] == each.before else CHANGED_SINCE
        for each in changes
        if now[each.name] != each.after
    }
    if step.label == RENAMING:
        # Of these it is not known what the step left; one of them may name the entry by either id.
        marks.update(dict.fromkeys(step.header.kept, CHANGED_SINCE))
    if step.label == RENAMING and CHANGED_SINCE in marks.values():
        # Half of it would leave the entry under both ids.
        ready = []
    return Standing(ready, marks)


def _read(store: Store, name: str) -> bytes | ReadinglistError | None:
    try:
        return store.read(name)[0]
    except FileNotFoundError:
        return None
    except ReadinglistError as error:  # a link or a folder by now: not what the step left
        return error
