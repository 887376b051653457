"""What is no query, and how that is said."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.errors import UsageError
from readinglist.query.failure import QueryError
from readinglist.query.parser import parse
from readinglist.query.tree import And, Contains, Equals, Everything, Not, Or, Phrase, Word

TODAY = date(2026, 11, 22)
VIEWS = {
    "self": "a @self",
    "one": "@two",
    "two": "x @one",
    "wrong": "tag:",
    "empty": "  ",
    "marks": "?",
    **{f"v{number}": f"@v{number + 1} @v{number + 1}" for number in range(40)},
    "v40": "x",
}


def failure(text: str) -> QueryError:
    """Return what reading `text` fails with."""
    with pytest.raises(QueryError) as caught:
        parse(text, today=TODAY, known=["my key"], views=VIEWS)
    return caught.value


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ('a "b c', 2, "this quotation mark is never closed"),
        ('author:"John', 7, "this quotation mark is never closed"),
        ('title:x,5"', 9, "this quotation mark is never closed"),
        ("a (b", 2, "this parenthesis is never closed"),
        ("a (", 2, "this parenthesis is never closed"),
        ("a) b", 1, "this parenthesis was never opened"),
        (") b", 0, "this parenthesis was never opened"),
        ("a ( )", 2, "there is nothing between these parentheses"),
        ("( & )", 0, "there is nothing between these parentheses"),
        ("OR a", 0, "nothing stands before OR"),
        ("(AND a)", 1, "nothing stands before AND"),
        ("a OR", 2, "nothing follows OR"),
        ("a OR OR b", 2, "nothing follows OR"),
        ("a AND", 2, "nothing follows AND"),
        ("(a NOT) b", 3, "nothing follows NOT"),
        ("a OR ?", 2, "nothing follows OR"),
        ("a -🔥", 2, "nothing follows -"),
        (" ???", 1, "there is no word to look for"),
        ('""', 0, "there is no word to look for"),
        ("a tag:", 6, "a value is missing here"),
        ("(tag:)", 5, "a value is missing here"),
        ("title:= x", 7, "a value is missing here"),
        ("tag:a,,b", 6, "a value is missing here"),
        ("tag:a, b", 6, "a value is missing here"),
        ('tag:" "', 4, "a value is missing here"),
        ("+a, b", 3, "a value is missing here"),
        ("is:", 3, "a value is missing here"),
        ("has:,doi", 4, "a value is missing here"),
        ("a foo:bar", 2, 'no field is called "foo"'),
        ("has:doi,foo", 8, 'no field is called "foo"'),
        ("status:red", 7, 'status: there is no "red"'),
        ("is:read,finished", 8, 'is: there is no "finished"'),
        ("et_al:maybe", 6, 'et_al: there is no "maybe"'),
        ("rating:good", 7, 'rating: "good" is not a whole number'),
        ("rating:4.5", 7, 'rating: "4.5" is not a whole number'),
        ("rating:4..x", 7, 'rating: "x" is not a whole number'),
        ("rating:3,9", 9, "rating: 9 is more than 5, the most there is"),
        ("rating:..", 7, "rating: a range needs a beginning or an end"),
        ("rating:>", 7, 'rating: "" is not a whole number'),
        ("rating:4..2", 7, 'the range "4..2" ends before it begins'),
        ("my_key:1", 0, 'no field is called "my_key"'),
        ('"my key":9..3', 9, 'the range "9..3" ends before it begins'),
        ("year:17", 5, 'year: "17" is not a year'),
        ("year:abcd", 5, 'year: "abcd" is not a whole number'),
        ("pages:9999999999999999", 6, 'pages: "9999999999999999" is not a whole number'),
        ("date:soon", 5, 'date: "soon" is not a date'),
        ("date:2018-13..", 5, 'date: "2018-13" is not a date'),
        ("date:2019..2018", 5, 'the range "2019..2018" ends before it begins'),
        ("date:>9999", 5, "date: no day lies beyond that"),
        ("date:<0001", 5, "date: no day lies beyond that"),
        ("a @nope", 2, 'no view is called "nope"'),
        ("@empty", 0, "the view @empty is empty"),
        ("@", 0, "there is no word to look for"),
        ('@""', 0, 'no view is called ""'),
    ],
)
def test_the_bad_place_is_pointed_at(text: str, position: int, reason: str) -> None:
    """Every mistake is named in words and by the character where it begins."""
    error = failure(text)
    assert (error.position, error.reason) == (position, reason)
    assert (error.text, error.view) == (text, None)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("year:", "write it as year:2017 or year:2017..2019"),
        ("Added:", "write it as added:yesterday or added:-2w.."),
        ("is:", "write it as is:unread or is:blog"),
        ("priority:", "one of high, normal, low"),
        ("author:a,", 'write it as author:value, or author:"a value" where it has spaces'),
        ("+a,", 'write it as +value, or +"a value" where it has spaces'),
    ],
)
def test_a_missing_value_names_its_field(text: str, hint: str) -> None:
    """What to write is told for the field that was typed."""
    assert failure(text).hint == hint


@pytest.mark.parametrize(
    ("text", "view", "position", "reason"),
    [
        ("x @self", "self", 2, "the view @self names itself"),
        ("x @one", "two", 2, "the view @one names itself"),
        ("x @wrong", "wrong", 4, "a value is missing here"),
        ("@marks", "marks", 0, "there is no word to look for"),
        ("x @outer", "inner", 2, 'no view is called "nope"'),
        ("@holder", "holder", 2, "the view @empty is empty"),
        ('a @""', "", 0, 'no field is called "b"'),
    ],
)
def test_the_view_that_is_wrong_is_pointed_at(text: str, view: str, position: int, reason: str) -> None:
    """What is wrong in a view's query is shown there, however many views lead to it."""
    views = {**VIEWS, "outer": "(a OR @inner)", "inner": "b @nope", "holder": "a @empty", "": "b:c"}
    with pytest.raises(QueryError) as caught:
        parse(text, today=TODAY, views=views)
    error = caught.value
    assert (error.view, error.position, error.reason) == (view, position, reason)
    assert error.text == views[view]


