"""`triage` at a terminal: what keys do to the files, and a terminal that is given back whatever happens."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.keyed import LEFT, RIGHT, Keyed, bash
from tests.program import HOSTILE, here, hostile_library, library, tree, write
from tests.terminal import INTERRUPT, cells

if TYPE_CHECKING:
    from pathlib import Path

ABSTRACT = "summary: in short\nabstract: >-\n" + "  a line of the abstract\n" * 60


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of four candidates, the newest first by their dates, and one that is kept."""
    folder = library(tmp_path / "lib", kept="Kept")
    for year, name in enumerate(("four", "three", "two", "one"), 2001):
        write(folder, name, f"title: Paper {name}\ndate: {year}\nstatus: candidate\n{ABSTRACT}")
    return folder


def _statuses(folder: Path) -> dict[str, str]:
    lines = here(folder, "list", "--columns", "id,status").out.splitlines()
    return dict(sorted(line.split("\t") for line in lines))


def test_one_key_a_paper(lib: Path) -> None:
    """Keep, skim, reject; what is left comes again, in the same order."""
    with Keyed(lib, "triage") as run:
        run.wait("1 of 4 · 4 left")
        assert "Paper two" in run.press("k", "kept: Paper one")
        run.press("n", "3 of 4")
        run.press("s", "skimmed: Paper three")
        run.press("q")
        assert run.ends() == (0, "1 kept, 1 skimmed, 2 left\n")
        assert run.left_as_it_was()
    with Keyed(lib, "triage") as run:
        assert "Paper two" in run.wait("1 of 2 · 2 left")
        run.press("r", "rejected: Paper two")
        run.press("k", "That was the last one.")
        run.press("q")
        assert run.ends() == (0, "1 kept, 1 rejected, 0 left\n")
    assert _statuses(lib) == {
        "four": "unread", "kept": "unread", "one": "unread", "three": "skimmed", "two": "rejected",
    }  # fmt: skip
    assert "log:\n  - {date: 2026-11-23, event: skim}" in (lib / "entries" / "three.yaml").read_text()
    assert here(lib, "triage", "x").code == 2


def test_each_decision_is_a_step(lib: Path) -> None:
    """`undo` takes them back one by one, in the run and after it."""
    before = tree(lib)
    with Keyed(lib, "triage") as run:
        run.wait("1 of 4")
        run.press("kr", "rejected: Paper two")
        run.press("u", "no longer rejected: Paper two")
        assert "2 of 4 · 1 kept, 3 left" in "\n".join(run.lines)
        run.press("q")
        run.ends()
    assert here(
        lib, "undo"
    ).out == "took back triage: entries/one.yaml (status candidate → unread)\n".replace(
        "candidate → unread", "candidate → unread"
    )
    assert tree(lib) == before


def test_back_next_and_unknown_keys(lib: Path) -> None:
    """Letters and arrows; what is no key, and what is pasted, does nothing at all."""
    before = tree(lib)
    with Keyed(lib, "triage") as run:
        run.wait("1 of 4")
        run.press(RIGHT, "2 of 4")
        run.press("xK\x7f5\x1b[3~\x1b[200~krs\x1b[201~é")
        run.press(LEFT, "1 of 4")
        run.press("b", "this is the first one")
        run.press("u", "nothing to take back in this run")
        run.press("nnnn", "That was the last one.")
        run.press("krsto", "")
        run.press("b", "4 of 4")
        run.press("q")
        assert run.ends() == (0, "4 left\n")
    assert tree(lib) == before


def test_tags(lib: Path) -> None:
    """They are typed on a line of their own; Enter alone goes back; the paper stays."""
    with Keyed(lib, "triage") as run:
        run.wait("1 of 4")
        run.press("t")
        run.wait_for("as +new -old: ")
        run.press("\r", "1 of 4 · 4 left")
        run.press("t")
        run.wait_for("as +new -old: ")
        run.wait("tags: none yet")
        run.press('+ppx\x7fo "+two words"\r', "tags +ppo +two words")
        run.press("t")
        run.wait_for("as +new -old: ")
        run.wait("tags: ppo, two words")
        run.press("-ppo\r", "tags -ppo")
        for typed, told in (
            ("bare", '"bare" has no sign; +bare adds it, -bare removes it'),
            ('"+x', "a quote is not closed"),
            ("+a,b", '"a,b" is no tag'),
            ("+a -a", 'the tag "a" cannot be both added and removed'),
            ("-gone", "nothing to change"),
        ):
            run.press("t")
            run.wait_for("as +new -old: ")
            run.press(f"{typed}\r", told)
        run.press("u", "tags as before: Paper one")
        run.press("q")
        assert run.ends() == (0, "1 tagged, 4 left\n")
    assert b"tags: [ppo, two words]" in tree(lib)["one.yaml"]


def test_more_than_the_screen_holds(lib: Path) -> None:
    """Space pages; `?` explains the keys, and the key that leaves it does nothing else."""
    before = tree(lib)
    with Keyed(lib, "triage", size=(40, 12)) as run:
        run.wait("space: more (1 of ")
        assert "space: more (2 of " in run.press(" ", "space: more (2 of")
        assert "keep the paper" in run.press("?", "any key but space goes back")
        run.press(" ", "(2 of ")
        run.press("k", "space: more (1 of")
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
    assert _statuses(lib)["one"] == "unread"
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


