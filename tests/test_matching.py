"""How near words and titles are."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.matching import (
    Copies,
    allowed_errors,
    is_likely_slip,
    near_values,
    near_words,
    one_off,
    squeezed,
    titles_alike,
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


_LITTLE = 4_000_000  # bytes
_letters = st.text("aäb", max_size=4)


@settings(max_examples=200, deadline=None)
@given(word=_letters, others=st.lists(_letters, min_size=1, max_size=60), most=st.sampled_from([0, 30]))
def test_words_one_error_off(word: str, others: list[str], most: int) -> None:
    """However many they are, those are found whose distance is one."""
    others *= 1 + most // len(others)
    errors = near_words(word, others, 1)
    assert one_off(word, others) == {others[at] for at, count in errors if count == 1}


@pytest.mark.parametrize("word", ["ab" * 5_000, "".join(map(chr, range(0x4E00, 0x5600)))])
def test_what_no_word_is_takes_little(word: str) -> None:
    """Of a word as long as a query may be, or with letters as many as there are, not all errors are made."""
    tracemalloc.start()
    try:
        assert one_off(word, [word[1:], *[word] * 50]) == {word[1:]}
        assert tracemalloc.get_traced_memory()[1] < _LITTLE
    finally:
        tracemalloc.stop()


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


def test_copies() -> None:
    """Slips of copying are forgiven, more in longer titles; numbers are none."""
    titles = [
        "Learning to drill the oldest glaciers",
        "Learning to drill the oldest glaciers 2",
        "Learning to drill the oldest glaciers on slopes",
    ]
    copies = Copies([*titles, titles[0]])
    assert copies.of("SLearning to drill the oldest glacirs") == []
    assert copies.of("Learning to drill the oldest glacirs") == [(0, 1), (3, 1)]
    assert copies.of("Learning to drlil the oldest glaciers 2") == [(1, 1)]
    assert copies.of("Learning too drill the oldset glaciers on slopes") == [(2, 2)]
    assert copies.of("Learning to drill the coldest glaciers") == [(0, 1), (3, 1)]
    assert Copies([]).of("Learning") == []


@given(
    title=st.text("ab", min_size=5, max_size=70),
    slips=st.lists(
        st.tuples(st.integers(0, 69), st.sampled_from(("lost", "more", "other", "swapped"))), max_size=4
    ),
    others=st.lists(st.text("ab", min_size=5, max_size=12), max_size=3),
)
@settings(max_examples=300, deadline=None)
def test_copies_are_all_that_are_near(title: str, slips: list[tuple[int, str]], others: list[str]) -> None:
    """Cutting titles into pieces misses none that a comparison with all of them finds."""
    copy = title
    for at, slip in slips:
        new = {"lost": "", "more": "c" + copy[at : at + 1], "other": "c", "swapped": copy[at : at + 2][::-1]}[
            slip
        ]
        copy = copy[:at] + new + copy[at + (2 if slip == "swapped" else 1) :]
    most = 3 if len(copy) >= 60 else 2 if len(copy) >= 40 else 1 if len(copy) >= 8 else 0
    titles = [title, *others, *(other + title[5:] for other in others)]
    # In two words, so that what slips may do inside a word does not count.
    found = Copies(titles).of(f"{copy[:2]} {copy[2:]}")
    assert found == sorted(near_words(copy, titles, most))


@pytest.mark.parametrize(
    ("word", "other", "likely"),
    [("hmoth", "moth", False), ("mmoth", "moth", True), ("moths", "moth", False), ("moth", "hmoth", True)],
)
def test_likely_slips(word: str, other: str, likely: bool) -> None:
    """A letter too many at the beginning is doubled only where it is."""
    assert is_likely_slip(word, other) is likely