def test_the_error_is_one_line_that_shows_the_place() -> None:
    """The line says what is wrong, counts from 1 as people do, shows the place and what would fit."""
    assert str(failure("ppo tite:x")) == (
        'no field is called "tite" at character 5: `tite:x`; did you mean title?'
    )
    assert str(failure("tag:")).startswith("a value is missing here at the end of the query; ")
    assert str(failure("ppo @wrong")).startswith("a value is missing here at the end of @wrong; ")
    assert str(failure("ppo @marks")) == "there is no word to look for at character 1 of @marks: `?`"


def test_the_place_is_cut_and_made_safe() -> None:
    """Of a long query a part is shown, and nothing of it acts on a terminal."""
    line = str(failure('"\x1b]0;title\a\n' + "x" * 100))
    assert "…`" in line
    assert line.isprintable()
    assert len(line) < 120


def test_it_is_an_error_of_usage() -> None:
    """A bad query ends the process with the code of bad usage."""
    error = failure("(")
    assert isinstance(error, UsageError)
    assert error.exit_code == 2


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("autor:x", "did you mean author?"),
        ("qqq:x", "put a space after the colon, or quotes around it, to look for words"),
        ("kind:blgo", "did you mean blog? (one of paper, blog, book,"),
        ("priority:12", "one of high, normal, low"),
        ("year:2017-2019", "write it like 2018, 2016..2018,"),
        ("date:4/5/2018", "write it like 2018, 2018-06, 2016..2018,"),
        ("date:2019..2018", "write it as 2018..2019"),
        ("a OR", "quotation marks make it a plain word"),
        ("tag:", "write it as tag:value"),
        ("@wrogn", "did you mean wrong?"),
        ("@zzz", "one of @self, @one, @two,"),
    ],
)
def test_the_hint_names_what_would_fit(text: str, hint: str) -> None:
    """Near names are offered, or else the form that is expected."""
    assert hint in failure(text).hint


def test_a_list_without_views_says_so() -> None:
    """Where there is no saved query at all there is none to offer."""
    with pytest.raises(QueryError, match="the list has none"):
        parse("@x", today=TODAY)


def test_limits_of_length_depth_and_terms() -> None:
    """What would take long or overflow is refused with the limit in the message."""
    assert failure("x" * 10_001).position == 10_000
    assert "at most 10000 characters" in failure("x" * 10_001).reason
    assert "at most 64 deep" in failure("(" * 65 + "a" + ")" * 65).reason
    assert "at most 64 deep" in failure("NOT " * 65 + "a").reason
    assert "at most 500 terms" in failure("-" * 9_000 + "a").reason
    assert "at most 500 terms" in failure("a " * 501).reason
    assert "at most 500 terms" in failure("tag:" + "a," * 500 + "a").reason
    assert "at most 500 terms" in failure("@v0").reason


def test_what_is_just_inside_the_limits_is_read() -> None:
    """The limits themselves are allowed."""
    assert parse("x" * 10_000, today=TODAY) == Word("x" * 10_000)
    assert parse("(" * 64 + "a" + ")" * 64, today=TODAY) == Word("a")
    assert parse("a " * 500, today=TODAY) == And((Word("a"),) * 500)


_PIECES = st.sampled_from(
    [
        "a",
        "tag:",
        "=",
        ",",
        '"',
        "(",
        ")",
        "-",
        "!",
        "+",
        "@",
        "OR",
        "NOT",
        "AND",
        " ",
        ":",
        "..",
        ">=",
        "2018",
        "has:",
        "date:",
        "is:",
        "read",
        "my key",
        "@self",
        "@two",
        "rating:",
        "é",
        "强",
        "\x00",
        "\ud800",
        "://",
        "year:",
        "-2w",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=14).map("".join) | st.text(max_size=40))
def test_any_text_is_a_query_or_a_query_error(text: str) -> None:
    """Nothing else comes out, the position lies in the text, and the tree keeps its promises."""
    try:
        query = parse(text, today=TODAY, known=["my key"], views=VIEWS)
    except QueryError as error:
        place = error.position
        text = error.text
    else:
        assert isinstance(query, Everything) == (not text.strip())
        assert _well_made(query)
        place = 0
    assert 0 <= place <= len(text)


def _well_made(query: object) -> bool:
    match query:
        case And(parts) | Or(parts):
            own = type(query)
            return len(parts) > 1 and all(type(part) is not own and _inner(part) for part in parts)
        case Not(part):
            return not isinstance(part, Not) and _inner(part)
        case Phrase(words):
            return len(words) > 1
        case Contains(_, values) | Equals(_, values):
            return len(values) > 0 and all(values)
        case _:
            return True


def _inner(part: object) -> bool:
    return not isinstance(part, Everything) and _well_made(part)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_plain_text_in_quotes_never_fails_but_for_want_of_words(text: str) -> None:
    """Quotation marks make anything a phrase."""
    with suppress(QueryError):
        query = parse('"' + text.replace('"', "") + '"', today=TODAY)
        assert isinstance(query, Word | Phrase)
