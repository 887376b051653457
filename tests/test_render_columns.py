"""The columns of lists: full texts in a pipe, short ones on a terminal."""

from __future__ import annotations

import pytest

from readinglist.model.entry import Entry, LogItem
from readinglist.model.fields import STATUSES
from readinglist.render.columns import GLYPHS, cell, field_lines, short_authors, short_cell

ENTRY = Entry(
    id="one", title="One", date="2017-07", authors=("John Schulman", "van der Berg, Jan"), et_al=True, rating=4,
    log=(LogItem("2026-11-22", {"event": "start"}), LogItem("2026-11-23", {"pages": "1-7"})),
    extra={"mykey": ["a", {"b": "c"}], "empty": None},
)  # fmt: skip


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("authors", "John Schulman, van der Berg, Jan, et al."),
        ("year", "2017"),
        ("rating", "4"),
        ("et_al", "true"),
        ("pages", ""),
        ("tags", ""),
        ("log", "2026-11-22 start, 2026-11-23 1-7"),
        ("status", "unread"),
        ("mykey", "a, {b: c}"),
        ("nowhere", ""),
    ],
)
def test_cells(column: str, text: str) -> None:
    """A cell is the whole text of its column."""
    assert cell(ENTRY, column) == text


@pytest.mark.parametrize(
    ("authors", "et_al", "shown"),
    [
        ([], False, ""),
        ([], True, ""),
        (["John Schulman"], False, "Schulman"),
        (["John Schulman"], True, "Schulman et al."),
        (["John Schulman", "Filip Wolski"], False, "Schulman & Wolski"),
        (["John Schulman", "A", "B"], False, "Schulman et al."),
    ],
)
def test_short_authors(authors: list[str], et_al: bool, shown: str) -> None:
    """A table names two authors at most."""
    assert short_authors(authors, et_al=et_al) == shown


def test_short_cells() -> None:
    """Each status has a sign of its own; other columns are as they are."""
    assert sorted(GLYPHS) == sorted(STATUSES)
    assert len(set(GLYPHS.values())) == len(STATUSES)
    assert short_cell(ENTRY, "status") == "○ unread"
    assert short_cell(ENTRY, "authors") == "Schulman et al."
    assert short_cell(ENTRY, "title") == "One"


def test_field_lines() -> None:
    """Everything an entry says, in the order of the table, its own keys last."""
    lines = dict(field_lines(ENTRY))
    assert list(lines) == [
        "id", "title", "kind", "date", "authors", "et_al", "status", "rating", "priority", "log", "mykey", "empty",
    ]  # fmt: skip
    assert lines["mykey"] == "a, {b: c}"
