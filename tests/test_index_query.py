"""The index answers every query as the plainest reading of it does."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readinglist.index import Index, Known
from readinglist.index.batch import Batch
from readinglist.index.rows import File, rows_of
from readinglist.index.sql import order_by
from readinglist.index.writing import writing
from readinglist.model.entry import Entry
from readinglist.query.parser import parse
from readinglist.query.tree import Between, Contains, Equals, Has, Missing, Not
from readinglist.text import fold
from tests import oracle, strategies

if TYPE_CHECKING:
    from readinglist.query.tree import Query

TODAY = date(2026, 11, 22)
BY_ID = [("id", False)]


def built(*entries: Entry) -> Index:
    """Return an index in memory of these entries."""
    index = Index(None)
    with writing(index) as writer:
        for entry in entries:
            writer.put(Batch(rows_of([File(entry.id, Known((0, 0, 0, 0), 0, 0), entry)])))
    return index


def found(query: Query, *entries: Entry) -> list[str]:
    """Return the ids that the index finds, in order."""
    with closing(built(*entries)) as index:
        return [entry_id for _, entry_id in index.rows(query, BY_ID)]


def with_key(value: object) -> Entry:
    """Return an entry with a key of its own."""
    return Entry(id="a", title="A", extra={"mykey": value})  # type: ignore[dict-item]


@settings(max_examples=80, deadline=None)
@given(entries=strategies.entries(), query=strategies.query)
@example([with_key("")], Has("mykey"))
@example([with_key(["", None])], Missing("mykey"))
@example([with_key(" ")], Has("mykey"))
@example([with_key("")], Between("mykey", None, 4))
@example([with_key("2018-13")], Between("mykey", "2018-01-01", None))
@example([with_key("１２")], Between("mykey", 12, 12))
@example([Entry(id="Hand_Made", title="x")], Contains("id", ("hand",)))
@example([Entry(id="a", title="x", tags=("oppo", "x-ppo", "ppo"))], Contains("tags", ("ppo",)))
@example([Entry(id="a", title="x", tags=("opponent", "oppo", "éppo"))], Contains("tags", ("ppo", "-ppo")))
@example([Entry(id="a", title="x", areas=("強化学習", "日ppo"))], Contains("areas", ("学習",)))
@example([Entry(id="a", title="x")], Equals("et_al", ("false",)))
@example([Entry(id="a", title="x")], Not(Equals("et_al", ("false",))))
def test_the_index_agrees_with_the_plain_reading(entries: list[Entry], query: Query) -> None:
    """Whatever is asked of whatever entries, exactly those that match are found."""
    assert found(query, *entries) == [entry.id for entry in entries if oracle.matches(query, entry, TODAY)]


@settings(max_examples=40, deadline=None)
@given(entries=strategies.entries())
def test_what_is_stored_comes_back(entries: list[Entry]) -> None:
    """The entries of an index are those that were put, nasty texts included."""
    with closing(built(*entries)) as index:
        rows = index.rows(parse("", today=TODAY), BY_ID)
        assert list(index.entries([number for number, _ in rows])) == entries


def test_half_a_surrogate_pair_matches_nothing() -> None:
    """A word that was no UTF-8 on the command line finds nothing and breaks nothing."""
    entry = Entry(id="a", title="caf?", extra={"mykey": "v"})
    for query in (Contains("title", ("caf\udce9",)), Equals("mykey", ("\udce9",)), Has("my\udce9")):
        assert found(query, entry) == []


@pytest.mark.parametrize("name", ["title", "date", "rating", "authors", "venue", "added", "year", "notes"])
def test_what_has_no_value_comes_last(name: str) -> None:
    """In either direction entries without a value stand at the end, by id."""
    full = {
        "title": "t",
        "authors": ("x",),
        "venue": "v",
        "notes": "n",
        "date": "2018",
        "added": "2018-05-01",
    }
    one = Entry(id="z", rating=3, **full)  # type: ignore[arg-type]
    none = [Entry(id=entry_id, title=" ") for entry_id in "ba"]
    if name == "title":
        none = []
    for descending in (False, True):
        with closing(built(one, *none)) as index:
            ids = [entry_id for _, entry_id in index.rows(parse("", today=TODAY), [(name, descending)])]
        assert ids == ["z", "a", "b"][: len(ids)]


def test_choices_sort_by_their_meaning() -> None:
    """A high priority stands before a normal one, and what is being read after what is unread."""
    entries = [
        Entry(id="a", title="A", priority="low", status="read"),
        Entry(id="b", title="B", priority="high", status="candidate"),
        Entry(id="c", title="C", status="reading"),
    ]
    with closing(built(*entries)) as index:
        everything = parse("", today=TODAY)
        assert [row[1] for row in index.rows(everything, [("priority", False)])] == ["b", "c", "a"]
        assert [row[1] for row in index.rows(everything, [("status", True)])] == ["a", "c", "b"]
    assert order_by([]) == "field.id"


def test_partial_dates_sort_as_their_first_day() -> None:
    """2018 counts as 2018-01-01 and so stands before 2018-03."""
    dates = {"a": "2018-03", "b": "2018", "c": "2017-12-31"}
    with closing(built(*(Entry(id=each, title="T", date=day) for each, day in dates.items()))) as index:
        rows = index.rows(parse("", today=TODAY), [("date", False)])
    assert [entry_id for _, entry_id in rows] == ["c", "b", "a"]


_LABEL = st.text(st.sampled_from("ab1 -/é学_—"), min_size=1, max_size=5)
_PART = _LABEL.map(fold).filter(bool)


@settings(max_examples=150, deadline=None)
@given(labels=st.lists(_LABEL, max_size=3), parts=st.lists(_PART, min_size=1, max_size=2))
def test_words_of_labels(labels: list[str], parts: list[str]) -> None:
    """In tags a text is found where a word begins, whatever signs stand between words."""
    entry, query = Entry(id="a", title="A", tags=tuple(labels)), Contains("tags", tuple(parts))
    assert found(query, entry) == ["a"] * oracle.matches(query, entry, TODAY)
