"""Statistics of a library, out of its index and out of memory."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from readinglist.library.figures import Wanted
from readinglist.reading.statistics.summary import FIELDS
from readinglist.yamlfile.entries import write_entry
from tests.readers import entries
from tests.shelf import shelf, without_index, write

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.library import Library

READ = """title: {title}
status: read
areas: [{area}]
log:
  - {{date: {day}, event: finish}}
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Return a library of three entries, two of them read."""
    return shelf(
        tmp_path,
        a=READ.format(title="A", area="Étude", day="2026-11-20"),
        b=READ.format(title="B", area="étude", day="2025-01-02"),
        c="title: C\nareas: [Other]\n",
        _list="left_out: {paper: 7}\n",
    )


def test_all_of_it(library: Library) -> None:
    """With those left out; values that differ in case and accents only are one, as an entry writes it."""
    found = library.statistics(Wanted(fields=("areas",)))
    assert (found.total.read, found.progress.evaluated, found.days_read) == (2, 10, 2)
    assert [(each.value, each.kept, each.read) for each in found.shares["areas"].first] == [
        ("Étude", 2, 2),
        ("Other", 1, 0),
    ]


def test_a_part_of_it(library: Library) -> None:
    """A query leaves out what was left out; days bound what is told."""
    assert library.statistics(Wanted("is:read")).progress.evaluated == 2
    assert library.statistics(Wanted("zzz")).kinds == {}
    found = library.statistics(
        Wanted(since=date(2026, 1, 1), until=date(2026, 12, 31), fields=("areas",), most=1)
    )
    assert (found.total.read, found.shares["areas"].total) == (1, 1)


def test_what_was_read(library: Library) -> None:
    """With its days, the oldest first."""
    assert [(each.days[0].year, each.entry.title) for each in library.ended(Wanted())] == [
        (2025, "B"),
        (2026, "A"),
    ]
    assert [each.entry.title for each in library.ended(Wanted("a", since=date(2026, 1, 1)))] == ["A"]


def test_it_is_never_stale(library: Library) -> None:
    """What was changed a moment ago counts."""
    assert library.statistics(Wanted()).total.read == 2
    write(library.folder, "c", READ.format(title="C", area="Other", day="2026-11-21"))
    assert library.statistics(Wanted()).total.read == 3


def test_without_an_index(tmp_path: Path) -> None:
    """The same figures."""
    given = shelf(tmp_path)
    for entry in entries(80):
        (tmp_path / "entries" / f"{entry.id}.yaml").write_bytes(write_entry(entry))
    for query in ("", "is:kept area:reasoning"):
        with_index = given.statistics(Wanted(query, fields=FIELDS))
        assert without_index(tmp_path).statistics(Wanted(query, fields=FIELDS)) == with_index
        assert with_index.total.read > 0
