"""Reading an index through finds whatever is not as it was written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from readinglist.index import Index, verification
from tests.shelf import index_file, shelf, without_index
from tests.test_index_seal import asked, execute, filled

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a library whose index is there."""
    return filled(tmp_path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE field SET status = 'read' WHERE id = 'e3'",
        "UPDATE extra SET amount = 7 WHERE key = 'mykey'",
        "DELETE FROM extra WHERE number = 3",
        "INSERT INTO extra VALUES(99, 'k', 'v', NULL, NULL)",
        "DELETE FROM field WHERE id = 'e3'",
        "UPDATE entry SET mtime_ns = 0 WHERE id = 'e3'",
        "UPDATE entry SET part = part + 1 WHERE id = 'e3'",
        "UPDATE entry SET faults = NULL",
        "UPDATE entry SET rows_sum = NULL WHERE id = 'e3'",
        "UPDATE place SET entries = 0 WHERE word = 'learning'",
        "UPDATE vocabulary SET entries = 1 WHERE word = 'learning'",
        "UPDATE vocabulary SET entries = 'many' WHERE word = 'learning'",
        "UPDATE vocabulary SET mirror = x'00' WHERE word = 'learning'",
        "INSERT INTO vocabulary VALUES('new', 'wen', 0)",
        "DELETE FROM vocabulary WHERE word = 'learning'",
        "UPDATE place SET places = x'000002' WHERE word = 'learning'",
        "UPDATE place SET places = x'0000' WHERE word = 'learning'",
        "UPDATE place SET places = 'text' WHERE word = 'learning'",
        "UPDATE place SET block = 'text' WHERE word = 'learning'",
        "DELETE FROM place WHERE word = 'learning'",
        "UPDATE state SET entries = 3",
        "DELETE FROM state",
        "UPDATE words SET title = 'other' WHERE rowid = 3",
        "DELETE FROM words WHERE rowid = 3",
        "UPDATE words_content SET c0 = 'other' WHERE id = 3",
        "UPDATE words_data SET block = zeroblob(9) WHERE id > 10",
        "DROP INDEX extra_key",
        "CREATE TRIGGER t AFTER INSERT ON field BEGIN DELETE FROM field; END",
    ],
)
def test_verification_reads_every_table(root: Path, statement: str) -> None:
    """A value, a row, a word, a table that is not as it was written is damage."""
    path = index_file(root)
    execute(path, statement)
    with closing(Index(path)) as index, pytest.raises(sqlite3.DatabaseError), index.snapshot():
        pass
    assert asked(shelf(root)) == asked(without_index(root))


def test_verification_tells_what_changed_places(root: Path) -> None:
    """Two entries with each other's weights of a word, and two words with each other's entries."""
    path = index_file(root)
    with closing(sqlite3.connect(path)) as connection:
        kept = dict(connection.execute("SELECT word, places FROM place"))
    for word, places in kept.items():
        turned = bytearray(places)
        turned[2::3] = turned[5::3] + turned[2:3]
        other = next(each for each in kept if kept[each] != places)
        _assert_noticed(path, {word: bytes(turned)} if turned != places else {})
        _assert_noticed(path, {word: kept[other], other: places})


def _assert_noticed(path: Path, changed: dict[str, bytes]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as index, closing(Index(None)) as empty:
        index.execute("BEGIN")
        rows = [(changed[word], word) for word in changed]
        index.executemany("UPDATE place SET places = ? WHERE word = ?", rows)
        if changed:
            with pytest.raises(sqlite3.DatabaseError, match="damaged: places"):
                verification.verify(index, empty.connection)
        index.execute("ROLLBACK")
