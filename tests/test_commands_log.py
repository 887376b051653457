"""Sessions: what `log` writes and says, and what it refuses."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from readinglist.reading.amounts import is_minutes
from tests.program import here, library, tree, write

if TYPE_CHECKING:
    from pathlib import Path

PAPER = "title: Paper\npages: 24\nstatus: reading\nlog:\n  - {date: 2026-11-16, event: start}\n"
LATER = PAPER + "  - {date: 2026-11-18, pages: 1-11, minutes: 30}\n"
ENDED = LATER.replace("reading", "read") + "  - {date: 2026-11-20, event: finish}\n"


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of a paper of 24 pages that is being read, and one that is not."""
    folder = library(tmp_path / "lib", new="New")
    write(folder, "paper", PAPER)
    return folder


def _log(folder: Path, entry_id: str = "paper") -> list[str]:
    text = (folder / "entries" / f"{entry_id}.yaml").read_text(encoding="utf-8")
    return [line.removeprefix("  - ") for line in text.splitlines() if line.startswith("  - ")]


@pytest.mark.parametrize(
    ("typed", "written", "told"),
    [
        (
            ["12-19", "25m"],
            "pages: 12-19, minutes: 25",
            "pages 12-19, 25 minutes noted; page 19 of 24, 5 left",
        ),
        (
            ["25m", "12-19"],
            "pages: 12-19, minutes: 25",
            "pages 12-19, 25 minutes noted; page 19 of 24, 5 left",
        ),
        (["p4"], "pages: 1-4", "pages 1-4 noted; page 4 of 24, 20 left"),
        (["+8"], "pages: 1-8", "pages 1-8 noted; page 8 of 24, 16 left"),
        (["50%"], "pages: 1-12", "pages 1-12 noted; page 12 of 24, 12 left"),
        (["1h30m"], "minutes: 90", "90 minutes noted"),
        (["1m"], "minutes: 1", "1 minute noted"),
        (
            ["20-24"],
            "pages: 20-24",
            "pages 20-24 noted; page 24 of 24, that was the last page; `readinglist read paper` marks it as read",
        ),
    ],
)
def test_what_was_read(lib: Path, typed: list[str], written: str, told: str) -> None:
    """The log has what is meant, and the message how far that is; undo takes it back."""
    before = tree(lib)
    ran = here(lib, "log", "paper", *typed)
    assert (ran.code, ran.out, ran.err) == (0, f"paper: {told} · Paper\n", "")
    assert _log(lib)[1:] == [f"{{date: 2026-11-23, {written}}}"]
    assert here(lib, "undo").out.startswith(f"took back log {' '.join(sorted(typed, key=is_minutes))}: ")
    assert tree(lib) == before


def test_progress_is_the_furthest_page(lib: Path) -> None:
    """Pages that are read once more take nobody back, and what is typed goes on from the furthest."""
    here(lib, "log", "paper", "1-11")
    assert here(lib, "log", "paper", "2-3").out == "paper: pages 2-3 noted; page 11 of 24, 13 left · Paper\n"
    assert here(lib, "log", "paper", "+2").out == "paper: pages 12-13 noted; page 13 of 24, 11 left · Paper\n"


