"""Beginning, finishing and giving up: days, pages, ratings, and the one question that may be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.program import here, library, tree, write
from tests.terminal import on_terminal

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = "What did One show, in one line? (Enter skips)"


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of two entries."""
    folder = library(tmp_path / "lib", two="Two")
    write(folder, "one", "title: One\npages: 20\n")
    return folder


def _text(folder: Path, entry_id: str = "one") -> str:
    return (folder / "entries" / f"{entry_id}.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "lines"),
    [
        (
            ["start", "one", "--date", "mon", "--page", "5"],
            ["status: reading", "  - {date: 2026-11-23, event: start, page: 5}"],
        ),
        (["read", "one", "--date", "2 weeks ago"], ["status: read", "  - {date: 2026-11-09, event: finish}"]),
        (["read", "one", "--rating", "4", "-m", " It  works\n"], ["rating: 4", "takeaway: It works"]),
        (["skim", "one", "--date", "-3d"], ["status: skimmed", "  - {date: 2026-11-20, event: skim}"]),
        (
            ["drop", "one", "-m", "no, too long"],
            ["status: dropped", "  - {date: 2026-11-23, event: drop, note: 'no, too long'}"],
        ),
    ],
    ids=lambda args: args[0],
)
def test_what_is_written(lib: Path, args: list[str], lines: list[str]) -> None:
    """The status, and in the log the day and what belongs to it; a second time there is nothing to change."""
    before = tree(lib)
    assert here(lib, *args).code == 0
    assert [line for line in lines if line not in _text(lib).splitlines()] == []
    assert here(lib, *args).err == "one: nothing to change\n"
    assert here(lib, "undo").code == 0
    assert tree(lib) == before


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["start", "one", "--page", "21"], "entries/one.yaml: there is no page 21: it has 20"),
        (["start", "one", "--page", "0"], "entries/one.yaml: pages are counted from 1"),
        (["start", "one", "--page", "x"], '--page "x" is no page; it is a number'),
        (["read", "one", "--rating", "6"], '"6" is no rating; it is a number from 1 to 5'),
        (["read", "one", "-m", " "], "--takeaway is empty; say it in one line"),
        (["drop", "one", "-m", " "], "--why is empty"),
        (["read", "one", "--date", ""], '--date "" is not a day; write it like'),
        (["read", "one", "--date", "tomorrow"], "--date 2026-11-24 is still to come"),
    ],
)
def test_what_makes_no_sense(lib: Path, args: list[str], told: str) -> None:
    """A clear answer, and nothing is written."""
    before = tree(lib)
    ran = here(lib, *args)
    assert (ran.code, ran.out, told in ran.err) == (2, "", True), ran.err
    assert tree(lib) == before


def test_days_that_do_not_fit_the_log(lib: Path) -> None:
    """Nothing ends before it was last read, begins before an earlier end, or happens on two days at once."""
    here(lib, "start", "one", "--date", "2026-11-10")
    here(lib, "log", "one", "1-3", "--date", "2026-11-15")
    ran = here(lib, "read", "one", "--date", "2026-11-12")
    assert (ran.code, "it was still being read on 2026-11-15; `readinglist edit one`" in ran.err) == (2, True)
    ran = here(lib, "start", "one", "--date", "2026-11-11")
    assert (ran.code, "it is being read already, since 2026-11-10" in ran.err) == (2, True)
    ran = here(lib, "start", "one", "--page", "5", "--date", "2026-11-10")
    assert (ran.code, "it is being read already; `readinglist log one p5` says how far" in ran.err) == (
        2,
        True,
    )
    ran = here(lib, "start", "one", "--page", "3")
    assert (ran.code, "it is being read already; you are at page 3" in ran.err) == (2, True)
    here(lib, "read", "one", "--date", "2026-11-20")
    ran = here(lib, "read", "one", "--date", "2026-11-21")
    assert (ran.code, "it is read already, since 2026-11-20; `readinglist edit one`" in ran.err) == (2, True)
    here(lib, "unread", "one")
    ran = here(lib, "start", "one", "--date", "2026-11-19")
    assert (ran.code, "it was read until 2026-11-20" in ran.err) == (2, True)
    assert here(lib, "start", "one").code == 0


def test_the_page_is_told(lib: Path) -> None:
    """At which it begins, where that was said."""
    ran = here(lib, "start", "one", "--page", "5", "--date", "2026-11-10")
    assert ran.out == "one: status unread → reading at page 5 on 2026-11-10 · One\n"


def test_the_day_is_told(lib: Path) -> None:
    """Where it was named, and something of it came into the log."""
    ran = here(lib, "start", "one", "--date", "fri")
    assert ran.out == "one: status unread → reading on 2026-11-20 · One\n"
    ran = here(lib, "read", "one", "--date", "sat", "--rating", "3")
    assert ran.out == "one: status reading → read on 2026-11-21, rating - → 3 · One\n"
    ran = here(lib, "read", "one", "--date", "sat", "--rating", "4")
    assert ran.out == "one: rating 3 → 4 · One\n"


