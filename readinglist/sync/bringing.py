"""What differs between files and index, read and written; what was written is kept, however it ends."""

from __future__ import annotations

import gc
import signal
import time
from contextlib import closing, contextmanager, suppress
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from readinglist.fingerprint import fingerprint, without
from readinglist.interruption import Terminated
from readinglist.sync.reading import readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from readinglist.index import Index
    from readinglist.index.writing import Writer
    from readinglist.store import Store
    from readinglist.sync.reading import Piece

    Stamps = Mapping[str, tuple[int, ...]]
    Progress = Callable[[int, int], None]

# For so long, or of so many files, is read and written before what was done is kept.
_SECONDS = 1
_BATCH = 8192
_SLOW_SECONDS = 0.2  # a piece takes a tenth of that where the disk does not hold it up
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# Fewer files are compared as fast as another process tells that nothing changed, and words counted at once.
MANY = 1000
# A file written this shortly before it was read may have been written once more within the same tick of the
# file system's clock (git's racy rule); the tick is at most 10 ms on the systems we know, 2 s on FAT.
RACY_NS = 2_000_000_000


class Differing(NamedTuple):
    """In what the index differs from the files.

    Attributes:
        changes: how often the index had changed when it was asked.
        behind: whether its vocabulary is still to be counted.
        gone: the ids of files that the index has and the folder has not.
        stale: those of files that have to be read (again), in order.
        is_all: whether these are all files of the folder, and the index has none.

    """

    changes: int
    behind: bool = False
    gone: Sequence[str] = ()
    stale: Sequence[str] = ()
    is_all: bool = False

    @property
    def is_any(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.gone or self.stale or self.behind)


class Brought(NamedTuple):
    """What was read a moment ago.

    Attributes:
        changes: how often the index had changed then.
        stamps: those of the files that could be read, by id.
        sound: whether all of them were there, and valid entries.
        known: the fingerprint of all files as the index has them; b"" where it was not taken.
        taken: that of the files themselves, taken by another process meanwhile; b"" where it was not.

    """

    changes: int
    stamps: Stamps
    sound: bool = False
    known: bytes = b""
    taken: bytes = b""


def bring(store: Store, index: Index, found: Differing, stamps: Stamps, progress: Progress | None) -> Brought:
    """Read what differs, and drop what is gone; `stamps` are those that files had, in the folder's order."""
    if found.gone:
        _drop(index, found.gone)
    whole = len(found.stale)
    # The vocabulary of an index that is made anew for the most part is counted once, at the end.
    later = whole > max(MANY, len(stamps) // 2)
    work = _Work(index, found.changes + bool(found.gone))
    with _uncollected(), closing(readings(store, found.stale, index.known(found.stale))) as pieces:
        for batch in _batches(_told(pieces, whole, progress)):
            work.write(batch, later=later)
    known = taken = b""
    if later and found.is_all:
        taken = _looking(store, lambda: work.write((), later=False))
        unread = set(found.stale) - work.stamps.keys()
        known = _fingerprint(index, {**stamps, **work.stamps}, unread) if taken else b""
    elif later or found.behind:
        work.write((), later=False)
    if progress and whole:
        progress(whole, whole)
    return Brought(work.changes, work.stamps, work.valid == whole, known, taken)


class _Work:
    """What has been written so far: how often the index changed, the stamps of files, how many were valid."""

    def __init__(self, index: Index, changes: int) -> None:
        self._index = index
        self.changes = changes
        self.stamps: dict[str, tuple[int, ...]] = {}
        self.valid = 0
        self._is_putting = False

    def write(self, pieces: Iterable[Piece], *, later: bool) -> None:
        """Write pieces as they come, in one transaction; what was written before an interruption is kept."""
        from readinglist.index.writing import writing  # noqa: PLC0415 - only where a file has changed

        interruption = None
        with writing(self._index, later=later) as writer:
            try:
                for piece in pieces:
                    self._put(piece, writer)
            except (KeyboardInterrupt, Terminated) as error:
                if self._is_putting:
                    raise
                interruption = error
        self.changes += 1
        if interruption:
            raise interruption

    def _put(self, piece: Piece, writer: Writer) -> None:
        """Write a piece; a signal that comes meanwhile takes effect when all of it is written."""
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        self._is_putting = True
        try:
            for entry_id, known in piece.same:
                writer.touch(entry_id, known)
            writer.put(piece.new)
            self._is_putting = False
            self.stamps.update(piece.stamps())
            self.valid += piece.valid()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _drop(index: Index, ids: Sequence[str]) -> None:
    from readinglist.index.writing import writing  # noqa: PLC0415 - only where a file is gone

    with writing(index) as writer:
        for entry_id in ids:
            writer.drop(entry_id)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python look for no garbage meanwhile: all that is read and written goes without that."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _told(pieces: Iterable[Piece], total: int, progress: Progress | None) -> Iterator[Piece]:
    """Yield the pieces, telling how far the reading is."""
    done = 0
    if progress:
        progress(0, total)
    for piece in pieces:
        done += piece.size()
        if progress and done < total:
            progress(done, total)
        yield piece


def _batches(pieces: Iterator[Piece]) -> Iterator[Iterator[Piece]]:
    """Yield what is to be written at once, piece by piece as they come.

    So a process that writes has always something to do, while another one reads.
    """
    asked = time.monotonic()
    for piece in pieces:
        # Others wait for a transaction, but not for a slow disk.
        slow = time.monotonic() - asked > _SLOW_SECONDS
        yield iter([piece]) if slow else _enough(chain([piece], pieces))
        asked = time.monotonic()


def _enough(pieces: Iterable[Piece]) -> Iterator[Piece]:
    done, begun = 0, time.monotonic()
    for piece in pieces:
        yield piece
        done += piece.size()
        if done >= _BATCH or time.monotonic() - begun >= _SECONDS:
            return


def _looking(store: Store, work: Callable[[], None]) -> bytes:
    """Do `work`; return the fingerprint of the files that another process takes meanwhile, or b""."""
    from readinglist.ahead import Ahead  # noqa: PLC0415 - only where there is much to do
    from readinglist.sync.helping import can_help  # noqa: PLC0415 - as said

    look = None
    try:
        with suppress(OSError):
            look = Ahead(store.folder) if can_help() else None
        work()
        return look.told() if look else b""
    finally:
        if look:
            look.end()


def _fingerprint(index: Index, stamps: Stamps, unread: AbstractSet[str]) -> bytes:
    """Return the fingerprint of all files as the index has them, but for parts that are not settled."""
    return without(fingerprint(stamps), index.unsettled(RACY_NS), unread)
