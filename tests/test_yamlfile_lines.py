"""Lines more in a block of text: what is there stays as it is written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.yamlfile.entries import change_entry
from readinglist.yamlfile.reading import read_entry
from readinglist.yamlfile.scalars import block


def added(notes: str, text: str = "new\n") -> str:
    """Return a file of these notes and another key after more was added to the notes."""
    data = f"title: T\n{notes}venue: V\n".encode()
    before = read_entry("x", data)
    assert before.notes is not None
    end = "" if before.notes.endswith("\n") else "\n"
    result = change_entry(data, before, replace(before, notes=f"{before.notes}{end}{text}")).decode()
    assert result.startswith("title: T\n")
    return result.removeprefix("title: T\n").removesuffix("venue: V\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("notes: |\n  a  \n  b\tc\n", "notes: |\n  a  \n  b\tc\n  new\n"),
        ("notes: | # mine\n    a\n\n    b\n", "notes: | # mine\n    a\n\n    b\n    new\n"),
        ("notes: |\n  a\n     \n  b\n", "notes: |\n  a\n     \n  b\n  new\n"),
        ("notes: |\n  a\n     \n", "notes: |\n  a\n     \n  new\n"),
        ("notes: |\n\n  a\n\n\n# after\n", "notes: |\n\n  a\n  new\n\n\n# after\n"),
        ("notes: |+\n  a\n\n", "notes: |+\n  a\n\n  new\n"),
        ("notes: |-\n  a\n", "notes: |\n  a\n  new\n"),
        ("notes: |3\n     a\n   b\n", "notes: |3\n     a\n   b\n   new\n"),
        ("notes: |\n  z\u200bw\n", "notes: |\n  z\u200bw\n  new\n"),
        ("notes: >\n  a\n  b\n\n  c\n", "notes: >\n  a\n  b\n\n  c\n\n  new\n"),
        ("notes: >-\n  a\n  b\n", "notes: >\n  a\n  b\n\n  new\n"),
        ("notes: plain  # why\n", "notes: |  # why\n  plain\n  new\n"),
        ('notes: "a\\tb\\n  c"\n', "notes: |\n  a\tb\n    c\n  new\n"),
        ('notes: "  a\\n\\nb"\n', "notes: |2\n    a\n\n  b\n  new\n"),
    ],
)
def test_a_line_more(before: str, after: str) -> None:
    """A block gets the line and keeps its bytes; other notes become a block where one can hold them."""
    assert added(before) == after


def test_several_lines_in_a_folded_block() -> None:
    """There an empty line is what divides; where that cannot say it the block becomes a literal one."""
    assert added("notes: >\n  a\n  b\n", "c\n\nd\n") == "notes: >\n  a\n  b\n\n  c\n\n\n  d\n"
    assert added("notes: >\n  a\n  b\n", "c\n  d\n") == "notes: |\n  a b\n  c\n    d\n"


def test_what_cannot_be_seen_is_an_escape() -> None:
    """It does not get into a block, whoever writes it."""
    assert added("notes: |\n  a\n", "b\u00ad\n") == 'notes: "a\\nb\\u00ad\\n"\n'
    assert added("notes: |\n  a\n", "  \nb\n") == 'notes: "a\\n  \\nb\\n"\n'


def test_a_block_that_ends_without_a_line_end() -> None:
    """Its last line gets one first."""
    data = b"title: T\r\nnotes: |\r\n  a"
    before = read_entry("x", data)
    assert change_entry(data, before, replace(before, notes="a\nb")) == data + b"\r\n  b"


def test_line_ends_of_a_file_that_becomes_one_line() -> None:
    """What comes after has the line ends that were there before."""
    data = b"title: |-\r\n  a"
    before = read_entry("x", data)
    after = replace(before, title="b", venue="c\nd")
    assert change_entry(data, before, after) == b"title: b\r\nvenue: |-\r\n  c\r\n  d"


_LINE = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" \t#:-"), max_size=9)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(_LINE, min_size=1, max_size=5),
    st.lists(_LINE.filter(lambda line: not line.isspace()), min_size=1, max_size=4),
)
def test_no_byte_that_is_there_changes(there: list[str], more: list[str]) -> None:
    """Whatever is in a literal block, the file afterwards starts with it; the rest comes behind."""
    head = "title: T\nnotes: |2\n  first\n" + "".join(f"  {line}\n" for line in there)
    data = f"{head}venue: V\n".encode()
    before = read_entry("x", data)
    assert before.notes is not None
    after = replace(before, notes=before.notes + "\n".join([*more, "last"]) + "\n")
    result = change_entry(data, before, after)
    assert read_entry("x", result) == after
    kept = head.rstrip("\n ") if not there[-1].strip(" ") else head
    assert result.startswith(kept.encode())
    assert result.endswith(b"venue: V\n")


@pytest.mark.parametrize(
    ("text", "header", "lines"),
    [
        ("  a\nb\n", "|2", ["    a", "  b"]),
        ("\n a\tb", "|2-", ["", "   a\tb"]),
        ("a\n\tb\n\n", "|+", ["  a", "  \tb", ""]),
    ],
)
def test_what_a_block_holds(text: str, header: str, lines: list[str]) -> None:
    """Tabs, and spaces before the first line, which the header tells of."""
    assert block(text, 2) == (header, lines)


@pytest.mark.parametrize("text", ["\ta\nb", "a\n \nb", "a\nb\u00ad", "a\tb", " a", "\n\n", ""])
def test_what_no_block_holds(text: str) -> None:
    """A tab at the start, lines of spaces, hidden characters; nor one line with a tab or a space before it."""
    assert block(text, 2) is None


@pytest.mark.parametrize(
    ("before", "tag", "after"),
    [
        ("tags: [ppo, # the algorithm\n  rl]\n", "rl", "tags: [ppo # the algorithm\n  ]\n"),
        ("tags:\n  - a # keep\n  - b\n  - c\n", "b", "tags:\n  - a # keep\n  - c\n"),
        ("tags: [a, b, c] # all\n", "b", "tags: [a, c] # all\n"),
        ("tags: [\n  a, # one\n  b, # two\n  c, # three\n]\n", "b", "tags: [\n  a, # one\n  c, # three\n]\n"),
    ],
)
def test_the_comment_of_a_neighbour_stays(before: str, tag: str, after: str) -> None:
    """What stands before an item that goes belongs to the one before."""
    data = f"title: T\n{before}".encode()
    entry = read_entry("x", data)
    assert change_entry(data, entry, entry.tagged([], [tag])).decode() == f"title: T\n{after}"
