"""`triage` at a terminal: what keys do to the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.keyed import LEFT, RIGHT, Keyed, candidates, statuses
from tests.program import here, tree, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of four candidates, the newest first by their dates, and one that is kept."""
    return candidates(tmp_path / "lib")


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
    assert statuses(lib) == {
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
        run.press("t")
        run.wait_for("as +new -old: ")
        run.press("-gone\r", "nothing to change")
        run.press("u", "tags as before: Paper one")
        run.press("q")
        assert run.ends() == (0, "1 tagged, 4 left\n")
    assert b"tags: [ppo, two words]" in tree(lib)["one.yaml"]


def test_tags_that_make_no_sense(lib: Path) -> None:
    """What is wrong is said, and what was typed stands there to be mended, or to be given up."""
    with Keyed(lib, "triage") as run:
        run.wait("1 of 4")
        run.press("t")
        run.wait_for("as +new -old: ")
        for typed, told in (
            ("bare", '"bare" has no sign; +bare adds it, -bare removes it'),
            ("+a,b", '"a,b" is no tag'),
            ("+a -a", 'the tag "a" cannot be both added and removed'),
        ):
            run.press(f"{typed}\r", told)
            run.press("\x15")
        run.press('"+two wor\r', "a quote is not closed")
        run.press('ds"\r', "tags +two words")
        run.press("t")
        run.wait_for("as +new -old: ")
        run.press("bad\r", '"bad" has no sign')
        run.press("\x1b")
        run.wait_for(" help")
        run.press("q")
        assert run.ends() == (0, "1 tagged, 4 left\n")
    assert b"tags: [two words]" in tree(lib)["one.yaml"]


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
        screen = run.press("o", "opening the web page of one; handed to opener")
        assert "https://example.org/a" in screen
        (tmp_path / "opener").write_text("#!/bin/sh\nexit 3\n")
        run.press("o", "name a program in the configuration")
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
