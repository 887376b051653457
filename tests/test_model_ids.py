"""Ids: their rule and how they are made."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.model.ids import family_name, is_id, make_id, next_free


@pytest.mark.parametrize("text", ["a", "0", "schulman2017proximal", "a-b", "a" * 128, "a--"])
def test_ids_follow_the_rule(text: str) -> None:
    """Small letters, digits and hyphens after the first, 128 at most."""
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "-a", "A", "a_b", "a.b", "é", "a/b", "a" * 129, "a\n", "１"])
def test_other_names_are_no_ids(text: str) -> None:
    """Capitals, other signs, other digits and line ends break the rule."""
    assert not is_id(text)


@pytest.mark.parametrize(
    ("author", "family"),
    [
        ("Paul F. Christiano", "Christiano"),
        ("van der Berg, Jan", "van der Berg"),
        ("Sammy Davis Jr.", "Davis"),
        ("Henry Ford III", "Ford"),
        ("OpenAI", "OpenAI"),
        ("Jr.", "Jr."),
        (", Jan", "Jan"),
        ("山田 太郎", "山田"),
        ("김 철수", "김"),
        ("山田", "山田"),
        ("山田 Jr.", "山田"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_family_names(author: str, family: str) -> None:
    """Both ways of writing a name are understood, and suffixes are no names."""
    assert family_name(author) == family


@pytest.mark.parametrize(
    ("authors", "day", "title", "made"),
    [
        (
            ["John Schulman", "Filip Wolski"],
            "2017-07",
            "Proximal Policy Optimization",
            "schulman2017proximal",
        ),
        (["Łukasz Müller"], "2020", "The Übermodel", "muller2020ubermodel"),
        (["Conor O'Neill"], "2020", "On 'Words'", "oneill2020words"),
        (["Yan Duan"], "2016", "RL²: Fast Reinforcement Learning", "duan2016rl2"),
        (["A. Dota"], "2019", "Dota 2 with large scale", "dota20192"),
        (["A. Dota"], "2019", "Dota", "dota2019"),
        (["A. Smith"], None, "The of", "smiththe"),
        (["A. Smith"], None, "?!", "smith"),
        ([], "2018", "Learning to see by looking", "learning-see-looking"),
        ([], "2018", "强化学习", "untitled2018"),
        ([], None, "", "untitled"),
        (["王"], "2018", "A tale of two cities", "tale-two-cities"),
    ],
)
def test_ids_are_made_of_author_year_and_title(
    authors: list[str], day: str | None, title: str, made: str
) -> None:
    """The first telling word counts that is not the author; without author, three words of the title."""
    assert make_id(authors, day, title) == made


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.text(max_size=60), max_size=2),
    st.sampled_from([None, "2017", "2017-07-01"]),
    st.text(max_size=200),
)
def test_whatever_is_made_is_an_id(authors: list[str], day: str | None, title: str) -> None:
    """Any names and titles give an id within the rule."""
    assert is_id(make_id(authors, day, title))


def test_a_second_of_the_same_id_gets_a_letter() -> None:
    """Letters go from b to z and then on to two of them, each id a new one."""
    assert next_free("x", {"y"}) == "x"
    assert next_free("x", {"x"}) == "x-b"
    assert next_free("x", {"x", "x-b"}) == "x-c"
    taken = {"x"}
    for _ in range(27):
        taken.add(next_free("x", taken))
    assert len(taken) == 28
    assert taken > {"x-b", "x-z"}
    assert "x-a" not in taken
    assert all(is_id(each) for each in taken)
