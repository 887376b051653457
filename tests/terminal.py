"""A terminal of a chosen width in which the command line runs as a process of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PATIENCE = 30.0
# The start and end of a link to a web page (OSC 8), whose address has no control character in it.
_LINK = re.compile(r"\x1b\]8;[^;\x00-\x1f\x7f-\x9f]*;[^\x00-\x1f\x7f-\x9f]*\x1b\\")
COMMAND = (sys.executable, "-m", "readinglist")
INTERRUPT, END_OF_INPUT = "\x03", "\x04"


class Shown(NamedTuple):
    """What stood on the terminal in the end, and the exit code."""

    text: str
    code: int

    @property
    def lines(self) -> list[str]:
        """The lines without colours."""
        return plain(self.text).split("\n")


def plain(text: str) -> str:
    """Return `text` without the sequences that colour it; any other escape stays and will be noticed."""
    out, rest = "", _LINK.sub("", text)
    while "\x1b[" in rest:
        before, _, rest = rest.partition("\x1b[")
        digits = len(rest) - len(rest.lstrip("0123456789;"))
        coloured = rest[digits : digits + 1] == "m"
        out += before if coloured else before + "\x1b["
        rest = rest[digits + 1 :] if coloured else rest
    return out + rest


def unnumbered(text: str) -> str:
    """Return `text` without the numbers, drawn by lot, that tell a terminal which pieces are one link."""
    return re.sub(r"\x1b\]8;id=\d+-?\d*;", "\x1b]8;;", text)


def cells(line: str) -> int:
    """Return how many columns of a terminal a line takes (Unicode, UAX 11: wide and fullwidth take two)."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in line)
    return len(line) + wide - sum(bool(unicodedata.combining(char)) for char in line)


def on_terminal(
    args: Sequence[str],
    folder: Path,
    *,
    width: int = 80,
    answers: str = "",
    environ: Mapping[str, str] = {},
    command: Sequence[str] = COMMAND,
) -> Shown:
    """Run the command line in a terminal of `width` columns; type `answers` once it shows a question."""
    main, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    child = subprocess.Popen(
        [*command, *args], cwd=folder, stdin=inner, stdout=inner, stderr=inner, start_new_session=True,
        env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environ},
        preexec_fn=_take_terminal,  # noqa: PLW1509 - it only makes a system call
    )  # fmt: skip
    os.close(inner)
    try:
        shown = _read(main, answers)
        return Shown(shown.replace("\r\n", "\n"), child.wait(PATIENCE))
    finally:
        os.close(main)
        if child.poll() is None:
            child.send_signal(signal.SIGKILL)
            child.wait()


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _read(terminal: int, answers: str) -> str:
    data, deadline = b"", time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            piece = os.read(terminal, 65536)
        except OSError:  # the last process has closed its end
            break
        if not piece:
            break
        data += piece
        if answers and data.endswith((b"[y/N] ", b"[Y/n] ", b"(Enter skips) ")):
            os.write(terminal, answers.encode())
            answers = ""
    return data.decode()
