"""Entries as JSON: every key, one object a line, nothing that acts on a terminal."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.model.entry import Entry, LogItem
from readinglist.model.fields import FIELDS
from readinglist.model.objects import array, as_object, as_text
from readinglist.text import safe
from tests import strategies


def test_every_key_is_there() -> None:
    """Unset ones as null or []; keys of one's own come last and never replace others."""
    found = as_object(
        Entry(
            id="a",
            title="A",
            log=(LogItem("2026-11-22", {"event": "start"}),),
            extra={"id": "x", "mykey": ["v"]},
        )
    )
    assert list(found) == ["id", *(field.name for field in FIELDS), "mykey"]
    assert (found["id"], found["venue"], found["tags"], found["et_al"]) == ("a", None, [], False)
    assert found["log"] == [{"date": "2026-11-22", "event": "start"}]


def test_the_score_of_a_search() -> None:
    """It stands second, rounded."""
    found = as_object(Entry(id="a", title="A"), 1.23456)
    assert list(found)[:2] == ["id", "score"]
    assert found["score"] == 1.235


@settings(max_examples=200, deadline=None)
@given(text=st.text() | st.characters(categories=["Cs", "Cf", "Cc", "Zl", "Zp"]))
def test_nothing_acts_on_a_terminal(text: str) -> None:
    """Whatever a text holds, its JSON says the same and shows nothing that `safe` would hide."""
    told = as_text({"text": text})
    assert json.loads(told) == {"text": text}
    assert safe(told) == told


def test_clean_text_stays_readable() -> None:
    """Letters of any script are written as they are."""
    assert as_text("Étude 日本　語 👩‍🔬") == '"Étude 日本　語 👩‍🔬"'


@settings(max_examples=30, deadline=None)
@given(entries=strategies.entries())
def test_an_array(entries: list[Entry]) -> None:
    """Valid JSON with one object a line."""
    text = "".join(array(map(as_object, entries)))
    assert [each["id"] for each in json.loads(text)] == [entry.id for entry in entries]
    assert text.count("\n") == len(entries) + 2
