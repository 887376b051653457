"""`tag`: what it makes of tags that no entry has, and of what looks like an option."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.program import here, library, process, tree, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of two entries with tags."""
    folder = library(tmp_path / "lib")
    write(folder, "one", "title: One\ntags: [atari, n]\n")
    write(folder, "two", "title: Two\ntags: [Dota]\n")
    return folder


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["two", "-y"], 'no entry has the tag "y"; did you mean --yes?'),
        (["two", "+x", "-y"], 'no entry has the tag "y"; did you mean --yes?'),
        (["two", "-h"], 'no entry has the tag "h"; did you mean --help?'),
        (["one", "-atari", "+atari"], 'the tag "atari" cannot be both added and removed'),
        (["-h"], "-h would remove the tag h; `readinglist tag --help`"),
        (["one", "-L", "/nowhere", "+x"], "/nowhere: no such folder"),
        (["one", "+x", "-L"], "--library is empty; name a folder"),
    ],
)
def test_what_is_refused(lib: Path, args: list[str], told: str) -> None:
    """Exit code 2 and one line, before anything is written."""
    before = tree(lib)
    ran = here(lib, "tag", *args)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"readinglist: {told}") or "/nowhere" in told
    assert tree(lib) == before


def test_a_tag_of_others_is_named(lib: Path) -> None:
    """Where other entries have the tag, or another removal hits, the rest is done."""
    ran = here(lib, "tag", "two", "-n", "+x")
    assert ran.err == 'readinglist: no entry here has the tag "n"\n'
    assert ran.out == "two: tags +x · Two\n"
    ran = here(lib, "tag", "one", "-atari", "-attari")
    assert ran.err == 'readinglist: no entry has the tag "attari"; did you mean atari?\n'
    assert ran.out == "one: tags -atari · One\n"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["one", "-attari"], 'no entry has the tag "attari"; did you mean atari?'),
        (["two", "-dota"], 'no entry has the tag "dota"; did you mean Dota?'),
        (["one", "--remove", "qqqq"], 'no entry has the tag "qqqq"'),
    ],
)
def test_a_tag_that_is_not_there_is_no_error(lib: Path, args: list[str], told: str) -> None:
    """A script may remove a tag twice; a slip is named all the same."""
    ran = here(lib, "tag", *args)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"readinglist: {told}\n{args[0]}: nothing to change\n"


def test_the_library_may_be_named(lib: Path, tmp_path: Path) -> None:
    """`-L` names the library also after the command; what merely begins with it is a tag."""
    other = library(tmp_path / "other", three="Three")
    assert process(other, "tag", "-L", str(lib), "two", "+LLM").out == "two: tags +LLM · Two\n"
    assert here(lib, "tag", "two", "-LLM").out == "two: tags -LLM · Two\n"


def test_check_names_tags_with_commas(lib: Path) -> None:
    """One text where a list is wanted is one tag, hardly as it was meant."""
    write(lib, "two", "title: Two\ntags: a,  b\n")
    ran = here(lib, "check")
    assert (
        'entries/two.yaml:2: warning: tag "a,  b" has a comma; write a list, tags: [a, b]'
        in ran.out + ran.err
    )


def test_only_a_near_tag_is_meant(lib: Path) -> None:
    """Letters in common are not enough."""
    here(lib, "tag", "one", "+instructgpt")
    assert (
        here(lib, "tags", "rename", "nosuchtag", "x").err == 'readinglist: no entry has the tag "nosuchtag"\n'
    )
    assert here(lib, "tags", "rename", "instructgtp", "x").err.endswith("; did you mean instructgpt?\n")
