"""Tables of entries: what has no room stands below, what is empty is left away, titles lead to pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.text import Text

from readinglist.model.entry import Entry
from readinglist.render.columns import FANCY
from readinglist.render.console import show
from readinglist.render.tables import _with_its_comma, entry_table, fitting, linkable, title_style

if TYPE_CHECKING:
    from collections.abc import Sequence

ONE = Entry(id="one", title="A title of five words", status="read")
MANY = Entry(
    id="many2020", title="Two", date="2020", authors=("Ann Featherstonehaugh-Cholmondeley", "B", "C"),
    tags=("first", "second"),
)  # fmt: skip


def _lines(
    capsys: pytest.CaptureFixture[str], entries: Sequence[Entry], columns: Sequence[str], width: int
) -> list[str]:
    show(entry_table(entries, columns, width), width=width, color=False)
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def test_columns_without_room_stand_below_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing that was asked for is left away; what an entry does not have is."""
    columns = ("id", "title", "tags", "areas", "authors")
    assert _lines(capsys, [ONE, MANY], columns, 40) == [
        "id       one",
        "title    A title of five words",
        "",
        "id       many2020",
        "title    Two",
        "tags     first, second",
        "authors  Featherstonehaugh-Cholmondeley",
        "         et al.",
        "",
    ]


@pytest.mark.parametrize("entries", [[ONE], []])
def test_empty_columns(capsys: pytest.CaptureFixture[str], entries: list[Entry]) -> None:
    """Where no entry has a date or authors there is no column for them."""
    assert _lines(capsys, entries, FANCY, 80)[:1] == [
        "status  id   title" if entries else "status  id  title"
    ]


def test_long_names(capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is too long is cut, with a sign; the rest of the authors keeps its two words."""
    assert _lines(capsys, [replace(MANY, title="A title " * 8)], ("id", "authors", "title"), 66) == [
        "id        authors           title",
        "many2020  Featherstonehau…  A title A title A title A title A",
        "          et al.            title A title A title A title",
    ]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a?b=c;d", True),
        ("http://example.org", True),
        ("", False),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://example.org/a b", False),
        ("https://example.org/\x1b\\", False),
        ("https://example.org/🚀", False),
    ],
)
def test_links(address: str, link: bool) -> None:
    """Only addresses of the web in plain characters become links."""
    assert linkable(address) == (address if link else None)
    assert title_style(Entry(id="a", title="A", url=address)).link == (address if link else None)


def test_an_identifier_serves_as_link() -> None:
    """Without a url the page of the arXiv id or DOI."""
    assert (
        title_style(Entry(id="a", title="A", arxiv="1707.06347")).link == "https://arxiv.org/abs/1707.06347"
    )
    assert title_style(Entry(id="a", title="A", doi="10.1/a#b")).link == "https://doi.org/10.1/a%23b"


def test_what_fits() -> None:
    """Narrow terminals do without dates, narrower ones without authors."""
    assert fitting(FANCY, 84) == FANCY
    assert fitting(FANCY, 83) == ("status", "id", "authors", "title")
    assert fitting(FANCY, 65) == ("status", "id", "title")


@pytest.mark.parametrize(
    ("tag", "parts"), [("re-weighting", "re-,weighting,"), ("reweightings", "reweighting,s,")]
)
def test_a_comma_stays_with_its_word(capsys: pytest.CaptureFixture[str], tag: str, parts: str) -> None:
    """Where a word fits and its comma does not, it is broken at its hyphen, else before its last letter."""
    entry = Entry(id="a", title="T " * 60, tags=(tag, "x"))
    for width in range(66, 120):
        cells = [line.split()[-1] for line in _lines(capsys, [entry], ("id", "title", "tags"), width)]
        assert "," not in cells, width
    table = _with_its_comma(Text(f"x, {tag}, x"), len(tag))
    assert table.plain == f"x, {parts.replace(',', chr(10), 1)} x"
