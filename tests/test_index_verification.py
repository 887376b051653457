"""Reading an index through finds whatever is not as it was written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from readinglist.index import Index
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
        "UPDATE entry SET content_sum = NULL WHERE id = 'e3'",
        "UPDATE entry SET data = replace(data, 'title', 'venue') WHERE id = 'e3'",
        "UPDATE vocabulary SET entries = 1 WHERE word = 'learning'",
        "UPDATE vocabulary SET entries = 'many' WHERE word = 'learning'",
        "INSERT INTO vocabulary VALUES('new', 1)",
        "DELETE FROM vocabulary WHERE word = 'learning'",
        "UPDATE state SET entries = 3",
        "DELETE FROM state",
        "UPDATE words SET title = 'other' WHERE rowid = 3",
        "DELETE FROM words WHERE rowid = 3",
        "UPDATE words_content SET c0 = 'other' WHERE id = 3",
        "UPDATE words SET body = 'other' WHERE rowid = 3",
        "UPDATE state SET behind = 1, entries = 3",
        "DELETE FROM words_idx",
        "UPDATE words_idx SET segid = segid + 1",
        "UPDATE words_idx SET pgno = 0",
        "UPDATE words_idx SET pgno = NULL",
        "UPDATE words_idx SET pgno = 1 << 62",
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
