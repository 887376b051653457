"""Batches of entries, cut short or not, in blocks that fill, leave what a new index would hold."""

from __future__ import annotations

from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readinglist.index import Index, places, writing
from readinglist.index.places import Packed
from readinglist.index.rows import columns_of, rows_of
from readinglist.index.verification import verify
from readinglist.index.weights import bytes_in_parts
from readinglist.model.entry import Entry
from tests.test_index_writing import KNOWN, content

if TYPE_CHECKING:
    from readinglist.index.rows import Rows

_ids = st.integers(0, 39).map("e{:02}".format)
_titles = st.lists(st.sampled_from(["deep", "learning", "of", "ants", "bees", "dla"]), min_size=1, max_size=4)
_what = st.none() | st.just("broken") | _titles.map(" ".join)
_steps = st.lists(
    st.tuples(st.dictionaries(_ids, _what, max_size=24), st.booleans(), st.booleans()), min_size=1, max_size=6
)


class _EndedError(Exception):
    """The process is ended."""


def _rows(entry_id: str, what: str) -> Rows:
    if what == "broken":
        return rows_of(entry_id, None, [(1, "no title", "")])
    return rows_of(entry_id, Entry(id=entry_id, title=what))


def _write(index: Index, batch: dict[str, str | None], *, later: bool, ended: bool) -> None:
    """Put and drop entries, those to be put in pieces; `ended`, all of it is taken back."""
    puts = [(each, KNOWN, _rows(each, what)) for each, what in batch.items() if what]
    with writing.writing(index, later=later) as writer:
        for start in range(0, len(puts), 5):
            piece = puts[start : start + 5]
            columns = [columns_of(rows) for _, _, rows in piece if rows.tables]
            writer.put_all(piece, Packed.of(map(bytes_in_parts, columns)))
        for each in [each for each, what in batch.items() if not what]:
            writer.drop(each)
        if ended:
            raise _EndedError


@settings(max_examples=60, deadline=None)
@given(_steps)
@example([({}, True, False), ({}, False, False), ({}, True, False), ({"e00": "deep"}, False, False)])
def test_after_any_batches_it_is_as_if_built_afresh(
    steps: list[tuple[dict[str, str | None], bool, bool]],
) -> None:
    """The vocabulary counted later or at once, a batch taken back or not: nothing of it shows."""
    last: dict[str, str | None] = {}
    with pytest.MonkeyPatch.context() as patch, closing(Index(None)) as index, closing(Index(None)) as fresh:
        patch.setattr(places, "BLOCK", 8)
        patch.setattr(writing, "BLOCK", 8)
        for batch, later, ended in steps:
            with suppress(_EndedError):
                _write(index, batch, later=later, ended=ended)
            last |= {} if ended else batch
        if index.behind():
            _write(index, {}, later=False, ended=False)
        _write(fresh, {each: what for each, what in last.items() if what}, later=False, ended=False)
        assert content(index) == content(fresh)
        with closing(Index(None)) as empty:
            verify(index.connection, empty.connection)
