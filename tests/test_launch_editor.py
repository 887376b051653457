"""Which editor is started, how, and what becomes of signals meanwhile."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from readinglist.errors import RefusedError, UsageError
from readinglist.interruption import Interruption, Terminated
from readinglist.launch import find_editor, named_editor, run_editor, waiting
from tests.session import Terminal

SH = ["/bin/sh", "-c"]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only folder on PATH, with editors of several names in it."""
    folder = tmp_path / "bin dir"
    folder.mkdir()
    for name in ("mine", "visual", "plain", "vi", "nano"):
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.mark.parametrize(
    ("configured", "environ", "found"),
    [
        ("mine -x 'a b'", {"VISUAL": "visual", "EDITOR": "plain"}, ["mine", "-x", "a b"]),
        ("", {"VISUAL": "visual --wait", "EDITOR": "plain"}, ["visual", "--wait"]),
        ("", {"EDITOR": "plain"}, ["plain"]),
        (" ", {"VISUAL": " ", "EDITOR": ""}, ["vi"]),
        ("", {}, ["vi"]),
        ("mine; touch x $(y) `z`", {}, ["mine;"]),
    ],
)
def test_which_editor(programs: Path, configured: str, environ: dict[str, str], found: list[str]) -> None:
    """The configured one, $VISUAL, $EDITOR, vi; words as a shell cuts them, and nothing else of a shell."""
    if found[0] == "mine;":
        with pytest.raises(UsageError, match="editor: mine; is not there"):
            find_editor(configured, environ)
        return
    program, *options = find_editor(configured, environ)
    assert [Path(program).name, *options] == found
    assert Path(program).parent == programs


def test_nano_where_there_is_no_vi_and_then_nothing(programs: Path) -> None:
    """Without any editor one is told how to name one."""
    (programs / "vi").unlink()
    assert find_editor("", {}) == [str(programs / "nano")]
    (programs / "nano").unlink()
    with pytest.raises(UsageError, match="no editor is named, and neither vi nor nano is here; name one"):
        find_editor("", {})


@pytest.mark.parametrize(
    ("configured", "environ", "said"),
    [
        ("gone", {}, "editor: gone is not there"),
        ("", {"VISUAL": "gone\x1b[1m"}, r"\$VISUAL: gone\^\[\[1m is not there"),
        ("", {"EDITOR": "'open"}, r"\$EDITOR: 'open: no closing quotation"),
    ],
)
def test_an_editor_that_is_not_there(
    programs: Path, configured: str, environ: dict[str, str], said: str
) -> None:
    """It is named, with where its name stands; no other one is taken in its place."""
    with pytest.raises(UsageError, match=said):
        find_editor(configured, environ)


def test_what_names_the_editor() -> None:
    """The first of configuration, $VISUAL and $EDITOR that says anything, with its line as it stands."""
    environ = {"VISUAL": " ", "EDITOR": "ed -s"}
    assert named_editor("code -w", environ) == ("config.toml", "code -w")
    assert named_editor(" ", environ) == ("$EDITOR", "ed -s")
    assert named_editor("", {}) == ("", "")


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        (["/usr/bin/code"], "code --wait"),
        (["subl", "-n"], "subl --wait"),
        (["gedit", "--wait"], ""),
        (["code", "-n", "-w"], ""),
        (["gvim"], "gvim --nofork"),
        (["kate", "-b"], ""),
        (["/usr/bin/vim"], ""),
        (["emacs", "-nw"], ""),
    ],
)
def test_editors_that_open_a_window(command: list[str], wanted: str) -> None:
    """Those that are known not to wait are told how to; others are left alone."""
    assert waiting(command) == wanted


@pytest.mark.parametrize(("script", "code"), [("exit 0", 0), ("exit 3", 3), ("kill -KILL $$", -9)])
def test_its_exit_code(tmp_path: Path, script: str, code: int) -> None:
    """It is handed on, negative for a signal."""
    assert run_editor([*SH, script], tmp_path / "x.yaml") == code


def test_its_arguments(tmp_path: Path) -> None:
    """Options as they were cut, then the file, whatever a shell would make of its name."""
    path = tmp_path / "a b;$(c) -x.yaml"
    program = "import json, sys; open(sys.argv[-1], 'w').write(json.dumps(sys.argv[1:]))"
    assert run_editor([sys.executable, "-c", program, "--wait", "a b"], path) == 0
    assert json.loads(path.read_text()) == ["--wait", "a b", str(path)]


def test_an_editor_that_does_not_start(tmp_path: Path) -> None:
    """What is no program is named."""
    with pytest.raises(RefusedError, match=r"x.yaml does not start"):
        run_editor([str(tmp_path / "x.yaml")], tmp_path / "x.yaml")


def test_an_interrupt_is_the_editors_own(tmp_path: Path) -> None:
    """Ctrl-C while it runs neither ends us nor is lost on it, and is ours again afterwards."""
    before = signal.getsignal(signal.SIGINT)
    script = "trap 'exit 7' INT; kill -INT $PPID; kill -INT $$; exit 1"
    assert run_editor([*SH, script], tmp_path / "x") == 7
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("script", ["trap 'touch \"$0.saved\"; exit 1' TERM", "trap '' TERM"])
def test_termination_ends_the_editor(tmp_path: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told to end and has time to save; one that does not listen is killed."""
    if "saved" not in script:
        monkeypatch.setattr("readinglist.launch._GRACE", 0.3)
    path = tmp_path / "x"
    loop = f'{script}; echo $$ > "$0"; sleep 0.2; kill -TERM $PPID; while :; do sleep 0.01; done'
    with Interruption(), pytest.raises(Terminated):
        run_editor([*SH, loop], path)
    assert path.with_suffix(".saved").exists() is ("saved" in script)
    with pytest.raises(ProcessLookupError):
        os.kill(int(path.read_text()), 0)


@pytest.mark.parametrize(("there", "sits"), [(True, True), (False, True), (True, False)])
def test_where_stdin_is_a_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, sits: bool
) -> None:
    """The editor gets the terminal if there is one and somebody sits at it, else stdin as it is."""
    terminal = tmp_path / "tty"
    if there:
        terminal.write_text("typed\n")
    opened = os.open
    monkeypatch.setattr(
        os, "open", lambda path, flags, *rest: opened(terminal if path == "/dev/tty" else path, flags, *rest)
    )
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setattr(sys, "stderr", Terminal() if sits else io.StringIO())
    assert run_editor([*SH, 'read -r line < /dev/stdin; echo "$line" > "$0"'], tmp_path / "x") == 0
    assert ((tmp_path / "x").read_text() == "typed\n") is (there and sits)
