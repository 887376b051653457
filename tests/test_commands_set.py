"""`set` and `add`: what is taken for a value, what is refused, and what to type instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.program import here, library, tree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of one entry."""
    return library(tmp_path / "lib", one="One")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("tags=a, b,a", "tags: [a, b]"),
        ("tag=a", "tags: [a]"),
        ("areas=X,X", "areas: [X]"),
        ("authors=Wei Wang, Wei Wang", "authors:\n  - Wei Wang\n  - Wei Wang\n"),
        ('authors="OpenAI, Inc.", Jane Doe', "authors:\n  - OpenAI, Inc.\n  - Jane Doe\n"),
        ('authors="OpenAI","DeepMind"', "authors:\n  - OpenAI\n  - DeepMind\n"),
        ('authors=Jane "JD" Doe', 'authors:\n  - Jane "JD" Doe\n'),
        ("authors=OpenAI", "authors:\n  - OpenAI\n"),
        ("added=yesterday", "added: 2026-11-22"),
        ("added=2020-01-01", "added: 2020-01-01"),
        ("date=nov 2018", "date: 2018-11"),
        ("date= 2018 ", "date: 2018\n"),
        ("date=3 days ago", "date: 2026-11-20"),
        ("notes=a: b\n\n- c # d", "notes: |\n  a: b\n\n  - c # d\n"),
        ("notes=a\r\n  \r\nb\r\n", "notes: |\n  a\n\n  b\n"),
        ("takeaway=a\nb", "takeaway: |-\n  a\n  b\n"),
        ("notes=a ", "notes: 'a '\n"),
        ("summary=" + "several words " * 9 + "end", "summary: >-\n  several words several words"),
    ],
)
def test_what_is_taken(lib: Path, typed: str, written: str) -> None:
    """Items once each, commas kept by quotes, and days as people name them."""
    assert here(lib, "set", "one", typed).code == 0
    assert written in tree(lib)["one.yaml"].decode()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["set", "one", "title=Two\nlines"], "title is one line, and this has 2; put a space in place of the line end"),
        (["set", "one", "venue=a\n\nb"], "venue is one line, and this has 3; put a space in place of the line end"),
        (["set", "one", "authors=A B\nC D"], "authors is one line, and this has 2; several are divided by commas"),
        (["set", "one", "title=a\x1b[1m"], "title has a control character (U+001B) in it; take it out"),
        (["set", "one", "notes=a\nb\x07"], "notes has a control character (U+0007) in it; take it out"),
        (["set", "one", "mine=a\x85b"], "mine has a control character (U+0085) in it; take it out"),
        (["add", "A\nnew one"], "title is one line, and this has 2; put a space in place of the line end"),
        (["add", "New", "--venue", "a\0"], "venue has a control character (U+0000) in it; take it out"),
        (["add", "\x07New"], "title has a control character (U+0007) in it; take it out"),
    ],
)  # fmt: skip
def test_lines_and_control_characters(lib: Path, args: list[str], told: str) -> None:
    """A title is one line, and no text has characters in it that act and are not seen; nothing is written."""
    before = tree(lib)
    ran = here(lib, *args)
    assert (ran.code, ran.err) == (2, f"readinglist: {told}\n")
    assert tree(lib) == before


def test_tabs_and_line_ends_are_kept(lib: Path) -> None:
    """A tab stays, line ends become ours, and one at the end of a title is none."""
    assert here(lib, "set", "one", "title=Uno\n", "notes=a\tb\r\nc", "mine=x\r\ny").code == 0
    assert tree(lib)["one.yaml"] == b'title: "Uno"\nnotes: |\n  a\tb\n  c\nmine: |-\n  x\n  y\n'


def test_add_takes_the_same(lib: Path) -> None:
    """A tag given twice stands once, and days are named as in queries."""
    assert (
        here(lib, "add", "New", "--tag", "a", "--tag", "a", "--added", "yesterday", "--date", "nov 2018").code
        == 0
    )
    assert tree(lib)["new.yaml"] == b"title: New\ndate: 2018-11\ntags: [a]\nadded: 2026-11-22\n"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["tag=+a"], '"+a" is no tag; a tag is text'),
        (['tags="a,b",c'], '"a,b" is no tag; a tag is text'),
        (["tags=a\x1b"], "tags has a control character (U+001B) in it; take it out"),
        (["authors=Doe, Jane"], '"Doe, Jane" would be two authors; write "Jane Doe", or if they are two, author=\'"Doe", "Jane"\''),
        (["author=van Dam, Jane, Roe, Rick"], '"van Dam, Jane" would be two authors; write "Jane van Dam"'),
        (["rating=5", "rating=3"], "rating is set twice; name it once"),
        (["tag=a", "tags=b"], "tags is set twice"),
        (["tags+=a"], "tags is set as a whole; `readinglist tag REF +a` adds a tag"),
        (["authors+=a"], "authors is set as a whole; write authors=value, all of it"),
        (["rating", "5"], "nothing to set; write rating=5"),
        (["rating:5"], '"rating:5" sets nothing; write rating=5'),
        (["tag: a", "pages=3"], '"tag: a" sets nothing; write tag=a'),
        (["a.b=1"], '"a.b" cannot be the name of a key; it has letters'),
        (["id=two"], "id cannot be set; `readinglist rename REF two`"),
        (["id="], "id cannot be set; `readinglist rename REF NEWID`"),
        (["added=soon"], 'added "soon" is not a day; YYYY-MM-DD'),
        (["added=nov 2018"], 'added "2018-11" is not a day; YYYY-MM-DD'),
    ],
)  # fmt: skip
def test_what_is_refused(lib: Path, args: list[str], told: str) -> None:
    """One line says why, and what to type; nothing is written."""
    before = tree(lib)
    ran = here(lib, "set", "one", *args)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith("readinglist: ")
    assert told in ran.err
    assert tree(lib) == before


@pytest.mark.parametrize("ref", ["arxiv:1707.06347", "https://x.org/?id=1", "10.1000/a=b"])
def test_identifiers_stay_references(lib: Path, ref: str) -> None:
    """A colon or an equals sign in an identifier or an address makes no assignment of it."""
    assert here(lib, "set", ref, "rating=5").code == 3


def test_a_new_key_is_remarked(lib: Path) -> None:
    """A name that no entry had is told to be a key of one's own, the first time and where it is set."""
    assert here(lib, "set", "one", "prio=high").out == "one: prio - → high (a key of your own) · One\n"
    assert here(lib, "set", "one", "prio=low").out == "one: prio high → low · One\n"
    assert "(a key of your own: mood)" in here(lib, "set", "one", "prio=x", "mood=y").out
    assert "of your own" not in here(lib, "set", "one", "prio=", "never=").out
