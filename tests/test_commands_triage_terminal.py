"""The terminal of `triage`: it fits, and is given back whatever happens."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.keyed import Keyed, bash, candidates, statuses
from tests.program import HOSTILE, here, hostile_library, tree
from tests.terminal import INTERRUPT, cells

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of four candidates, the newest first by their dates, and one that is kept."""
    return candidates(tmp_path / "lib")


def test_more_than_the_screen_holds(lib: Path) -> None:
    """Space pages; `?` explains the keys, and the key that leaves it does nothing else."""
    before = tree(lib)
    with Keyed(lib, "triage", size=(40, 12)) as run:
        run.wait("space: more (1 of ")
        assert "space: more (2 of " in run.press(" ", "space: more (2 of")
        assert "keep the paper" in run.press("?", "any key but space goes back")
        run.press(" ", "space: more (2 of 3)")
        run.press(" ", "space: the beginning (3 of 3)")
        run.press(" ", "space: more (1 of 3)")
        for key in "kq":
            run.press(key, "keep  n next")
            run.press("?", "any key but space goes back")
        run.press("\x1b", "keep  n next")
        run.press("q")
        run.ends()
    assert tree(lib) == before


def test_another_size(lib: Path) -> None:
    """The screen is drawn anew, and always fits."""
    with Keyed(lib, "triage") as run:
        run.wait("? help")
        for columns, lines in ((40, 10), (200, 60), (41, 5), (80, 24)):
            run.resize(columns, lines)
            os.kill(run.process.pid, signal.SIGWINCH)
            run._until(lambda lines=lines: len(run.lines) == lines, f"{lines} lines")
            assert max(map(cells, run.lines)) <= columns
        run.press("q")
        assert run.ends()[0] == 0


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 143), (signal.SIGQUIT, 143)],
)
@pytest.mark.parametrize("typing", [False, True])
def test_signals(lib: Path, number: signal.Signals, code: int, typing: bool) -> None:
    """The terminal is given back, what was decided stays, nothing is half-written."""
    with Keyed(lib, "triage") as run:
        run.wait("1 of 4")
        run.press("k", "kept")
        if typing:
            run.press("t")
            run.wait_for("as +new -old: ")
            run.press("+half")
        if number == signal.SIGINT:
            if typing:
                run.press(INTERRUPT, "2 of 4 · 1 kept")
            run.press(INTERRUPT)
        else:
            run.process.send_signal(number)
        assert run.ends() == (code, "1 kept, 3 left\n" if code == 130 else "")
        assert run.left_as_it_was()
    assert statuses(lib)["one"] == "unread"
    assert [name for name in tree(lib) if not name.endswith(".yaml")] == []


def test_suspended_and_back(lib: Path) -> None:
    """With Ctrl-Z the shell has its terminal as it was; after `fg` the paper is shown again."""
    script = '$RL triage; echo STOPPED; stty -a; read -r line; echo "got $line"; fg; echo "code $?"'
    with Keyed(lib, command=bash(script)) as run:
        run.wait("? help")
        run.press("\x1a")
        run.wait_for("echoctl")
        stopped = run.text[run.text.rindex("STOPPED") :]
        assert " icanon" in stopped
        assert " echo " in stopped
        assert run.left_as_it_was()
        seen = len(run.text)
        run.press("go\r")
        run._until(lambda: "1 of 4" in run.text[seen:] and "? help" in "\n".join(run.lines), "the paper")
        run.press("k", "kept: Paper one")
        run.press("q")
        code, text = run.ends()
    assert (code, text) == (0, "1 kept, 3 left\ncode 0\n")


def test_nobody_could_make_it_go_on(lib: Path) -> None:
    """Where there is no shell with jobs, Ctrl-Z is passed over."""
    with Keyed(lib, "triage") as run:
        run.wait("? help")
        run.press("\x1a")
        run.wait_for(" help")
        run.press("k", "kept: Paper one")
        run.press("q")
        assert run.ends() == (0, "1 kept, 3 left\n")
        assert run.left_as_it_was()


def test_a_crash(lib: Path) -> None:
    """Even a fault of our own leaves the terminal as it was."""
    script = (
        "import readinglist.commands.sitting as s, readinglist.cli as c\n"
        "s.Sitting._keep = lambda self: 1 // 0\n"
        "c.main(['triage'])"
    )
    with Keyed(lib, command=(sys.executable, "-c", script)) as run:
        run.wait("1 of 4")
        run.press("k")
        code, text = run.ends()
        assert (code, "ZeroDivisionError" in text, run.left_as_it_was()) == (1, True, True)


def test_hostile_texts_and_no_colour(tmp_path: Path) -> None:
    """They are shown as they are and act on nothing; without colours there are none."""
    folder = hostile_library(tmp_path / "lib")
    with Keyed(folder, "triage", "has:title", "--sort", "id", environ={"NO_COLOR": "1"}) as run:
        for number, title in enumerate(HOSTILE.values(), 1):
            assert title in run.wait(f"{number} of {len(HOSTILE)}")
            run.press("n")
        run.wait("That was the last one.")
        run.press("q")
        assert run.ends()[0] == 0
        assert not any(each in run.text for each in ("\x1b[0m", "\x1b[1m", "\x1b]", "\x07", "\x9b", "\u202e"))


@pytest.mark.parametrize("key", ["", "t", "?"])
def test_a_window_that_is_closed(lib: Path, key: str) -> None:
    """It ends as SIGHUP asks, wherever it waited; what was decided stays."""
    with Keyed(lib, "triage") as run:
        run.wait("1 of 4")
        run.press("k", "kept: Paper one")
        if key:
            run.press(key)
        assert run.hang_up() == 143
    assert here(lib, "list", "is:unread", "--ids").out == "one\nkept\n"
