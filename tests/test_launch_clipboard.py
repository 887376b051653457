"""What is copied reaches the clipboard: through the terminal, through tmux and screen, by a tool of the system."""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING

import pytest

from readinglist.errors import RefusedError
from readinglist.launch import clipboard
from readinglist.launch.clipboard import copy, sequence

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Über {a}\n$(touch x)"


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder that is the whole PATH, and no terminal."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(clipboard, "_TERMINAL", str(tmp_path / "no-terminal"))
    monkeypatch.setattr("sys.platform", "linux")
    return folder


@pytest.fixture
def terminal(tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a file in place of the terminal."""
    file = tmp_path / "terminal"
    file.touch()
    monkeypatch.setattr(clipboard, "_TERMINAL", str(file))
    return file


def _tool(folder: Path, name: str, *, code: int = 0) -> Path:
    """Put a program there that records its arguments and what it reads."""
    record = folder / f"{name}.record"
    script = f'#!/bin/sh\n{{ printf "%s " "$@"; /bin/cat; }} > {record}\nexit {code}\n'
    (folder / name).write_text(script, encoding="utf-8")
    (folder / name).chmod(0o755)
    return record


@pytest.mark.parametrize(
    ("environ", "name", "arguments"),
    [
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wl-copy", " "),
        ({"DISPLAY": ":0"}, "xclip", "-selection clipboard "),
        ({"DISPLAY": ":0"}, "xsel", "--clipboard --input "),
        ({"TMUX": "/tmp/x,1,0"}, "tmux", "load-buffer -w - "),  # noqa: S108 - no file is made
    ],
)
def test_tools(tools: Path, environ: dict[str, str], name: str, arguments: str) -> None:
    """The text goes to the tool's stdin as it is, without a shell."""
    record = _tool(tools, name)
    copy(TEXT, environ)
    assert record.read_text(encoding="utf-8") == f"{arguments}{TEXT}"


def test_the_tool_of_macs(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS it needs no display."""
    monkeypatch.setattr("sys.platform", "darwin")
    record = _tool(tools, "pbcopy")
    copy(TEXT, {})
    assert record.read_text(encoding="utf-8") == f" {TEXT}"


def test_the_next_tool_where_one_fails(tools: Path) -> None:
    """A tool that fails or does not start is passed over."""
    _tool(tools, "wl-copy", code=1)
    (tools / "xclip").write_bytes(b"\x7fELF")
    (tools / "xclip").chmod(0o755)
    record = _tool(tools, "xsel")
    copy(TEXT, {"WAYLAND_DISPLAY": "x", "DISPLAY": ":0"})
    assert record.exists()


def test_the_terminal_and_a_tool(terminal: Path, tools: Path) -> None:
    """A terminal does not say whether it copies, so that the tool does it as well."""
    record = _tool(tools, "xclip")
    copy(TEXT, {"TERM": "xterm", "DISPLAY": ":0"})
    assert terminal.read_bytes() == b"\x1b]52;c;" + b64encode(TEXT.encode()) + b"\x07"
    assert record.exists()


def test_a_terminal_far_away(terminal: Path, tools: Path) -> None:
    """Over ssh the clipboard of this machine is nobody's."""
    record = _tool(tools, "xclip")
    copy(TEXT, {"TERM": "xterm", "DISPLAY": ":0", "SSH_CONNECTION": "x"})
    assert terminal.read_bytes()
    assert not record.exists()


@pytest.mark.parametrize("environ", [{}, {"TERM": "dumb"}, {"TERM": "linux"}])
def test_terminals_that_cannot_copy(terminal: Path, environ: dict[str, str]) -> None:
    """They are sent nothing, which they would show."""
    with pytest.raises(RefusedError, match="no clipboard is in reach"):
        copy(TEXT, environ)
    assert terminal.read_bytes() == b""


def test_without_terminal_and_tools(tools: Path) -> None:
    """Where nothing can copy, that is said."""
    with pytest.raises(RefusedError, match="no clipboard is in reach; a terminal, wl-copy, xclip or xsel"):
        copy(TEXT, {"TERM": "xterm", "DISPLAY": ":0", "WAYLAND_DISPLAY": "x", "TMUX": "x"})


def test_too_much_for_a_terminal(terminal: Path) -> None:
    """What terminals would cut or pass over is not sent."""
    with pytest.raises(RefusedError, match="80,000 bytes are too many for the clipboard of a terminal"):
        copy("x" * 80_000, {"TERM": "xterm"})
    assert terminal.read_bytes() == b""


def test_tmux_that_knows_no_clipboard(terminal: Path, tools: Path) -> None:
    """An older tmux lets the sequence through, wrapped for it."""
    _tool(tools, "tmux", code=1)
    copy("hi", {"TERM": "tmux", "TMUX": "x"})
    assert terminal.read_bytes() == b"\x1bPtmux;\x1b\x1b]52;c;aGk=\x07\x1b\\"


def test_screen_takes_it_in_pieces() -> None:
    """Screen lets no long string through; put together, the pieces are the sequence."""
    sent = sequence(b"x" * 1000, {"STY": "1"})
    pieces = sent.removeprefix(b"\x1bP").removesuffix(b"\x1b\\").split(b"\x1b\\\x1bP")
    assert max(map(len, pieces)) < 768
    assert b64decode(b"".join(pieces).removeprefix(b"\x1b]52;c;").removesuffix(b"\x07")) == b"x" * 1000


def test_a_tool_that_hangs(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not waited for."""
    (tools / "xsel").write_text(f"#!{os.path.realpath('/bin/sh')}\nexec /bin/sleep 30\n", encoding="utf-8")
    (tools / "xsel").chmod(0o755)
    monkeypatch.setattr(clipboard, "_PATIENCE", 0.1)
    with pytest.raises(RefusedError):
        copy(TEXT, {"DISPLAY": ":0"})
