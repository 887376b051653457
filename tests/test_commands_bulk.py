"""Many entries at once: one step for undo, and progress on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from readinglist.library import Library
from tests.program import here, library, tree
from tests.shelf import environ
from tests.terminal import on_terminal

if TYPE_CHECKING:
    from pathlib import Path

MANY = 120


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of enough entries to be told about."""
    return library(tmp_path / "lib", **{f"e{n:03}": f"Title {n}" for n in range(MANY)})


def test_progress_on_a_terminal(lib: Path) -> None:
    """What is being done is told and wiped; then each entry has its line."""
    before = tree(lib)
    for args in (["tag", "--where", "has:title", "+x"], ["rm", "--where", "has:title"]):
        shown = on_terminal([*args, "--yes"], lib)
        assert shown.code == 0
        assert f"\r\x1b[Kpreparing 20 of {MANY} files\r\x1b[K" in shown.text or args[0] == "rm"
        assert f"\r\x1b[Kwriting 100 of {MANY} files\r\x1b[K" in shown.text
        lines = shown.text.rpartition("\x1b[K")[2].splitlines()
        assert (len(lines), " files" in "".join(lines)) == (MANY, False)
    shown = on_terminal(["undo"], lib)
    assert f"\r\x1b[Kwriting 100 of {MANY} files\r\x1b[K" in shown.text
    assert shown.text.rpartition("\x1b[K")[2].count("took back rm: ") == MANY
    assert here(lib, "undo").out.count("took back tag: ") == MANY
    assert tree(lib) == before


def test_none_in_a_pipe(lib: Path) -> None:
    """Where nobody looks nothing is told."""
    assert here(lib, "tag", "--where", "has:title", "+x", "--yes").err == ""


def test_a_dry_run_prepares_only(lib: Path) -> None:
    """Nothing is written, and nothing says so."""
    text = on_terminal(["tag", "--where", "has:title", "+x", "--dry-run"], lib).text
    assert ("preparing 100" in text, "writing" in text) == (True, False)


def test_from_python(lib: Path, tmp_path: Path) -> None:
    """The library tells how many are done, of how many, and what is being done with them."""
    told: list[tuple[int, int, str]] = []
    shelf = Library(lib, environ(tmp_path))
    ids = ["e000", "e001"]
    shelf.change(
        ids, lambda entry: entry.tagged("x", ()), label="tag", progress=lambda *each: told.append(each)
    )
    assert told == [(1, 2, "preparing"), (2, 2, "preparing"), (1, 2, "writing"), (2, 2, "writing")]
    told.clear()
    shelf.remove(ids, progress=lambda *each: told.append(each))
    assert told == [(1, 2, "writing"), (2, 2, "writing")]


def test_broken_entries_are_named(lib: Path) -> None:
    """What a query cannot look into is no match; who changes all that match is told so."""
    (lib / "entries" / "e000.yaml").write_text("title: [", encoding="utf-8")
    ran = here(lib, "tag", "--where", "has:title", "+x", "--yes")
    assert (ran.code, ran.out.count("+x")) == (0, MANY - 1)
    assert ran.err.startswith("readinglist: skipped entries/e000.yaml:")
