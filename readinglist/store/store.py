"""The `entries/` folder: the only way in which files of a library are read and changed."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from readinglist.errors import RefusedError
from readinglist.store.files import place, read_entry
from readinglist.store.listing import SUFFIX, misfits, named, opened, stamps
from readinglist.store.outcome import Outcome
from readinglist.system import System

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from readinglist.journal import Change, Journal, Pending
    from readinglist.store.files import Stamp

PATIENCE = 10.0
# Seconds between two tries to lock.
_PAUSE = 0.005
_SHORTEST_PAUSE = 0.001
_LONGEST_PAUSE = 0.05


class Store:
    """The files of one library; reading needs no lock, changing does.

    Attributes:
        folder: the library's `entries/`.
        taken_back: the steps that were to be whole, were cut off, and were taken back by the last `locked`.

    """

    def __init__(
        self,
        folder: Path,
        journal: Journal | None = None,
        *,
        system: System | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """Open nothing yet.

        Args:
            folder: the library's `entries/`.
            journal: where each step is written down; None for a store that only reads.
            system: the calls to use.
            patience: how many seconds to wait for another process's lock.

        """
        self.folder = folder
        self._journal = journal
        self._system = system or System()
        self._patience = patience
        self._held: int | None = None
        self.taken_back: list[Pending] = []

    def stamps(self, ids: Iterable[str] | None = None) -> dict[str, Stamp]:
        """Return the stamp of every entry, or of those of `ids`; RefusedError where it cannot be had."""
        try:
            return stamps(self.folder, ids)
        except OSError as error:
            raise _refusal(error) from error

    def ids(self) -> list[str]:
        """Return the ids of all entries, of those too whose file is none; RefusedError where that fails."""
        try:
            with opened(self.folder) as descriptor:
                return [name[: -len(SUFFIX)] for name in named(descriptor)]
        except OSError as error:
            raise _refusal(error) from error

    def misfits(self) -> list[tuple[str, str]]:
        """Return the names that look meant as entries and are none, each with the reason."""
        try:
            return misfits(self.folder)
        except OSError as error:
            raise _refusal(error) from error

    def read(self, name: str) -> tuple[bytes, Stamp]:
        """Return all bytes of `entries/<name>` and the stamp that belongs to exactly these.

        Raises:
            FileNotFoundError: if there is no such file.
            InvalidError: if it is larger than 1 MiB.
            RefusedError: if it is no regular file, cannot be read, or changes all the time.

        """
        with self._opened() as folder:
            return read_entry(self._system, folder, name)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep all other writers out, after finishing what killed ones left behind.

        The lock is on the folder itself: nothing is left over, and it ends with the process.
        Raises RefusedError after `patience` seconds, or where the folder cannot be locked.
        """
        from readinglist.store.recovery import recover  # noqa: PLC0415 - only a command that writes needs it

        if self._journal is None:
            raise RuntimeError("a store without a journal only reads")
        try:
            folder = self._lock()
        except OSError as error:
            raise _refusal(error) from error
        try:
            self._held = folder
            self.taken_back = recover(self._system, folder, self._journal)
            yield
        finally:
            self._held = None
            with suppress(OSError):  # all is on the disk: what was done must not look as if it had failed
                os.close(folder)

    def commit(
        self,
        changes: Sequence[Change],
        label: str,
        *,
        progress: Callable[[int], None] | None = None,
        undoes: int | None = None,
        whole: bool = False,
    ) -> Outcome:
        """Make the changes, each wholly or not at all; to be called inside `locked`.

        A file that is not what `before` says is left as it is and named among the conflicts; the
        others are still changed. Changes that change nothing are passed over. A `whole` step is done wholly
        or not at all: whatever stops it, what was done is taken back, at once or by the next `locked`. Its
        files are made before others are changed, and removed after that, so that nothing is ever missing.

        Args:
            changes: what is to be done, at most one change a file.
            label: the command that does it.
            progress: called with the number of files that were dealt with.
            undoes: the number of the step that this one takes back.
            whole: one conflict, and nothing is changed.

        Raises:
            RefusedError: if a file must not be changed, the journal cannot be written (both before
                anything is touched), or the system fails; the message says what was changed.
            InvalidError: if an entry would grow beyond 1 MiB.

        """
        from readinglist.store.batch import Batch, fit  # noqa: PLC0415 - only a command that writes needs it

        if self._held is None or self._journal is None:
            raise RuntimeError("commit without the lock")
        wanted = [change for change in changes if change.before != change.after]
        if whole:
            wanted.sort(key=lambda change: (change.after is None) - (change.before is None))
        wanted = fit(self._system, self._held, wanted)
        if not wanted:
            return Outcome(None, [], [])
        pending = self._journal.begin(label, wanted, undoes, whole=whole)
        return Batch(self._system, self._held, self._journal, pending).run(progress)

    @contextmanager
    def _opened(self) -> Iterator[int]:
        if self._held is not None:
            yield self._held
            return
        try:
            folder = self._system.open_folder(self.folder)
        except OSError as error:
            raise _refusal(error) from error
        try:
            yield folder
        finally:
            os.close(folder)

    def _lock(self) -> int:
        """Return the descriptor of the folder, locked."""
        deadline = time.monotonic() + self._patience
        pause = _PAUSE
        while True:
            folder = self._system.open_folder(self.folder)
            try:
                if self._try_lock(folder):
                    return folder
            except BaseException:
                os.close(folder)
                raise
            os.close(folder)
            rest = deadline - time.monotonic()
            if rest <= 0:
                raise RefusedError(
                    "locked by another process", where=place(""), hint="try again when it is done"
                )
            self._system.sleep(pause)
            # Who has waited longest tries most often, so that it is next, as in a queue: with equal pauses,
            # some of many would wait in vain.
            pause = max(_SHORTEST_PAUSE, min(2 * pause, _LONGEST_PAUSE * (rest / self._patience) ** 3))

    def _try_lock(self, folder: int) -> bool:
        try:
            self._system.flock(folder)
        except BlockingIOError:
            return False
        # While we waited the folder may have been replaced by another one of that name.
        return os.path.samestat(os.fstat(folder), self.folder.stat())


def _refusal(error: OSError) -> RefusedError:
    return RefusedError(os.strerror(error.errno or 0), where=place(""))
