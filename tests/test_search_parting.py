"""Words joined or parted otherwise than in the text, where one part is a single letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.shelf import shelf

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.library import Library

FILES = {
    "means": "title: k-Means clustering of stars\n",
    "joined": "title: Kmeans for moths\n",
    "other": "title: What a mean moth means\nauthors: [K. Lamp]\n",
    **{f"star{at}": f"title: By all means {at}\n" for at in range(20)},
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Give the library of invented entries."""
    return shelf(tmp_path, **FILES)


@pytest.mark.parametrize("query", ["kmeans", "k means", "k-means", "KMeans"])
def test_a_letter_set_apart(library: Library, query: str) -> None:
    """However it is typed, both ways of writing it come first."""
    found = library.search(query)
    assert set(found.hits.ids[:2]) == {"means", "joined"}
    assert found.corrections == []


def test_a_letter_is_not_taken_off_at_will(library: Library) -> None:
    """Only where the text has the two one after the other."""
    assert library.search("xmeans").hits.ids == []
    assert next(entry.id for _, entry in library.search("moths").hits) == "joined"


@pytest.mark.parametrize("query", ["bert4 v", "bert 4v", "bert4v", "bert 4 v", "Bert-4 V"])
def test_letters_and_digits_cut_elsewhere(tmp_path: Path, query: str) -> None:
    """Where digits and letters meet, words may be typed with another cut than the text has."""
    library = shelf(
        tmp_path,
        four="title: BERT-4\nsummary: v of a kind\n",
        vision="title: BERT-4V card\n",
        b="title: Bert\n",
    )
    assert library.search(query).hits.ids[0] == "vision"


def test_two_words_that_make_up_a_rare_one(tmp_path: Path) -> None:
    """They stand above those that have both of them, one as the beginning of another word."""
    library = shelf(
        tmp_path,
        both="title: Moth lamps\nsummary: Evaluators of light\n",
        one="title: Lamps by night\ntags: [motheval]\n",
        **{f"moth{at}": f"title: A moth of size {at}\n" for at in range(20)},
    )
    assert library.search("moth eval").hits.ids[0] == "one"
