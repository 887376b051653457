"""What is said where nothing matches: which term rules everything out, and what would find something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.program import here
from tests.shelf import shelf

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "a": "title: Ants at home\nauthors: [Zed Young]\ndate: 2001\ntags: [nests]\n",
    "b": "title: Ants and self-care\ndate: 2003\ntags: [nests]\n",
    "c": "title: Orchids abroad\ndate: 2003\n",
}


@pytest.fixture(scope="module")
def lib(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a library of three entries."""
    return shelf(tmp_path_factory.mktemp("here"), **FILES).folder


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["list", "ants", "year:2002"], "nothing matches; without year:2002 there are 2"),
        (["list", "orchids", "tag:nests"], "nothing matches; without orchids there are 2, without tag:nests there is 1"),
        (["list", "tag:nests", "orchids OR (x y)"], "nothing matches"),
        (["list", "year:2002"], "nothing matches"),
        (["list", "selfcare"], "nothing matches; `readinglist search` forgives more, and finds something"),
        (["list", "zzz"], "nothing matches"),
        (["search", "tag:nests", "orchids"],
         "nothing found for tag:nests orchids; without tag:nests there is 1, without orchids there are 2"),
        (["search", "orchids year:2001", "author:young"],
         "nothing found for orchids year:2001 author:young; without orchids there is 1"),
        (["search", "qqqqq"], "nothing found for qqqqq"),
    ],
)  # fmt: skip
def test_what_rules_everything_out(lib: Path, args: list[str], told: str) -> None:
    """Each term without which there is something is named, with how much there is."""
    assert here(lib, *args) == (1, "", f"readinglist: {told}\n")


def test_near_titles(lib: Path) -> None:
    """A title with the words but for a slip is offered; none that only looks a little like them."""
    told = "readinglist: nothing found for orchdis, the nearest titles are:\n  c  Orchids abroad\n"
    assert here(lib, "search", "--exact", "orchdis") == (1, "", told)


def test_a_corrected_reference_is_told(lib: Path) -> None:
    """A command that reads says what it took misspelt words for, on stderr; of right ones it says nothing."""
    assert here(lib, "cite", "--format", "key", "orchdis abroad") == (
        0,
        "c\n",
        '"orchdis abroad" was taken for c\n',
    )
    assert here(lib, "cite", "--format", "key", "ants", "selv").err == '"ants selv" was taken for b\n'
    assert here(lib, "cite", "--format", "key", "orchids", "abroad").err == ""


def test_words_that_stand_apart(lib: Path) -> None:
    """A word that the best hit lacks, and that stands nowhere beside another of the query, is named."""
    ran = here(lib, "search", "young", "orchids", "--ids")
    assert (ran.code, ran.out) == (0, "c\na\n")
    assert ran.err == 'the first hit lacks "young", which nothing has together with another word\n'
    assert here(lib, "search", "young", "ants", "--ids").err == ""
    told = 'the first hit lacks "abroad (abroda)", which nothing has together with another word\n'
    assert here(lib, "search", "ants nests", "abroda", "--ids", "-n", "1").err == told
