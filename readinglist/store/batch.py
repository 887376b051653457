"""The changes of one step, one file after the other, and the journal beside them.

A step that is to be whole and stops half-way is taken back, the last change first. That is better than to
finish it: what stopped it, a full disk or a file changed meanwhile, would stop it again, and since a file is
removed last, all that was there before is there still.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from readinglist.errors import InvalidError, RefusedError
from readinglist.store.beside import BACK, is_there, temporary_of
from readinglist.store.dress import bare_mode
from readinglist.store.files import LIMIT, is_plain, place
from readinglist.store.listing import SUFFIX
from readinglist.store.outcome import Outcome
from readinglist.store.swap import Swap, Verdict
from readinglist.store.sweeping import sweep
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readinglist.journal import Change, Journal, Pending
    from readinglist.system import System


class Batch:
    """One step under way; to be used under the lock, once."""

    def __init__(self, system: System, folder: int, journal: Journal, pending: Pending) -> None:
        """Take up a step that the journal has begun."""
        self._system = system
        self._folder = folder
        self._journal = journal
        self._pending = pending
        self._whole = pending.header.whole
        self._swap = Swap(system, folder, whole=self._whole)
        self._current: Change | None = None
        self._returning: Change | None = None
        self._verdicts: dict[str, Verdict] = {}

    def run(self, progress: Callable[[int], None] | None) -> Outcome:
        """Make the changes and finish the step.

        Raises RefusedError where an error of the system ended it; what was done until then is in
        the journal. An interruption is passed on in the same state.
        """
        try:
            self._apply_all(progress)
            self._conclude()
        except OSError as error:
            raise self._refusal(error, in_order=self._wind_up()) from error
        except BaseException:
            self._wind_up()
            raise
        number = self._finish()
        self._sweep()
        return Outcome(number, self._with(Verdict.DONE), self._conflicts())

    def settle(self) -> bool:
        """Finish a step that a killed process left behind; OSError where that fails.

        Tells whether it was to be whole, and is taken back.
        """
        for change in self._pending.changes:
            plain = is_plain(change.name)
            self._verdicts[change.name] = self._swap.settle(change) if plain else Verdict.UNKNOWN
        self._conclude()
        self._journal_finish()
        return self._whole and not self._with(Verdict.DONE)

    def _apply_all(self, progress: Callable[[int], None] | None) -> None:
        for count, change in enumerate(self._pending.changes, 1):
            self._current = change
            self._verdicts[change.name] = self._swap.apply(change)
            self._current = None
            if progress is not None:
                progress(count)
            if self._whole and self._verdicts[change.name] is not Verdict.DONE:
                break

    def _conclude(self) -> None:
        """Take back what was done of a step that is to be whole and is not; may be called again."""
        if self._whole:
            if len(self._with(Verdict.DONE)) < len(self._pending.changes):
                self._take_back()
            for change in self._pending.changes:
                if self._verdicts.get(change.name) is Verdict.DONE:
                    self._swap.drop(change)
        self._system.fsync(self._folder)

    def _take_back(self) -> None:
        """Take back; it ends at a file that another program changed since, which may name those before it."""
        for change in reversed(self._pending.changes):
            if self._verdicts.get(change.name) is Verdict.DONE:
                self._returning = change
                self._verdicts[change.name] = self._swap.take_back(change)
                self._returning = None
            verdict = self._verdicts.get(change.name)
            if verdict is Verdict.DONE or (verdict is Verdict.UNKNOWN and change.after is not None):
                break

    def _wind_up(self) -> bool:
        """Leave files and journal in order; where even that fails (false), the next lock will see to it."""
        try:
            if self._current is not None:
                self._verdicts[self._current.name] = self._swap.settle(self._current, surely=True)
            if self._returning is not None:
                self._verdicts[self._returning.name] = self._swap.settle(self._returning, surely=True)
            self._conclude()
            self._journal_finish()
        except OSError:
            return False
        self._sweep()
        return True

    def _sweep(self) -> None:
        """Keep what was left for it; where this fails, the next lock does it."""
        if self._conflicts():
            with suppress(OSError, RefusedError):
                sweep(self._system, self._folder, self._journal, self._pending.header.names)

    def _finish(self) -> int | None:
        try:
            return self._journal_finish()
        except OSError as error:
            reason = os.strerror(error.errno or 0)
            raise RefusedError(
                f"what was changed is saved, but its record could not be completed: {reason}",
                where=str(self._journal.folder),
                hint="the next command that writes will complete it",
            ) from error

    def _journal_finish(self) -> int | None:
        return self._journal.finish(self._pending, self._with(Verdict.DONE), self._with(Verdict.UNKNOWN))

    def _with(self, wanted: Verdict) -> list[str]:
        return [name for name, verdict in self._verdicts.items() if verdict is wanted]

    def _conflicts(self) -> list[tuple[str, str]]:
        fine = {Verdict.DONE, Verdict.UNTOUCHED}  # untouched is what was taken back
        found = [(name, each) for name, each in self._verdicts.items() if each not in fine]
        found.sort(key=lambda each: each[1] is Verdict.UNKNOWN)  # first what ended the step
        kept = f"; `readinglist undo --list --json` shows them, {self._where_kept()}"
        return [(name, each.value + kept * (each is Verdict.UNKNOWN)) for name, each in found]

    def _where_kept(self) -> str:
        return f"they are in {safe(str(self._journal.folder))}"

    def _refusal(self, error: OSError, *, in_order: bool) -> RefusedError:
        done, wanted = len(self._with(Verdict.DONE)), len(self._pending.changes)
        state = f"undo takes back what was changed, {done} of {wanted}" if done else "nothing was changed"
        if not in_order and self._whole and 0 < done < wanted:
            state = "it is half done, and `readinglist undo` takes back what was begun"
        elif not in_order:
            state = "the next command that writes will put in order what was begun"
        elif self._with(Verdict.UNKNOWN):
            names = ", ".join(map(safe, self._with(Verdict.UNKNOWN)))
            told = f"whether {names} was changed cannot be told; all versions are kept, {self._where_kept()}"
            state = f"{state}; {told}" if done else told
        where = place(self._current.name if self._current else "")
        return RefusedError(error.strerror or os.strerror(error.errno or 0), where=where, hint=state)


def fit(system: System, folder: int, changes: Sequence[Change]) -> list[Change]:
    """Return the changes, those that remove a file with its mode.

    Raises RefusedError or InvalidError where one of them must not be tried.
    """
    names = {change.name for change in changes}
    if len(names) < len(changes):
        raise ValueError("two changes of one file in one step")
    for change in changes:
        _refuse_name(change.name)
        if len(change.after or b"") > LIMIT:
            raise InvalidError("it would grow beyond 1 MiB, which no entry is", where=place(change.name))
        _refuse_file(folder, change.name)
    return [each if each.after is not None else _with_mode(system, folder, each) for each in changes]


def _with_mode(system: System, folder: int, change: Change) -> Change:
    try:
        return change._replace(mode=bare_mode(system, folder, change.name))
    except FileNotFoundError:  # the change itself says so
        return change
    except OSError as error:
        raise RefusedError(os.strerror(error.errno or 0), where=place(change.name)) from error


def _refuse_name(name: str) -> None:
    if not is_plain(name) or name.startswith(".") or not name.endswith(SUFFIX):
        raise RefusedError("not the name of an entry's file", where=place(name))


def _refuse_file(folder: int, name: str) -> None:
    for temporary in (temporary_of(name), temporary_of(name, BACK)):
        if is_there(folder, temporary):
            raise RefusedError("in the way of a change", where=place(temporary), hint="move it away by hand")
    try:
        status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return
    if not stat.S_ISREG(status.st_mode):
        raise RefusedError("a link, a folder or a special file is never changed", where=place(name))
    if status.st_nlink > 1:
        raise RefusedError("a file with a second name (a hard link) is never changed", where=place(name))
    if not status.st_mode & stat.S_IWUSR or not os.access(name, os.W_OK, dir_fd=folder):
        raise RefusedError("is read-only", where=place(name), hint="make it writable first (chmod u+w)")
