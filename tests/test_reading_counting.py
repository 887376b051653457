"""The values that entries have in common, and the order in which they are told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.model.entry import Entry
from readinglist.model.fields import SINGULAR
from readinglist.reading.counting import COUNTED, COUNTED_NAMES, grouped, in_order, values_of

PAPER = Entry(
    id="a", title="T", date="2017-07", authors=("A B", "C"), tags=("x", "y", "x"), et_al=True, rating=4,
    extra={"own": ["p", {"k": "q", "l": None}], "empty": None, "blank": ""},
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("year", ["2017"]), ("date", ["2017-07"]), ("authors", ["A B", "C"]), ("tags", ["x", "y"]),
        ("et_al", ["true"]), ("rating", ["4"]), ("venue", []), ("status", ["unread"]), ("areas", []),
        ("own", ["p", "q"]), ("empty", []), ("blank", []), ("never", []),
    ],
)  # fmt: skip
def test_values(name: str, values: list[str]) -> None:
    """A list gives its items, each once; a key of one's own all the texts in it; nothing gives nothing."""
    assert list(values_of(PAPER, name)) == values


def test_running_texts_are_not_counted() -> None:
    """Notes, abstracts and the log are nothing that entries have in common."""
    assert not COUNTED & {"notes", "abstract", "summary", "log", "id"}
    assert {SINGULAR.get(name, name) for name in COUNTED_NAMES} == COUNTED
    assert len(COUNTED_NAMES) == len(COUNTED)


@pytest.mark.parametrize(
    ("name", "counts", "wanted"),
    [
        ("year", {"2019": 1, "987": 2, "2016": 9}, ["2019", "2016", "987"]),
        ("pages", {"100": 1, "9": 1, "20": 1}, ["100", "20", "9"]),
        ("date", {"2017-07": 1, "2017": 1, "2016-12-01": 3}, ["2017-07", "2017", "2016-12-01"]),
        ("status", {"read": 9, "unread": 1, "candidate": 2}, ["candidate", "unread", "read"]),
        ("priority", {"low": 9, "high": 1}, ["high", "low"]),
        ("kind", {"blog": 9, "paper": 1}, ["paper", "blog"]),
        ("venue", {"b": 2, "A": 2, "a": 2, "c": 3}, ["c", "A", "a", "b"]),
    ],
)
def test_order(name: str, counts: dict[str, int], wanted: list[str]) -> None:
    """Numbers and dates from the largest on, choices in their order, others the most frequent first."""
    assert [value for value, _ in in_order(counts, name)] == wanted


def test_groups_are_in_the_same_order() -> None:
    """A list by status has its groups in the order in which statuses are counted."""
    entries = [Entry(id=each, title=each, status=each) for each in ("dropped", "read", "unread")]
    assert [value for value, _ in grouped(enumerate(entries), "status")] == ["unread", "read", "dropped"]


def test_an_entry_stands_in_each_of_its_groups() -> None:
    """Groups keep the order of the entries; those without a value come last."""
    one = Entry(id="one", title="1", tags=("x", "y"))
    two = Entry(id="two", title="2")
    three = Entry(id="three", title="3", tags=("y",))
    placed = [(0, one), (1, two), (2, three)]
    assert grouped(placed, "tags") == [("y", [0, 2]), ("x", [0]), (None, [1])]
    assert grouped([], "tags") == []
    assert grouped(placed, "tags", ranked=True) == [("x", [0]), ("y", [0, 2]), (None, [1])]


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=4), max_size=12))
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost(tags: list[list[str]]) -> None:
    """Every entry is in some group, and in as many as it has values."""
    entries = [Entry(id=f"e{n}", title="T", tags=tuple(each)) for n, each in enumerate(tags)]
    groups = grouped(enumerate(entries), "tags")
    assert {place for _, places in groups for place in places} == set(range(len(entries)))
    for place, entry in enumerate(entries):
        assert sum(place in places for _, places in groups) == max(len(set(entry.tags)), 1)
