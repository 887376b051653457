"""Single keys out of the bytes that a terminal sends, and a terminal that is always given back."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import termios
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from readinglist.interruption import Terminated
from readinglist.keys import END, ENTER, ESCAPE, LEFT, REDRAW, RIGHT, UNKNOWN, Screen, can_draw
from tests.keyed import SWITCHES
from tests.terminal import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator


class Terminal:
    """Both ends of a terminal, of which ours has the standard streams."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put it in the place of the streams."""
        self.main, self.inner = pty.openpty()
        self._streams = [os.fdopen(os.dup(self.inner), mode, encoding="utf-8") for mode in ("r", "w")]
        self._monkeypatch = monkeypatch
        self.modes_before = self.modes

    def screen(self) -> Screen:
        """Return a screen on it that has not begun; pytest has streams of its own for each phase of a test."""
        self._monkeypatch.setattr(sys, "stdin", self._streams[0])
        self._monkeypatch.setattr(sys, "stdout", self._streams[1])
        return Screen()

    @property
    def modes(self) -> list[Any]:
        """The modes of the terminal."""
        return termios.tcgetattr(self.inner)

    def type(self, data: bytes) -> None:
        """Press keys."""
        os.write(self.main, data)

    def type_after(self, question: str, typed: str) -> None:
        """Press keys once a question is shown."""
        Thread(target=self._answer, args=(question, typed), daemon=True).start()

    def _answer(self, question: str, typed: str) -> None:
        shown = ""
        while question not in shown:
            shown += self.shown()
        self.type(typed.encode())

    def shown(self, end: str = "") -> str:
        """Return what was written to the terminal, up to `end` at least: it comes in parts."""
        shown = b""
        while not shown or end.encode() not in shown:
            ready, _, _ = select.select([self.main], [], [], PATIENCE)
            assert ready, f"{end!r} is not in {shown!r}"
            shown += os.read(self.main, 65536)
        return shown.decode()

    def close(self) -> None:
        """Close all of it."""
        for stream in self._streams:
            stream.close()
        for end in {self.main, self.inner} - {-1}:
            os.close(end)


@pytest.fixture(autouse=True)
def as_started_by_hand() -> Iterator[None]:
    """Let a hang-up count, also where the tests run under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """Give a terminal."""
    made = Terminal(monkeypatch)
    yield made
    made.close()


@pytest.fixture
def screen(terminal: Terminal) -> Iterator[Screen]:
    """Give a screen on it that has begun."""
    made = terminal.screen()
    made.begin()
    yield made
    made.end()
    assert terminal.modes == terminal.modes_before


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"k", ["k"]),
        (b" ?", [" ", "?"]),
        (b"\r\n", [ENTER, ENTER]),
        (b"\x1b[C\x1b[D", [RIGHT, LEFT]),
        (b"\x1bOC\x1bOD", [RIGHT, LEFT]),
        (b"\x1b[1;5Ck", [UNKNOWN, "k"]),
        (b"\x1b[3~k", [UNKNOWN, "k"]),
        (b"\x1b", [ESCAPE]),
        (b"\x1bk", [UNKNOWN]),
        (b"\x1b[", [UNKNOWN]),
        (b"\x1b[200~kkk\x1b[D rr\x1b[201~k", [UNKNOWN, "k"]),
        (b"\x7f\x01\x04", [UNKNOWN, UNKNOWN, UNKNOWN]),
        ("é".encode(), [UNKNOWN, UNKNOWN]),
    ],
)
def test_keys(terminal: Terminal, screen: Screen, sent: bytes, keys: list[str]) -> None:
    """Letters and arrows are told apart; other keys, and all that is pasted, are none."""
    terminal.type(sent)
    assert [screen.key() for _ in keys] == keys


def test_a_paste_without_an_end(terminal: Terminal, screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given up a moment after its last letter."""
    monkeypatch.setattr("readinglist.keys._PASTE_SECONDS", 0.1)
    terminal.type(b"\x1b[200~kkk")
    assert screen.key() == UNKNOWN
    terminal.type(b"r")
    assert screen.key() == "r"


def test_a_line_that_was_typed_too_early(terminal: Terminal, screen: Screen) -> None:
    """It counts all the same, and keys come again after it."""
    terminal.type("+ppo -é\nk".encode())
    assert screen.line("Tags: ", "", _nothing) == "+ppo -é"
    assert terminal.shown("Tags: ")
    assert screen.key() == "k"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("+pp\x7fpoo\x7f -é\n", "+ppo -é"),
        ("+ppo\x15-x\r", "-x"),
        ("\n", ""),
        ("\x04", ""),
        ("+a\x1b", ""),
        ("+a\x1b[Db\n", "+ab"),
    ],
)
def test_a_line(terminal: Terminal, screen: Screen, typed: str, line: str) -> None:
    """Backspace and Ctrl-U take back, arrows type nothing; Escape and the end of input give it up."""
    terminal.type_after("Tags: ", typed)
    assert screen.line("Tags: ", "", _nothing) == line


