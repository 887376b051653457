"""How near words and titles are."""

from __future__ import annotations

import pytest

from readinglist.matching import (
    allowed_errors,
    near_values,
    near_words,
    squeezed,
    titles_alike,
    titles_but_for_slips,
)


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


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("mooth", ["moth"]),
        ("glacir", ["Glacier Melting", "ice-glacier"]),
        ("glacier meltng", ["Glacier Melting"]),
        ("iceglacier", ["ice-glacier"]),
        ("ice glacier", ["ice-glacier"]),
        ("mot", ["moth"]),
        ("mo", []),
        ("???", []),
        ("orchid", []),
    ],
)
def test_near_values(typed: str, wanted: list[str]) -> None:
    """A value is near as a whole or by as many of its words; marks between words do not count."""
    values = ["moth", "Glacier Melting", "ice-glacier", "???"]
    assert [values[at] for at in near_values(typed, values, 3)] == wanted


def test_the_nearest_values_come_first() -> None:
    """Fewer errors stand in front, then the order of the values holds; only so many are told."""
    values = ["tags", "tag-b", "tog", "tag"]
    assert near_values("tag", values, 9) == [1, 3, 0, 2]
    assert near_values("tag", values, 2) == [1, 3]


def test_titles_alike() -> None:
    """Case, accents and marks aside; titles without words are like nothing."""
    titles = ["Glacier: Melting!", "Glacier melting II", "???", "Moths"]
    assert titles_alike("glaciér melting", titles, 0.9)[0] == 0
    assert 3 not in titles_alike("glacier melting", titles, 0.9)
    assert titles_alike("!!!", titles, 0.9) == []


def test_squeezed_titles() -> None:
    """Letters and digits alone count; a title without any stays as it is."""
    assert squeezed("Scaling laws: over-optimization²") == "scalinglawsoveroptimization2"
    assert squeezed(" ??  !") == "?? !"


def test_titles_but_for_slips() -> None:
    """The nearest copies are found, and titles of other works are not."""
    titles = [
        "Learning to drill the oldest glaciers",
        "Learning to drill the oldest glaciers 2",
        "Learning to drill",
    ]
    assert titles_but_for_slips("SLearning to drill the oldest glacirs", titles) == []
    assert titles_but_for_slips("Learning to drill the oldest glacirs", titles) == [0]
    assert titles_but_for_slips("Learning to drlil the oldest glaciers 2", titles) == [1]
    assert titles_but_for_slips("Learning to drill the coldest glaciers", [titles[0], titles[0]]) == [0, 1]
    assert titles_but_for_slips("Learning", []) == []
