"""A YAML stream: a document for each entry, which any reader gives back as it was."""

from __future__ import annotations

import yaml
from hypothesis import given, settings

from readinglist.formats import written
from readinglist.formats.about import About
from readinglist.model.entry import Entry, LogItem
from readinglist.model.objects import as_object
from tests import strategies


def _documents(*entries: Entry) -> list[dict[str, object]]:
    return list(yaml.safe_load_all("".join(written("yaml", entries, About()))))


def test_what_is_set_is_written() -> None:
    """The id comes first, numbers and lists are such, what is not set is left out; dates stay texts."""
    item = LogItem("2026-01-02", {"event": "start"})
    entry = Entry(
        id="a", title="no", date="2017-07", pages=9, tags=("x", "1.0"), arxiv="1707.06350", log=(item,)
    )
    assert _documents(entry) == [
        {
            "id": "a",
            "title": "no",
            "kind": "paper",
            "date": "2017-07",
            "arxiv": "1707.06350",
            "tags": ["x", "1.0"],
            "status": "unread",
            "priority": "normal",
            "pages": 9,
            "log": [item.stored()],
        }
    ]


def test_no_entries() -> None:
    """A stream without documents is read as one."""
    assert _documents() == []


@settings(max_examples=60, deadline=None)
@given(strategies.entry("one"))
def test_any_entry_comes_back(entry: Entry) -> None:
    """What a reader of YAML gets is what the JSON of the entry says."""
    expected = {key: value for key, value in as_object(entry).items() if value not in (None, [], False)}
    assert _documents(entry, entry) == [expected, expected]
