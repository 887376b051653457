"""How terms are put together, and what of a text is no term."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from readinglist.query.parser import parse
from readinglist.query.tree import (
    And,
    Contains,
    Everything,
    Has,
    Missing,
    Not,
    Or,
    Phrase,
    Word,
    free_words,
    split,
)

if TYPE_CHECKING:
    from readinglist.query.tree import Query

A, B, C = Word("a"), Word("b"), Word("c")
VIEWS = {"Old": "year:..2010 a", "both": "a b", "nested": "@both OR c", "my list": "+x"}


def read(text: str) -> Query:
    """Read a query on a fixed day, with a few saved ones."""
    return parse(text, today=date(2026, 11, 22), views=VIEWS)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Everything()),
        (" \n\t", Everything()),
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b", And((A, B))),
        ("a OR b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a(b)c", And((A, B, C))),
        ("((a))", A),
        ("(a b) c", And((A, B, C))),
        ("a OR (b OR c)", Or((A, B, C))),
        ("a or b and not c", And((A, Word("or"), B, Word("and"), Word("not"), C))),
    ],
)
def test_terms_are_put_together(text: str, query: Query) -> None:
    """Side by side means and, OR binds less, parentheses group, and small letters are plain words."""
    assert read(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("-a", Not(A)),
        ("!a", Not(A)),
        ("NOT a", Not(A)),
        ("a -b c", And((A, Not(B), C))),
        ("NOT a b", And((Not(A), B))),
        ("--a", A),
        ("NOT -a", A),
        ('-"a b"', Not(Phrase(("a", "b")))),
        ("!(a OR b)", Not(Or((A, B)))),
        ("-tag:x", Not(Contains("tags", ("x",)))),
        ("-+x", Not(Contains("tags", ("x",)))),
        ("-has:doi", Not(Has("doi"))),
        ("-@both", Not(And((A, B)))),
        ("-=a", Not(Word("a", exact=True))),
        ("-multi-agent", Not(Phrase(("multi", "agent")))),
    ],
)
def test_anything_can_be_excluded(text: str, query: Query) -> None:
    """A minus, an exclamation mark or NOT excludes whatever follows."""
    assert read(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("RL²: Fast a", And((Word("rl2"), Word("fast"), A))),
        ("title: a", And((Word("title"), A))),
        ('"title": a', And((Word("title", exact=True), A))),
        ("is: a", And((Word("is"), A))),
        ("a - b — c & !", And((A, B, C))),
        ("a + b @ c", And((A, B, C))),
        ("a, b; c.", And((A, B, C))),
        ("C++ a", And((C, A))),
        ("a unknown:", And((A, Word("unknown")))),
        ("(a unknown:)", And((A, Word("unknown")))),
        ('a "" b "!"', And((A, B))),
        ("a ?:b", And((A, B))),
    ],
)
def test_titles_can_be_typed_as_they_are_printed(text: str, query: Query) -> None:
    """Colons with a space after them, dashes and other marks between words ask for nothing."""
    assert read(text) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("@both", And((A, B))),
        ("@BOTH c", And((A, B, C))),
        ("@nested", Or((And((A, B)), C))),
        ('@"my list"', Contains("tags", ("x",))),
        ("@both @both", And((A, B, A, B))),
    ],
)
def test_views_stand_for_their_query(text: str, query: Query) -> None:
    """A saved query is a group, also where it names another or is named twice."""
    assert read(text) == query


def test_parts_equal_only_their_own_kind() -> None:
    """Parts with the same fields are not the same, and equal parts have one hash."""
    unlike: list[tuple[Query, Query]] = [(Has("doi"), Missing("doi")), (And((A, B)), Or((A, B)))]
    assert all(one != other and not one == other for one, other in unlike)  # noqa: SIM201 - both are ours
    assert Has("doi") == Has("doi")
    assert hash(Has("doi")) == hash(Has("doi"))
    assert len({Has("doi"), Missing("doi"), Has("doi")}) == 2
    assert not Everything()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ('a "b c" tag:x', ["a", "b", "c"]),
        ("a (b OR -c) NOT a", ["a", "b"]),
        ("a =a b", ["a", "b"]),
        ("-(a b)", []),
    ],
)
def test_free_words_are_those_to_highlight(text: str, words: list[str]) -> None:
    """Words and those of phrases count once each, unless they are excluded or stand in a field."""
    assert free_words(read(text)) == words


@pytest.mark.parametrize(
    ("text", "words", "rest"),
    [
        ("", [], ""),
        ("a", [A], ""),
        ("tag:x", [], "tag:x"),
        ('a tag:x "b c" -d', [A, Phrase(("b", "c"))], "tag:x -d"),
        ("a (b OR c)", [A], "b OR c"),
        ("(a b) c", [A, B, C], ""),
        ("a OR b", [], "a OR b"),
        ("-a", [], "-a"),
    ],
)
def test_split_parts_words_from_the_rest(text: str, words: list[Word | Phrase], rest: str) -> None:
    """Words that every match is to have are taken out; what is left is a query by itself."""
    assert split(read(text)) == (words, read(rest))
