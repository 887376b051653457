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
