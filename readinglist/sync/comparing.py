"""Bringing the index up to date with the folder: only files whose stamp differs are read again."""

from __future__ import annotations

from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from readinglist.fingerprint import differing, fingerprint, has_same_names, part_of, renewed, within, without
from readinglist.index import DAMAGED, Index, seal_of
from readinglist.sync.bringing import MANY, RACY_NS, Brought, Differing, bring
from readinglist.sync.reading import NO_STAMP
from readinglist.text import is_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from readinglist.store import Stamp, Store
    from readinglist.sync.bringing import Progress, Stamps

_FEW = 50  # files that are looked at once more in no time
_ROUNDS = 5


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
    read: dict[str, tuple[int, ...]] = {}
    taken = ahead() if index.fingerprint() else b""
    brought = Brought(-1, {})
    for _ in range(_ROUNDS):
        with index.snapshot():
            seen = _seen(store, index, read, taken, brought)
            if not seen.found.is_any:
                now, changes = seen.fingerprint, seen.found.changes
                del seen  # there may be a hundred thousand stamps in it
                yield
                break
        brought = bring(store, index, seen.found, seen.stamps, progress)
        read.update((each, seen.stamps[each]) for each in seen.found.stale)
        read.update(brought.stamps)
        if len(seen.found.stale) > _FEW or brought.taken:
            taken = brought.taken  # what was taken before is of old
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
        found: that.
        stamps: those of the files; `NO_STAMP` where they were not looked at.
        fingerprint: what spares the next question the comparison, where nothing differs; b"" for nothing new.

    """

    found: Differing
    stamps: Stamps
    fingerprint: bytes = b""


def _seen(store: Store, index: Index, read: Stamps, taken: bytes, brought: Brought) -> _Seen:
    """Compare the files with what the index knows, as far as it is not clear that they are the same."""
    changes = index.changes()
    alone = changes == brought.changes  # nobody else has written meanwhile
    known = brought.known if alone and brought.known else index.fingerprint()
    parts = differing(taken, known)
    if parts is not None and not parts:
        return _Seen(Differing(changes), {}, known)
    if alone and _still_holds(store, brought):
        return _Seen(Differing(changes), {})
    # Names may be those of folders and links: what becomes of them is seen by their stamps, the next time.
    if parts is None and brought.changes < 0 and index.is_empty():
        ids = list(filter(is_text, store.ids()))
        found = Differing(changes, index.behind(), stale=sorted(ids), is_all=True)
        return _Seen(found, dict.fromkeys(ids, NO_STAMP))
    same_names = parts is not None and has_same_names(taken, known, parts)
    return _compared(store, index, read, _Sight(taken, parts, same_names))


def _still_holds(store: Store, brought: Brought) -> bool:
    """Tell whether the few files that were read a moment ago are the same still."""
    few = brought.sound and 0 < len(brought.stamps) <= _FEW
    return few and store.stamps(brought.stamps) == brought.stamps


class _Sight(NamedTuple):
    """What is known of the folder before its files are looked at.

    Attributes:
        taken: the fingerprint that another process has taken of it; b"" without one.
        parts: those in which it may differ from what the index knows; None for all of them.
        same_names: whether the names in these are those that the index knows.

    """

    taken: bytes
    parts: AbstractSet[int] | None
    same_names: bool = False


def _compared(store: Store, index: Index, read: Stamps, sight: _Sight) -> _Seen:
    known = index.stamps(sight.parts)
    there, sight = _looked_at(store, known, sight)
    stamps = {each: stamp for each, stamp in there.items() if is_text(each)}
    # Only ctime counts for the racy rule: unlike mtime, no program can set it.
    changed = {each for each, _ in stamps.items() - known.items()}
    unsettled = changed | (index.unsettled(RACY_NS, sight.parts) & stamps.keys())
    gone, stale = sorted(known.keys() - stamps.keys()), _stale(stamps, known, unsettled, read)
    found = Differing(index.changes(), index.behind(), gone, stale)
    if sight.same_names and not found.is_any and set(map(part_of, unsettled)) != sight.parts:
        # What is kept for the next question has the files in the order of the folder.
        return _compared(store, index, read, sight._replace(same_names=False))
    now = b"" if found.is_any else _fingerprint(stamps, sight)
    return _Seen(found, stamps, without(now, unsettled))


def _looked_at(store: Store, known: Stamps, sight: _Sight) -> tuple[dict[str, Stamp], _Sight]:
    """Return the stamps of the files, and what it turned out to be: a file may have gone since it was listed.

    Listing the folder takes longer than looking at the files of a few parts.
    """
    if sight.parts is None:
        return store.stamps(), sight
    if sight.same_names and len(found := store.stamps(known)) == len(known):
        return found, sight
    ids = within(sight.parts, filter(is_text, store.ids()))
    return store.stamps(ids), sight._replace(same_names=False)


def _stale(
    stamps: Mapping[str, Stamp],
    known: Stamps,
    unsettled: AbstractSet[str],
    read: Stamps,
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


def _fingerprint(stamps: Mapping[str, Stamp], sight: _Sight) -> bytes:
    """Return what spares the next question the comparison; b"" for few files."""
    if sight.parts is None:
        return fingerprint(stamps) if len(stamps) >= MANY else b""
    # Where none of these parts is settled they are left out again.
    return sight.taken if sight.same_names else renewed(sight.taken, stamps, sight.parts)


def copy_of(path: Path | None) -> Index:
    """Return the index at `path` in memory, to be written when the file cannot; else an empty one."""
    if path and path.is_file():
        try:
            with closing(Index(path)) as index:
                return index.copied()
        except (*DAMAGED, OSError):
            pass
    return Index(None)
