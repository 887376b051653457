"""Which entry a record is about."""

from __future__ import annotations

from typing import Any

import pytest

from readinglist.formats.incoming import Record
from readinglist.library.importing_pairs import paired
from readinglist.model.entry import Entry

LONG = "Benchmarking the slow exploration of glaciers"


def _record(line: int, title: str, **fields: Any) -> Record:
    return Record(line, Entry(id="", title=title, **fields))


def _met(records: list[Record], *entries: Entry) -> list[tuple[int, str]]:
    return [(record.line, entry.id) for record, entry in paired(records, entries).met]


@pytest.mark.parametrize(
    ("title", "there"),
    [
        (LONG, LONG.upper()),
        ("Scaling over optimization", "Scaling overoptimization"),
        ("RL²: ice, fast – and slow", "RL2 Ice: Fast and Slow"),
        ("S" + LONG, LONG),
        (LONG.replace("gla", "gal"), LONG),
        (LONG.replace("exploration", "exploraton"), LONG),
        ("S " + LONG, LONG),
        ("???", "???"),
    ],
)
def test_the_same_title(title: str, there: str) -> None:
    """Case, marks, spaces and slips of copying make no other title."""
    assert _met([_record(1, title, date="2020-01")], Entry(id="a", title=there, date="2020-01")) == [(1, "a")]


@pytest.mark.parametrize(
    ("title", "there"),
    [
        ("Introducing glaciers and moraines", "Glaciers and moraines by contrastive drilling"),
        ("Large models of glaciers, part 2", "Large models of glaciers, part 3"),
        ("Large models of glaciers, part I", "Large models of glaciers, part II"),
        ("Supervised learning about glaciers today", "Unsupervised learning about glaciers today"),
        ("Asymmetric actors on glaciers and ice", "Symmetric actors on glaciers and ice"),
        ("Learning on glaciers, off and online again", "Learning on glaciers, on and online again"),
        ("Glacier", "Glaciers"),
        ("Ice", ""),
    ],
)
def test_neighbours(title: str, there: str) -> None:
    """Titles that are near and mean something else stay apart."""
    assert not _met([_record(1, title, date="2020-01")], Entry(id="a", title=there, date="2020-01"))


@pytest.mark.parametrize(
    ("date", "there", "same"),
    [
        ("2020-01", "2021-12", True),
        ("2020-01", "2022-02", False),
        ("2020", "2022-11", True),
        (None, "2001", True),
        ("2001", None, True),
    ],
)
def test_dates_are_near(date: str | None, there: str | None, same: bool) -> None:
    """A work may be printed two years after its preprint."""
    assert bool(_met([_record(1, LONG, date=date)], Entry(id="a", title=LONG, date=there))) is same


def test_slips_have_the_same_month() -> None:
    """A title that is not quite the same needs a date that nearly is."""
    entry = Entry(id="a", title=LONG, date="2020-03")
    assert _met([_record(1, "S" + LONG, date="2020-02")], entry)
    assert not _met([_record(1, "S" + LONG, date="2020-01")], entry)


def test_blogs_and_papers() -> None:
    """A post about a paper is another entry, also where its formal title is that of the paper."""
    post = Entry(id="post", title="Introducing ice", paper_title=LONG, kind="blog", date="2020-01")
    paper = Entry(id="paper", title=LONG, date="2020-01")
    records = [_record(1, LONG, date="2020-01"), _record(2, "Introducing ice", kind="blog", date="2020-01")]
    assert _met(records, post, paper) == [(1, "paper"), (2, "post")]
    found = paired(records, [post])
    assert [(record.line, entry.id) for record, entry in found.met] == [(2, "post")]
    assert [record.line for record in found.new] == [1]


def test_another_kind_of_the_same_title() -> None:
    """Who calls a paper a blog, or a report, has it all the same."""
    assert _met([_record(1, LONG)], Entry(id="a", title=LONG, kind="blog")) == [(1, "a")]
    assert _met([_record(1, LONG)], Entry(id="a", title="Ice", paper_title=LONG, kind="report")) == [(1, "a")]


def test_formal_titles() -> None:
    """A record may have the formal title, or the one that the list knows it by."""
    entry = Entry(id="a", title="Ice", paper_title=LONG)
    assert _met([_record(1, LONG)], entry) == [(1, "a")]
    assert _met([_record(1, "x", paper_title="Ice")], entry) == [(1, "a")]


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"arxiv": "2001.00001"}, "https://arxiv.org/abs/2001.00001v2"),
        ({"doi": "10.1000/182"}, "https://doi.org/10.1000/182"),
        ({"url": "http://www.ice.example/a/"}, "https://ice.example/a"),
    ],
)
def test_addresses(fields: dict[str, str], url: str) -> None:
    """The same identifier or address is the same work, whatever it is called."""
    assert _met([_record(1, "x", url=url)], Entry(id="a", title="y", **fields)) == [(1, "a")]  # type: ignore[arg-type]


def test_an_address_of_several_tells_nothing() -> None:
    """Where records or entries share an address, titles alone count."""
    url = "https://ice.example/"
    entry = Entry(id="a", title="y", url=url)
    assert not _met([_record(1, "x", url=url), _record(2, "z", url=url)], entry)
    assert not _met([_record(1, "x", url=url)], entry, Entry(id="b", title="z", url=url))


def test_no_two_records_are_about_one_entry() -> None:
    """The nearest in time gets it, the surest title first."""
    entries = [Entry(id="old", title=LONG, date="2019-01"), Entry(id="new", title=LONG, date="2020-05")]
    assert _met([_record(1, LONG, date="2020-01")], *entries) == [(1, "new")]
    records = [_record(1, "S" + LONG, date="2020-05"), _record(2, LONG, date="2020-05")]
    assert _met(records, entries[1]) == [(2, "new")]


def test_told_twice() -> None:
    """The same title and kind again is the same record."""
    records = [_record(1, LONG), _record(2, LONG.lower()), _record(3, LONG, kind="blog")]
    found = paired(records, [])
    assert [(record.line, earlier.line) for record, earlier in found.twice] == [(2, 1)]
    assert [record.line for record in found.new] == [1, 3]


def test_several_that_look_like_it() -> None:
    """Where slips lead to several entries, nothing is chosen."""
    entries = [Entry(id="a", title=LONG + "aa"), Entry(id="b", title=LONG + "bb")]
    found = paired([_record(1, LONG + "ab")], entries)
    assert [(record.line, [each.id for each in near]) for record, near in found.unsure] == [(1, ["a", "b"])]
    assert not found.new


def test_records_of_one_line() -> None:
    """Pages can end within a line: each of its records is one."""
    found = paired(
        [_record(1, "A one"), _record(1, "B two"), _record(1, "C three")], [Entry(id="b", title="B two")]
    )
    assert [record.entry.title for record in found.new] == ["A one", "C three"]
    assert [(record.entry.title, entry.id) for record, entry in found.met] == [("B two", "b")]


def test_it_tells_how_far_it_is() -> None:
    """Comparing many titles takes a moment, and each that was compared is told."""
    told: list[tuple[int, int, str]] = []
    records = [_record(1, "One"), _record(2, "Two")]
    paired(records, [Entry(id="a", title="Three")], lambda *each: told.append(each))
    assert told == [(1, 2, "comparing"), (2, 2, "comparing")]