def test_papers_that_others_change(lib: Path) -> None:
    """What is gone, broken, or no candidate any more is told in a line, and the next one is shown."""
    with Keyed(lib, "triage") as run:
        run.wait("1 of 4")
        (lib / "entries" / "two.yaml").unlink()
        assert here(lib, "reject", "three").code == 0
        screen = run.press("n", "4 of 4")
        assert "two is gone: it was removed or renamed meanwhile and 1 more" in screen
        run.press("b", "1 of 4")
        write(lib, "one", "title: [")
        run.press("k", "one: ")
        assert "4 of 4" in "\n".join(run.lines)
        run.press("q")
        assert run.ends()[0] == 0
    assert _statuses(lib)["three"] == "rejected"


def test_a_paper_that_changes_under_ones_eyes(lib: Path) -> None:
    """No decision on what was not seen: it is shown as it is now, or passed over where it is decided."""
    with Keyed(lib, "triage") as run:
        run.wait("1 of 4")
        assert here(lib, "set", "one", "title=Another").code == 0
        screen = run.press("k", "it was changed meanwhile; nothing was written")
        assert "Another" in screen
        assert "status: candidate" in (lib / "entries" / "one.yaml").read_text()
        assert here(lib, "skim", "one").code == 0
        run.press("r", "changed meanwhile, it is skimmed and no longer matches")
        assert "2 of 4" in "\n".join(run.lines)
        run.press("q")
        assert run.ends() == (0, "3 left\n")
    assert _statuses(lib)["one"] == "skimmed"


def test_undo_of_what_others_changed(lib: Path) -> None:
    """Another change is not taken back in its place, and a changed file stays as it is."""
    with Keyed(lib, "triage") as run:
        run.wait("1 of 4")
        run.press("k", "kept: Paper one")
        assert here(lib, "rate", "kept", "3").code == 0
        run.press("u", "another change was made meanwhile")
        assert here(lib, "undo").code == 0
        write(lib, "one", "title: By hand\n")
        run.press("u", "one was changed since, and is left as it is")
        run.press("q")
        assert run.ends() == (0, "1 kept, 3 left\n")
    assert tree(lib)["one.yaml"] == b"title: By hand\n"


def test_open(lib: Path, tmp_path: Path) -> None:
    """The opener of the configuration gets what `open` would give it, and its remarks spoil no screen."""
    opener = tmp_path / "opener"
    opener.write_text(f'#!/bin/sh\necho noise >&2\necho "$1" >> {tmp_path}/opened\n')
    opener.chmod(0o755)
    config = tmp_path / "config" / "readinglist"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(f'opener = "{opener}"\n')
    write(
        lib, "one", "title: One\ndate: 2009\nstatus: candidate\nfile: gone.pdf\nurl: https://example.org/a\n"
    )
    with Keyed(lib, "triage", environ={"XDG_CONFIG_HOME": str(config.parent)}) as run:
        run.wait("1 of 4")
        run.press("o", "opening the web page of one")
        run.press("n", "2 of 4")
        run.press("o", "two has no file or url")
        run.press("q")
        assert "noise" not in run.text
        run.ends()
    assert (tmp_path / "opened").read_text() == "https://example.org/a\n"


def test_any_query_and_order(lib: Path) -> None:
    """Entries that are kept can be gone through as well; what is so already is not written."""
    with Keyed(lib, "triage", "is:candidate,unread", "--sort", "title") as run:
        run.wait("Kept")
        run.press("k", "kept already: Kept")
        assert "Paper four" in "\n".join(run.lines)
        run.press("u", "no longer kept: Kept")
        run.press("q")
        assert run.ends() == (0, "5 left\n")
    assert here(lib, "undo").code == 1


def test_nothing_to_go_through(lib: Path) -> None:
    """Exit 1, and what would find something."""
    with Keyed(lib, "triage", "tag:none") as run:
        assert run.ends() == (1, 'readinglist: no tag has "none"\n')
    assert here(lib, "rm", "--where", "is:candidate", "--yes").code == 0
    with Keyed(lib, "triage") as run:
        code, text = run.ends()
        assert (code, text.split(";")[0]) == (1, "readinglist: there are no candidates")


def test_without_a_terminal(lib: Path) -> None:
    """It says so in one line, with what to use instead; also where one cannot draw."""
    ran = here(lib, "triage")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "triage needs a terminal" in ran.err
    assert "`list is:candidate`, `keep REF`, `reject REF`" in ran.err
    with Keyed(lib, "triage", environ={"TERM": "dumb"}) as run:
        assert run.ends()[0] == 2


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


def test_a_journal_that_cannot_be_written(lib: Path) -> None:
    """What cannot be written is told, and the paper stays where it is."""
    state = lib.parent / "state"
    state.write_text("no folder")
    before = tree(lib)
    with Keyed(lib, "triage", environ={"XDG_STATE_HOME": str(state)}) as run:
        run.wait("1 of 4")
        run.press("k", "the undo journal cannot be read")
        assert "1 of 4 · 4 left" in "\n".join(run.lines)
        run.press("q")
        assert run.ends() == (0, "4 left\n")
    assert tree(lib) == before
