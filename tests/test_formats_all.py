"""What the formats have in common: the table, guessing by file name, and the same for all commands."""

from __future__ import annotations

import pytest

from readinglist.errors import UsageError
from readinglist.formats import FORMATS, guessed, written
from readinglist.formats.about import About
from readinglist.model.entry import Entry


@pytest.mark.parametrize(
    ("name", "format_name"),
    [
        ("a.md", "markdown"),
        ("A.MARKDOWN", "markdown"),
        ("x/a.json", "json"),
        ("a.b.csv", "csv"),
        ("a.txt", ""),
        ("md", ""),
        ("", ""),
    ],
)
def test_guessing(name: str, format_name: str) -> None:
    """The ending of a file name suggests the format."""
    assert guessed(name) == format_name


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_text(name: str) -> None:
    """Each format writes entries, and none at all, and ends its last line."""
    entry = Entry(id="one", title="One")
    for entries in ([], [entry], [entry, entry]):
        text = "".join(written(name, entries, About()))
        assert text.endswith("\n")
        assert text.count("One") == len(entries)


def test_an_unknown_format() -> None:
    """What formats there are is said where one is asked for that there is not."""
    with pytest.raises(UsageError, match=r'there is no format "w\^\[\[1m"; formats are markdown, json, csv'):
        written("w\x1b[1m", [], About())
