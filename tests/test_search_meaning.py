"""What a typed word may have meant: set apart, sounding alike, cut short, or saying nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.shelf import shelf

if TYPE_CHECKING:
    from readinglist.library import Library

FILES = {
    "eel": "title: 'Eel-9B: swimming in circles'\ntags: [z-eel]\nsummary: What eels do about the tide.\n",
    "stars": "title: Counting stars\nsummary: A catalogue of 12,000 stars that the moon hides.\n",
    "maps": "title: Steering by a star\nsummary: Maps of all of the ways.\n",
    "moon": "title: Observation with Lunar Ranging Lasers\nsummary: GPUs measure the moon's phases.\n",
    "tide": "title: Interpretable tides\nsummary: The sea, safely predicted.\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Give the library of invented entries."""
    return shelf(tmp_path_factory.mktemp("shelf"), **FILES)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("eel9b", "eel"),  # a number that keeps its letter
        ("zeel", "eel"),  # a letter set apart
        ("12000", "stars"),  # as it is written with a comma
        ("fases", "moon"),  # sounds like phases
        ("katalog", "stars"),
        ("obsurv", "moon"),  # a beginning with an error
        ("interpreting", "tide"),  # begins with the same stem
        ("lrl", "moon"),  # the initials of a part of the title
        ("gpu", "moon"),
        ("safe", "tide"),
        ("what is the paper about tides", "tide"),  # fillers count little
        ("of the ways", "maps"),
    ],
)
def test_what_comes_first(library: Library, query: str, first: str) -> None:
    """However it is written, the entry that is meant comes first."""
    assert library.search(query).hits.ids[:1] == [first]


@pytest.mark.parametrize("query", ["obsuru", "fizas", "zzeel", "lr"])
def test_what_finds_nothing(library: Library, query: str) -> None:
    """What is further off is not guessed at."""
    assert library.search(query).hits.ids == []


def test_fillers_are_not_corrected(library: Library) -> None:
    """A filler that stands nowhere is no slip for another word, unless it is all that was asked."""
    assert library.search("these moon").corrections == []
    assert "these" in library.search("these moon").unknown
    assert library.search("ways").hits
