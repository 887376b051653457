"""Reading files again: their bytes, their checksums, their entries or faults."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from readinglist.errors import ReadinglistError
from readinglist.index import Known

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence

    from readinglist.index.batch import Batch
    from readinglist.index.rows import Rows
    from readinglist.store import Store

    Fault = tuple[int | None, str, str]

SUFFIX = ".yaml"
# The stamp of a file that could not be read: it equals none, so that the file is tried again.
NO_STAMP = (-1, -1, -1, -1)
# Reading fewer files takes less than another process does.
_MANY = 400
_PIECE = 256


class Piece(NamedTuple):
    """What some files said.

    Attributes:
        same: those whose bytes are those that the index has read before, with what it is to know of them.
        new: the others.

    """

    same: list[tuple[str, Known]]
    new: Batch

    def size(self) -> int:
        """Return how many files were read."""
        return len(self.same) + len(self.new.tables["entry"])

    def stamps(self) -> dict[str, tuple[int, ...]]:
        """Return the stamps of the valid entries, as far as that was looked at, by id."""
        return {entry_id: known.stamp for entry_id, known in self.same} | self.new.valid()


def readings(store: Store, ids: Sequence[str], known: Mapping[str, Known]) -> Generator[Piece, None, None]:
    """Read the files of entries, many of them in any order; those that are gone are left out."""
    from readinglist.index.batch import Batch  # noqa: PLC0415 - only where a file has changed

    def read_piece(at: int) -> list[Any]:
        part = ids[at * _PIECE : (at + 1) * _PIECE]
        found = [each for each in (_read(store, entry_id, known.get(entry_id)) for entry_id in part) if each]
        same = [(each.id, tuple(each.known.stamp), *each.known[1:]) for each in found if each.rows is None]
        return [same, Batch.of(each.rows for each in found if each.rows is not None).tables]

    with closing(_pieces(read_piece, len(ids))) as pieces:
        for same, tables in pieces:
            yield Piece([(entry_id, Known(*of_it)) for entry_id, *of_it in same], Batch(tables))


def _pieces(read_piece: Callable[[int], list[Any]], size: int) -> Generator[list[Any], None, None]:
    """Yield what is read in each piece of so many files; a second process reads some where they are many."""
    count = -(-size // _PIECE)
    if size >= _MANY:
        from readinglist.sync.helping import can_help, shared  # noqa: PLC0415 - as said

        if can_help():
            yield from shared(read_piece, count)
            return
    yield from map(read_piece, range(count))


class _Reading(NamedTuple):
    """A file with what is known of it, and its rows, unless its bytes are those read before."""

    id: str
    known: Known
    rows: Rows | None


def _read(store: Store, entry_id: str, before: Known | None) -> _Reading | None:
    """Read the file of an entry; None where it is gone, a fault where it cannot be read."""
    now = time.time_ns()
    try:
        data, stamp = store.read(entry_id + SUFFIX)
    except FileNotFoundError:
        return None
    except ReadinglistError as error:
        known = Known(NO_STAMP, now, 0)
        return _Reading(entry_id, known, _broken(entry_id, known, [(None, error.what, error.hint)]))
    total = _digest(data)
    known = Known(stamp, now, total)
    if before and before.sum == total and before.stamp[0] == stamp.size:
        return _Reading(entry_id, known, None)
    return _Reading(entry_id, known, _parsed(entry_id, known, data))


def _digest(data: bytes) -> int:
    """Return 63 bits that tell contents apart, even of files that were made to look the same."""
    from hashlib import blake2b  # noqa: PLC0415 - only where a file has changed

    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> 1


def _parsed(entry_id: str, known: Known, data: bytes) -> Rows:
    # All of this is imported only where a file has changed.
    from readinglist.index.rows import rows_of  # noqa: PLC0415 - as said
    from readinglist.yamlfile import BrokenEntry, read_entry  # noqa: PLC0415 - as said

    try:
        return rows_of(entry_id, known, read_entry(entry_id, data))
    except BrokenEntry as broken:
        return _broken(entry_id, known, broken.faults)


def _broken(entry_id: str, known: Known, faults: Sequence[Fault]) -> Rows:
    from readinglist.index.rows import rows_of  # noqa: PLC0415 - see _parsed

    return rows_of(entry_id, known, None, faults)
