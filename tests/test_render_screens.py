"""Screens and tables of a terminal, as they look without colours."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from readinglist.cli import main
from tests.program import library, write
from tests.session import Terminal
from tests.terminal import plain

if TYPE_CHECKING:
    from pathlib import Path

FULL = """\
title: Proximal Policy Optimization
paper_title: Proximal Policy Optimization Algorithms
date: 2017-07
authors: [John Schulman, Filip Wolski]
et_al: true
venue: arXiv
url: https://arxiv.org/abs/1707.06347
tags: [ppo]
summary: |
  First line.

  Third line.
status: reading
rating: 4
log:
  - {date: 2026-11-22, event: start}
  - {date: 2026-11-23, pages: 1-7, minutes: 25}
mykey: {a: 1, b: [x, y]}
"""


@pytest.fixture
def lib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a library of two entries, and a terminal of 60 columns without colours."""
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    folder = library(tmp_path / "lib", second="Second")
    write(folder, "schulman2017proximal", FULL)
    return folder


def _shown(folder: Path, *args: str) -> tuple[int, list[str]]:
    out = Terminal()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = main(["-L", str(folder), *args])
    return code, [line.rstrip() for line in out.getvalue().splitlines()]


def test_an_entry(lib: Path) -> None:
    """Title, who and where, the running texts, then the facts; what is not set is left out."""
    assert _shown(lib, "show", "schulman2017proximal") == (
        0,
        [
            "Proximal Policy Optimization",
            "Proximal Policy Optimization Algorithms",
            "John Schulman, Filip Wolski, et al.",
            "◐ reading  paper · arXiv · 2017-07",
            "page 7",
            "",
            "summary",
            "  First line.",
            "",
            "  Third line.",
            "",
            "id       schulman2017proximal",
            "url      https://arxiv.org/abs/1707.06347",
            "tags     ppo",
            "rating   4",
            "reading  2026-11-22 to 2026-11-23: 7 pages, 25m",
            "log      2026-11-22  start",
            "log      2026-11-23  pages 1-7, minutes 25",
            "mykey    a: 1, b: [x, y]",
            "",
        ],
    )


def test_a_narrow_list(lib: Path) -> None:
    """Where there is no room for columns: titles, with the ids below them."""
    assert _shown(lib, "list", "--sort", "id") == (
        0,
        [
            "◐ Proximal Policy Optimization",
            "  schulman2017proximal  reading p7",
            "○ Second",
            "  second  unread",
        ],
    )


def test_a_list(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that leaves the date away where there is little room."""
    monkeypatch.setenv("COLUMNS", "66")
    code, lines = _shown(lib, "list", "--sort", "id")
    assert code == 0
    assert [line.split() for line in lines] == [
        ["status", "id", "authors", "title"],
        ["◐", "reading", "p7", "schulman2017proximal", "Schulman", "Proximal", "Policy"],
        ["et", "al.", "Optimization"],
        ["○", "unread", "second", "Second"],
    ]
    assert (
        len({line.index(word) for line, word in zip(lines, ("title", "Prox", "Opt", "Sec"), strict=True)})
        == 1
    )


def test_chosen_columns(lib: Path, home: Path) -> None:
    """--columns wins over the configuration, which wins over what fits."""
    assert _shown(lib, "list", "--columns", "id,rating", "rating:4")[1][1] == "schulman2017proximal  4"
    path = home / ".config" / "readinglist" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('columns = ["rating", "id"]', encoding="utf-8")
    assert _shown(lib, "list", "rating:4")[1][1] == "4       schulman2017proximal"


def test_today(lib: Path) -> None:
    """What is read, what could come next, and how far the list is."""
    code, lines = _shown(lib)
    assert code == 0
    assert lines[0] == "Mine"
    assert lines[1].endswith("  0 of 2 read, 1 unread, 1 reading")
    assert lines[2] == "2 evaluated, 2 kept"
    assert lines[4] == "Reading"
    assert "Could come next" in lines
    assert lines[-2] == "  second                Second" or "second" in lines[-2]


def test_a_search(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same table as a list, the best first; nothing found shows no table."""
    monkeypatch.setenv("COLUMNS", "66")
    code, lines = _shown(lib, "search", "proximal")
    assert (code, lines[0].split()) == (0, ["status", "id", "authors", "title"])
    assert _shown(lib, "search", "qqqqxx", "--exact")[1] == ["readinglist: nothing found for qqqqxx"]
    code, lines = _shown(lib, "search", "-n", "1", "second OR proximal")
    assert lines[-1] == "1 of 2 (-n 0 shows all)"


def test_a_question_about_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first ten are named with their titles, then how many more there are."""
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    lines = _shown(
        library(tmp_path / "many", **{f"e{n}": "T" for n in range(12)}), "rm", "--where", "has:title"
    )[1]
    assert (lines[0], lines[9], lines[10]) == ("  e0  T", "  e7  T", "  and 2 more")
    assert lines[11].startswith("remove 12 entries? [y/N]")


@pytest.mark.parametrize(
    ("answer", "code"), [("y\n", 0), ("yes\n", 0), ("n\n", 5), ("\n", 5), ("", 5), ("nyes\n", 5)]
)
def test_a_question(lib: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int) -> None:
    """Only y and yes go ahead; the answer's line is ended in any case."""
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    shown = _shown(lib, "tag", "--where", "has:title", "+x")
    assert shown[0] == code
    assert shown[1][:2] == ["  schulman2017proximal  Proximal Policy Optimization · tags", "    +x"]
    assert shown[1][2] == "  second  Second · tags +x"
    assert shown[1][3].startswith("tag 2 entries? [y/N]")
    assert shown[1][-1].endswith("readinglist: nothing was changed") is (code == 5)


def test_a_question_about_opening(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be opened is named, a broken entry by its id; no is answered with what was not done."""
    write(lib, "broken", "title: [\n")
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    monkeypatch.setattr("readinglist.commands.stdin.stdin_ids", lambda: ["schulman2017proximal", "broken"])
    code, lines = _shown(lib, "open", "-")
    assert (code, lines[:2]) == (5, ["  schulman2017proximal  Proximal Policy Optimization", "  broken"])
    assert lines[-1].endswith("readinglist: nothing was opened")


def test_an_id_is_shown_safely(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of a file that tries to act on the terminal is made visible."""
    monkeypatch.setenv("NO_COLOR", "1")
    folder = library(tmp_path / "lib", **{"a\x1b[31m": "Odd"})
    assert "id  a^[[31m" in list(map(plain, _shown(folder, "show", "odd")[1]))


def test_a_narrow_entry(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address without room beside its name has lines of its own."""
    monkeypatch.setenv("COLUMNS", "42")
    assert "url      https://arxiv.org/abs/1707.06347" in _shown(lib, "show", "schulman2017proximal")[1]
    monkeypatch.setenv("COLUMNS", "36")
    lines = _shown(lib, "show", "schulman2017proximal")[1]
    assert lines[lines.index("url") + 1] == "https://arxiv.org/abs/1707.06347"


def test_a_narrow_page_of_today(lib: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The counts stand below the bar, and no number is parted from its noun."""
    monkeypatch.setenv("COLUMNS", "30")
    assert _shown(lib)[1][1:5] == [
        "──────────",
        "0 of 2 read, 1 unread,",
        "  1 reading",
        "2 evaluated, 2 kept",
    ]
