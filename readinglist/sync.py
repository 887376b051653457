"""Bringing the index up to date with the folder: only files whose stamp differs are read again."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from readinglist.errors import ReadinglistError
from readinglist.index import DAMAGED, Index, Known, is_damage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from readinglist.model.entry import Entry
    from readinglist.store import Stamp, Store

    Fault = tuple[int | None, str, str]
    Progress = Callable[[int, int], None]

# A file written this shortly before it was read may have been written once more within the same tick of the
# file system's clock (git's racy rule); the tick is at most 10 ms on the systems we know, 2 s on FAT.
_RACY_NS = 2_000_000_000
_BATCH = 500
# The stamp of a file that could not be read: it equals none, so that the file is tried again.
_NO_STAMP = (-1, -1, -1, -1)
SUFFIX = ".yaml"


def open_index(store: Store, path: Path | None, progress: Progress | None = None) -> Index:
    """Return an index that says what is in the folder now.

    The file at `path` is used and brought up to date; where it is damaged it is made anew, where it cannot
    be written the answer comes from memory.
    """
    for _ in range(2 if path else 0):
        try:
            return _on_disk(store, path, progress)
        except (*DAMAGED, OSError) as error:
            if not is_damage(error):
                break
            discard(path)
    return _in_memory(store, path, progress)


def discard(path: Path | None) -> None:
    """Remove a damaged index; its journal goes last, so that none is played back into a new file."""
    if path:
        for each in (path, path.with_name(path.name + "-journal")):
            try:
                each.unlink(missing_ok=True)
            except OSError:
                return


def refresh(store: Store, index: Index, progress: Progress | None = None) -> None:
    """Bring `index` up to date with the folder of `store`.

    `progress` is called with the number of files read and of all that have to be.
    """
    stamps, known = store.stamps(), index.known()
    for name in [each for each in stamps if not is_text(each)]:
        del stamps[name]
    gone = sorted(known.keys() - stamps.keys())
    stale = [entry_id for entry_id, stamp in stamps.items() if not _is_fresh(known.get(entry_id), stamp)]
    if gone:
        _drop(index, gone)
    for start in range(0, len(stale), _BATCH):
        if progress:
            progress(start, len(stale))
        _read_again(store, index, stale[start : start + _BATCH], known)
    if progress and stale:
        progress(len(stale), len(stale))


def is_text(entry_id: str) -> bool:
    """Tell whether the name of a file is UTF-8, as all must be that the index can hold."""
    return entry_id.isascii() or not any("\ud800" <= char <= "\udfff" for char in entry_id)


def _on_disk(store: Store, path: Path | None, progress: Progress | None) -> Index:
    index = Index(path)
    try:
        refresh(store, index, progress)
    except BaseException:
        index.close()
        raise
    return index


def _in_memory(store: Store, path: Path | None, progress: Progress | None) -> Index:
    index = _copy(path)
    try:
        refresh(store, index, progress)
    except DAMAGED:
        index = Index(None)
        refresh(store, index, progress)
    return index


def _copy(path: Path | None) -> Index:
    if path and path.is_file():
        try:
            with closing(Index(path)) as index:
                return index.copied()
        except (*DAMAGED, OSError):
            pass
    return Index(None)


def _is_fresh(known: Known | None, stamp: Stamp) -> bool:
    # Only ctime counts for the racy rule: unlike mtime, no program can set it.
    return known is not None and known.stamp == stamp and stamp.ctime_ns + _RACY_NS < known.seen_ns


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
    total = crc32(data)
    known = Known(stamp, now, total)
    if before and before.sum == total and before.stamp[0] == stamp.size:
        return _Reading(entry_id, known, same=True)
    return _parsed(entry_id, known, data)


def _parsed(entry_id: str, known: Known, data: bytes) -> _Reading:
    # PyYAML is imported only where a file has changed.
    from readinglist.yamlfile import BrokenEntry, read_entry  # noqa: PLC0415

    try:
        return _Reading(entry_id, known, entry=read_entry(entry_id, data))
    except BrokenEntry as broken:
        return _Reading(entry_id, known, faults=broken.faults)
