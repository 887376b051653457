"""Names as people type them: initials, umlauts, shorthands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from readinglist.search.naming import year_of
from tests.shelf import shelf

if TYPE_CHECKING:
    from pathlib import Path

    from readinglist.library import Library

FILES = {
    "ada": "title: Engines\nauthors: [Ada Lovelace]\ndate: 1843\n",
    "bea": "title: 'Y: another letter'\nauthors: [Bea Lovelace, Ada B. Petal]\ndate: 2006-02\nsummary: With a map.\n",
    "cy": "title: Lamps in fog\nauthors: [Cy Petal]\ndate: 2006\n",
    "mueller": "title: Roofs\nauthors: [Jörg Müller]\ndate: 2011\n",
    "mueller2": "title: Walls\nauthors: [Ida Mueller]\ndate: 2012\n",
    "muller": "title: Doors\nauthors: [Al Muller]\nsummary: Made by no poet.\n",
    "ost": "title: Fish\nauthors: [Bo Øst]\nsummary: In a pot.\n",
    "angstrom": "title: Light\nauthors: [Eva Ångström]\nsummary: The Gödel sentence.\n",
    "xray": "title: X-ray images of hands\nauthors: [Di Doe]\nsummary: A ray.\n",
    "ray": "title: Beams\nauthors: [Xi Ray]\ndate: 2005\n",
    "cifar": "title: CIFAR10 and others\n",
    "fin": "title: Fins that flap\n",
    "finnish": "title: Finnish verbs in 06 lists\n",
    "finn": "title: Songs of a region\nauthors: [Bo Doe, Ki Finn]\n",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Give the library of invented entries."""
    return shelf(tmp_path_factory.mktemp("shelf"), **FILES)


def _ids(library: Library, query: str) -> list[str]:
    return [entry.id for _, entry in library.search(query).hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("a lovelace", "ada"),
        ("b lovelace", "bea"),
        ("lovelace b", "bea"),
        ("a petal", "bea"),
        ("b petal", "bea"),  # a second given name
        ("c petal 2006", "cy"),
        ("x ray", "xray"),  # what is written so
    ],
)
def test_initials_of_first_names(library: Library, query: str, first: str) -> None:
    """A letter beside a family name prefers those whose given name begins with it."""
    assert _ids(library, query)[0] == first
    assert library.search(query).unknown == []


def test_others_of_the_name_are_found_too(library: Library) -> None:
    """Whoever has the name only is found behind them; other entries with the letter are not."""
    assert _ids(library, "b lovelace") == ["bea", "ada"]
    assert _ids(library, "b petal") == ["bea", "cy"]


@pytest.mark.parametrize("query", ["muller", "mueller", "müller", "Mueller", "MÜLLER"])
def test_umlauts_find_each_other(library: Library, query: str) -> None:
    """However a name is written, all who have it are found."""
    assert set(_ids(library, query)) == {"mueller", "mueller2", "muller"}
    assert library.search(query).corrections == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("oest", ["ost"]),
        ("aangstroem", ["angstrom"]),
        ("angstroem", ["angstrom"]),
        ("goedel", ["angstrom"]),  # no name of an author, but a word of some length
        ("poet", ["muller"]),  # known, and no name
    ],
)
def test_two_letters_for_one(library: Library, query: str, found: list[str]) -> None:
    """Letters with a mark may be typed as two."""
    assert _ids(library, query) == found


@pytest.mark.parametrize("query", ["lovelace1843", "petal06lamps", "ray05", "mueller11", "müller11"])
def test_shorthands(library: Library, query: str) -> None:
    """A family name and a year in one word are author and year, and what follows is a word of the title."""
    assert _ids(library, query)[0] == {"l": "ada", "p": "cy", "r": "ray", "m": "mueller"}[query[0]]


def test_words_with_digits_are_no_shorthands(library: Library) -> None:
    """What is a word of the list stays one, and so does what begins with no author."""
    assert _ids(library, "cifar10") == ["cifar"]
    assert _ids(library, "lamps06") == []
    assert _ids(library, "=lovelace43") == []


def test_years_of_two_digits() -> None:
    """Up to 70 they are of this century."""
    assert [year_of(each) for each in ("06", "70", "71", "1843")] == ["2006", "2070", "1971", "1843"]


def test_names_have_no_endings(library: Library) -> None:
    """Who has the very name stands above titles with another word of that beginning, or that stem."""
    assert _ids(library, "finn") == ["finn", "fin", "finnish"]


@pytest.mark.parametrize(
    ("query", "first"),
    [("lovelace 06", "bea"), ("06 lovelace", "bea"), ("petal 06 lamps", "cy")],
)
def test_two_digits_beside_an_author(library: Library, query: str, first: str) -> None:
    """They are those of a year, where an entry is of that year."""
    assert _ids(library, query)[0] == first


@pytest.mark.parametrize("query", ["doe et al 2006", "Doe et al.", "doe, et al"])
def test_the_others_who_are_not_named(query: str, tmp_path: Path) -> None:
    """Nobody who is called Al comes in for that, and no word of it is missed."""
    library = shelf(
        tmp_path,
        al="title: Fish\nauthors: [Al Mull]\ndate: 2006\n",
        doe="title: Hands\nauthors: [Di Doe]\ndate: 2006\n",
        other="title: Et cetera\nauthors: [Ida Al-Badi]\ndate: 2006\n",
    )
    found = library.search(query)
    assert next(iter(found.hits))[1].id == "doe"
    assert (found.unknown, found.apart) == ([], [])
    assert {entry.id for _, entry in library.search("et al").hits} == {"al", "other"}
