"""Drafts that an edit left, as they are met on a terminal: the next Enter takes nobody's change back."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.program import COMMAND, here, library, process, tree
from tests.terminal import on_terminal
from tests.test_commands_editing import drafts, inside, script

if TYPE_CHECKING:
    from pathlib import Path

READINGLIST = " ".join(COMMAND)
SINCE = "the file changed since this draft was begun"


@pytest.fixture
def lib(tmp_path: Path) -> Path:
    """Return a library of one entry."""
    return library(tmp_path / "lib", one="One")


def asked(folder: Path, command: str, answer: str) -> str:
    """Resume a draft on a terminal, with an editor that changes nothing; return what is shown."""
    shown = on_terminal([command, "one"], folder, answers=answer, environ={"EDITOR": "true"}, width=300)
    assert (shown.code, SINCE in shown.text, shown.text.count("[y/N]")) == (0, True, 1)
    return shown.text


def test_after_a_conflict(lib: Path, tmp_path: Path, home: Path) -> None:
    """Enter leaves the file as it is; a yes puts what was typed into it."""
    editor = script(tmp_path, f'{READINGLIST} read one; sed -i s/One/Mine/ "$1"')
    assert process(lib, "edit", "one", environ={"EDITOR": editor}).code == 5
    ran = inside(lib, "edit", "one", environ={"EDITOR": "true"})
    assert (ran.code, SINCE in ran.err, ran.err.splitlines()[-1]) == (0, True, "one: nothing to change")
    before = tree(lib)
    shown = asked(lib, "edit", "\r")
    assert '  - title: "One"' in shown
    assert '  + title: "Mine"' in shown
    assert (tree(lib), list(drafts(home))) == (before, ["one.yaml"])
    assert "one: title One → Mine · Mine" in asked(lib, "edit", "y\r")
    assert before["one.yaml"].replace(b"One", b"Mine") == tree(lib)["one.yaml"]
    assert (b"status: read" in before["one.yaml"], drafts(home)) == (True, {})


def test_after_a_conflict_of_notes(lib: Path, tmp_path: Path, home: Path) -> None:
    """What was noted meanwhile stays, with Enter and with a yes."""
    editor = script(tmp_path, f'{READINGLIST} note one theirs; echo mine > "$1"')
    assert process(lib, "note", "one", environ={"EDITOR": editor}).code == 5
    asked(lib, "note", "\r")
    assert tree(lib)["one.yaml"].endswith(b"notes: |\n  theirs\n")
    assert "one: notes +mine" in asked(lib, "note", "yes\r")
    assert tree(lib)["one.yaml"].endswith(b"notes: |\n  theirs\n  mine\n")
    assert drafts(home) == {}


def test_killed_and_changed_since(lib: Path, tmp_path: Path, home: Path) -> None:
    """While it is edited the draft is nobody else's; after a kill, rating and status of the file stay."""
    editor = script(tmp_path, 'echo "# half" >> "$1"; echo $$ > pid.new; mv pid.new pid; exec sleep 30')
    child = subprocess.Popen(
        [*COMMAND, "edit", "one"], cwd=lib, env=os.environ | {"EDITOR": editor}, stdin=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 30
    while not (lib / "pid").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    shown = on_terminal(["edit", "one"], lib, environ={"EDITOR": "true"}, width=300)
    assert ("is being edited by another readinglist" in shown.text, "Go on" in shown.text) == (True, False)
    os.kill(int((lib / "pid").read_text()), signal.SIGSTOP)
    child.kill()
    child.wait(30)
    os.kill(int((lib / "pid").read_text()), signal.SIGKILL)
    assert drafts(home) == {"one.yaml": 'title: "One"\n# half\n'}
    for args in (["rate", "one", "5"], ["read", "one"]):
        assert here(lib, *args).code == 0
    before = tree(lib)
    shown_text = asked(lib, "edit", "\r")
    assert "  - rating: 5" in shown_text
    assert "take back what changed since?" in shown_text
    assert tree(lib) == before


def test_nothing_typed_before_a_kill(lib: Path, home: Path) -> None:
    """A draft without a word of one's own is gone at the next edit."""
    child = subprocess.Popen(
        [*COMMAND, "edit", "one"],
        cwd=lib,
        env=os.environ | {"EDITOR": "sh -c 'kill -9 $PPID'"},
        stdin=subprocess.DEVNULL,
    )
    child.wait(30)
    assert drafts(home) == {"one.yaml": 'title: "One"\n'}
    assert inside(lib, "edit", "one", environ={"EDITOR": "true"}).err == "one: nothing to change\n"
    assert list(home.rglob("drafts/*")) == []
