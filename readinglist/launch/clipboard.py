"""The clipboard of whoever types, also over ssh and inside tmux and screen."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

from readinglist.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# Programs that copy what they read on stdin, and the variable without which they cannot.
_TOOLS = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
)
_TOOL_OF_MACS = ("pbcopy",)
# tmux 3.2 and newer hand it on to the terminal around it.
_TMUX = ("tmux", "load-buffer", "-w", "-")
_TERMINAL = "/dev/tty"
_DEAF = ("dumb", "linux", "unknown")
# Terminals ignore a longer sequence: xterm and hterm stop at 100,000 bytes of Base64.
_MOST = 74_994
# screen hands on strings of at most 768 bytes.
_SCREENFUL = 240
_PATIENCE = 5.0  # seconds


def copy(text: str, environ: Mapping[str, str]) -> None:
    """Put `text` on the clipboard: by the terminal, which may be far from here, and by a tool of the system.

    Not every terminal takes part, and none says whether it does (OSC 52, xterm control sequences). So where
    the terminal is on this machine, a tool does it as well.

    Raises:
        RefusedError: if there is neither.

    """
    data = text.encode()
    reached = _ran(_TMUX, data) if environ.get("TMUX") else False
    reached = reached or _told(data, environ)
    far = environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")
    if not (reached and far):
        reached = any(_ran(tool, data) for tool in _tools(environ)) or reached
    if not reached:
        raise RefusedError(
            f"{len(data):,} bytes are too many for the clipboard of a terminal"
            if len(data) > _MOST
            else "no clipboard is in reach",
            hint="a terminal, wl-copy, xclip or xsel would have one",
        )


def _tools(environ: Mapping[str, str]) -> Iterator[Sequence[str]]:
    if sys.platform == "darwin":
        yield _TOOL_OF_MACS
    yield from (tool for needed, tool in _TOOLS if environ.get(needed))


def _ran(command: Sequence[str], data: bytes) -> bool:
    """Run a program that reads `data`; tell whether it is there and was content."""
    import subprocess  # noqa: PLC0415 - argument lists only

    program = shutil.which(command[0])
    if program is None:
        return False
    try:
        # A tool that stays to serve the clipboard must not hold our own streams open.
        done = subprocess.run(
            [program, *command[1:]],
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _told(data: bytes, environ: Mapping[str, str]) -> bool:
    """Tell the terminal, whatever stdout and stderr are; a terminal that cannot know it is not told."""
    if environ.get("TERM", "dumb") in _DEAF or len(data) > _MOST:
        return False
    try:
        descriptor = os.open(_TERMINAL, os.O_WRONLY | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        return False
    with os.fdopen(descriptor, "wb") as terminal:
        terminal.write(sequence(data, environ))
    return True


def sequence(data: bytes, environ: Mapping[str, str]) -> bytes:
    r"""Return what makes a terminal copy `data`, wrapped so that tmux and screen let it through.

    >>> sequence(b"hi", {})
    b'\x1b]52;c;aGk=\x07'
    """
    from base64 import b64encode  # noqa: PLC0415 - only copying needs it

    plain = b"\x1b]52;c;" + b64encode(data) + b"\x07"
    if environ.get("TMUX"):
        return b"\x1bPtmux;" + plain.replace(b"\x1b", b"\x1b\x1b") + b"\x1b\\"
    if environ.get("STY"):
        pieces = (plain[at : at + _SCREENFUL] for at in range(0, len(plain), _SCREENFUL))
        return b"".join(b"\x1bP" + piece + b"\x1b\\" for piece in pieces)
    return plain