def test_without_a_number_of_pages(lib: Path) -> None:
    """A share is kept as it is, pages are told without an end; neither needs the number."""
    assert here(lib, "log", "new", "60%").out == "new: status unread → reading, 60% noted · New\n"
    assert _log(lib, "new") == ["{date: 2026-11-23, event: start}", "{date: 2026-11-23, pages: 60%}"]
    told = "new: 100% noted; that is all of it; `readinglist read new` marks it as read · New\n"
    assert here(lib, "log", "new", "100%").out == told
    assert here(lib, "log", "new", "p7").out == "new: pages 1-7 noted; page 7 · New\n"


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        (["paper", "3-25"], 2, "entries/paper.yaml: there is no page 25: it has 24"),
        (["paper", "9-3"], 2, "entries/paper.yaml: 9-3 ends before it begins; 3-9?"),
        (["paper", "+25"], 2, "entries/paper.yaml: there is no page 25: it has 24"),
        (["paper", "0-3"], 2, "entries/paper.yaml: pages are counted from 1"),
        (["paper", "+0"], 2, "entries/paper.yaml: +0 is no page more"),
        (["paper", "101%"], 2, "entries/paper.yaml: 101% is not between 1% and 100%"),
        (["paper", "p9999999"], 2, "entries/paper.yaml: there is no page 9999999: it has 24"),
        (["new", "1-9999999"], 2, "entries/new.yaml: there is no page 9999999"),
        (["new", f"+{'9' * 5000}"], 2, "are no pages; write them like 12-19"),
        (["paper", "12-"], 2, '"12-" is neither pages nor minutes'),
        (["paper", "-5"], 2, "no such option: -5; pages and minutes have no - before them"),
        (["paper", "25h"], 2, "entries/paper.yaml: 25h is more than a day"),
        (["paper", "99999m"], 2, "entries/paper.yaml: 99999m is more than a day"),
        (["paper", "5", "--date", "tomorrow"], 2, "--date 2026-11-24 is still to come; today is 2026-11-23"),
        (["paper", "5", "--date", "when"], 2, '--date "when" is not a day; write it like'),
        (["paper"], 2, "say how much was read; these come last: 12-19"),
        (["paper", "x"], 2, "say how much was read"),
        ([], 2, "say what was read, and how much; these come last"),
        (["12-19"], 2, "say which entries"),
        (["rejected", "5m"], 5, "it was rejected; `readinglist keep rejected` keeps it after all"),
        (["gone", "5m"], 3, "gone"),
    ],
)
def test_what_makes_no_sense(lib: Path, typed: list[str], code: int, told: str) -> None:
    """A clear answer on one line, and nothing is written."""
    write(lib, "rejected", "title: Rejected\nstatus: rejected\n")
    before = tree(lib)
    ran = here(lib, "log", *typed)
    assert (ran.code, ran.out, told in ran.err) == (code, "", True), ran.err
    assert tree(lib) == before


def test_words_may_name_the_entry(lib: Path) -> None:
    """Pages and minutes are what stands at the end; all before it names the entry."""
    write(lib, "other", "title: Hindsight 2 replay\n")
    assert here(lib, "log", "hindsight", "replay", "p. 3", "5m").out.startswith(
        "other: status unread → reading, pages 1-3, 5 minutes noted; page 3"
    )
    assert here(lib, "log", "hindsight", "replay", "4", "5").err.startswith("readinglist: ")


@pytest.mark.parametrize("status", ["unread", "candidate", "dropped", "skimmed", "read"])
def test_a_reading_begins(lib: Path, status: str) -> None:
    """What is not being read is begun, whatever it was, and that is said; two starts of a day would be one too many."""
    write(lib, "new", f"title: New\nstatus: {status}\n")
    ran = here(lib, "log", "new", "1-3", "--date", "yesterday")
    assert ran.out == f"new: status {status} → reading, pages 1-3 noted on 2026-11-22; page 3 · New\n"
    assert _log(lib, "new") == ["{date: 2026-11-22, event: start}", "{date: 2026-11-22, pages: 1-3}"]
    here(lib, "unread", "new")
    here(lib, "start", "new")
    here(lib, "unread", "new")
    here(lib, "log", "new", "5m")
    assert _log(lib, "new")[2:] == ["{date: 2026-11-23, event: start}", "{date: 2026-11-23, minutes: 5}"]


def test_the_log_stays_in_order(lib: Path) -> None:
    """A session of an earlier day comes where it belongs, before the end of that day's reading as well."""
    write(lib, "paper", ENDED)
    assert (
        here(lib, "log", "paper", "12-20", "--date", "2026-11-17").out
        == "paper: pages 12-20 noted on 2026-11-17 · Paper\n"
    )
    assert (
        here(lib, "log", "paper", "21-24", "9m", "--date", "fri").out
        == "paper: pages 21-24, 9 minutes noted on 2026-11-20 · Paper\n"
    )
    assert [each.partition(",")[0].removeprefix("{date: 2026-11-") for each in _log(lib)] == [
        "16",
        "17",
        "18",
        "20",
        "20",
    ]
    assert _log(lib)[-1] == "{date: 2026-11-20, event: finish}"


def test_read_again(lib: Path) -> None:
    """What was read after an end begins another reading, from the first page on."""
    write(lib, "paper", ENDED)
    assert (
        here(lib, "log", "paper", "+2").out
        == "paper: status read → reading, pages 1-2 noted; page 2 of 24, 22 left · Paper\n"
    )
    ran = here(lib, "log", "paper", "p9", "--date", "mon")
    assert ran.out == "paper: pages 3-9 noted on 2026-11-23; page 9 of 24, 15 left · Paper\n"


