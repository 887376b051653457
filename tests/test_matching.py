"""How near words and titles are."""

from __future__ import annotations

import pytest

from readinglist.matching import allowed_errors, near_words, nearest_titles, titles_alike


@pytest.mark.parametrize(
    ("word", "errors"), [("", 0), ("ice", 0), ("moth", 1), ("orchid", 1), ("glacier", 2), ("measurements", 3)]
)
def test_longer_words_may_have_more_errors(word: str, errors: int) -> None:
    """None under four letters, up to three in long words."""
    assert allowed_errors(word) == errors


def test_near_words_count_their_errors() -> None:
    """A letter missing, doubled, wrong, or two swapped is one error each."""
    choices = ["glacier", "glcier", "glacierr", "glaxier", "galcier", "glicer", "orchid"]
    assert sorted(near_words("glacier", choices, 1)) == [(0, 0), (1, 1), (2, 1), (3, 1), (4, 1)]
    assert near_words("glacier", [], 2) == []


def test_nearest_titles() -> None:
    """The title that looks most like the text comes first; what looks like none gives none."""
    titles = ["Orchid pollination networks", "Glacier melting", "Moth navigation"]
    assert nearest_titles("gletcher melting", titles, 1) == [1]
    assert nearest_titles("", titles, 3) == []


def test_titles_alike() -> None:
    """Case, accents and marks aside; titles without words are like nothing."""
    titles = ["Glacier: Melting!", "Glacier melting II", "???", "Moths"]
    assert titles_alike("glaciér melting", titles, 0.9)[0] == 0
    assert 3 not in titles_alike("glacier melting", titles, 0.9)
    assert titles_alike("!!!", titles, 0.9) == []
