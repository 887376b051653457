"""Templates: fields are looked up, and nothing else is ever read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.errors import UsageError
from readinglist.model.entry import Entry
from readinglist.model.fields import BY_NAME
from readinglist.render.template import read_template
from tests.terminal import cells

PAPER = Entry(
    id="ho2017", title="Deep\x1b[31m\tnets\nagain", date="2017-07", authors=("Jonathan Ho", "X Y"), et_al=True,
    tags=("a", "b"), rating=4, venue="強化学習による", extra={"my key": ["p", "q"], "own": None},
)  # fmt: skip


def _line(template: str) -> str:
    return read_template(template, lambda name: name).line(PAPER, {"score": "1.5"})


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{id} {year}", "ho2017 2017"),
        ("{authors}", "Jonathan Ho, X Y, et al."),
        ("{tags}|{rating}|{doi}|", "a, b|4||"),
        ("{title}", "Deep^[[31m nets again"),
        ("{title:.4}|", "Deep|"),
        ("{id:8}|{id:2}|{id:.2}|{id:5.2}|{id:}|", "ho2017  |ho2017|ho|ho   |ho2017|"),
        ("{venue:.5}|{venue:16}|", "強化|強化学習による  |"),
        ("{venue:.0}|", "|"),
        ("{venue:.99}|", "強化学習による|"),
        ("{my key}{own}{ id }", "p, qho2017"),
        ("{score}", "1.5"),
        (r"{id}\t{year}\n\\n", "ho2017\t2017\n\\n"),
        ("a\tb\nc", "a\tb\nc"),
        (r"\x \ \"", r"\x \ \""),
        ("{{{id}}} {{id}}", "{ho2017} {id}"),
        ("\x1b[31m{id}", "^[[31mho2017"),
        ("", ""),
    ],
)
def test_lines(template: str, line: str) -> None:
    """Values are safe and on one line; widths are columns of a terminal; tabs and line ends are meant."""
    assert _line(template) == line


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{", "the { at character 1 has no partner"),
        ("id}", "the } at character 3 has no partner"),
        ("{id {title}", "the { at character 1 has no partner"),
        ("{}", "{} names no field"),
        ("{ :3}", "{} names no field"),
        ("{id:>3}", '">3" is no size'),
        ("{id:3d}", '"3d" is no size'),
        ("{id:1000}", '"1000" is no size'),
        ("{id:٣}", "is no size"),
        ("{id:.}", '"." is no size'),
        ("{title:{id}}", "the { at character 1 has no partner"),
    ],
)
def test_what_makes_no_sense(template: str, told: str) -> None:
    """A template that is none is named with the place or the piece, and what would do."""
    with pytest.raises(UsageError) as raised:
        _line(template)
    assert told in str(raised.value)
    assert raised.value.hint


@pytest.mark.parametrize(
    "name", ["title.__class__", "authors[0]", "title!r", "0", "__class__", "id()", "title.upper"]
)
def test_names_are_only_looked_up(name: str) -> None:
    """Attributes, items and conversions are names like any other: of no field."""

    def field(typed: str) -> str:
        if typed not in BY_NAME:
            raise UsageError(f"no field {typed}")
        return typed

    with pytest.raises(UsageError, match="no field"):
        read_template("{" + name + "}", field)


@given(st.text(alphabet="{}:.\\ntidx0123 é強\x1b\t", max_size=30))
@settings(max_examples=200, deadline=None)
def test_any_template(text: str) -> None:
    """Whatever is typed gives a line or one error, and nothing that acts on a terminal."""
    try:
        line = _line(text)
    except UsageError:
        return
    assert "\x1b" not in line


@given(st.text(max_size=20), st.integers(0, 30), st.integers(0, 30))
@settings(max_examples=100, deadline=None)
def test_sizes_hold(title: str, width: int, most: int) -> None:
    """A value takes its width at least and never more than both allow."""
    entry = Entry(id="x", title=title)
    line = read_template(f"{{title:{width}.{most}}}", lambda name: name).line(entry)
    if line.isascii():
        assert width <= len(line) <= max(width, most)
    assert cells(line) <= max(width, most) + sum(not char.isascii() for char in line)
