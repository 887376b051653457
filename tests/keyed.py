"""A terminal in which a command waits for single keys: what it shows, and how it leaves the terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING, Any, Self

from tests.program import here, library, write
from tests.terminal import COMMAND, PATIENCE, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

TOP, WIPED = "\x1b[H", "\x1b[K"
# On and off: the second screen, a visible cursor, marks around what is pasted, long lines that go on below.
SWITCHES = (("\x1b[?1049h", "\x1b[?1049l"), ("\x1b[?25l", "\x1b[?25h"), ("\x1b[?2004h", "\x1b[?2004l"))
LEFT, RIGHT = "\x1b[D", "\x1b[C"


class Keyed:
    """A command that runs in a terminal of its own."""

    def __init__(
        self,
        folder: Path,
        *args: str,
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] = {},
        command: Sequence[str] = COMMAND,
    ) -> None:
        """Start it in `folder`."""
        self._main, self._inner = pty.openpty()
        self.resize(*size)
        self.modes_before = self.modes
        self.text = ""
        self.process = subprocess.Popen(
            [*command, *args], cwd=folder, stdin=self._inner, stdout=self._inner, stderr=self._inner,
            env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **environ},
            start_new_session=True, preexec_fn=_take_terminal,  # noqa: PLW1509 - it only makes a system call
        )  # fmt: skip

    def __enter__(self) -> Self:
        """Leave no process behind."""
        return self

    def __exit__(self, *_: object) -> None:
        """End what still runs."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self._close()

    def _close(self) -> None:
        for each in {self._main, self._inner} - {-1}:
            os.close(each)
        self._main = self._inner = -1

    def hang_up(self) -> int:
        """Take the terminal away, as a window that is closed does; return the exit code."""
        self._close()
        return self.process.wait(timeout=20)

    @property
    def modes(self) -> list[Any]:
        """The modes of the terminal."""
        return termios.tcgetattr(self._inner)

    @property
    def lines(self) -> list[str]:
        """The lines of the last screen, without colours."""
        _, _, last = self.text.rpartition(TOP)
        last = last.partition("\x1b[?")[0]
        return [line.rstrip() for line in plain(last.replace(WIPED, "")).split("\r\n")]

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self._inner, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def wait(self, text: str) -> str:
        """Wait until the last screen has a text, and return the screen."""
        return self._until(lambda: text in "\n".join(self.lines), text)

    def wait_for(self, text: str) -> None:
        """Wait until something has been written that was not before."""
        seen = len(self.text)
        self._until(lambda: text in self.text[seen:], text)

    def press(self, keys: str, shows: str = "") -> str:
        """Type, and wait until the last screen has a text."""
        os.write(self._main, keys.encode())
        return self.wait(shows) if shows else ""

    def ends(self) -> tuple[int, str]:
        """Wait for the end; return the exit code, and what stands on the first screen after it."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            self._read(0.05)
        while self._read(0.05):
            pass
        return self.process.wait(1), plain(self.text.rpartition(SWITCHES[0][1])[2]).replace("\r\n", "\n")

    def left_as_it_was(self) -> bool:
        """Tell whether modes are as before, and whatever was switched is switched back."""
        modes, before = self.modes, self.modes_before
        return modes == before and all(
            self.text.count(on) and self.text.rfind(off) > self.text.rfind(on) for on, off in SWITCHES
        )

    def _until(self, done: Any, what: str) -> str:
        deadline = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < deadline, f"{what!r} does not come; there is {self.text[-3000:]!r}"
            self._read(0.2)
        while self._read(0.05):  # a screen may come in pieces
            pass
        return "\n".join(self.lines)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._main], [], [], seconds)[0]:
            return False
        self.text += os.read(self._main, 65536).decode("utf-8", "replace")
        return True


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # Python ignores none of these, but whoever runs the tests may.
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP):
        signal.signal(number, signal.SIG_DFL)


def bash(script: str) -> tuple[str, ...]:
    """Return a command that runs a script in a shell with jobs; `$RL` is the program."""
    return ("bash", "--norc", "-c", f"set -m; RL='{sys.executable} -m readinglist'; {script}")


_ABSTRACT = "summary: in short\nabstract: >-\n" + "  a line of the abstract\n" * 60


def candidates(folder: Path) -> Path:
    """Make a library of four candidates, the newest first by their dates, and one that is kept."""
    library(folder, kept="Kept")
    for year, name in enumerate(("four", "three", "two", "one"), 2001):
        write(folder, name, f"title: Paper {name}\ndate: {year}\nstatus: candidate\n{_ABSTRACT}")
    return folder


def statuses(folder: Path) -> dict[str, str]:
    """Return the status of each entry of a library."""
    lines = here(folder, "list", "--columns", "id,status").out.splitlines()
    return dict(sorted(line.split("\t") for line in lines))
