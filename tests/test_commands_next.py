"""`next`: lines, points, JSON, what is begun, and what is said where nothing is left."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.program import here, hostile_library, library, tree, write
from tests.terminal import on_terminal, plain

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of five entries, three of them left."""
    folder = library(tmp_path / "lib", plain="Plain")
    write(folder, "high", "title: High\npriority: high\npages: 10\n")
    write(folder, "begun", "title: Begun\nstatus: reading\nlog:\n  - {date: 2026-11-03, event: start}\n")
    write(folder, "done", "title: Done\nstatus: read\n")
    write(folder, "seen", "title: Seen\nstatus: skimmed\n")
    return folder


def test_lines(lib: Path) -> None:
    """The score first, then what `list` has; all of them in a pipe."""
    ran = here(lib, "next")
    assert ran.out.splitlines() == [
        "47.50\tbegun\treading\t\t\tBegun\t",
        "37.50\thigh\tunread\t\t\tHigh\t",
        "22.50\tplain\tunread\t\t\tPlain\t",
    ]
    assert (ran.code, ran.err) == (0, "")
    assert here(lib, "next", "-n", "1", "--ids").out == "begun\n"


def test_points(lib: Path) -> None:
    """A line for each part below, which add up to the score."""
    lines = here(lib, "next", "--why", "--minutes", "1h", "high").out.splitlines()
    assert lines[0].startswith("47.50\thigh\t")
    assert [line.split("\t") for line in lines[1:]] == [
        ["", "started", "0.00", "not begun"],
        ["", "priority", "30.00", "high"],
        ["", "minutes", "10.00", "10 pages left, about 30 minutes"],
        ["", "liked", "0.00", "nothing is rated 4 or 5 yet"],
        ["", "age", "2.50", "the day it was added is not known"],
        ["", "neglected", "5.00", "no area"],
    ]


def test_json(lib: Path) -> None:
    """Objects as `list` has them, with score and points."""
    listed = {each["id"]: each for each in json.loads(here(lib, "list", "--json").out)}
    found = json.loads(here(lib, "next", "--json").out)
    for each in found:
        assert round(sum(each.pop("why").values()), 2) == each.pop("score")
        assert each == listed[each["id"]]


def test_begin(lib: Path) -> None:
    """The first is begun as `start` does it, and `undo` takes it back."""
    before = tree(lib)
    assert here(lib, "next", "is:unread", "--start", "--dry-run").out.startswith("would change high: ")
    assert tree(lib) == before
    ran = here(lib, "next", "is:unread", "--start")
    assert ran.out == "high: status unread → reading · High\n"
    assert "event: start" in tree(lib)["high.yaml"].decode()
    assert here(lib, "undo").out.startswith("took back start: ")
    assert tree(lib) == before


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("is:skimmed title:done", "nothing matches"),
        ("tag:zzz", 'no tag has "zzz"'),
        ("done", "nothing is left to read of the 1 that match"),
    ],
)
def test_nothing_left(lib: Path, query: str, told: str) -> None:
    """It ends with 1 and says why."""
    ran = here(lib, "next", query)
    assert (ran.code, ran.out) == (1, "")
    assert told in ran.err


def test_nothing_left_at_all(tmp_path: Path) -> None:
    """Of an empty list, and of one that is read."""
    folder = library(tmp_path / "lib")
    assert here(folder, "next").err == "readinglist: the list is empty\n"
    write(folder, "done", "title: Done\nstatus: read\n")
    ran = here(folder, "next")
    assert (ran.code, ran.err) == (1, "readinglist: nothing is left to read\n")
    ran = here(folder, "next", "--json")
    assert (ran.code, json.loads(ran.out), ran.err) == (1, [], "readinglist: nothing is left to read\n")


def test_a_slip_is_corrected_but_not_for_what_writes(tmp_path: Path) -> None:
    """As `list` does it."""
    folder = library(tmp_path / "lib", one="Reinforcement of concrete")
    ran = here(folder, "next", "reinforcment")
    assert ran.out.split("\t")[1] == "one"
    assert ran.err == "readinglist: nothing has reinforcment; showing results for reinforcement\n"
    for option in ("--ids", "--start"):
        ran = here(folder, "next", "reinforcment", option)
        assert (ran.code, ran.out) == (1, "")
        assert "did you mean reinforcement?" in ran.err
    assert here(folder, "next", "qqqq").code == 1


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--minutes", "soon"], '--minutes: "soon" is no time'),
        (["--minutes", "0"], '--minutes: "0" is no time; write it like 25m, 1h or 1h30m'),
        (["--minutes", "9999"], "--minutes: 9999 is more than a day"),
        (["--start", "--json"], "--start and --json exclude each other"),
        (["--why", "--ids"], "--why and --ids exclude each other"),
        (["--dry-run"], "--dry-run is for --start; nothing is written without"),
        (["--yes"], "--yes is for --start"),
    ],
)
def test_bad_usage(lib: Path, args: list[str], told: str) -> None:
    """One line, exit 2."""
    ran = here(lib, "next", *args)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert ran.err.count("\n") == 1


def test_broken_entries_are_named(lib: Path) -> None:
    """And passed over."""
    write(lib, "broken", "title: [\n")
    ran = here(lib, "next")
    assert len(ran.out.splitlines()) == 3
    assert "skipped entries/broken.yaml" in ran.err


def test_on_a_terminal(lib: Path) -> None:
    """Three at most; where more are level with the first, that is said."""
    for name in ("a", "b", "c", "d"):
        write(lib, name, f"title: {name}\n")
    shown = plain(on_terminal(["next", "--why"], lib, width=60).text)
    assert [shown.count(each) for each in ("47.50", "not begun", "3 of 7 (-n 0 shows all)")] == [1, 2, 1]
    shown = plain(on_terminal(["next", "is:unread -high"], lib).text)
    assert "5 have the same score" in shown
    assert "not begun" in here(lib, "--color", "always", "next", "--why").out
    assert here(lib, "--color", "always", "next").err == ""


def test_nothing_acts_on_a_terminal(tmp_path: Path) -> None:
    """Titles and areas that try to."""
    folder = hostile_library(tmp_path / "lib")
    write(folder, "x", 'title: "a\\e]0;owned\\a"\nareas: ["\\e]0;owned\\a"]\n')
    for args in (["next", "--why", "-n", "0"], ["similar", "h0"]):
        assert "\x1b]0;" not in on_terminal(args, folder).text


def test_start_passes_over_what_is_being_read(lib: Path) -> None:
    """It begins the first that is not begun; where all are, it says so."""
    assert here(lib, "next", "--ids").out.splitlines()[0] == "begun"
    assert "status unread → reading" in here(lib, "next", "--start", "--yes").out
    ran = here(lib, "next", "id:begun", "--start", "--yes")
    assert (ran.code, ran.err.strip()) == (1, "readinglist: nothing is left to begin of the 1 that match")
