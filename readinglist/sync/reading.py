"""Reading files again: their bytes, their checksums, their entries or faults."""

from __future__ import annotations

import time
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from readinglist.errors import ReadinglistError
from readinglist.index import Known

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence

    from readinglist.index.places import Packed
    from readinglist.index.rows import Rows
    from readinglist.store import Store

    Fault = tuple[int | None, str, str]

SUFFIX = ".yaml"
# The stamp of a file that could not be read: it equals none, so that the file is tried again.
NO_STAMP = (-1, -1, -1, -1)
# Reading fewer files takes less than another process does.
_MANY = 400
_PIECE = 256


class Reading(NamedTuple):
    """What one file said.

    Attributes:
        id: the entry's id.
        known: what the index is to know of the file.
        rows: what the index is to keep of it; None where its bytes are those that the index has read before.

    """

    id: str
    known: Known
    rows: Rows | None

    def is_broken(self) -> bool:
        """Tell whether it is no valid entry, as far as that was looked at."""
        return self.rows is not None and not self.rows.tables


class Piece(NamedTuple):
    """Some files that were read, and the words of the valid ones among them, packed."""

    readings: list[Reading]
    words: Packed


def readings(store: Store, ids: Sequence[str], known: Mapping[str, Known]) -> Generator[Piece, None, None]:
    """Read the files of entries, many of them in any order; those that are gone are left out."""
    from readinglist.index.places import Packed  # noqa: PLC0415 - only where a file has changed
    from readinglist.index.rows import Rows, columns_of  # noqa: PLC0415 - as said
    from readinglist.index.weights import bytes_in_parts  # noqa: PLC0415 - as said

    def read_piece(piece: int) -> list[Any]:
        part = ids[piece * _PIECE : (piece + 1) * _PIECE]
        found = [each for each in (read(store, entry_id, known.get(entry_id)) for entry_id in part) if each]
        columns = (columns_of(each.rows) for each in found if each.rows and each.rows.tables)
        words = Packed.of(map(bytes_in_parts, columns))
        return [tuple(words), *map(_plain, found)]

    with closing(_pieces(read_piece, len(ids))) as pieces:
        for words, *found in pieces:
            made = [
                Reading(entry_id, Known(stamp, *rest), rows and Rows(*rows))
                for entry_id, (stamp, *rest), rows in found
            ]
            yield Piece(made, Packed(*words))


def _plain(reading: Reading) -> tuple[object, ...]:
    """Return a reading in what one process can hand to another."""
    stamp, *rest = reading.known
    return reading.id, (tuple(stamp), *rest), reading.rows and tuple(reading.rows)


def _pieces(read_piece: Callable[[int], list[Any]], size: int) -> Generator[list[Any], None, None]:
    """Yield what is read in each piece of so many files; a second process reads some where they are many."""
    count = -(-size // _PIECE)
    if size >= _MANY:
        from readinglist.sync.helping import can_help, shared  # noqa: PLC0415 - as said

        if can_help():
            yield from shared(read_piece, count)
            return
    yield from map(read_piece, range(count))


def read(store: Store, entry_id: str, before: Known | None) -> Reading | None:
    """Read the file of an entry; None where it is gone, a fault where it cannot be read."""
    now = time.time_ns()
    try:
        data, stamp = store.read(entry_id + SUFFIX)
    except FileNotFoundError:
        return None
    except ReadinglistError as error:
        return Reading(entry_id, Known(NO_STAMP, now, 0), _broken(entry_id, [(None, error.what, error.hint)]))
    total = _digest(data)
    known = Known(stamp, now, total)
    if before and before.sum == total and before.stamp[0] == stamp.size:
        return Reading(entry_id, known, None)
    return Reading(entry_id, known, _parsed(entry_id, data))


def _digest(data: bytes) -> int:
    """Return 63 bits that tell contents apart, even of files that were made to look the same."""
    from hashlib import blake2b  # noqa: PLC0415 - only where a file has changed

    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> 1


def _parsed(entry_id: str, data: bytes) -> Rows:
    # All of this is imported only where a file has changed.
    from readinglist.index.rows import rows_of  # noqa: PLC0415 - as said
    from readinglist.yamlfile import BrokenEntry, read_entry  # noqa: PLC0415 - as said

    try:
        return rows_of(entry_id, read_entry(entry_id, data))
    except BrokenEntry as broken:
        return _broken(entry_id, broken.faults)


def _broken(entry_id: str, faults: Sequence[Fault]) -> Rows:
    from readinglist.index.rows import rows_of  # noqa: PLC0415 - see _parsed

    return rows_of(entry_id, None, faults)
