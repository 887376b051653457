"""Changing one file so that at any moment the old or the new bytes are there, and nobody's save is lost.

The new bytes are written beside the file and exchanged with it in one step. What comes out is then
looked at: where another program saved in between, the two are exchanged back and theirs stays.

In a step that is to be whole, what came out stays beside the file until all of the step is done: its way
back is the same exchange once more, and nothing has to be written for it. On its way back it has another
name, so that after a kill nobody has to guess from its bytes whether it is begun, or somebody's save.

`settle` finishes what stopped half-way, however it stopped: an error, Ctrl-C, a kill, a power cut.
"""

from __future__ import annotations

from contextlib import suppress
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from readinglist.store.beside import BACK, backup_of, is_there, temporary_of
from readinglist.store.dress import dress_like
from readinglist.store.files import Found, peek
from readinglist.system import UNSUPPORTED, write_new

if TYPE_CHECKING:
    from collections.abc import Callable

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

    def __init__(self, system: System, folder: int, *, whole: bool = False, way: str = "") -> None:
        """Work in the folder of that descriptor; in a `whole` step what came out is kept until `drop`."""
        self._system = system
        self._folder = folder
        self._way = way
        self._whole = whole

    def apply(self, change: Change) -> Verdict:
        """Make one change; where OSError or an interruption comes out of it, `settle` is to follow."""
        if change.before is None:
            return self._create(change)
        found = self._peek(change.name)
        if not found.holds(change.before):
            return Verdict.THEIRS if found.there else Verdict.GONE
        return self._replace(change) if change.after is not None else self._remove(change)

    def settle(self, change: Change, *, surely: bool = False) -> Verdict:
        """Tidy up after a change that stopped anywhere, and tell what became of the file.

        What another program wrote is put back in place; where that is not possible any more it stays in the
        temporary file, for the sweep to keep. What may not be read is taken for something of others, or with
        `surely` is an error.
        """
        temporary = self._temporary(change.name)
        self._tidy_backup(change.name)
        if self._whole:
            self._on_way_back().settle_back(change, temporary, surely=surely)
        look = self._peek if surely else self._look
        held, found = look(temporary), look(change.name)
        if held.there and not _is_ours(held, found, change):
            return self._settle_theirs(change, found)
        if not (self._whole and held.holds(change.before) and found.holds(change.after)):
            self._discard(temporary)
        return _verdict(found, change)

    def settle_back(self, change: Change, temporary: str, *, surely: bool) -> None:
        """Tidy up after the way back of a change; what had not left yet is called `temporary` again."""
        ours = self._temporary(change.name)
        self._tidy_backup(change.name)
        if not is_there(self._folder, ours):
            return
        begun = self._look(ours).holds(change.before) and self._look(change.name).holds(change.after)
        if begun and not is_there(self._folder, temporary):
            self._system.rename(self._folder, ours, temporary)
        else:
            self.settle(change.reversed(), surely=surely)

    def take_back(self, change: Change) -> Verdict:
        """Take back a change of a whole step; UNTOUCHED tells that it is as before. `settle` may follow."""
        back, temporary = self._on_way_back(), self._temporary(change.name)
        if change.before is None or not self._peek(temporary).there:
            # Nothing was there before, or nothing came out, where files can neither be exchanged nor linked.
            verdict = back.apply(change.reversed())
        elif self._peek(change.name).holds(change.after):
            self._system.rename(self._folder, temporary, temporary_of(change.name, BACK))
            verdict = back.put(change.reversed())
        else:
            return self.settle(change)
        return Verdict.UNTOUCHED if verdict is Verdict.DONE else Verdict.UNKNOWN

    def drop(self, change: Change) -> None:
        """Remove what was kept for taking a change back; anything else is left to the sweep."""
        temporary = self._temporary(change.name)
        if self._look(temporary).holds(change.before):
            self._discard(temporary)

    def put(self, change: Change) -> Verdict:
        """Let the temporary file, which is written, take its place."""
        return self._put_new(change) if change.before is None else self._put_over(change)

    def _create(self, change: Change) -> Verdict:
        if change.like:
            self._write(change, 0o600, self._dress_like(change.like))
        elif change.mode is not None:
            self._write(change, 0o600, partial(self._system.fchmod, mode=change.mode))
        else:
            self._write(change, 0o666)
        return self._put_new(change)

    def _put_new(self, change: Change) -> Verdict:
        temporary = self._temporary(change.name)
        try:
            self._move_to_free(temporary, change.name)
        except FileExistsError:
            self._discard(temporary)
            return Verdict.TAKEN
        return Verdict.DONE

    def _replace(self, change: Change) -> Verdict:
        try:
            self._write(change, 0o600, self._dress_like(change.name))
        except FileNotFoundError:
            return Verdict.GONE
        return self._put_over(change)

    def _put_over(self, change: Change) -> Verdict:
        temporary = self._temporary(change.name)
        try:
            something_came_out = self._exchange(change.name, temporary)
        except FileNotFoundError:
            self._discard(temporary)
            return Verdict.GONE
        if something_came_out and not self._peek(temporary).holds(change.before):
            return self._theirs(change)
        self._discard_unless_whole(temporary)
        return Verdict.DONE

    def _remove(self, change: Change) -> Verdict:
        temporary = self._temporary(change.name)
        try:
            self._system.rename(self._folder, change.name, temporary)
        except FileNotFoundError:
            return Verdict.GONE
        if not self._peek(temporary).holds(change.before):
            return self._theirs(change)
        self._discard_unless_whole(temporary)
        return Verdict.DONE

    def _theirs(self, change: Change) -> Verdict:
        verdict = self.settle(change)
        return Verdict.THEIRS if verdict is Verdict.UNTOUCHED else verdict

    def _settle_theirs(self, change: Change, found: Found) -> Verdict:
        """Let what another program wrote, and came out, take its place again."""
        if change.before is not None and found.holds(change.after):
            return Verdict.UNTOUCHED if self._put_back(change.name, change.after) else Verdict.UNKNOWN
        return _verdict(found, change)

    def _put_back(self, name: str, now: bytes | None) -> bool:
        """Let what came out take its place again, where `now` is; false where something newer is by then."""
        temporary = self._temporary(name)
        if now is None:
            try:
                self._move_to_free(temporary, name)
            except FileExistsError:
                return False
            return True
        self._exchange(name, temporary)
        if not self._look(temporary).holds(now):
            # Saved once more in that very moment: the newest version is the one to stay.
            self._exchange(name, temporary)
            return False
        self._discard(temporary)
        return True

    def _write(self, change: Change, mode: int, dress: Callable[[int], None] | None = None) -> None:
        temporary = self._temporary(change.name)
        write_new(self._system, self._folder, temporary, change.after or b"", mode=mode, dress=dress)

    def _dress_like(self, name: str) -> Callable[[int], None]:
        return partial(dress_like, self._system, self._folder, name)

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
        """Do the same in three steps, of which others see only the middle one.

        A save by renaming right before that one is lost. To look once more in between saves none of them: it
        is the waiting for the folder that both do.
        """
        backup = backup_of(name, self._way)
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
        backup = backup_of(name, self._way)
        if not is_there(self._folder, backup):
            return
        temporary = self._temporary(name)
        if self._look(temporary).there:
            self._discard(backup)
        else:
            self._system.rename(self._folder, backup, temporary)

    def _on_way_back(self) -> Swap:
        return Swap(self._system, self._folder, way=BACK)

    def _temporary(self, name: str) -> str:
        return temporary_of(name, self._way)

    def _peek(self, name: str) -> Found:
        return peek(self._system, self._folder, name)

    def _look(self, name: str) -> Found:
        """Peek; what is closed to us is taken for something of others."""
        try:
            return self._peek(name)
        except PermissionError:
            return Found(there=True, data=None)

    def _discard_unless_whole(self, name: str) -> None:
        if not self._whole:
            self._discard(name)

    def _discard(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self._system.unlink(self._folder, name)


def _verdict(found: Found, change: Change) -> Verdict:
    if found.holds(change.after):
        return Verdict.DONE
    return Verdict.UNTOUCHED if found.holds(change.before) else Verdict.UNKNOWN


def _is_ours(held: Found, found: Found, change: Change) -> bool:
    """Tell whether the temporary file is one we wrote, whole or in part, or the one that was replaced."""
    if held.data is None:
        return False
    if held.data in {change.before, change.after} or change.before is None:
        return True
    # Begun it can be while the old bytes are in place. A power cut may leave zeros for the rest.
    begun = change.after if found.holds(change.before) else None
    return begun is not None and begun.startswith(held.data.rstrip(b"\0"))
