"""The short way for plain words says what the parser says, or leaves it to the parser."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.query.parser import parse
from readinglist.query.plain import plain_words
from tests import strategies

TODAY = date(2026, 11, 22)
_plain = st.lists(
    st.from_regex(r"[A-Za-z0-9]{1,6}", fullmatch=True) | st.sampled_from(["OR", "AND", "NOT", "or"])
)


@settings(max_examples=300, deadline=None)
@given(_plain.map(" ".join) | st.text(max_size=12) | strategies.text | st.text("ab \t\n\x0b\x0c\x1c\x85OR"))
def test_the_short_way_is_the_long_way(text: str) -> None:
    """Both ways lead to the same query."""
    query = plain_words(text)
    assert query is None or query == parse(text, today=TODAY)


@pytest.mark.parametrize(
    "text", ["one OR two", "a-b", "é", '"a"', "x:y", "word " * 101, "a" * 20_000, " " * 20_000]
)
def test_what_needs_the_parser(text: str) -> None:
    """Operators, marks, other scripts and what may be too long are left to it."""
    assert plain_words(text) is None


def test_most_queries_are_plain() -> None:
    """Words, numbers and nothing at all take the short way."""
    assert plain_words("Proximal policy 2017") is not None
    assert plain_words(" \n") == parse("", today=TODAY)
