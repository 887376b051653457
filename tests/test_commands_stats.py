"""`stats` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readinglist.library.making import make_library
from tests.captures import SCREENS
from tests.program import HOSTILE, here, hostile_library, library, write
from tests.readers import write_library
from tests.terminal import on_terminal

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the shipped list."""
    folder = tmp_path_factory.mktemp("sample") / "lib"
    make_library(folder, {"HOME": str(folder.parent)}, sample=True)
    return folder


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the library of an invented reader."""
    return write_library(tmp_path_factory.mktemp("reader") / "lib", 40)


def test_the_funnel_of_the_shipped_list(sample: Path) -> None:
    """166 papers and 105 posts were evaluated, 86 and 11 are kept."""
    ran = here(sample, "stats")
    assert (ran.code, ran.err) == (0, "")
    rows = [line.split("\t") for line in ran.out.splitlines()]
    assert {label: figure for section, label, figure in rows if section == "funnel"} == {
        "paper evaluated": "166", "paper kept": "86", "paper read": "0",
        "blog evaluated": "105", "blog kept": "11", "blog read": "0",
    }  # fmt: skip


def test_a_pipe_gets_three_cells(reader: Path) -> None:
    """Section, label, figure; nothing else, no colours."""
    out = here(reader, "stats").out
    assert "\x1b" not in out
    assert {line.count("\t") for line in out.splitlines()} == {2}


def test_a_query_and_a_field(reader: Path) -> None:
    """A part of the list by the values of one field."""
    ran = here(reader, "stats", "is:paper", "--by", "area")
    assert {line.count("\t") for line in ran.out.splitlines()} == {3}
    assert len(here(reader, "stats", "--by", "area", "-n", "1").out.splitlines()) == 2
    assert here(reader, "stats", "--by", "nope").code == 2


def test_json(reader: Path) -> None:
    """One object, which says what it is about; --year and --since bound it."""
    told = json.loads(here(reader, "stats", "is:kept", "--json", "--year", "2025").out)
    assert (told["list"], told["query"]) == ("Two years of reading", "is:kept")
    assert told["period"] == {"from": "2025-01-01", "to": "2025-12-31"}
    assert sum(week["read"] for week in told["weeks"]) == told["total"]["read"]
    assert all(len(values) <= 9 for values in told["by"].values())
    since = json.loads(here(reader, "stats", "--json", "--since", "2026-06", "--by", "tag").out)
    assert since["period"] == {"from": "2026-06-01", "to": "2026-11-23"}
    assert list(since["by"]) == ["tag"]


def test_a_review(reader: Path) -> None:
    """A page of Markdown."""
    out = here(reader, "stats", "--markdown", "--year", "2025").out
    assert out.startswith("# Read in 2025\n\nTwo years of reading: 1 January 2025 to 31 December 2025.\n")
    assert "## What was read" in out


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--year", "26"], '--year "26" is no year; write it like 2026'),
        (["--year", "0000"], '--year "0000" is no year'),
        (["--year", "2027"], "--year 2027 is yet to come"),
        (["--since", "tomorrow"], "--since tomorrow is yet to come"),
        (["--since", "soon"], '--since: "soon" is not a date'),
        (["--year", "2026", "--since", "2026"], "--year and --since exclude each other"),
        (["--json", "--markdown"], "--markdown and --json exclude each other"),
    ],
)
def test_bad_usage(reader: Path, args: list[str], message: str) -> None:
    """One line says what is wrong."""
    ran = here(reader, "stats", *args)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_nothing_matches(tmp_path: Path, sample: Path) -> None:
    """It is said, with exit code 1; a slip is corrected."""
    empty = here(library(tmp_path / "lib"), "stats")
    assert (empty.code, empty.out, empty.err) == (1, "", "readinglist: the list is empty\n")
    told = here(tmp_path / "lib", "stats", "--json")
    assert (told.code, json.loads(told.out)["total"]["read"]) == (1, 0)
    ran = here(sample, "stats", "zzzzzz")
    assert (ran.code, ran.out) == (1, "")
    slip = here(sample, "stats", "optimisaton")
    assert (slip.code, slip.err) == (
        0,
        "readinglist: nothing has optimisaton; showing results for optimization\n",
    )


def test_what_is_broken_is_named(tmp_path: Path) -> None:
    """An entry that was passed over, a list file that cannot be read."""
    folder = library(tmp_path / "lib", a="A")
    write(folder, "b", "title: [\n")
    write(folder, "_list", "left_out: 7\n")
    ran = here(folder, "stats")
    assert ran.code == 0
    assert "skipped entries/b.yaml" in ran.err
    assert "_list.yaml" in ran.err


def test_on_a_terminal(reader: Path) -> None:
    """Screens; of many values the first, and how many there are."""
    shown = on_terminal(["stats", "is:kept", "--since", "2026-01"], reader)
    assert shown.lines[0].rstrip() == "Two years of reading  is:kept · since 2026-01-01"
    assert "3 of 10 (-n 0 shows all)" in on_terminal(["stats", "--by", "author", "-n", "3"], reader).text


def test_texts_are_made_safe(tmp_path: Path) -> None:
    """On a terminal, in a pipe and in Markdown."""
    folder = hostile_library(tmp_path / "lib")
    for args in (["stats"], ["stats", "--by", "tag"]):
        text = "".join(on_terminal(args, folder, width=200).lines)
        assert "\x1b" not in text
        assert HOSTILE["[/foo]"] in text
    assert "\x1b" not in here(folder, "stats").out


def test_a_kind_that_is_none(tmp_path: Path) -> None:
    """A list file may name one; `check` says so, and it is counted like others."""
    folder = library(tmp_path / "lib", a="A")
    write(folder, "_list", "left_out: {論文: 3, paper: 1}\n")
    assert "funnel\t論文 evaluated\t3\n" in here(folder, "stats").out
    assert "論文    evaluated  3" in "\n".join(on_terminal(["stats"], folder).lines)


def test_the_page_shows_what_is_kept_as_a_screen() -> None:
    """The example of a list that was read is the beginning of that screen."""
    page = (ROOT / "docs" / "statistics.md").read_text(encoding="utf-8")
    example = page.split("```text\n")[1].split("\n...\n```")[0]
    assert (SCREENS / "reader-80.txt").read_text(encoding="utf-8").startswith(example)
