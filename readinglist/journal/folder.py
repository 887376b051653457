"""The folder of the journal: one file a step, whole on the disk before anything is changed.

A step is `00000042.pending` from before its first change until its last, then `00000042.step`.
"""

from __future__ import annotations

import errno
import os
import re
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from readinglist.errors import InvalidError, RefusedError
from readinglist.journal.record import Header, decode, decode_header, encode, is_torn
from readinglist.journal.step import Pending, Step
from readinglist.system import System, write_new

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from readinglist.journal.record import Change

KEEP_STEPS = 100
KEEP_SECONDS = 30 * 86_400
_PRUNE_EVERY = 20
_NAME = re.compile(r"\.?(\d{8,})\.(step|pending|tmp)", re.ASCII)
_CHUNK = 1 << 16


class Journal:
    """What undo needs: every step with the bytes before and after it."""

    def __init__(
        self, folder: Path, *, system: System | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        """Keep the steps of one library in `folder`, which is made (0700) when there is something to keep.

        Args:
            folder: this library's own folder inside the state folder.
            system: the calls to use.
            clock: gives the seconds since 1970.

        """
        self.folder = folder
        self._system = system or System()
        self._clock = clock

    def begin(
        self, label: str, changes: Sequence[Change], undoes: int | None = None, *, whole: bool = False
    ) -> Pending:
        """Write down what is about to be done; to be called under the lock, before the first change.

        Raises RefusedError where the journal cannot be written; then nothing may be changed.
        """
        try:
            self._make_folder()
            with self._opened() as folder:
                number = max(_numbers(folder, "step", "pending"), default=0) + 1
                header = Header(
                    number, label, self._now(), undoes, tuple(each.name for each in changes), whole=whole
                )
                pending = Pending(header, list(changes))
                write_new(self._system, folder, f"{number:08}.pending", encode(*pending), mode=0o600)
                self._system.fsync(folder)
        except OSError as error:
            raise self._refusal(
                "nothing was changed because the undo journal cannot be written", error
            ) from error
        return pending

    def finish(self, pending: Pending, done: Collection[str], unknown: Collection[str] = ()) -> int | None:
        """Make a step final with what was really done; OSError where that fails, and it stays pending.

        Args:
            pending: what `begin` or `pending` gave.
            done: the files that were changed; undo will offer these.
            unknown: files of which it cannot be told; their bytes are kept.

        Returns:
            The number of the step, or None where there is nothing to keep of it.

        """
        header = pending.header.settled(
            [name for name in pending.header.names if name in done],
            [name for name in pending.header.names if name in unknown],
        )
        with self._opened() as folder:
            self._settle(folder, pending, header)
            if header.number % _PRUNE_EVERY == 0:
                self._prune(folder)
        return header.number if header.names or header.kept else None

    def keep(self, label: str, changes: Sequence[Change]) -> None:
        """Keep bytes of which nobody knows where they belong."""
        self.finish(self.begin(label, changes), (), [each.name for each in changes])

    def record_of(self, number: int) -> Path:
        """Return where the record of a finished step is."""
        return self.folder / f"{number:08}.step"

    def pending(self) -> list[Pending]:
        """Return the steps that killed processes left behind, oldest first; to be called under the lock.

        One that ends in the middle is removed: its process had not come to change anything. One
        that was damaged later is kept among the finished steps, which are passed over when damaged.
        """
        try:
            with self._opened() as folder:
                return list(self._left_behind(folder))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise self._refusal("the undo journal cannot be read", error) from error

    def steps(self) -> Iterator[Step]:
        """Give the finished steps, newest first; damaged ones are passed over."""
        try:
            with self._opened() as folder:
                numbers = sorted(_numbers(folder, "step"), reverse=True)
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._refusal("the undo journal cannot be read", error) from error
        for number in numbers:
            with suppress(InvalidError):
                yield self._step(number)

    def undoable(self) -> Iterator[Step]:
        """Give the steps that are no undo themselves and were not taken back, newest first.

        Of a step that was taken back in part, the rest is given. A file of which an earlier step was taken
        back is back behind this one as well, by whatever means. Damaged steps are passed over.
        """
        return (step for step in self._standing() if step.is_whole())

    def _standing(self) -> Iterator[Step]:
        """Give what `undoable` does, without a look at whether the bytes can be read."""
        reached: dict[str, int] = {}  # for each file the number of the earliest step that was taken back
        for step in self.steps():
            if step.undoes is not None:
                for name in step.names:
                    reached[name] = min(step.undoes, reached.get(name, step.undoes))
                continue
            rest = step.without(
                [each for each in step.names if each in reached and reached[each] <= step.number]
            )
            if rest.names:
                yield rest

    def _now(self) -> str:
        return datetime.fromtimestamp(self._clock(), UTC).isoformat(timespec="seconds")

    def _step(self, number: int) -> Step:
        name = f"{number:08}.step"
        line, _, _ = self._read(name, until=b"\n").partition(b"\n")
        return Step(decode_header(line), lambda: self._read(name))

    def _read(self, name: str, until: bytes | None = None) -> bytes:
        """Return a record, or its beginning; InvalidError where there is none.

        An error of the system is no damage: who passed over that step would take back an older one.
        """
        try:
            with self._opened() as folder:
                return _read_file(self._system, folder, name, until)
        except (FileNotFoundError, IsADirectoryError) as error:
            raise InvalidError(f"the journal's {name} cannot be read") from error
        except OSError as error:
            raise self._refusal("the undo journal cannot be read", error, name) from error

    def _settle(self, folder: int, pending: Pending, header: Header) -> None:
        waiting, final = f"{header.number:08}.pending", f"{header.number:08}.step"
        if header == pending.header:
            self._system.rename(folder, waiting, final)
            return
        if header.names or header.kept:
            wanted = {*header.names, *header.kept}
            record = encode(header, (each for each in pending.changes if each.name in wanted))
            temporary = f".{header.number:08}.tmp"
            write_new(self._system, folder, temporary, record, mode=0o600)
            self._system.rename(folder, temporary, final)
        self._system.unlink(folder, waiting)

    def _left_behind(self, folder: int) -> Iterator[Pending]:
        for number in _numbers(folder, "tmp"):
            self._system.unlink(folder, f".{number:08}.tmp")
        finished = _numbers(folder, "step")
        for number in sorted(_numbers(folder, "pending")):
            name = f"{number:08}.pending"
            if number in finished:
                self._system.unlink(folder, name)
                continue
            record = _read_file(self._system, folder, name)
            if is_torn(record):
                self._system.unlink(folder, name)
                continue
            try:
                yield Pending(*decode(record))
            except InvalidError:
                self._system.rename(folder, name, f"{number:08}.step")

    def _prune(self, folder: int) -> None:
        """Remove old steps, oldest first; that this fails is no reason to trouble anyone."""
        with suppress(OSError, RefusedError):
            old = list(takewhile(partial(self._is_old, folder), sorted(_numbers(folder, "step"))))
            # Those that take others back do not count, nor those that were taken back.
            kept = [step.number for step in islice(self._standing(), KEEP_STEPS)] if old else []
            for number in takewhile(lambda number: number < min(kept, default=number + 1), old):
                self._system.unlink(folder, f"{number:08}.step")

    def _is_old(self, folder: int, number: int) -> bool:
        written = os.stat(f"{number:08}.step", dir_fd=folder, follow_symlinks=False).st_mtime
        return written <= self._clock() - KEEP_SECONDS

    def _make_folder(self) -> None:
        missing = [each for each in (self.folder, *self.folder.parents) if not os.path.lexists(each)]
        for each in reversed(missing):
            with suppress(FileExistsError):
                self._system.mkdir(each, 0o700)

    @contextmanager
    def _opened(self) -> Iterator[int]:
        descriptor = self._system.open_folder(self.folder, follow=False)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def _refusal(self, what: str, error: OSError, name: str = "") -> RefusedError:
        link = error.errno in {errno.ELOOP, errno.ENOTDIR}
        reason = "a link or no folder stands in its place" if link else os.strerror(error.errno or 0)
        hint = "make room there or make it writable, or set XDG_STATE_HOME to another folder"
        return RefusedError(f"{what}: {reason}", where=str(self.folder / name), hint=hint)


def _numbers(folder: int, *kinds: str) -> set[int]:
    matches = map(_NAME.fullmatch, os.listdir(folder))
    return {int(match[1]) for match in matches if match and match[2] in kinds}


def _read_file(system: System, folder: int, name: str, until: bytes | None = None) -> bytes:
    descriptor = system.open(folder, name)
    try:
        parts = []
        while chunk := system.read(descriptor, _CHUNK):
            parts.append(chunk)
            if until is not None and until in chunk:
                break
        return b"".join(parts)
    finally:
        os.close(descriptor)
