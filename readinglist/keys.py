"""Single keys from a terminal, and a screen of one's own on it, which is always given back.

Between `begin` and `end` the terminal hands over each key at once and unseen, and shows a second screen; what
stood there before comes back. Control sequences are those of ECMA-48 and of xterm.
"""

from __future__ import annotations

import os
import signal
import sys
import termios
from contextlib import contextmanager, suppress
from select import select
from typing import TYPE_CHECKING, Any, NoReturn

from readinglist.interruption import Terminated
from readinglist.text import width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

# What `key` returns beside the characters that are typed.
LEFT, RIGHT, ENTER, ESCAPE, UNKNOWN = "left", "right", "enter", "escape", ""
REDRAW, END = "redraw", "end"  # the terminal has another size, or is gone
_ARROWS = {b"[C": RIGHT, b"OC": RIGHT, b"[D": LEFT, b"OD": LEFT}
_PASTE, _PASTE_ENDS = b"[200~", b"\x1b[201~"
# The second screen without a cursor, where lines that are too long are cut, and what is pasted is told apart
# from what is typed.
_ENTER = "\x1b[?1049h\x1b[?2004h\x1b[?7l\x1b[?25l"
_LEAVE = "\x1b[?25h\x1b[?7h\x1b[?2004l\x1b[?1049l"
_TO_TYPE = "\x1b[?2004l\x1b[?25h"
_TOP, _WIPED = "\x1b[H", "\x1b[K"
# The pieces of one key come together; a key that is pressed after Escape does not.
_SOON_SECONDS = 0.05
_PASTE_SECONDS = 1.0
_LOCAL, _SPECIAL = 3, 6  # where `tcgetattr` has local modes and special characters
_USUAL_SIZE = (80, 24)
_PIECE = 512  # bytes
_SIGNALS = (
    *(signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT),
    *(signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH),
)


def can_draw(environ: Mapping[str, str]) -> bool:
    """Tell whether stdin and stdout are a terminal on which one can draw."""
    return sys.stdin.isatty() and sys.stdout.isatty() and environ.get("TERM") not in ("dumb", "unknown")


