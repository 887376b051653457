"""`path`: for people, for other programs, and where a name is a link."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.program import here, library, write
from tests.terminal import on_terminal

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of two entries in a folder with spaces in its name."""
    return library(tmp_path / "my  lib", one="One", two="Two")


def test_for_xargs(lib: Path) -> None:
    """A NUL after each path, and nothing else."""
    names = [f"{lib}/entries/{each}.yaml" for each in ("one", "two")]
    for option in ("-0", "--null"):
        assert here(lib, "path", option, "--where", "has:title").out == "".join(f"{each}\0" for each in names)
    assert here(lib, "path", "-0", "--where", "title:none").out == ""


def test_as_json(lib: Path) -> None:
    """An array of ids and paths, empty where nothing matches but for the exit code."""
    found = json.loads(here(lib, "path", "--json", "two", "one").out)
    assert found == [{"id": each, "path": f"{lib}/entries/{each}.yaml"} for each in ("two", "one")]


def test_one_or_the_other(lib: Path) -> None:
    """JSON needs no NUL."""
    ran = here(lib, "path", "-0", "--json", "one")
    assert (ran.code, ran.err) == (2, "readinglist: --null and --json exclude each other\n")


def test_nul_on_a_terminal(lib: Path) -> None:
    """It is made visible there."""
    assert on_terminal(["path", "-0", "one"], lib, width=200).text.startswith(f"{lib}/entries/one.yaml^@")


@pytest.mark.parametrize("command", [["path"], ["show"], ["read"], ["note"]])
@pytest.mark.parametrize("target", ["one.yaml", "nowhere.yaml"])
def test_a_link_is_no_entry(lib: Path, command: list[str], target: str) -> None:
    """Its name is not taken for words that another entry has, nor for the start of an id."""
    write(lib, "sym-b", "title: Sym\n")
    (lib / "entries" / "sym.yaml").symlink_to(target)
    ran = here(lib, *command, "sym")
    assert (ran.code, ran.err) == (3, "readinglist: entries/sym.yaml is a link, which is no entry\n")
    assert here(lib, "path", "sym-b").out == f"{lib}/entries/sym-b.yaml\n"
