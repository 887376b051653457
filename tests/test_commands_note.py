"""`note` on one entry, several and many: whose notes get what, and what `-` stands for."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from unittest import mock

import pytest

from tests.program import here, library, tree, write
from tests.terminal import on_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Ran


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of three entries, two of which have a tag."""
    folder = library(tmp_path / "lib", one="One")
    write(folder, "two", "title: Two\ntags: [t]\nnotes: |\n    first  \n")
    write(folder, "three", "title: Three\ntags: [t]\n")
    return folder


def piped(folder: Path, stdin: bytes, *args: str) -> Ran:
    """Run a command line in this process, with this on stdin."""
    with mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin))):
        return here(folder, *args)


def test_where(lib: Path) -> None:
    """Every entry that matches gets the text, in one step, after a yes."""
    before = tree(lib)
    ran = piped(lib, b"", "note", "--where", "tag:t", "so - or so")
    assert (ran.code, tree(lib)) == (2, before)
    assert ran.err.startswith("readinglist: note 2 entries? Nobody can be asked here; --yes goes ahead")
    told = here(lib, "note", "--where", "tag:t", "so - or so", "--dry-run").out
    assert tree(lib) == before
    ran = here(lib, "note", "--where", "tag:t", "so - or so", "--yes")
    assert told == "".join(f"would change {line}\n" for line in ran.out.splitlines())
    assert tree(lib)["two.yaml"] == b"title: Two\ntags: [t]\nnotes: |\n    first  \n    so - or so\n"
    assert tree(lib)["three.yaml"] == b"title: Three\ntags: [t]\nnotes: |\n  so - or so\n"
    assert here(lib, "undo").out.count("took back note: ") == 2
    assert tree(lib) == before


def test_asked_on_a_terminal(lib: Path) -> None:
    """The entries are named, and nothing is written without a yes."""
    before = tree(lib)
    shown = on_terminal(["note", "--where", "tag:t", "x"], lib, answers="n\r")
    assert (shown.code, tree(lib)) == (5, before)
    assert "note 2 entries? [y/N]" in shown.text


def test_ids_on_stdin(lib: Path) -> None:
    """In the place of REF, - stands for them; the words after it are the text."""
    ran = piped(lib, b"one\ntwo\tx\n", "note", "-", "some", "words", "--yes")
    assert ran.out == "one: notes - → some words · One\ntwo: notes +some words · Two\n"
    assert piped(lib, b"", "note", "-", "x").code == 1


def test_text_on_stdin(lib: Path) -> None:
    """Where - is all of the text, with one REF or with --where."""
    assert piped(lib, b"a\r\n \n\n  b \n\n", "note", "one", "-").out == "one: notes - → a b · One\n"
    assert tree(lib)["one.yaml"] == b'title: "One"\nnotes: |\n  a\n\n\n    b\n'
    assert piped(lib, b"c\n", "note", "--where", "tag:t", "-", "--yes").out.count("c · T") == 2


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["one", "x", "-"], "- stands for stdin in the place of REF or of all of TEXT"),
        (["one", "-", "x"], "- stands for stdin in the place of REF or of all of TEXT"),
        (["-", "-"], "- stands for stdin in the place of REF or of all of TEXT"),
        (["-"], "say what to note; the editor takes one entry"),
        (["--where", "tag:t"], "say what to note; the editor takes one entry"),
        (["--where", "tag:t", "one", "x"], "with --where there is no REF, and the text is in quotes"),
        (["--where", " ", "x"], "--where is empty"),
        ([], "say which entry, and what to note"),
        (["", "x"], "say which entry, and what to note"),
        (["one", " "], "there is nothing to note"),
        (["one", "a\x1b[1m"], "the note has a control character (U+001B) in it; take it out"),
        (["one", "a\x07"], "the note has a control character (U+0007) in it; take it out"),
        (["one", "a\u202eb"], "the note has a hidden character (U+202E) in it; take it out"),
    ],
)  # fmt: skip
def test_what_makes_no_sense(lib: Path, args: list[str], said: str) -> None:
    """It is said in one sentence, and nothing is written."""
    before = tree(lib)
    ran = piped(lib, b"one\n", "note", *args)
    assert (ran.code, ran.out, tree(lib)) == (2, "", before)
    assert said in ran.err


def test_a_tab_stays_readable(lib: Path) -> None:
    """Notes with a tab are lines, not one line of escapes."""
    here(lib, "note", "one", "a\tb")
    here(lib, "note", "one", "c")
    assert tree(lib)["one.yaml"] == b'title: "One"\nnotes: |\n  a\tb\n  c\n'


def test_what_came_is_told(lib: Path) -> None:
    """Also where the last line ended in spaces."""
    assert here(lib, "note", "two", "more").out == "two: notes +more · Two\n"
