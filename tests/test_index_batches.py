"""Batches of entries, cut short or not, leave what a new index would hold."""

from __future__ import annotations

from contextlib import closing, suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st

from readinglist.index import Index
from readinglist.index.verification import verify
from readinglist.index.writing import writing
from readinglist.model.entry import Entry
from tests.test_index_writing import batch, content

_ids = st.integers(0, 39).map("e{:02}".format)
_titles = st.lists(st.sampled_from(["deep", "learning", "of", "ants", "bees", "dla"]), min_size=1, max_size=4)
_what = st.none() | st.just("broken") | _titles.map(" ".join)
_steps = st.lists(
    st.tuples(st.dictionaries(_ids, _what, max_size=24), st.booleans(), st.booleans()), min_size=1, max_size=6
)


class _EndedError(Exception):
    """The process is ended."""


def _write(index: Index, changes: dict[str, str | None], *, later: bool, ended: bool) -> None:
    """Put and drop entries, those to be put in pieces; `ended`, all of it is taken back."""
    puts = [(each, what) for each, what in changes.items() if what]
    with writing(index, later=later) as writer:
        for start in range(0, len(puts), 5):
            piece = puts[start : start + 5]
            writer.put(batch({each: _entry(each, what) for each, what in piece}))
        for each in [each for each, what in changes.items() if not what]:
            writer.drop(each)
        if ended:
            raise _EndedError


def _entry(entry_id: str, what: str) -> Entry | str:
    return what if what == "broken" else Entry(id=entry_id, title=what)


@settings(max_examples=60, deadline=None)
@given(_steps)
@example([({}, True, False), ({}, False, False), ({}, True, False), ({"e00": "deep"}, False, False)])
def test_after_any_batches_it_is_as_if_built_afresh(
    steps: list[tuple[dict[str, str | None], bool, bool]],
) -> None:
    """The vocabulary counted later or at once, a batch taken back or not: nothing of it shows."""
    last: dict[str, str | None] = {}
    with closing(Index(None)) as index, closing(Index(None)) as fresh:
        for changes, later, ended in steps:
            with suppress(_EndedError):
                _write(index, changes, later=later, ended=ended)
            last |= {} if ended else changes
        if index.behind():
            _write(index, {}, later=False, ended=False)
        _write(fresh, {each: what for each, what in last.items() if what}, later=False, ended=False)
        assert content(index) == content(fresh)
        with closing(Index(None)) as empty:
            verify(index.connection, empty.connection)
