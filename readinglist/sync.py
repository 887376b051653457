"""Bringing the index up to date with the folder: only files whose stamp differs are read again."""

from __future__ import annotations

import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import ReadinglistError
from readinglist.index import DAMAGED, Index, Known, seal_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from readinglist.model.entry import Entry
    from readinglist.store import Stamp, Store

    Fault = tuple[int | None, str, str]
    Progress = Callable[[int, int], None]

# A file written this shortly before it was read may have been written once more within the same tick of the
# file system's clock (git's racy rule); the tick is at most 10 ms on the systems we know, 2 s on FAT.
_RACY_NS = 2_000_000_000
_BATCH = 500
_ROUNDS = 5
# The stamp of a file that could not be read: it equals none, so that the file is tried again.
_NO_STAMP = (-1, -1, -1, -1)
SUFFIX = ".yaml"


def discard(path: Path | None) -> None:
    """Remove a damaged index; its journal goes last, so that none is played back into a new file."""
    if path:
        with suppress(OSError):
            seal_of(path).unlink(missing_ok=True)
        for each in (path, path.with_name(path.name + "-journal")):
            try:
                each.unlink(missing_ok=True)
            except OSError:
                return


@contextmanager
def up_to_date(store: Store, index: Index, progress: Progress | None = None) -> Iterator[None]:
    """Let everything that is asked inside see one state of `index`: that of the folder of `store` now.

    What the index knows is read in the same snapshot in which the question is then put, so that no other
    process can slip an older reading in between. `progress` is called with the number of files read and of
    all that have to be.
    """
    read: dict[str, Stamp] = {}
    for _ in range(_ROUNDS):
        with index.snapshot():
            known = index.known()
            stamps = {each: stamp for each, stamp in store.stamps().items() if is_text(each)}
            gone, stale = _differing(stamps, known, read)
            if not (gone or stale):
                yield
                return
        _bring(store, index, gone, stale, known, progress)
        read.update((each, stamps[each]) for each in stale)
    # Files that are written all the time: what was read last is as good an answer as any.
    with index.snapshot():
        yield


def is_text(entry_id: str) -> bool:
    """Tell whether the name of a file is UTF-8, as all must be that the index can hold."""
    return entry_id.isascii() or not any("\ud800" <= char <= "\udfff" for char in entry_id)


def copy_of(path: Path | None) -> Index:
    """Return the index at `path` in memory, to be written when the file cannot; else an empty one."""
    if path and path.is_file():
        try:
            with closing(Index(path)) as index:
                return index.copied()
        except (*DAMAGED, OSError):
            pass
    return Index(None)


def _differing(
    stamps: Mapping[str, Stamp], known: Mapping[str, Known], read: Mapping[str, Stamp]
) -> tuple[list[str], list[str]]:
    """Return the ids that the index has and the folder has not, and those it has to read (again)."""
    stale = [each for each, stamp in stamps.items() if not _is_fresh(known.get(each), stamp, read.get(each))]
    return sorted(known.keys() - stamps.keys()), stale


def _is_fresh(known: Known | None, stamp: Stamp, read: Stamp | None) -> bool:
    if known is None or known.stamp not in (stamp, _NO_STAMP):
        return False
    # Only ctime counts for the racy rule: unlike mtime, no program can set it. A file that was read since the
    # question was put needs no second reading.
    return read == stamp or (known.stamp == stamp and stamp.ctime_ns + _RACY_NS < known.seen_ns)


def _bring(
    store: Store,
    index: Index,
    gone: Sequence[str],
    stale: Sequence[str],
    known: Mapping[str, Known],
    progress: Progress | None,
) -> None:
    if gone:
        _drop(index, gone)
    for start in range(0, len(stale), _BATCH):
        if progress:
            progress(start, len(stale))
        _read_again(store, index, stale[start : start + _BATCH], known)
    if progress and stale:
        progress(len(stale), len(stale))


def _drop(index: Index, ids: Sequence[str]) -> None:
    from readinglist.index.writing import writing  # noqa: PLC0415 - only where a file is gone

    with writing(index) as writer:
        for entry_id in ids:
            writer.drop(entry_id)


def _read_again(store: Store, index: Index, ids: Sequence[str], known: Mapping[str, Known]) -> None:
    from readinglist.index.writing import writing  # noqa: PLC0415 - only where a file has changed

    readings = [_read(store, entry_id, known.get(entry_id)) for entry_id in ids]
    with writing(index) as writer:
        for reading in readings:
            if reading is None:
                continue
            if reading.same:
                writer.touch(reading.id, reading.known)
            else:
                writer.put(reading.id, reading.known, reading.entry, reading.faults)


class _Reading(NamedTuple):
    id: str
    known: Known
    same: bool = False
    entry: Entry | None = None
    faults: Sequence[Fault] = ()


def _read(store: Store, entry_id: str, before: Known | None) -> _Reading | None:
    now = time.time_ns()
    try:
        data, stamp = store.read(entry_id + SUFFIX)
    except FileNotFoundError:
        return None
    except ReadinglistError as error:
        return _Reading(entry_id, Known(_NO_STAMP, now, 0), faults=[(None, error.what, error.hint)])
    total = _digest(data)
    known = Known(stamp, now, total)
    if before and before.sum == total and before.stamp[0] == stamp.size:
        return _Reading(entry_id, known, same=True)
    return _parsed(entry_id, known, data)


def _digest(data: bytes) -> int:
    """Return 63 bits that tell contents apart, even of files that were made to look the same."""
    from hashlib import blake2b  # noqa: PLC0415 - only where a file has changed

    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> 1


def _parsed(entry_id: str, known: Known, data: bytes) -> _Reading:
    # PyYAML is imported only where a file has changed.
    from readinglist.yamlfile import BrokenEntry, read_entry  # noqa: PLC0415 - as said

    try:
        return _Reading(entry_id, known, entry=read_entry(entry_id, data))
    except BrokenEntry as broken:
        return _Reading(entry_id, known, faults=broken.faults)