def test_a_line_to_be_mended(terminal: Terminal, screen: Screen) -> None:
    """What was typed before stands there and can be changed."""
    terminal.type_after("Tags: é+x", "\x7fy\r")
    assert screen.line("Tags: ", "é+x", _nothing) == "é+y"


def test_a_line_that_is_too_long(terminal: Terminal, screen: Screen) -> None:
    """Its end is seen, also where letters are wide."""
    termios.tcsetwinsize(terminal.inner, (10, 15))
    terminal.type_after("Tags: ", "+01234タグab\r")
    assert screen.line("Tags: ", "", _nothing) == "+01234タグab"
    assert terminal.shown("Tags: 34タグab\x1b")


def test_a_new_size_while_a_line_is_typed(terminal: Terminal, screen: Screen) -> None:
    """The screen is drawn anew with the question on its last line; what was typed stays."""

    def draw() -> None:
        rows = screen.size[1]
        screen.draw([f"{rows} rows"])
        if rows == 24:
            termios.tcsetwinsize(terminal.inner, (10, 44))
            os.kill(os.getpid(), signal.SIGWINCH)

    terminal.type_after("\x1b[10;1H\x1b[K\x1b[?2004l\x1b[?25hTags: half", "-done\r")
    assert screen.line("Tags: ", "half", draw) == "half-done"


def _nothing() -> None:
    """Draw nothing."""


def test_lines_are_drawn_in_one_piece(terminal: Terminal, screen: Screen) -> None:
    """Each in place of what stood there."""
    terminal.shown()
    screen.draw(["one", "two"])
    assert terminal.shown("two").replace("\r\r", "\r") == "\x1b[H\x1b[Kone\r\n\x1b[Ktwo"


def test_the_size(terminal: Terminal, screen: Screen) -> None:
    """It is that of the terminal; one that says nothing has the usual one."""
    assert screen.size == (80, 24)
    termios.tcsetwinsize(terminal.inner, (10, 44))
    assert screen.size == (44, 10)


def test_a_new_size_wakes(screen: Screen) -> None:
    """Whoever waits for a key draws again."""
    os.kill(os.getpid(), signal.SIGWINCH)
    assert screen.key() == REDRAW


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGQUIT])
def test_what_ends_a_program_unwinds_it(screen: Screen, number: int) -> None:
    """As SIGTERM does, so that the terminal is given back."""
    with pytest.raises(Terminated):
        os.kill(os.getpid(), number)
    assert screen.size


def test_what_is_ignored_stays_so(terminal: Terminal) -> None:
    """Under nohup, say."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        screen = terminal.screen()
        screen.begin()
        os.kill(os.getpid(), signal.SIGHUP)
        screen.end()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_stop_is_put_off(screen: Screen) -> None:
    """While something is written, Ctrl-Z waits."""
    with screen.undisturbed():
        assert signal.SIGTSTP in signal.pthread_sigmask(signal.SIG_BLOCK, ())
    assert signal.SIGTSTP not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_all_is_given_back(terminal: Terminal) -> None:
    """Modes, signals, and what was switched on."""
    numbers = (signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)
    before = [signal.getsignal(number) for number in numbers]
    screen = terminal.screen()
    screen.begin()
    assert terminal.modes != terminal.modes_before
    screen.end()
    assert (terminal.modes, [signal.getsignal(number) for number in numbers]) == (
        terminal.modes_before,
        before,
    )
    shown = ""
    while SWITCHES[0][1] not in shown:
        shown += terminal.shown()
    assert [on for on, off in SWITCHES if not -1 < shown.rfind(on) < shown.rfind(off)] == []


def test_a_terminal_that_is_gone(terminal: Terminal) -> None:
    """Nothing more comes from it, and nothing fails when it is to be given back."""
    screen = terminal.screen()
    screen.begin()
    os.close(terminal.main)
    terminal.main = -1
    assert screen.key() == END
    screen.end()


@pytest.mark.parametrize(("name", "able"), [("xterm", True), ("dumb", False), ("unknown", False)])
def test_where_one_can_draw(terminal: Terminal, name: str, able: bool) -> None:
    """On a terminal that knows more than lines."""
    assert terminal.screen()
    assert can_draw({"TERM": name}) is able


def test_not_in_a_pipe(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither where stdout leads elsewhere."""
    assert terminal.screen()
    assert can_draw({})
    reader, writer = os.pipe()
    with os.fdopen(reader), os.fdopen(writer, "w") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert not can_draw({})
