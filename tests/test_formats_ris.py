"""RIS has one line for each value, and no value begins a line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from readinglist.formats import written
from readinglist.formats.about import About
from readinglist.model.entry import Entry
from readinglist.model.fields import KINDS
from tests.strategies import entries


def _ris(*of: Entry) -> str:
    return "".join(written("ris", of, About()))


def _values(tag: str, **fields: object) -> list[str]:
    text = _ris(Entry(**{"id": "one", "title": "One", **fields}))  # type: ignore[arg-type]
    return [line[6:] for line in text.split("\r\n") if line.startswith(f"{tag}  - ")]


def test_a_whole_record() -> None:
    """All tags in their order, each line ended as the specification says."""
    entry = Entry(
        id="a",
        title="A",
        date="2017-07",
        authors=("John von Neumann", "OpenAI Dota Team", "OpenAI", "John Smith Jr."),
        et_al=True,
        venue="Nature",
        arxiv="1707.06347",
        doi="doi:10.1000/x",
        areas=("RL",),
        tags=("ppo",),
        abstract="All\nof it",
        takeaway="It works",
    )
    assert _ris(entry) == (
        "TY  - JOUR\r\nID  - a\r\nTI  - A\r\nAU  - von Neumann, John\r\nAU  - OpenAI Dota Team,\r\nAU  - OpenAI\r\n"
        "AU  - Smith, John, Jr.\r\nT2  - Nature\r\nPY  - 2017\r\nDA  - 2017/07/\r\nDO  - 10.1000/x\r\n"
        "AN  - arXiv:1707.06347\r\nUR  - https://arxiv.org/abs/1707.06347\r\nKW  - RL\r\nKW  - ppo\r\nAB  - All of it\r\n"
        "N1  - There are more authors than are named (et al.)\r\nN1  - It works\r\nER  - \r\n"
    )


@pytest.mark.parametrize(
    ("date", "year", "day"),
    [(None, [], []), ("2017", ["2017"], ["2017//"]), ("2017-07-20", ["2017"], ["2017/07/20"])],
)
def test_dates(date: str | None, year: list[str], day: list[str]) -> None:
    """Year, month and day stand between slashes, as far as they are known."""
    assert (_values("PY", date=date), _values("DA", date=date)) == (year, day)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_type(kind: str) -> None:
    """Each record begins with its type."""
    assert re.fullmatch(r"[A-Z]{3,5}", _values("TY", kind=kind)[0])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_no_value_begins_a_line(end: str) -> None:
    """Whatever ends a line somewhere, what follows it is no tag."""
    text = _ris(Entry(id="a", title=f"x{end}ER  - {end}TY  - BOOK", tags=(f"{end}ER  - ",)))
    assert [line[:6] for line in text.splitlines()] == ["TY  - ", "ID  - ", "TI  - ", "KW  - ", "ER  - "]


@settings(max_examples=40, deadline=None)
@given(entries())
def test_as_many_records_as_entries(found: list[Entry]) -> None:
    """Every line has a tag, and each record begins and ends once, whatever the texts are."""
    lines = _ris(*found).splitlines()
    assert all(re.match(r"[A-Z][A-Z\d]  - ", line) for line in lines)
    assert sum(line.startswith("TY  - ") for line in lines) == len(found) == lines.count("ER  - ")
