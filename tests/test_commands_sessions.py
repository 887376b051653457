"""What was read when, and how far entries are, in a pipe."""

from __future__ import annotations

import contextlib
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from readinglist.cli import main
from readinglist.commands.days import logged
from tests.program import here, library, write
from tests.session import Terminal

if TYPE_CHECKING:
    from pathlib import Path

LOGS = {
    "a": "title: A\nstatus: read\npages: 9\nlog:\n  - {date: 2025-10-01, event: start, page: 3}\n"
    "  - {date: 2026-11-20, pages: 4-9, minutes: 20}\n  - {date: 2026-11-20, event: finish}\n",
    "b": "title: B\nstatus: dropped\nlog:\n  - {date: 2026-11-21, event: drop, note: 'no, why'}\n"
    "  - {date: 2026-11-19, pages: 50%}\n",
    "c": "title: C\nstatus: reading\npages: 10\nlog:\n  - {date: 2026-11-22, pages: 1-4}\n",
}


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of three entries with logs, and one without."""
    folder = library(tmp_path / "lib", d="D")
    for entry_id, text in LOGS.items():
        write(folder, entry_id, text)
    return folder


def _lines(folder: Path, *args: str) -> list[str]:
    ran = here(folder, "history", *args)
    assert (ran.code, ran.err) == (0, "")
    return ran.out.splitlines()


def test_history(lib: Path) -> None:
    """The latest first, whatever the order in a file: day, id, event or pages, minutes, title."""
    assert _lines(lib) == [
        "2026-11-22\tc\t1-4\t\tC",
        "2026-11-21\tb\tdrop\t\tB",
        "2026-11-20\ta\tfinish\t\tA",
        "2026-11-20\ta\t4-9\t20\tA",
        "2026-11-19\tb\t50%\t\tB",
        "2025-10-01\ta\tstart p3\t\tA",
    ]


@pytest.mark.parametrize(
    ("args", "days"),
    [
        (["--since", "-3d"], ["22", "21", "20", "20"]),
        (["--since", "2026-11-20", "--until", "2026-11-21"], ["21", "20", "20"]),
        (["--until", "2025"], ["01"]),
        (["--since", "2024"], ["22", "21", "20", "20", "19", "01"]),
        (["--since", "oct 2025", "--until", "nov 2025"], ["01"]),
        (["a", "--since", "2026"], ["20", "20"]),
        (["--where", "is:dropped"], ["21", "19"]),
        (["-n", "2"], ["22", "21"]),
    ],
)
def test_which_days(lib: Path, args: list[str], days: list[str]) -> None:
    """From a day, month or year to another, of REFs, of a query, so many."""
    assert [line[8:10] for line in _lines(lib, *args)] == days


def test_days_to_come(lib: Path) -> None:
    """They are slips, whatever else the log has, and shown where --until asks for them, and nowhere else."""
    write(
        lib, "d", "title: D\nlog:\n  - {date: 2026-11-20, minutes: 5}\n  - {date: 2026-12-24, minutes: 5}\n"
    )
    for args in ([], ["--since", "-1w"], ["--since", "2026-11"], ["--since", "2020"], ["d"]):
        assert not any("2026-12" in line for line in _lines(lib, *args))
    assert here(lib, "history", "--since", "2026-12").code == 1
    for args in (["--until", "2027"], ["d", "--since", "2026", "--until", "2026-12-24"]):
        assert _lines(lib, *args)[0] == "2026-12-24\td\t\t5\tD"


def test_different_entries_on_a_day(lib: Path) -> None:
    """They stand in the order of their ids, also where they are named in another."""
    write(lib, "d", LOGS["a"])
    wanted = [line for line in _lines(lib) if line.split("\t")[1] in "ad"]
    assert [line.split("\t")[1] for line in wanted] == ["a", "a", "d", "d", "a", "d"]
    assert _lines(lib, "d", "a") == _lines(lib, "a", "d") == wanted


def test_history_as_json(lib: Path) -> None:
    """An object a line, every key in each."""
    found = json.loads("\n".join(_lines(lib, "--json")))
    assert {tuple(each) for each in found} == {
        ("date", "id", "title", "event", "page", "pages", "minutes", "note")
    }
    assert found[1]["note"] == "no, why"
    assert (found[3]["pages"], found[3]["minutes"], found[-1]["page"]) == ("4-9", 20, 3)


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["d"], 1, "nothing was read"),
        (["--since", "today"], 1, "nothing was read in that time"),
        (["--since", "when"], 2, '--since "when" is not a date'),
        (["--until", "x"], 2, '--until "x" is not a date'),
        (
            ["--since", "2026-11", "--until", "oct 2026"],
            2,
            "--until oct 2026 ends before --since 2026-11 begins",
        ),
        (["gone"], 3, "gone"),
    ],
)
def test_nothing_to_tell(lib: Path, args: list[str], code: int, told: str) -> None:
    """Said on stderr, with the exit code of its kind."""
    ran = here(lib, "history", *args)
    assert (ran.code, told in ran.err) == (code, True), ran.err


def test_a_terminal_gets_a_screenful(lib: Path) -> None:
    """Twenty lines and how many there are; -n asks for others."""
    items = "".join(f"  - {{date: 2026-10-{day:02}, minutes: 5}}\n" for day in range(1, 31))
    write(lib, "d", f"title: D\nlog:\n{items}")
    out = Terminal()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        assert main(["-L", str(lib), "history", "d"]) == 0
    assert out.getvalue().count("5m") == 20
    assert out.getvalue().endswith("20 of 30 (-n 0 shows all)\n")


def test_nothing_as_json(lib: Path) -> None:
    """An empty array is an array."""
    assert json.loads(here(lib, "history", "d", "--json").out) == []


def test_progress_is_a_column(lib: Path) -> None:
    """In --columns, templates and the configuration; a key of one's own of that name comes first."""
    write(lib, "d", "title: D\nstatus: read\nprogress: mine\n")
    wanted = ["a\t9/9", "b\t", "c\t4/10", "d\tmine"]
    assert here(lib, "list", "--columns", "id,progress", "--sort", "id").out.splitlines() == wanted
    assert here(lib, "list", "--format", r"{id}\t{progress}", "--sort", "id").out.splitlines() == wanted
    assert "progress\t4/10" in here(lib, "show", "c").out.splitlines()
    assert "progress" not in here(lib, "show", "a").out


