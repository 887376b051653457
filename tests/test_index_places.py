"""Places of words: packed and unpacked without loss, in order, a damaged row told."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.index import Index, Known
from readinglist.index.places import BLOCK, block_of, packed, unpacked
from readinglist.index.postings import Postings
from readinglist.index.rows import rows_of
from readinglist.index.writing import writing
from readinglist.model.entry import Entry

_places = st.dictionaries(st.integers(1, 5 * BLOCK), st.integers(0, 255), max_size=40)


@given(_places)
@settings(max_examples=100, deadline=None)
def test_what_is_packed_comes_back(places: dict[int, int]) -> None:
    """Numbers and bytes come back in the order of the numbers, whatever blocks they fall into."""
    blocks = sorted({block_of(number) for number in places})
    rows = [
        (block, packed({number: byte for number, byte in places.items() if block_of(number) == block}))
        for block in blocks
    ]
    numbers, weights = unpacked(rows)
    assert list(zip(numbers, weights, strict=True)) == sorted(places.items())


def test_a_damaged_row_is_told() -> None:
    """A row that ends within a place is damage, not an answer."""
    with pytest.raises(sqlite3.DatabaseError):
        unpacked([(0, b"\0\0\0\0")])


def test_blocks_that_fill_and_empty() -> None:
    """Entries beyond one block are found, and those that are dropped are not, in old blocks and new ones."""
    ids = [f"e{number}" for number in range(BLOCK + 10)]
    known = Known((1, 2, 3, 4), 5, 6)
    with closing(Index(None)) as index:
        for part in (ids[: BLOCK - 5], ids[BLOCK - 5 :]):
            with writing(index) as writer:
                for entry_id in part:
                    writer.put(entry_id, known, rows_of(entry_id, Entry(id=entry_id, title="Common")))
        with writing(index) as writer:
            for entry_id in ids[::2]:
                writer.drop(entry_id)
        postings = Postings(index)
        assert postings.size() == postings.frequency("common") == len(ids) // 2
        assert set(index.names(postings.of("common")[0]).values()) >= set(ids[1::2])
        assert postings.of("e0") == ([], b"")
