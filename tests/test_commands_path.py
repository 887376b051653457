"""`path`: for people, for other programs, and where a name is a link."""

from __future__ import annotations

import io
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


def test_lines_that_begin_with_a_group(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are no ids; it says how to have these."""
    here(lib, "set", "one", "date=2016")
    monkeypatch.setattr("sys.stdin", io.StringIO(here(lib, "list", "--group-by", "year", "one").out))
    ran = here(lib, "read", "-")
    hint = "stdin takes ids, one a line: --ids or --format '{id}' prints them, without --group-by"
    assert (ran.code, ran.err) == (3, f'readinglist: no entry of the id "2016"; {hint}\n')


@pytest.mark.parametrize(
    "ref", ["./one.yaml", "../entries/one.yaml", "{lib}/entries/one.yaml", "../../link/one.yaml"]
)
def test_a_path_is_a_reference(lib: Path, monkeypatch: pytest.MonkeyPatch, ref: str) -> None:
    """Any way to a file of the library, as a shell completes it or as `path` prints it."""
    (lib.parent / "link").symlink_to(lib / "entries")
    monkeypatch.chdir(lib / "entries")
    ran = here(lib, "read", "--yes", ref.format(lib=lib), here(lib, "path", "two").out.rstrip("\n"))
    assert (ran.code, ran.out) == (
        0,
        "one: status unread → read · One\ntwo: status unread → read · Two\n",
    )


@pytest.mark.parametrize(
    "ref",
    ["./nobody.yaml", "../one.yaml", "../../other/one.yaml", "/one.yaml", "./a\0/one.yaml", "./_list.yaml"],
)
def test_a_path_that_leads_elsewhere(lib: Path, monkeypatch: pytest.MonkeyPatch, ref: str) -> None:
    """A file that is not there, or of another folder, is no entry, whatever its name."""
    (lib.parent / "other").mkdir()
    (lib.parent / "other" / "one.yaml").write_text("title: Other\n")
    monkeypatch.chdir(lib / "entries")
    assert here(lib, "show", ref).code == 3
