"""From the text of a file to typed values, and what is wrong where that fails."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.model.entry import Entry, LogItem
from readinglist.model.fields import BY_NAME
from readinglist.model.listfile import ListFile
from readinglist.model.parsing import Problem, entry_from, list_file_from, parse_field

if TYPE_CHECKING:
    from readinglist.model.fields import Value

TODAY = date(2026, 11, 22)


def read(**values: Value) -> Entry:
    """Read an entry that has nothing wrong."""
    entry, problems = entry_from("a", {"title": "A", **values})
    assert problems == []
    assert entry is not None
    return entry


def test_a_title_is_enough() -> None:
    """All other fields have their defaults, and a key without a value counts as not there."""
    assert read() == Entry(id="a", title="A")
    assert read(date=None, tags=None, log=None, status=None) == Entry(id="a", title="A")


def test_every_type_is_read() -> None:
    """Each field gets its type from the table, and keys outside it are kept as they are."""
    entry = read(
        authors=["A", "B"],
        tags="one",
        areas=["x", "", None],
        et_al="Yes",
        arxiv="2009.03300",
        date="2017-07",
        rating="4",
        pages="007",
        added="2026-11-22",
        status="read",
        venue="",
        log=[{"date": "2026-11-22", "event": "start", "mine": ["x"]}],
        mykey={"deep": ["v"]},
    )
    assert (entry.authors, entry.tags, entry.areas) == (("A", "B"), ("one",), ("x",))
    assert (entry.et_al, entry.arxiv, entry.date, entry.rating, entry.pages) == (
        True,
        "2009.03300",
        "2017-07",
        4,
        7,
    )
    assert (entry.added, entry.status, entry.venue) == ("2026-11-22", "read", None)
    assert entry.log == (LogItem("2026-11-22", {"event": "start", "mine": ["x"]}),)
    assert entry.extra == {"mykey": {"deep": ["v"]}}


@pytest.mark.parametrize("values", [{}, {"title": None}, {"title": ""}])
def test_without_a_title_there_is_no_entry(values: dict[str, Value]) -> None:
    """A title that is missing or empty is named once."""
    assert entry_from("a", values) == (
        None,
        [Problem(("title",), "no title", "an entry needs at least a title")],
    )


@pytest.mark.parametrize(
    ("field", "value", "path", "reason"),
    [
        ("title", ["x"], ("title",), "title must be text, not a list"),
        ("venue", {"a": "b"}, ("venue",), "venue must be text, not a mapping"),
        ("kind", "article", ("kind",), 'kind "article" is not one that there is'),
        ("status", ["read"], ("status",), "status must be one value, not a list"),
        ("date", "July 2017", ("date",), 'date "July 2017" is not a date'),
        ("added", "2017-07", ("added",), 'added "2017-07" is not a day'),
        ("rating", "6", ("rating",), "rating 6 is out of range"),
        ("rating", "0", ("rating",), "rating 0 is out of range"),
        ("rating", "4.5", ("rating",), 'rating "4.5" is not a whole number'),
        ("pages", "-1", ("pages",), 'pages "-1" is not a whole number'),
        ("pages", "12345678", ("pages",), 'pages "12345678" is not a whole number'),
        ("pages", "１", ("pages",), 'pages "１" is not a whole number'),
        ("et_al", "maybe", ("et_al",), 'et_al "maybe" is neither true nor false'),
        ("tags", ["a", ["b"]], ("tags", 1), "tags must be a list of texts, not of lists"),
        ("authors", {"name": "x"}, ("authors", 0), "authors must be a list of texts, not of mappings"),
        ("log", "x", ("log",), "log must be a list, not a text"),
        ("log", [{"date": "2026-11-22"}, "x"], ("log", 1), "log has an item without keys"),
        ("log", [{"event": "start"}], ("log", 0), "log has an item without a day"),
        ("log", [{"date": "2026"}], ("log", 0), "log has an item without a day"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    field: str, value: Value, path: tuple[str | int, ...], reason: str
) -> None:
    """A value of the wrong sort is a problem that says where and what."""
    entry, problems = entry_from("a", {"title": "A", field: value})
    assert entry is None
    assert [(problem.path, problem.reason) for problem in problems] == [(path, reason)]


def test_all_problems_are_named_at_once() -> None:
    """One look shows everything that is to be mended, in the order of the table."""
    _, problems = entry_from("a", {"rating": "9", "date": "x"})
    assert [problem.path[0] for problem in problems] == ["date", "rating", "title"]
    assert [problem.hint for problem in problems[:2]] == ["YYYY, YYYY-MM or YYYY-MM-DD", "1 to 5"]


def test_the_list_file_is_read() -> None:
    """All its keys are read; none of them is required."""
    values: dict[str, Value] = {
        "name": "N",
        "curator": "C",
        "description": "D",
        "areas": ["b", "a"],
        "left_out": {"paper": "0", "blog": "7"},
        "views": {"old": "year:..2010"},
        "unknown": "x",
    }
    found = ListFile(
        name="N",
        curator="C",
        description="D",
        areas=("b", "a"),
        left_out={"paper": 0, "blog": 7},
        views={"old": "year:..2010"},
    )
    assert list_file_from(values) == (found, [])
    assert list_file_from({"name": None}) == (ListFile(), [])


def test_what_is_wrong_in_the_list_file_is_left_out() -> None:
    """The rest of it still holds."""
    found, problems = list_file_from(
        {"name": "N", "left_out": {"paper": "many"}, "views": "x", "areas": [{}]}
    )
    assert found == ListFile(name="N")
    assert {problem.path[0]: problem.reason for problem in problems} == {
        "areas": "areas must be a list of texts, not of mappings",
        "left_out": 'left_out "many" is not a whole number',
        "views": "views must have keys and values, not be a text",
    }


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("title", "A, B", "A, B"),
        ("tags", "a, b,,c ", ("a", "b", "c")),
        ("authors", '"A, B" , C "D", "', ("A, B", 'C "D"', '"')),
        ("authors", '"A" B, ""', ('"A" B',)),
        ("date", "Nov 2018", "2018-11"),
        ("added", "yesterday", "2026-11-21"),
        ("rating", "4", 4),
        ("et_al", "no", False),
        ("date", "2017", "2017"),
        ("venue", "", None),
        ("tags", "", ()),
    ],
)
def test_text_from_the_command_line(field: str, text: str, value: object) -> None:
    """What is typed gives a field its value; lists are cut at commas outside quotes."""
    assert parse_field(BY_NAME[field], text, TODAY) == value


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("rating", "9", "rating 9 is out of range; 1 to 5"),
        ("pages", "x", 'pages "x" is not a whole number; 1 or more'),
        ("status", "done", 'status "done" is not one that there is; one of candidate, rejected,'),
        (
            "status",
            "skim",
            'status "skim" is not one that there is; did you mean skimmed? (one of',
        ),
        ("kind", "Books", 'kind "Books" is not one that there is; did you mean book? (one of paper,'),
        ("et_al", "maybe", 'et_al "maybe" is neither true nor false'),
        ("date", "soon", 'date "soon" is not a date; YYYY, YYYY-MM'),
    ],
)
def test_text_that_does_not_fit_is_an_error(field: str, text: str, message: str) -> None:
    """The error says what is wrong and what would be right."""
    with pytest.raises(ValueError, match="^" + message.split(";", maxsplit=1)[0]) as caught:
        parse_field(BY_NAME[field], text, TODAY)
    assert str(caught.value).startswith(message)


_VALUES: Any = st.recursive(
    st.none() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from([*BY_NAME, "mykey"]), _VALUES, max_size=6))
def test_any_values_give_an_entry_or_problems(values: dict[str, Value]) -> None:
    """Whatever a file holds, there is an entry or a reason why not, and a stored entry comes back."""
    entry, problems = entry_from("a", values)
    assert (entry is None) == bool(problems)
    assert all(problem.path[0] in BY_NAME and problem.reason for problem in problems)
    if entry is not None:
        assert Entry.from_stored(entry.stored()) == entry