def test_an_end_on_the_same_day(lib: Path) -> None:
    """What is logged without a day after an end begins anew; where the day is named, it is of the ended reading."""
    write(lib, "paper", ENDED)
    for command in ("start new", "skim new", "unread new", "log new 1-3"):
        assert here(lib, *command.split()).code == 0
    today = ["event: start", "event: skim", "event: start", "pages: 1-3"]
    assert _log(lib, "new") == [f"{{date: 2026-11-23, {each}}}" for each in today]
    here(lib, "skim", "new")
    here(lib, "log", "new", "5m", "--date", "today")
    assert _log(lib, "new")[-2:] == ["{date: 2026-11-23, minutes: 5}", "{date: 2026-11-23, event: skim}"]
    here(lib, "log", "new", "p2")
    assert _log(lib, "new")[-2:] == ["{date: 2026-11-23, event: start}", "{date: 2026-11-23, pages: 1-2}"]


def test_pages_count_from_the_day(lib: Path) -> None:
    """What was reached later does not count, nor an earlier reading; nor does the page at which one began."""
    write(lib, "paper", LATER)
    assert here(lib, "log", "paper", "p5", "--date", "2026-11-17").code == 0
    assert _log(lib)[1] == "{date: 2026-11-17, pages: 1-5}"
    assert here(lib, "log", "paper", "+2", "--date", "2026-11-17").code == 0
    assert _log(lib)[2] == "{date: 2026-11-17, pages: 6-7}"
    write(lib, "paper", ENDED)
    assert here(lib, "log", "paper", "100%", "--date", "2026-11-19").code == 0
    assert _log(lib)[2] == "{date: 2026-11-19, pages: 12-24}"
    here(lib, "start", "new", "--page", "5")
    here(lib, "log", "new", "p5")
    here(lib, "log", "new", "p8")
    assert _log(lib, "new")[1:] == ["{date: 2026-11-23, pages: 5}", "{date: 2026-11-23, pages: 6-8}"]


def test_a_day_before_any_reading(lib: Path) -> None:
    """It is refused, with the day on which the reading that goes on was begun, or an earlier one ended."""
    ran = here(lib, "log", "paper", "1-5", "--date", "2026-11-10")
    told = "it was begun on 2026-11-16, after that day; `readinglist edit paper` changes the log"
    assert (ran.code, told in ran.err) == (2, True)
    write(lib, "paper", ENDED)
    ran = here(lib, "log", "paper", "1-5", "--date", "2026-11-10")
    told = "it was read until 2026-11-20, after that day; `readinglist edit paper` changes the log"
    assert (ran.code, told in ran.err) == (2, True)


def test_a_status_that_the_log_does_not_bear_out(lib: Path) -> None:
    """Said to be being read after an end: neither a session nor another end comes before that."""
    write(lib, "paper", ENDED.replace("status: read", "status: reading"))
    before = tree(lib)
    told = "it was read until 2026-11-20, after that day"
    for command in ("log paper 1-5 --date 2026-11-10", "read paper --date 2026-11-19"):
        ran = here(lib, *command.split())
        assert (ran.code, ran.out, told in ran.err) == (2, "", True)
    assert tree(lib) == before
    assert here(lib, "log", "paper", "1-5", "--date", "2026-11-17").code == 0
    assert here(lib, "read", "paper", "--date", "2026-11-21").code == 0


def test_the_same_once_more(lib: Path) -> None:
    """Two sessions of a day may be alike, or a slip: it is said."""
    for typed in (["1-3", "5m"], ["5m"]):
        assert " noted once more" not in here(lib, "log", "new", *typed).out
        assert " noted once more" in here(lib, "log", "new", *typed).out


def test_many_at_once(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--where and ids on stdin stand for REFs; more than one needs --yes, and --dry-run writes nothing."""
    before = tree(lib)
    assert here(lib, "log", "5m", "--where", "has:title", "--dry-run").out == (
        "would change new: status unread → reading, 5 minutes noted · New\nwould change paper: 5 minutes noted · Paper\n"
    )
    assert tree(lib) == before
    monkeypatch.setattr("sys.stdin", io.StringIO("paper\nnew\n"))
    assert here(lib, "log", "-", "5m", "--yes").code == 0
    assert _log(lib)[-1] == _log(lib, "new")[-1] == "{date: 2026-11-23, minutes: 5}"
