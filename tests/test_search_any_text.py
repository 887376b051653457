"""Any text at all can be searched for: it is answered, or refused in one line that points at the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinglist.library.making import make_library
from tests import strategies
from tests.program import here
from tests.surroundings import clear

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PIECES = st.sampled_from(
    ["gpt", "hindsigth", "a", "OR", "NOT", "(", ")", '"', "-", "tag:", "is:unread", "year:2017..", "=", "+rl", "@x", ":"]
)  # fmt: skip
_QUERIES = st.one_of(
    st.lists(_PIECES, max_size=8).map(" ".join),
    st.lists(_PIECES | strategies.text, max_size=6).map("".join),
    st.text(max_size=30),
    st.text("ab-+()\"':=.,@!* ", max_size=20),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a copy of the shipped list."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("any")
        clear(patch, home)
        make_library(home / "lib", {"HOME": str(home)}, sample=True)
        yield home / "lib"


@given(query=_QUERIES)
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_text_is_answered_or_refused(folder: Path, query: str) -> None:
    """Hits are printed with 0, nothing with 1, and with 2 comes one line that says what is wrong."""
    ran = here(folder, "search", "--ids", "--", query)
    assert ran.code in (0, 1, 2)
    assert bool(ran.out) == (ran.code == 0)
    assert "Traceback" not in ran.err
    if ran.code == 2:
        assert ran.err.startswith("readinglist: ")
        assert ran.err.count("\n") == 1
    if ran.code == 1:
        assert ran.err


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ('"never closed', "is never closed"),
        ("(never closed", "is never closed"),
        ("closed)", "was never opened"),
        ("gpt OR", "nothing follows OR"),
        ("nofield:gpt", "no field is called"),
        ("year:abc", "is not a year"),
        ("@noview", "no view is called"),
        ("?!", "no word to look for"),
        ("x " * 501, "at most 500 terms"),
        ("x" * 10_001, "at most 10000 characters"),
    ],
)
def test_what_is_refused(folder: Path, query: str, refused: str) -> None:
    """What cannot have been meant as it stands, each kind with its reason."""
    ran = here(folder, "search", "--", query)
    assert (ran.code, refused in ran.err) == (2, True)


def test_words_that_nothing_has_are_told(folder: Path) -> None:
    """On stderr, once, few of many; small words are not."""
    ran = here(folder, "search", "--ids", "gpt of lottery xylophones lottery")
    assert (ran.code, ran.err) == (0, 'none of these has "lottery" or "xylophones"\n')
    ran = here(folder, "search", "--ids", "gpt", *(f"qqq{at}" for at in range(20)))
    assert ran.err.endswith('"qqq8" and 11 more\n')
    assert here(folder, "search", "xylophones").err == "readinglist: nothing found for xylophones\n"


def test_long_queries_are_cut_where_nothing_is_found(folder: Path) -> None:
    """The remark stays one line."""
    ran = here(folder, "search", "xylophones " * 100)
    assert (ran.code, len(ran.err.splitlines()[0]) < 200) == (1, True)


def test_many_repeated_words_are_quick(folder: Path) -> None:
    """What names nothing is looked up once, however often it is given."""
    for command in (("show",), ("tag", "+x", "--dry-run")):
        ran = here(folder, *command, *["xylophones", "orchids"] * 1500)
        assert (ran.code, ran.out) == (3, "")
