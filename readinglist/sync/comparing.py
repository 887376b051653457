"""Bringing the index up to date with the folder: only files whose stamp differs are read again."""

from __future__ import annotations

import gc
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from readinglist.fingerprint import differing, fingerprint, renewed, within, without
from readinglist.index import DAMAGED, Index, seal_of
from readinglist.sync.reading import NO_STAMP, readings
from readinglist.text import is_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from readinglist.store import Stamp, Store
    from readinglist.sync.reading import Piece

    Progress = Callable[[int, int], None]

# A file written this shortly before it was read may have been written once more within the same tick of the
# file system's clock (git's racy rule); the tick is at most 10 ms on the systems we know, 2 s on FAT.
_RACY_NS = 2_000_000_000
# So many files are read and written before what was done is kept.
_BATCH, _LEAST_BATCH = 4096, 768
_FEW = 50  # files that are looked at once more in no time
_ROUNDS = 5
# Fewer files are compared as fast as another process tells that nothing changed, and words counted at once.
_MANY = 1000


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
def up_to_date(
    store: Store, index: Index, progress: Progress | None = None, ahead: Callable[[], bytes] = bytes
) -> Iterator[None]:
    """Let everything that is asked inside see one state of `index`: that of the folder of `store` now.

    What the index knows is read in the same snapshot in which the question is then put, so that no other
    process can slip an older reading in between. `progress` is called with the number of files read and of
    all that have to be. `ahead` returns a fingerprint of the files that another process has taken for this
    question, or b"": what of it is as the index knows the folder is not compared again.
    """
    read: dict[str, Stamp] = {}
    taken = ahead() if index.fingerprint() else b""
    brought = _Brought(-1, {})
    for _ in range(_ROUNDS):
        with index.snapshot():
            parts = differing(taken, index.fingerprint())
            if (parts is not None and not parts) or _still_holds(store, index, brought):
                yield
                return
            seen = _compared(store, index, read, parts)
            if not (seen.gone or seen.stale or seen.behind):
                now, changes = _fingerprint(seen, taken, parts), seen.changes
                del seen  # there may be a hundred thousand stamps in it
                yield
                break
        brought = _bring(store, index, seen, progress)
        read.update((each, seen.stamps[each]) for each in seen.stale)
        if len(seen.stale) > _FEW:
            taken = b""  # by now it is of old
    else:
        # Files that are written all the time: what was read last is as good an answer as any.
        with index.snapshot():
            yield
            return
    if now:
        with suppress(*DAMAGED):
            index.keep_fingerprint(now, changes)


class _Seen(NamedTuple):
    """The files as they are, or those in some parts of the folder, and in what the index differs.

    Attributes:
        stamps: those of the files.
        changes: how often the index had changed when it was asked.
        behind: whether its vocabulary is still to be counted.
        gone: the ids of files that the index has and the folder has not.
        stale: those of files that have to be read (again).
        unsettled: those that changed, could not be read, or may be written once more without showing it.

    """

    stamps: dict[str, Stamp]
    changes: int
    behind: bool
    gone: list[str]
    stale: list[str]
    unsettled: set[str]


class _Brought(NamedTuple):
    """What was read a moment ago: how often the index had changed then, and the stamps of the files."""

    changes: int
    stamps: dict[str, tuple[int, ...]]


def _still_holds(store: Store, index: Index, brought: _Brought) -> bool:
    """Tell whether nobody has written since to the index, nor to the few files that were read."""
    few = 0 < len(brought.stamps) <= _FEW
    return few and index.changes() == brought.changes and store.stamps(brought.stamps) == brought.stamps


def _compared(store: Store, index: Index, read: Mapping[str, Stamp], parts: AbstractSet[int] | None) -> _Seen:
    known = index.stamps(parts)
    found = store.stamps() if parts is None else store.stamps(within(parts, filter(is_text, store.ids())))
    stamps = {each: stamp for each, stamp in found.items() if is_text(each)}
    # Only ctime counts for the racy rule: unlike mtime, no program can set it.
    changed = {each for each, _ in stamps.items() - known.items()}
    unsettled = changed | (index.unsettled(_RACY_NS, parts) & stamps.keys())
    stale = _stale(stamps, known, unsettled, read)
    return _Seen(
        stamps, index.changes(), index.behind(), sorted(known.keys() - stamps.keys()), stale, unsettled
    )


