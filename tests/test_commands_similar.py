"""`similar`: lines, JSON, marks, and what is said where nothing is near."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.program import here, library, write
from tests.terminal import cells, on_terminal, plain

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library with two whales, an otter that is both, and others."""
    folder = library(tmp_path / "lib", whale="The whale", alone="Nothing like it")
    write(folder, "whale-b", "title: The whale again\ndistinct_from: [whale]\nstatus: read\n")
    write(folder, "otter", "title: Otter and whale\ntags: [sea]\n")
    for at in range(9):
        write(folder, f"more{at}", f"title: Lemma{at}\n")
    return folder


def test_lines(lib: Path) -> None:
    """The score first, then what `list` has, then the words that are shared, a mark before them."""
    ran = here(lib, "similar", "whale")
    lines = [line.split("\t") for line in ran.out.splitlines()]
    assert [(line[1], line[-1]) for line in lines] == [("whale-b", "(distinct) whale"), ("otter", "whale")]
    assert all(0 < float(line[0]) <= 1 for line in lines)
    assert (ran.code, ran.err) == (0, "")


def test_json_and_ids(lib: Path) -> None:
    """Objects as `list` has them, with score, words and the mark; ids alone."""
    listed = {each["id"]: each for each in json.loads(here(lib, "list", "--json").out)}
    found = json.loads(here(lib, "similar", "whale", "--json").out)
    assert [(each.pop("shared"), each.pop("distinct")) for each in found] == [
        (["whale"], True),
        (["whale"], False),
    ]
    for each in found:
        assert 0 < each.pop("score") <= 1
        assert each == listed[each["id"]]
    assert here(lib, "similar", "whale", "--ids").out == "whale-b\notter\n"
    assert here(lib, "similar", "whale", "--ids", "--unread").out == "otter\n"
    assert here(lib, "similar", "whale", "-n", "1", "--ids").out == "whale-b\n"


def test_rejected_entries_and_candidates(lib: Path) -> None:
    """They are as near as others, and can be asked for; --unread leaves them out."""
    here(lib, "reject", "otter")
    here(lib, "set", "whale-b", "status=candidate")
    lines = [line.split("\t") for line in here(lib, "similar", "whale").out.splitlines()]
    assert [line[1:3] for line in lines] == [["whale-b", "candidate"], ["otter", "rejected"]]
    assert here(lib, "similar", "otter", "--unread", "--ids").out == "whale\n"
    assert here(lib, "similar", "whale", "--unread").code == 1


def test_words_name_an_entry(lib: Path) -> None:
    """All of them together, for there is one entry."""
    assert here(lib, "similar", "otter", "whale", "--ids").out.splitlines()[0] == "whale"


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["alone"], 1, "nothing is near alone"),
        (["alone", "--unread"], 1, "nothing unread is near alone"),
        ([], 2, "say to which entry: a REF"),
        (["whale", "--json", "--ids"], 2, "--json and --ids exclude each other"),
        (["zzzzzz"], 3, "zzzzzz"),
    ],
)
def test_what_is_said(lib: Path, args: list[str], code: int, told: str) -> None:
    """One line, and the exit code that is due."""
    ran = here(lib, "similar", *args)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


def test_a_broken_entry(lib: Path) -> None:
    """Named as the REF it is refused, with exit 4; beside others it is passed over."""
    write(lib, "broken", "title: [\n")
    assert here(lib, "similar", "broken").code == 4
    ran = here(lib, "similar", "whale")
    assert ran.code == 0
    assert "skipped entries/broken.yaml" in ran.err


@pytest.mark.parametrize("width", [40, 80, 120])
def test_on_a_terminal(lib: Path, width: int) -> None:
    """Words and mark are there at every width, in a column or below the title."""
    for at in range(12):
        write(lib, f"pod{at}", f"title: A pod of whales {at}\n")
    shown = plain(on_terminal(["similar", "whale"], lib, width=width).text)
    assert all(cells(line) <= width for line in shown.splitlines())
    assert "(distinct) whale" in " ".join(shown.split())
    assert ("shared" in shown) == (width > 40)
    assert "10 of 14 (-n 0 shows all)" in shown
    assert "pods" not in here(lib, "--color", "always", "similar", "alone").out
    assert "whales 3" in plain(here(lib, "--color", "always", "similar", "whale").out)
