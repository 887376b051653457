"""Initials of a part of a title, where nothing else was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from readinglist.library.references import AmbiguousError
from tests.program import here
from tests.shelf import shelf

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.library import Library

FILES = {
    "smooth": "title: Étude of smoothing by a virtual adversary of the young moths\nauthors: [Ida Vale]\n",
    "formal": "title: Lamps\npaper_title: Where five quiet moths dance\n",
    "vary": "title: Varying the night\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Give the library of invented entries."""
    return shelf(tmp_path, **FILES)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("esv", ["smooth"]),  # small words left out, accents and case away
        ("osbav", ["smooth"]),  # small words among them
        ("osbavao", []),  # too many letters
        ("qmd", ["formal"]),  # of the formal title
        ("qmd xqzj", ["formal"]),
        ("lhq", []),  # one title does not go on in the other
        ("vs", []),  # too few letters
        ("mhq", []),  # not in this order
        ("qm2", []),  # no letters
        ("=qmd", []),
        ("var", ["vary"]),  # something else was found
        ("qmd lamps", ["formal"]),
        ("qmd night", ["vary"]),  # one of the words was found
    ],
)
def test_initials_of_a_part(library: Library, query: str, found: list[str]) -> None:
    """Letters that nothing begins with are those of words in a row, small ones left out or not."""
    assert library.search(query).hits.ids == found


def test_they_are_explained(library: Library) -> None:
    """The words are named that have these initials, and where they stand."""
    ((_, _, reason),) = library.search("qmd", explain=True).hits.explained()
    assert [(match.words, match.how, match.field) for match in reason.matches] == [
        (("quiet", "moths", "dance"), "initials", "paper_title")
    ]


def test_exact_words_are_none(library: Library) -> None:
    """Who asks for the very words does not get others."""
    assert library.search("qmd", exact=True).hits.ids == []


def test_a_reference(library: Library) -> None:
    """They name an entry to be shown, which is told, and none to be changed: any letters fit some title."""
    ran = here(library.folder, "cite", "--format", "key", "qmd")
    assert (ran.code, ran.out, ran.err) == (0, "formal\n", '"qmd" was taken for formal\n')
    with pytest.raises(AmbiguousError):
        library.resolve(["qmd"], sure=True)
