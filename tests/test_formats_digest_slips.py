"""A capital that got stuck to a title is taken away only where the text below shows it."""

from __future__ import annotations

import pytest

from readinglist.formats.digest.slips import may_be_stray, without_stray


@pytest.mark.parametrize(
    ("title", "text", "mended"),
    [
        ("SMelting glaciers", "How a glacier melted.", "Melting glaciers"),
        ("SMelting glaciers", "SMelting is how we call it, and melting it is.", "SMelting glaciers"),
        ("SMelting and S-melting", "It melts.", "SMelting and S-melting"),
        ("QLearning", "Q-learning is learning.", "QLearning"),
        ("XFormers", "We show that x formers and form factors agree.", "XFormers"),
        ("DBpedia", "A base of facts.", "DBpedia"),
        ("FNet", "A net of ice.", "FNet"),
        ("LSTMs", "STMs.", "LSTMs"),
        ("Melting", "Elting.", "Melting"),
        ("SMelting glaciers", "", "SMelting glaciers"),
    ],
)
def test_stray_capitals(title: str, text: str, mended: str) -> None:
    """Names stay as they are, also where a part of them is a word."""
    assert without_stray(title, text) == mended


def test_titles_that_are_looked_at() -> None:
    """A long word in small letters comes after two capitals."""
    titles = ("SMelting", "SMelt", "Melting", "SM", "")
    assert [title for title in titles if may_be_stray(title)] == ["SMelting"]
