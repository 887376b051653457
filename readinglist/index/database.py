"""The file of the index: opened, brought to its version, written in one transaction, read."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from readinglist.index.damage import DAMAGED, GoneError
from readinglist.index.schema import AMONG, APPLICATION, SCHEMA, VERSION
from readinglist.index.seal import Seal
from readinglist.index.sql import Condition, bindable, order_by
from readinglist.index.stored import entries_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from readinglist.model.entry import Entry
    from readinglist.query.tree import Query

# A reader that waits for another process gives up after this and answers from memory.
_PATIENCE_SECONDS = 0.5
_SELECT = "SELECT id, {} FROM entry"
_NAMES = "SELECT number, id FROM entry"
_KNOWN = _SELECT.format("size, mtime_ns, ctime_ns, inode, seen_ns, sum") + AMONG.format("id")
_SOONER_ALL = 16  # of fewer rows than one in so many, each is looked up


class Known(NamedTuple):
    """What the index knows of one file: its stamp, when it was read, a checksum of its bytes."""

    stamp: tuple[int, int, int, int]
    seen_ns: int
    sum: int


class Index:
    """An open index. All methods may raise one of `DAMAGED`."""

    def __init__(self, path: Path | None, *, spilling: bool = False) -> None:
        """Open the index at `path`; a file of another version is emptied.

        Without a path it is a new one in memory, which goes to a file without a name where it is `spilling`
        and has grown large.
        """
        self._path = path
        self._names: dict[int, str] = {}  # of the state that is seen, if they were asked for
        self.connection = _connect(path, spilling=spilling)
        try:
            self._seal = Seal(path) if path else None
            if not self._is_ours():
                self._build()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def copied(self) -> Index:
        """Return a copy of the index, which can be written when the file cannot."""
        with self.snapshot():
            return _copy(self)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let everything that is asked inside see one state, whatever other processes write; a sound one."""
        self._names = {}
        self.connection.execute("BEGIN")
        try:
            # The first reading takes the lock, and undoes what a process that was killed left half written.
            self.connection.execute("SELECT number FROM entry LIMIT 1").fetchone()
            self._check()
            yield
        finally:
            self._roll_back()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write what is done inside wholly or not at all, and seal the file."""
        self._names = {}
        # IMMEDIATE, for a reader that turns writer can only fail.
        self.connection.execute("BEGIN IMMEDIATE")
        checked = False
        try:
            self._check()
            checked = True
            yield
            self.connection.execute("COMMIT")
        except BaseException as error:
            self._roll_back()
            # Taking back what was written changes the file as well.
            if checked and not isinstance(error, DAMAGED):
                self._set_seal()
            raise
        self._set_seal()

    def is_empty(self) -> bool:
        """Tell whether it has no file."""
        return not self.connection.execute("SELECT EXISTS (SELECT 1 FROM entry)").fetchone()[0]

    def stamps(self, parts: Collection[int] | None = None) -> dict[str, tuple[int, ...]]:
        """Return the stamp of each file when it was read, by id: of all, or of some parts of the folder."""
        rows = self.connection.execute(_SELECT.format("size, mtime_ns, ctime_ns, inode") + _within(parts))
        return {row[0]: row[1:] for row in rows}

    def unsettled(self, least_ns: int, parts: Collection[int] | None = None) -> set[str]:
        """Return the ids of the files that had not been left alone for so long when they were read."""
        rows = self.connection.execute(_SELECT.format("ctime_ns, seen_ns") + _within(parts))
        return {entry_id for entry_id, changed_ns, seen_ns in rows if changed_ns + least_ns >= seen_ns}

    def known(self, ids: Sequence[str]) -> dict[str, Known]:
        """Return what is known of those of these files that were read before, by id."""
        rows = self.connection.execute(_KNOWN, [json.dumps(ids)])
        return {row[0]: Known((row[1], row[2], row[3], row[4]), row[5], row[6]) for row in rows}

    def changes(self) -> int:
        """Return a number that every change of what is known of the files raises."""
        return int(self.connection.execute("SELECT changes FROM state").fetchone()[0])

    def behind(self) -> bool:
        """Tell whether the vocabulary is still to be counted: a first reading was cut short."""
        return bool(self.connection.execute("SELECT behind FROM state").fetchone()[0])

    def fingerprint(self) -> bytes:
        """Return the fingerprint of the folder that the index is the same as; b"" where it is not known."""
        return self.connection.execute("SELECT fingerprint FROM state").fetchone()[0] or b""

    def keep_fingerprint(self, fingerprint: bytes, changes: int) -> None:
        """Note the fingerprint of the folder that the index is the same as, if `changes` is still true."""
        if self.fingerprint() != fingerprint:
            with self.transaction():
                self.connection.execute(
                    "UPDATE state SET fingerprint = ? WHERE changes = ?", (fingerprint, changes)
                )

    def rows(self, query: Query, keys: list[tuple[str, bool]]) -> list[tuple[int, str]]:
        """Return row and id of the entries that `query` matches, in the order of `keys`."""
        condition = Condition(self.stems)
        where = condition.of(query)
        sql = f"SELECT number, id FROM field WHERE {where} ORDER BY {order_by(keys)}"  # noqa: S608 - values are bound
        return self.connection.execute(sql, condition.values).fetchall()

    def entries(self, numbers: Sequence[int]) -> Iterator[Entry]:
        """Return the entries of these rows, in their order."""
        return entries_of(self.connection, numbers)

    def ids(self, numbers: Sequence[int]) -> list[str]:
        """Return the ids of these rows, in their order."""
        execute = self.connection.execute
        return [
            execute("SELECT id FROM entry WHERE number = ?", (number,)).fetchone()[0] for number in numbers
        ]

    def names(self, numbers: Collection[int]) -> dict[int, str]:
        """Return the ids of these rows, by row; all words belong to an entry."""
        highest = self.connection.execute("SELECT max(number) FROM entry").fetchone()[0] or 0
        found = self._names
        if not found and len(numbers) * _SOONER_ALL <= highest:
            sql = _NAMES + AMONG.format("number")
            found = dict(self.connection.execute(sql, [json.dumps([*numbers])]).fetchall())
        elif not found:
            # All of them, which are soon asked for again.
            found = self._names = dict(self.connection.execute(_NAMES).fetchall())
        if not found.keys() >= set(numbers):
            raise sqlite3.DatabaseError("words of no entry")
        return found

    def titles(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the titles of those of `ids` that are valid entries."""
        rows = ((entry_id, self.row_of(entry_id)) for entry_id in ids)
        return {entry_id: next(self.entries([row])).title for entry_id, row in rows if row}

    def row_of(self, entry_id: str) -> int | None:
        """Return the row of a valid entry, None where there is none of this id."""
        row = self.connection.execute(
            "SELECT number FROM entry WHERE id = ? AND data IS NOT NULL", (bindable(entry_id),)
        ).fetchone()
        return row[0] if row else None

    def ids_of_author(self, family: str, year: int) -> list[str]:
        """Return the ids of the entries of a year whose first author has this family name, as a key."""
        sql = "SELECT id FROM field WHERE family = ? AND year = ? ORDER BY id"
        return [row[0] for row in self.connection.execute(sql, (bindable(family), year))]

    def ids_where(self, column: str, value: str) -> list[str]:
        """Return the ids of the entries with this value in a column of the table `field`."""
        sql = f'SELECT id FROM field WHERE "{column}" = ? ORDER BY id'  # noqa: S608 - our own name
        rows = self.connection.execute(sql, (bindable(value),))
        return [row[0] for row in rows]

    def ids_between(self, low: str, high: str) -> list[str]:
        """Return all ids, also of broken entries, from `low` on and before `high`."""
        rows = self.connection.execute(
            "SELECT id FROM entry WHERE id >= ? AND id < ? ORDER BY id", (bindable(low), bindable(high))
        )
        return [row[0] for row in rows]

    def faults(self) -> list[tuple[str, list[tuple[int | None, str, str]]]]:
        """Return the broken entries by id, each with line, reason and hint of its faults."""
        rows = self.connection.execute("SELECT id, faults FROM entry WHERE faults IS NOT NULL ORDER BY id")
        return [(row[0], [tuple(fault) for fault in json.loads(row[1])]) for row in rows]

    def column(self, name: str) -> list[str]:
        """Return the folded values of a column of the table `field`, one for each valid entry, by id."""
        return [row[0] for row in self.connection.execute(f'SELECT "{name}" FROM field ORDER BY id')]  # noqa: S608

    def extra_keys(self) -> list[str]:
        """Return the keys outside the table of fields that some entry has."""
        return [row[0] for row in self.connection.execute("SELECT DISTINCT key FROM extra ORDER BY key")]

    def stems(self, word: str) -> list[str]:
        """Return the words of the vocabulary with the stem of `word`."""
        from readinglist.index.postings import Postings  # noqa: PLC0415 - only where there are words
        from readinglist.stemming import stem  # noqa: PLC0415 - as said

        return [word for word, _ in Postings(self).of_stem(stem(word))]

    def _check(self) -> None:
        """Verify the file if someone else wrote to it; raises sqlite3.DatabaseError where it is damaged."""
        if self._seal is None or self._seal.holds_soon():
            return
        if not (stamp := self._seal.stamp()):
            raise GoneError("the file was replaced")
        from readinglist.index.verification import verify  # noqa: PLC0415 - hardly ever needed

        # A connection of its own, for this one may remember pages as they were before the damage.
        with closing(Index(self._path)) as fresh, closing(_copy(fresh)) as copy, closing(Index(None)) as new:
            verify(copy.connection, new.connection)
        self._seal.set(stamp)

    def _set_seal(self) -> None:
        if self._seal:
            self._seal.set(self._seal.stamp())

    def _roll_back(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def _build(self) -> None:
        self.connection.execute("BEGIN IMMEDIATE")
        # Two processes may come here at once: the second finds the tables made.
        if not self._is_ours():
            if self._path and self._path.stat().st_size:
                raise sqlite3.DatabaseError("another version")
            for statement in filter(str.strip, SCHEMA.split(";")):
                self.connection.execute(statement)
            self.connection.execute("COMMIT")
            self._set_seal()
        self._roll_back()

    def _is_ours(self) -> bool:
        return self._pragma("user_version") == VERSION and self._pragma("application_id") == APPLICATION

    def _pragma(self, name: str) -> int:
        return int(self.connection.execute(f"PRAGMA {name}").fetchone()[0])


def _within(parts: Collection[int] | None) -> str:
    return "" if parts is None else f" WHERE part IN ({', '.join(map(str, parts))})"


def _connect(path: Path | None, *, spilling: bool) -> sqlite3.Connection:
    if path is None:
        return sqlite3.connect("" if spilling else ":memory:", isolation_level=None)
    _make_folder(path.parent)
    if path.parent.stat().st_uid != os.getuid():
        raise PermissionError("the folder of the index belongs to someone else")
    if path.is_symlink():
        raise sqlite3.DatabaseError("a link in place of the index")
    return sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, readable for no one else: their names tell what is read."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def _copy(index: Index) -> Index:
    copy = Index(None, spilling=True)
    index.connection.backup(copy.connection, progress=_go_on)
    return copy


def _go_on(status: int, remaining: int, total: int) -> None:  # noqa: ARG001 - what SQLite passes
    """Give up where the file is locked: copying would wait for as long as that lasts."""
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise GoneError("locked while it was copied")
