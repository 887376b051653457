"""Places of words: packed and unpacked without loss, in order, a damaged row told."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.index import Index, Known
from readinglist.index.places import BLOCK, Packed, block_of, edited, offset_of, unpacked
from readinglist.index.postings import Postings
from readinglist.index.rows import columns_of, rows_of
from readinglist.index.weights import bytes_in_parts
from readinglist.index.writing import writing
from readinglist.model.entry import Entry

_places = st.dictionaries(st.integers(1, 5 * BLOCK), st.integers(0, 255), max_size=40)


def packed(places: dict[int, int]) -> bytes:
    """Return the places of numbers of one block as the index keeps them, made number by number."""
    three = (offset_of(number) | byte << 16 for number, byte in sorted(places.items()))
    return b"".join(each.to_bytes(3, "little") for each in three)


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


@given(
    st.lists(st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 255)), max_size=9), st.integers(1, 99)
)
@settings(max_examples=60, deadline=None)
def test_words_of_entries_with_numbers_in_a_row(entries: list[dict[str, int]], first: int) -> None:
    """They are packed once for all, and stand where the first of the entries gets its number."""
    expected: dict[str, dict[int, int]] = {}
    for number, words in enumerate(entries, first):
        for word, byte in words.items():
            expected.setdefault(word, {})[number] = byte
    parts = [[(words, words.values())] for words in entries]
    each = dict(Packed.of(parts).each(offset_of(first)))
    assert each == {word: packed(places) for word, places in expected.items()}


@given(
    st.dictionaries(st.integers(1, BLOCK), st.integers(0, 255), max_size=12),
    st.dictionaries(st.integers(1, BLOCK), st.none() | st.integers(0, 255), max_size=12),
)
@settings(max_examples=100, deadline=None)
def test_single_places_change(before: dict[int, int], changes: dict[int, int | None]) -> None:
    """Bytes come, go and change at their places, the others stay, in order."""
    after = {number: byte for number, byte in (before | changes).items() if byte is not None}
    offsets = {offset_of(number): byte for number, byte in changes.items()}
    assert edited(packed(before), offsets) == packed(after)


def test_a_damaged_row_is_told() -> None:
    """A row that ends within a place is damage, not an answer."""
    with pytest.raises(sqlite3.DatabaseError):
        unpacked([(0, b"\0\0\0\0")])


def test_blocks_that_fill_and_empty() -> None:
    """Entries beyond one block are found, and those that are dropped are not, in old blocks and new ones."""
    ids = [f"e{number}" for number in range(60)]
    known = Known((1, 2, 3, 4), 5, 6)
    with closing(Index(None)) as index:
        with writing(index) as writer:
            writer.put("first", known, rows_of("first", Entry(id="first", title="Rare")))
        # As if so many had been put and dropped before.
        index.connection.execute("UPDATE entry SET number = ?", (BLOCK - 30,))
        for part in (ids[:20], ids[20:50], ids[50:]):
            with writing(index) as writer:
                rows = [rows_of(entry_id, Entry(id=entry_id, title="Common")) for entry_id in part]
                puts = [(entry_id, known, each) for entry_id, each in zip(part, rows, strict=True)]
                writer.put_all(puts, Packed.of([bytes_in_parts(columns_of(each)) for each in rows]))
        with writing(index) as writer:
            for entry_id in ids[::2]:
                writer.drop(entry_id)
        postings = Postings(index)
        assert postings.size() - 1 == postings.frequency("common") == len(ids) // 2
        assert set(index.names(postings.of("common")[0]).values()) == set(ids[1::2])
        assert postings.of("e0") == ([], b"")