def test_progress_is_no_field(lib: Path) -> None:
    """Nothing is sorted, counted or asked by it."""
    assert here(lib, "list", "--sort", "progress").code == 2
    assert here(lib, "count", "progress").code == 2


def test_today(lib: Path) -> None:
    """What was read last comes first, with progress, last day, pages left and the day on which it will be done."""
    write(lib, "d", "title: D\nstatus: reading\npages: 5\nlog:\n  - {date: 2026-11-23, event: start}\n")
    write(lib, "e", "title: E\nstatus: reading\n")
    assert here(lib).out.splitlines()[1:4] == [
        "reading\td\tD\t0/5\t2026-11-23\t5\t2026-12-21",
        "reading\tc\tC\t4/10\t2026-11-22\t6\t2026-12-27",
        "reading\te\tE\t\t\t\t",
    ]


def test_one_pace_for_today_and_stats(lib: Path) -> None:
    """What was read long ago makes both go by four weeks; it is not forecast itself."""
    for entry_id in "abc":
        (lib / "entries" / f"{entry_id}.yaml").unlink()
    old = "title: D\nstatus: reading\npages: 75\nlog:\n  - {date: 2026-09-01, pages: 1-20}\n"
    write(lib, "d", old)
    write(lib, "e", old.replace("09-01", "11-21"))
    assert "pace\tpages a day\t0.71" in here(lib, "stats").out.splitlines()
    assert here(lib).out.splitlines()[1:3] == [
        "reading\te\tD\t20/75\t2026-11-21\t55\t2027-02-08",
        "reading\td\tD\t20/75\t2026-09-01\t55\t",
    ]


def test_a_setting_names_progress(lib: Path, home: Path) -> None:
    """It is a column of `list` on a terminal, and no order."""
    path = home / ".config" / "readinglist" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        'columns = ["id", "progress"]\nask_takeaway = "no"\nsort = "progress"\n', encoding="utf-8"
    )
    ran = here(lib, "config")
    assert ran.code == 2
    assert 'ask_takeaway must be true or false; "no" is text' in ran.err
    assert 'sort names "progress", which is no field' in ran.err
    assert "columns" not in ran.err


def test_few_are_read_for_a_few_days() -> None:
    """Months narrow down which entries are looked at; many of them do not."""
    assert logged(date(2026, 11, 1), date(2026, 10, 1)) == "log:2026-11"
    assert logged(date(2020, 11, 1), date(2026, 10, 1)) == "has:log"
