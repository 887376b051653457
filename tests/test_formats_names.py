"""Names of authors are taken apart; what is no person's name stays whole."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.formats.names import Name, is_usual, split_name
from readinglist.model.ids import family_name
from tests.strategies import NAMES


@pytest.mark.parametrize(
    ("author", "given", "particle", "family", "suffix"),
    [
        ("John Schulman", "John", "", "Schulman", ""),
        ("Richard Y. Chen", "Richard Y.", "", "Chen", ""),
        ("Schulman, John", "John", "", "Schulman", ""),
        ("John von Neumann", "John", "von", "Neumann", ""),
        ("Ludwig van Beethoven", "Ludwig", "van", "Beethoven", ""),
        ("Rianne van den Berg", "Rianne", "van den", "Berg", ""),
        ("van den Berg, Rianne", "Rianne", "van den", "Berg", ""),
        ("Juan de la Cruz", "Juan", "de la", "Cruz", ""),
        ("Gerard 't Hooft", "Gerard", "'t", "Hooft", ""),
        ("Henrique Ponde de Oliveira Pinto", "Henrique Ponde", "de", "Oliveira Pinto", ""),
        ("Filip De Turck", "Filip", "", "De Turck", ""),
        ("Guy Van den Broeck", "Guy", "", "Van den Broeck", ""),
        ("Ariel Herbert-Voss", "Ariel", "", "Herbert-Voss", ""),
        ("Yann LeCun", "Yann", "", "LeCun", ""),
        ("e. e. cummings", "e. e.", "", "cummings", ""),
        ("Raul de", "Raul", "", "de", ""),
        ("John Smith Jr.", "John", "", "Smith", "Jr."),
        ("John Smith, Jr.", "John", "", "Smith", "Jr."),
        ("Smith, Jr., John", "John", "", "Smith", "Jr."),
        ("Smith, John, III", "John", "", "Smith", "III"),
        ("山田 太郎", "太郎", "", "山田", ""),
        ("이 순신", "순신", "", "이", ""),
        ("山 田 山", "田 山", "", "山", ""),
        ("Łukasz  Kaiser", "Łukasz", "", "Kaiser", ""),
    ],
)
def test_people(author: str, given: str, particle: str, family: str, suffix: str) -> None:
    """Given names, small words, family name and what stands behind it are told apart."""
    assert split_name(author) == Name(family, given, particle, suffix)


@pytest.mark.parametrize(
    "author",
    [
        "OpenAI", "OpenAI Dota Team", "OpenAI, Inc.", "Meta AI", "Google Brain", "University of California, Berkeley", "Max Planck Institute",
        "Smith and Sons", "A AND B", "A aNd B", "Others", "3D Vision Group", "AT&T Labs", "Association for Computing Machinery", "Plato",
        "von Neumann", "山田太郎", "Smith Jr.", "x, Jr.", "Jr., Jr.", "Smith,", "a, b, c, d", ",", "", "- a", "a, -", "Jr.", "given=A, family=B",
    ],
)  # fmt: skip
def test_what_stays_whole(author: str) -> None:
    """Organisations, single words and what no name looks like are not taken apart."""
    assert split_name(author) == Name(author)


@pytest.mark.parametrize("count", [2, 3])
def test_a_usual_name_is_what_it_is_called(count: int) -> None:
    """It is taken apart as one that is looked at word by word, which a space at its end brings about."""
    usual = [author for author in map(" ".join, product(NAMES, repeat=count)) if is_usual(author)]
    assert len(usual) > count
    for author in usual:
        assert split_name(author) == split_name(f"{author} ")
        assert split_name(author).given


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(["John", "van", "De", "Smith", "Jr.", ",", "山", "-", "of", "Étienne"]), max_size=6
    )
)
def test_nothing_is_lost(words: list[str]) -> None:
    """The parts hold every word of the name once, and the family name is the one that ids are made of."""
    author = " ".join(words)
    name = split_name(author)
    assert sorted(" ".join(name).replace(",", " ").split()) == sorted(author.replace(",", " ").split())
    if name.given and "," not in author:
        assert name.family.endswith(family_name(author))
