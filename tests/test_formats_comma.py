"""CSV as RFC 4180 has it, which other programs read back, and which no spreadsheet executes."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.formats import written
from readinglist.formats.about import About
from readinglist.model.entry import Entry, LogItem
from readinglist.model.fields import BY_NAME


def _rows(*entries: Entry) -> list[dict[str, str]]:
    text = "".join(written("csv", entries, About()))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_field_has_a_column() -> None:
    """The header names id and every field but the log, in the order of the field table, then when it was ended."""
    text = "".join(written("csv", [], About()))
    assert text.endswith("\r\n")
    assert text.strip().split(",") == ["id", *(name for name in BY_NAME if name != "log"), "ended"]


def test_values_of_all_types() -> None:
    """Lists are joined, flags are true or empty, what is not set is empty."""
    entry = Entry(
        id="one", title='Say "a, b"', authors=("A B", "C, D"), et_al=True, rating=4, tags=("x",),
        notes="two\nlines", log=(LogItem("2026-11-22"),),
    )  # fmt: skip
    (row,) = _rows(entry)
    assert {name: value for name, value in row.items() if value} == {
        "id": "one", "title": 'Say "a, b"', "authors": "A B; C, D", "et_al": "true", "rating": "4", "tags": "x",
        "notes": "two\nlines", "kind": "paper", "status": "unread", "priority": "normal",
    }  # fmt: skip


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "－1"])
def test_no_cell_is_a_formula(start: str) -> None:
    """A cell that a spreadsheet would execute starts with an apostrophe."""
    (row,) = _rows(Entry(id="one", title=start, tags=(start, "x"), summary=f"a{start}"))
    assert (row["title"], row["tags"]) == (f"'{start}", f"'{start}; x")
    assert row["summary"] == f"a{start}"


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    st.lists(st.text(alphabet='a,;"\n é', min_size=1)),
)
def test_any_text_is_read_back(summary: str, tags: list[str]) -> None:
    """Whatever a field holds, Python's own reader gives it back."""
    (row,) = _rows(Entry(id="one", title="x", summary=summary, tags=tuple(tags)))
    assert row["summary"].removeprefix("'") == summary.removeprefix("'")
    assert row["tags"].removeprefix("'") == "; ".join(tags)