def test_a_reason_that_comes_later(lib: Path) -> None:
    """It is added to the end in the log, in place of one that is there."""
    here(lib, "drop", "one", "--date", "fri")
    assert here(lib, "drop", "one", "-m", "too long").out == "one: why - → too long · One\n"
    assert "  - {date: 2026-11-20, event: drop, note: too long}" in _text(lib).splitlines()
    assert here(lib, "drop", "one", "-m", "dull").out == "one: why too long → dull · One\n"
    assert here(lib, "drop", "one", "-m", "dull").err == "one: nothing to change\n"
    write(lib, "two", "title: Two\nstatus: dropped\n")
    assert here(lib, "drop", "two", "-m", "dull").err == "two: nothing to change\n"


def test_one_end_a_day(lib: Path) -> None:
    """Another end of the same day takes the place of the one before; that of another day stays."""
    for command in ("read one", "skim one", "drop one -m no", "read one"):
        assert here(lib, *command.split()).code == 0
    assert _text(lib).count("event") == _text(lib).count("  - {date: 2026-11-23, event: finish}") == 1
    here(lib, "skim", "two", "--date", "2026-11-20")
    ran = here(lib, "read", "two", "--date", "2026-11-19")
    assert (ran.code, "it was read until 2026-11-20" in ran.err) == (2, True)
    here(lib, "read", "two")
    assert _text(lib, "two").count("event") == 2


@pytest.mark.parametrize("command", ["start", "read", "skim", "drop"])
def test_what_was_rejected(lib: Path, command: str) -> None:
    """It is refused, with what would keep it."""
    here(lib, "reject", "one")
    ran = here(lib, command, "one")
    assert (ran.code, "it was rejected; `readinglist keep one` keeps it after all" in ran.err) == (5, True)


def test_what_is_read_already_can_be_rated(lib: Path) -> None:
    """Without another end in the log, whatever day it is."""
    here(lib, "read", "one", "--date", "2026-11-20")
    assert here(lib, "read", "one", "--rating", "3").out == "one: rating - → 3 · One\n"
    assert _text(lib).count("finish") == 1


def test_earlier_readings_stay(lib: Path) -> None:
    """`unread` takes nothing out of the log; what is read again counts from the beginning."""
    for command in ("start one", "log one 1-9", "read one", "unread one"):
        assert here(lib, *command.split()).code == 0
    assert here(lib, "list", "--format", "{progress}", "id:=one").out == "\n"
    here(lib, "start", "one")
    assert here(lib, "list", "--format", "{progress}", "id:=one").out == "0/20\n"


def _asked(folder: Path, *args: str, answers: str = "") -> str:
    shown = on_terminal(args, folder, answers=answers)
    assert shown.code == 0, shown.text
    return shown.text


def test_a_terminal_is_asked_once(lib: Path) -> None:
    """What an entry showed is asked for where it has become read; the answer is its takeaway."""
    assert QUESTION in _asked(lib, "read", "one", answers="It  works\n")
    assert "takeaway: It works" in _text(lib)
    assert QUESTION not in _asked(lib, "read", "one")


@pytest.mark.parametrize("answers", ["\n", "\x04"])
def test_enter_skips(lib: Path, answers: str) -> None:
    """Nothing typed is no takeaway; it is read all the same."""
    assert QUESTION in _asked(lib, "read", "one", answers=answers)
    assert ("takeaway" in _text(lib), "status: read" in _text(lib)) == (False, True)


@pytest.mark.parametrize(
    "args", [["one", "--yes"], ["one", "-m", "x"], ["one", "--dry-run"], ["one", "two", "--yes"]]
)
def test_nobody_is_nagged(lib: Path, args: list[str]) -> None:
    """Neither with --yes nor where it is said already, nor for several."""
    assert "What did" not in _asked(lib, "read", *args)


def test_control_c_at_the_question(lib: Path) -> None:
    """It writes nothing, and says so."""
    before = tree(lib)
    shown = on_terminal(["read", "one"], lib, answers="\x03")
    assert (shown.code, "nothing was written" in shown.text) == (130, True)
    assert tree(lib) == before


def test_a_setting_turns_the_question_off(lib: Path, home: Path) -> None:
    """As does a takeaway that the entry has."""
    path = home / ".config" / "readinglist" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text("ask_takeaway = false\n", encoding="utf-8")
    assert "What did" not in _asked(lib, "read", "one")
    assert "ask_takeaway\tfalse\tconfig.toml" in here(lib, "config").out
    path.unlink()
    write(lib, "two", "title: Two\ntakeaway: known\n")
    assert "What did" not in _asked(lib, "read", "two")


def test_a_broken_entry_is_named(lib: Path) -> None:
    """Nothing is asked of it."""
    write(lib, "two", "title: [\n")
    shown = on_terminal(["read", "two"], lib)
    assert (shown.code, "What did" in shown.text) == (4, False)
