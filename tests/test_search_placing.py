"""Where the words of a search stand in an entry's own texts: the field, the letters, a piece to show."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.model.entry import Entry
from readinglist.search.looking import Match
from readinglist.search.placing import field_of, snippet, spans
from readinglist.text import words

ENTRY = Entry(
    id="frost2019glacier",
    title="Melting ice",
    paper_title="Glaciers from orbit",
    authors=("Ada Frost", "Béla Növény"),
    date="2019-03",
    tags=("ice-sheets", "satellites"),
    areas=("Earth observation",),
    summary="Retreating glaciers.",
    notes="Compare with lamps.",
    extra={"shelf": "upper left"},
)
LONG = (
    "The first words say little. "
    + "Filler stands here. " * 10
    + "Then the moon steers a moth, and the moon wins."
)


@pytest.mark.parametrize(
    ("column", "found", "field"),
    [
        ("title", ("melting",), "title"),
        ("title", ("glaciers", "from"), "paper_title"),
        ("authors", ("noveny",), "authors"),
        ("labels", ("sheets",), "tags"),
        ("labels", ("earth", "observation"), "areas"),
        ("labels", ("2019",), "year"),
        ("labels", ("frost2019glacier",), "id"),
        ("body", ("lamps",), "notes"),
        ("body", ("upper",), "shelf"),
        ("initials", ("mi",), "title"),
        ("summary", ("glaciers",), "summary"),
    ],
)
def test_the_field_of_a_match(column: str, found: tuple[str, ...], field: str) -> None:
    """A column of words is told by the field of the entry that has them."""
    assert field_of(ENTRY, Match("typed", found, "exact", column, 1.0)) == field


@pytest.mark.parametrize(
    ("text", "lit", "parts"),
    [
        ("Glaciers, glaciers!", {"glaciers"}, ["Glaciers", "glaciers"]),
        ("Növény's moth", {"novenys"}, ["Növény's"]),
        ("re\u0301seau", {"reseau"}, ["re\u0301seau"]),
        ("rl2_x rl2", {"rl2"}, ["rl2", "rl2"]),
        ("深度学习", {"学"}, ["学"]),
        ("moths", {"moth"}, []),
    ],
)
def test_letters_that_are_lit(text: str, lit: set[str], parts: list[str]) -> None:
    """Whole words as the text writes them, whatever their case and accents."""
    assert [text[start:end] for start, end in spans(text, frozenset(lit))] == parts


def test_a_piece_around_the_words() -> None:
    """The piece has the most of the words, between whole words, with … for what is left out."""
    piece = snippet(LONG, frozenset({"moon", "moth"}), 40)
    assert piece.startswith("…")
    assert "moon steers a moth" in piece
    assert len(piece) <= 42
    assert snippet("A short text", frozenset({"text"}), 40) == "A short text"
    assert snippet(LONG, frozenset({"nowhere"}), 20) == "The first words say…"


@given(st.text(max_size=300), st.sets(st.text(min_size=1, max_size=8), max_size=3), st.integers(5, 80))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_a_piece_of_it(text: str, lit: set[str], width: int) -> None:
    """Whatever the text is, the piece is part of it and not longer than asked for."""
    found = frozenset(word for each in lit for word in words(each))
    piece = snippet(text, found, width)
    assert piece.strip("…") in " ".join(text.split()) or "…" in text
    assert len(piece) <= width + 2
    assert all(0 <= start < end <= len(text) for start, end in spans(text, found))
