"""Reading files again: their bytes, their checksums, their entries or faults."""

from __future__ import annotations

import time
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from readinglist.errors import ReadinglistError
from readinglist.index import Known

if TYPE_CHECKING:
    from _blake2 import blake2b
    from collections.abc import Callable, Generator, Iterable, Mapping, Sequence

    from readinglist.index.batch import Batch
    from readinglist.index.rows import File, Tables
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
        """Return the stamps of the files that could be read, by id."""
        found = {entry_id: known.stamp for entry_id, known in self.same} | self.new.stamps()
        return {entry_id: stamp for entry_id, stamp in found.items() if stamp != NO_STAMP}

    def valid(self) -> int:
        """Return how many of them are valid entries, or the same as before."""
        return len(self.same) + self.new.valid()


class _Held(NamedTuple):
    """What a file held: its bytes, or why they cannot be had."""

    id: str
    known: Known
    data: bytes | None
    faults: Sequence[Fault] = ()


def readings(store: Store, ids: Sequence[str], known: Mapping[str, Known]) -> Generator[Piece, None, None]:
    """Read the files of entries, many of them in any order; those that are gone are left out."""
    from readinglist.index.batch import Batch  # noqa: PLC0415 - only where a file has changed

    def read_piece(at: int) -> list[Any]:
        same, tables = _read(store, ids[at * _PIECE : (at + 1) * _PIECE], known)
        return [[(entry_id, tuple(each.stamp), *each[1:]) for entry_id, each in same], tables]

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


def _read(
    store: Store, ids: Iterable[str], before: Mapping[str, Known]
) -> tuple[list[tuple[str, Known]], Tables]:
    """Read files: return those whose bytes are those read before, and the rows of the others.

    One thing is done with all of them before the next one: see `rows_of`.
    """
    from readinglist.index.rows import rows_of  # noqa: PLC0415 - only where a file is read again

    same: list[tuple[str, Known]] = []
    files: list[File] = []
    held = [each for each in [_held(store, entry_id) for entry_id in ids] if each]
    held.reverse()
    while held:
        each = held.pop()  # so that its bytes are let go
        if _is_same(each, before.get(each.id)):
            same.append((each.id, each.known))
        else:
            files.append(_file(each))
    return same, rows_of(files)


def _held(store: Store, entry_id: str) -> _Held | None:
    """Read the bytes of a file; None where it is gone, a fault where it cannot be read."""
    now = time.time_ns()
    try:
        data, stamp = store.read(entry_id + SUFFIX)
    except FileNotFoundError:
        return None
    except ReadinglistError as error:
        return _Held(entry_id, Known(NO_STAMP, now, 0), None, [(None, error.what, error.hint)])
    return _Held(entry_id, Known(stamp, now, _digest(data)), data)


def _digest(data: bytes) -> int:
    """Return 63 bits that tell contents apart, even of files that were made to look the same."""
    return int.from_bytes(_blake2b()(data, digest_size=8).digest(), "big") >> 1


@cache
def _blake2b() -> type[blake2b]:
    """Return the hash of that name; hashlib would load OpenSSL, longer than it takes to read a file again."""
    try:
        from _blake2 import blake2b  # noqa: PLC0415 - only where a file has changed
    except ImportError:
        from hashlib import blake2b  # noqa: PLC0415 - another Python may have it nowhere else
    return blake2b


def _is_same(held: _Held, before: Known | None) -> bool:
    """Tell whether the bytes are those that the index has read before."""
    if before is None or held.data is None:
        return False
    return (before.sum, before.stamp[0]) == (held.known.sum, held.known.stamp[0])


def _file(held: _Held) -> File:
    """Return the entry that the bytes of a file are, or what is wrong with them."""
    from readinglist.index.rows import File  # noqa: PLC0415 - only where a file has changed

    if held.data is None:
        return File(held.id, held.known, None, held.faults)
    from readinglist.yamlfile.faults import BrokenEntry  # noqa: PLC0415 - as said
    from readinglist.yamlfile.reading import read_entry  # noqa: PLC0415 - as said

    try:
        return File(held.id, held.known, read_entry(held.id, held.data))
    except BrokenEntry as broken:
        return File(held.id, held.known, None, broken.faults)