class Screen:
    """The terminal, while it is drawn on.

    Suspended with Ctrl-Z it is as it was before, and drawn anew when the program goes on. SIGHUP and SIGQUIT
    unwind the program as SIGTERM does, so that `end` is reached.
    """

    def __init__(self) -> None:
        """Look at the terminal, and change nothing yet."""
        self._in, self._out = sys.stdin.fileno(), sys.stdout.fileno()
        self._encoding = sys.stdout.encoding
        self._before = termios.tcgetattr(self._in)
        self._shown = ""
        self._handlers: dict[signal.Signals, Any] = {}
        self._woken, self._wake = os.pipe()
        self._wake_before = -1

    @property
    def size(self) -> tuple[int, int]:
        """Columns and lines."""
        columns = lines = 0
        with suppress(OSError):
            columns, lines = os.get_terminal_size(self._out)
        return columns or _USUAL_SIZE[0], lines or _USUAL_SIZE[1]

    def begin(self) -> None:
        """Take the terminal; `end` has to follow whatever happens, also where this fails."""
        sys.stdout.flush()
        os.set_blocking(self._wake, False)
        self._wake_before = signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        self._handle(signal.SIGWINCH, _nothing)
        self._handle(signal.SIGTSTP, self._suspend)
        self._handle(signal.SIGCONT, self._resume)
        self._handle(signal.SIGHUP, _terminate)
        self._handle(signal.SIGQUIT, _terminate)
        self._take()

    def end(self) -> None:
        """Give the terminal back as it was."""
        with _held(*_SIGNALS):
            self._give_back()
            for number, handler in self._handlers.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(self._wake_before)
            os.close(self._woken)
            os.close(self._wake)

    def draw(self, lines: Sequence[str]) -> None:
        """Show these lines from the top on, which have no control sequences but colours and links."""
        # Wiped first: behind a line that is full to the edge its last letter would go.
        self._shown = _TOP + "\r\n".join(_WIPED + line for line in lines)
        self._send(self._shown)

    def key(self) -> str:
        """Wait for a key and return it: a character, or one of the names above; `UNKNOWN` for all others."""
        first = self._byte()
        if first is None:
            return REDRAW
        if first == b"\x1b":
            return self._sequence()
        if first in (b"\r", b"\n"):
            return ENTER
        char = first.decode("ascii", "replace")
        return (char if char.isprintable() and char.isascii() else UNKNOWN) if first else END

    def line(self, question: str, typed: str, draw: Callable[[], None]) -> str:
        """Ask on the last line of the screen; Escape and Ctrl-C give that up, as an empty line does.

        Args:
            question: what is asked.
            typed: what stands there already, to be changed.
            draw: draws the screen above, now and when the terminal has another size.

        """
        try:
            return self._typed(question, typed.encode("utf-8", "surrogateescape"), draw)
        except KeyboardInterrupt:
            return ""
        finally:
            self._resume()

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Put off Ctrl-Z: a program that stands still must not keep others from the library."""
        with _held(signal.SIGTSTP):
            yield

    def _typed(self, question: str, typed: bytes, draw: Callable[[], None]) -> str:
        # Byte by byte, so that what is typed after the line is left for `key`.
        byte: bytes | None = None
        while byte not in (b"\r", b"\n"):
            if byte is None:
                draw()
            self._ask(question, typed)
            byte = self._byte()
            if byte in (b"", b"\x04") or (byte == b"\x1b" and self._sequence() == ESCAPE):
                return ""
            typed = _edited(typed, byte or b"")
        return typed.decode("utf-8", "surrogateescape")

    def _ask(self, question: str, typed: bytes) -> None:
        """Show a question with the end of what is typed, over the last line."""
        columns, lines = self.size
        text = "".join(filter(str.isprintable, typed.decode("utf-8", "ignore")))
        shown = question + _end_of(text, max(columns - len(question) - 1, 1))
        self._send(f"\x1b[{lines};1H{_WIPED}{_TO_TYPE}{shown}")

    def _sequence(self) -> str:
        sequence = self._soon()
        if not sequence:
            return ESCAPE
        if sequence == b"O":
            sequence += self._soon()
        elif sequence == b"[":
            while (byte := self._soon()) and not 0x40 <= byte[0] <= 0x7E:  # noqa: PLR2004 - ECMA-48, final bytes
                sequence += byte
            sequence += byte
        if sequence == _PASTE:
            self._pass_paste()
        return _ARROWS.get(sequence, UNKNOWN)

    def _pass_paste(self) -> None:
        """Pass over what is pasted: its letters are no keys."""
        pasted = b""
        while not pasted.endswith(_PASTE_ENDS) and (byte := self._soon(_PASTE_SECONDS)):
            pasted = pasted[-len(_PASTE_ENDS) :] + byte

    def _soon(self, seconds: float = _SOON_SECONDS) -> bytes:
        ready, _, _ = select([self._in], [], [], seconds)
        return self._read() if ready else b""

    def _byte(self) -> bytes | None:
        """Wait for a byte and return it, none as `_read`; None where a signal came that asks to draw anew."""
        ready, _, _ = select([self._in, self._woken], [], [])
        if self._woken in ready:
            os.read(self._woken, _PIECE)
            return None
        return self._read()

    def _read(self) -> bytes:
        """Return one byte, none where the terminal is gone."""
        with suppress(OSError):
            return os.read(self._in, 1)
        return b""

    def _handle(self, number: signal.Signals, handler: Callable[..., None]) -> None:
        # What whoever started us wants ignored (nohup) stays ignored.
        if signal.getsignal(number) is not signal.SIG_IGN:
            self._handlers[number] = signal.signal(number, handler)

    def _take(self) -> None:
        # First the modes: a program in the background is stopped there, before it has drawn anything.
        termios.tcsetattr(self._in, termios.TCSADRAIN, _single_keys(self._before))
        self._send(_ENTER + self._shown)

    def _give_back(self) -> None:
        # Where the terminal is gone there is nothing to give back.
        with suppress(OSError, termios.error):
            # Keys that nobody waited for must not end up on the command line of a shell. This comes first:
            # there are systems that throw away what was written as well.
            termios.tcsetattr(self._in, termios.TCSAFLUSH, self._before)
        with suppress(OSError):
            self._send(_LEAVE)

    def _send(self, text: str) -> None:
        # Not through Python's stream: a signal may come while that is being written to.
        rest = text.encode(self._encoding, "backslashreplace")
        while rest:
            rest = rest[os.write(self._out, rest) :]

    def _suspend(self, *_: object) -> None:
        self._give_back()
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        # Here it stands still, unless nobody is there who could make it go on.
        signal.signal(signal.SIGTSTP, handler)
        self._resume()

    def _resume(self, *_: object) -> None:
        # A terminal that is gone sends SIGCONT behind SIGHUP.
        with suppress(OSError, termios.error):
            self._take()


def _single_keys(usual: Sequence[Any]) -> list[Any]:
    """Return modes in which each key comes at once and unseen; Ctrl-C and Ctrl-Z are what they are."""
    modes = [*usual]
    modes[_LOCAL] &= ~(termios.ICANON | termios.ECHO)
    modes[_SPECIAL] = [*modes[_SPECIAL]]
    modes[_SPECIAL][termios.VMIN], modes[_SPECIAL][termios.VTIME] = 1, 0
    return modes


def _end_of(text: str, columns: int) -> str:
    """Return as much of the end of a text as so many columns hold."""
    end = text[-columns:]
    while width_of(end) > columns:
        end = end[1:]
    return end


def _edited(typed: bytes, byte: bytes) -> bytes:
    """Return what is typed after one more byte: Backspace and Ctrl-U take back, others do nothing."""
    if byte in (b"\x7f", b"\b"):
        return typed.decode("utf-8", "surrogateescape")[:-1].encode("utf-8", "surrogateescape")
    if byte == b"\x15":
        return b""
    return typed + byte if byte >= b" " else typed


def _nothing(*_: object) -> None:
    """Do nothing: that a signal came is told through the pipe."""


def _terminate(*_: object) -> NoReturn:
    raise Terminated


@contextmanager
def _held(*numbers: signal.Signals) -> Iterator[None]:
    """Let these signals come afterwards."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
