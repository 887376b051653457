"""What the columns tell of entries is what the entries tell."""

from __future__ import annotations

from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.index.facts import facts, holders, logged
from readinglist.model.entry import Entry, LogItem
from readinglist.query.tree import Equals, Everything
from readinglist.reading.counting import COUNTED, values_of
from readinglist.reading.statistics.shares import Facts
from readinglist.text import fold
from tests import strategies
from tests.test_index_query import built


@settings(max_examples=60, deadline=None)
@given(entries=strategies.entries(), name=st.sampled_from([*sorted(COUNTED), "mykey", "ключ"]))
def test_each_value_has_its_entries(entries: list[Entry], name: str) -> None:
    """Folded, each entry once under each value, in whatever field or key of one's own."""
    with closing(built(*entries)) as index:
        found = holders(index, name)
        rows = {row: each for each in entries if (row := index.row_of(each.id))}
    expected: dict[str, set[int]] = {}
    for row, entry in rows.items():
        for value in filter(None, map(fold, values_of(entry, name))):
            expected.setdefault(value, set()).add(row)
    assert {value: set(numbers) for value, numbers in found.items()} == expected
    assert all(len(numbers) == len(set(numbers)) for numbers in found.values())


@settings(max_examples=40, deadline=None)
@given(entries=strategies.entries())
def test_facts_and_logs(entries: list[Entry]) -> None:
    """Kind, status, day of adding and rating of all; the log of those that have one."""
    with closing(built(*entries)) as index:
        rows = {index.row_of(each.id): each for each in entries}
        expected = {
            row: Facts(each.id, each.kind, each.status, each.added, each.rating) for row, each in rows.items()
        }
        assert facts(index, Everything()) == expected
        logs = {row: entry.log for row, entry in logged(index, Everything())}
        assert logs == {row: each.log for row, each in rows.items() if each.log}


@pytest.mark.parametrize("status", ["read", "unread"])
def test_only_what_matches(status: str) -> None:
    """A query holds for facts and logs."""
    log = (LogItem("2026-01-01", {"event": "finish", "own": ["x"]}),)
    entries = [Entry(id="a", title="A", status="read", log=log), Entry(id="b", title="B", log=log)]
    with closing(built(*entries)) as index:
        query = Equals("status", (status,))
        assert [each.status for each in facts(index, query).values()] == [status]
        assert [entry.log for _, entry in logged(index, query)] == [log]