def _stale(
    stamps: Mapping[str, Stamp],
    known: Mapping[str, tuple[int, ...]],
    unsettled: AbstractSet[str],
    read: Mapping[str, Stamp],
) -> list[str]:
    """Return the ids of the files that have to be read (again), in order.

    It is that of the index's own keys, which are then put side by side: of 100,000 twice as quick. A file
    that was read since the question was put needs no second reading, unless it changed meanwhile.
    """
    again = {
        each
        for each in unsettled
        if read.get(each) != stamps[each] or known.get(each) not in (stamps[each], NO_STAMP)
    }
    return sorted(again)


def _fingerprint(seen: _Seen, taken: bytes, parts: AbstractSet[int] | None) -> bytes:
    """Return what spares the next question the comparison, but for parts with files that are not settled.

    It is b"" for few files.
    """
    if parts is not None:
        now = renewed(taken, seen.stamps, parts)
    else:
        now = fingerprint(seen.stamps) if len(seen.stamps) >= _MANY else b""
    return without(now, seen.unsettled)


def copy_of(path: Path | None) -> Index:
    """Return the index at `path` in memory, to be written when the file cannot; else an empty one."""
    if path and path.is_file():
        try:
            with closing(Index(path)) as index:
                return index.copied()
        except (*DAMAGED, OSError):
            pass
    return Index(None)


def _bring(store: Store, index: Index, seen: _Seen, progress: Progress | None) -> _Brought:
    """Read what differs, and drop what is gone."""
    changes = seen.changes
    if seen.gone:
        _drop(index, seen.gone)
        changes += 1
    whole = len(seen.stale)
    # The vocabulary of an index that is made anew for the most part is counted once, at the end.
    later = whole > max(_MANY, len(seen.stamps) // 2)
    stamps: dict[str, tuple[int, ...]] = {}
    with _uncollected(), closing(readings(store, seen.stale, index.known(seen.stale))) as pieces:
        for batch in _batches(pieces, whole, progress):
            _write(index, batch, later=later)
            for piece in batch:
                stamps.update(piece.stamps())
            changes += 1
    if later or seen.behind:
        _write(index, [], later=False)
        changes += 1
    if progress and whole:
        progress(whole, whole)
    # A file that vanished is looked for once more, and a broken one: it may be in the middle of being saved.
    return _Brought(changes, stamps if len(stamps) == whole else {})


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


def _batches(pieces: Iterable[Piece], total: int, progress: Progress | None) -> Iterator[list[Piece]]:
    """Yield what is to be written at once, telling how far the reading is."""
    batch: list[Piece] = []
    done = before = 0
    if progress:
        progress(0, total)
    for piece in pieces:
        batch.append(piece)
        done += piece.size()
        if progress and done < total:
            progress(done, total)
        if done - before >= _full(before, total):
            yield batch
            batch, before = [], done
    if batch:
        yield batch


def _full(before: int, total: int) -> int:
    """Return how many of `total` files are written at once, where some are done.

    Only one of two processes writes. At first it should soon have something to write, and in the end little,
    for then the other one has nothing to do.
    """
    return max(_LEAST_BATCH, min(_BATCH, 2 * before, (total - before) // 2))


def _drop(index: Index, ids: Sequence[str]) -> None:
    from readinglist.index.writing import writing  # noqa: PLC0415 - only where a file is gone

    with writing(index) as writer:
        for entry_id in ids:
            writer.drop(entry_id)


def _write(index: Index, pieces: Iterable[Piece], *, later: bool) -> None:
    from readinglist.index.writing import writing  # noqa: PLC0415 - only where a file has changed

    with writing(index, later=later) as writer:
        for piece in pieces:
            for entry_id, known in piece.same:
                writer.touch(entry_id, known)
            writer.put(piece.new)
