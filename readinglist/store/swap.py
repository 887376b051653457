"""Changing one file so that at any moment the old or the new bytes are there, and nobody's save is lost.

The new bytes are written beside the file and exchanged with it in one step. What comes out is then
looked at: where another program saved in between, the two are exchanged back and theirs stays.

`settle` finishes what stopped half-way, however it stopped: an error, Ctrl-C, a kill, a power cut.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from readinglist.store.files import Found, peek
from readinglist.system import UNSUPPORTED, write_new

if TYPE_CHECKING:
    from readinglist.journal import Change
    from readinglist.system import System


class Verdict(Enum):
    """What became of a file."""

    DONE = "done"
    THEIRS = "was changed by another program meanwhile; that version stays"
    TAKEN = "exists already"
    GONE = "is not there any more"
    UNTOUCHED = "was not changed"
    UNKNOWN = "was changed twice meanwhile; all versions are kept in the undo journal"


class Swap:
    """The changes of the files in one open folder; to be used under the lock."""

    def __init__(self, system: System, folder: int, mark: str = "") -> None:
        """Work in the folder of that descriptor; `mark` is in the names of the temporary files."""
        self._system = system
        self._folder = folder
        self._mark = mark

    def apply(self, change: Change) -> Verdict:
        """Make one change; where OSError or an interruption comes out of it, `settle` is to follow."""
        if change.before is None:
            return self._create(change)
        found = self._peek(change.name)
        if not found.holds(change.before):
            return Verdict.THEIRS if found.there else Verdict.GONE
        return self._replace(change) if change.after is not None else self._remove(change)

    def settle(self, change: Change) -> Verdict:
        """Tidy up after a change that stopped anywhere, and tell what became of the file.

        What another program wrote is put back in place; where that is not possible any more it
        stays in the temporary file, for the sweep to keep.
        """
        temporary = temporary_of(change.name, self._mark)
        self._tidy_backup(change.name)
        held, found = self._look(temporary), self._look(change.name)
        if not held.there or _is_ours(held, found, change):
            self._discard(temporary)
        elif change.before is not None and found.holds(change.after):
            return self._put_back(change)
        if found.holds(change.after):
            return Verdict.DONE
        return Verdict.UNTOUCHED if found.holds(change.before) else Verdict.UNKNOWN

    def _create(self, change: Change) -> Verdict:
        temporary = temporary_of(change.name, self._mark)
        self._write(temporary, change, 0o666, None)
        try:
            self._move_to_free(temporary, change.name)
        except FileExistsError:
            self._discard(temporary)
            return Verdict.TAKEN
        return Verdict.DONE

    def _replace(self, change: Change) -> Verdict:
        temporary = temporary_of(change.name, self._mark)
        status = os.stat(change.name, dir_fd=self._folder, follow_symlinks=False)
        self._write(temporary, change, 0o600, status)
        try:
            something_came_out = self._exchange(change.name, temporary)
        except FileNotFoundError:
            self._discard(temporary)
            return Verdict.GONE
        if something_came_out and not self._peek(temporary).holds(change.before):
            return self._theirs(change)
        self._discard(temporary)
        return Verdict.DONE

    def _remove(self, change: Change) -> Verdict:
        temporary = temporary_of(change.name, self._mark)
        try:
            self._system.rename(self._folder, change.name, temporary)
        except FileNotFoundError:
            return Verdict.GONE
        if not self._peek(temporary).holds(change.before):
            return self._theirs(change)
        self._discard(temporary)
        return Verdict.DONE

    def _theirs(self, change: Change) -> Verdict:
        verdict = self.settle(change)
        return Verdict.THEIRS if verdict is Verdict.UNTOUCHED else verdict

    def _put_back(self, change: Change) -> Verdict:
        """Let what came out take its place again; `change.after` is there now."""
        temporary = temporary_of(change.name, self._mark)
        if change.after is None:
            try:
                self._move_to_free(temporary, change.name)
            except FileExistsError:
                return Verdict.UNKNOWN
            return Verdict.UNTOUCHED
        self._exchange(change.name, temporary)
        if not self._look(temporary).holds(change.after):
            # Saved once more in that very moment: the newest version is the one to stay.
            self._exchange(change.name, temporary)
            return Verdict.UNKNOWN
        self._discard(temporary)
        return Verdict.UNTOUCHED

    def _write(self, temporary: str, change: Change, mode: int, old: os.stat_result | None) -> None:
        dress = partial(self._dress_like, old) if old else None
        write_new(self._system, self._folder, temporary, change.after or b"", mode=mode, dress=dress)

    def _dress_like(self, old: os.stat_result, descriptor: int) -> None:
        """Give the new file the owner and the mode of the old one."""
        new = os.fstat(descriptor)
        if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
            with suppress(PermissionError):  # only root may give a file away
                self._system.fchown(descriptor, old.st_uid, old.st_gid)
        self._system.fchmod(descriptor, stat.S_IMODE(old.st_mode))

    def _exchange(self, name: str, temporary: str) -> bool:
        """Swap the two files; return whether what was called `name` can be found under `temporary` now."""
        try:
            self._system.exchange(self._folder, name, temporary)
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                raise
            return self._exchange_by_links(name, temporary)
        return True

    def _exchange_by_links(self, name: str, temporary: str) -> bool:
        """Do the same in three steps, of which others see only the middle one."""
        backup = backup_of(name, self._mark)
        try:
            self._system.link(self._folder, name, backup)
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                raise
            self._system.rename(self._folder, temporary, name)
            return False
        self._system.rename(self._folder, temporary, name)
        self._system.rename(self._folder, backup, temporary)
        return True

    def _move_to_free(self, temporary: str, name: str) -> None:
        """Rename the temporary file; FileExistsError where the name is taken."""
        try:
            self._system.link(self._folder, temporary, name)
        except OSError as error:
            if error.errno not in UNSUPPORTED:
                raise
            self._system.rename_to_free(self._folder, temporary, name)
            return
        self._system.unlink(self._folder, temporary)

    def _tidy_backup(self, name: str) -> None:
        """Bring an exchange by links to where one in a single step would stand."""
        backup = backup_of(name, self._mark)
        if not is_there(self._folder, backup):
            return
        if self._look(temporary_of(name, self._mark)).there:
            self._discard(backup)
        else:
            self._system.rename(self._folder, backup, temporary_of(name, self._mark))

    def _peek(self, name: str) -> Found:
        return peek(self._system, self._folder, name)

    def _look(self, name: str) -> Found:
        """Peek; what is closed to us is taken for something of others."""
        try:
            return self._peek(name)
        except PermissionError:
            return Found(there=True, data=None)

    def _discard(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self._system.unlink(self._folder, name)


def temporary_of(name: str, mark: str = "") -> str:
    """Return the name of the temporary file beside `name`."""
    return f".{name}{mark}.tmp"


def backup_of(name: str, mark: str = "") -> str:
    """Return the name of the second link to the old file, needed where files cannot be exchanged."""
    return f".{name}{mark}.old.tmp"


def is_there(folder: int, name: str) -> bool:
    """Tell whether anything is called `name`, a link that leads nowhere included."""
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def _is_ours(held: Found, found: Found, change: Change) -> bool:
    """Tell whether the temporary file is one we wrote, whole or in part, or the version that was replaced."""
    if held.data is None:
        return False
    if change.before is None or held.data in {change.before, change.after}:
        return True
    begun = change.after is not None and change.after.startswith(held.data)
    return begun and not found.holds(change.after)
