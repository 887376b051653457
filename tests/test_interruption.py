"""Signals end a command with their code, also where Python would drop their exception."""

from __future__ import annotations

import os
import signal
import sys
import time
import weakref
from typing import TYPE_CHECKING

import pytest

from readinglist.interruption import Interruption, Terminated
from readinglist.main import run

if TYPE_CHECKING:
    from collections.abc import Callable


class _Thing:
    """Something whose end is watched, as imports watch their locks."""


def _ends_with(callback: Callable[[], object]) -> None:
    thing = _Thing()
    watched = weakref.ref(thing, lambda _: callback())
    del thing
    assert watched() is None


def _wait() -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        time.sleep(0.01)
    raise AssertionError


@pytest.mark.parametrize(
    ("number", "error", "code"), [(signal.SIGTERM, Terminated, 143), (signal.SIGINT, KeyboardInterrupt, 130)]
)
def test_a_signal_inside_a_callback(
    number: int, error: type[BaseException], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exception that the callback swallows is raised once more, without a traceback in between."""

    def work() -> None:
        _ends_with(lambda: os.kill(os.getpid(), number))
        _wait()

    with Interruption() as interruption, pytest.raises(error):
        work()
    assert (interruption.code, capsys.readouterr().err) == (code, "")


def test_a_signal_outside_is_raised_at_once() -> None:
    """Elsewhere the exception unwinds the command, and no code is due beside it."""
    with Interruption() as interruption, pytest.raises(Terminated):
        os.kill(os.getpid(), signal.SIGTERM)
    assert interruption.code == 0


def test_other_errors_go_the_usual_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """What else Python drops is shown as ever, and what was there before comes back."""
    dropped: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda what: dropped.append(what.exc_type))
    before = sys.unraisablehook, signal.getsignal(signal.SIGTERM)
    with Interruption() as interruption:
        _ends_with(lambda: 1 // 0)
    assert (dropped, interruption.code) == ([ZeroDivisionError], 0)
    assert (sys.unraisablehook, signal.getsignal(signal.SIGTERM)) == before


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_during_the_first_imports(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int, code: int
) -> None:
    """Before the command line is read, a signal ends the program quietly as well."""
    monkeypatch.setattr("sys.argv", ["rl", "list"])
    monkeypatch.setattr("readinglist.cli.main", lambda *_: os.kill(os.getpid(), number))
    with pytest.raises(SystemExit) as end:
        run()
    assert (end.value.code, capsys.readouterr().err) == (code, "")


def test_a_dropped_signal_shows_in_the_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that was done before the exception came again still says that a signal came."""
    monkeypatch.setattr("sys.argv", ["rl", "list"])

    def finished(*_: object) -> int:
        _ends_with(lambda: os.kill(os.getpid(), signal.SIGTERM))
        return 0

    monkeypatch.setattr("readinglist.cli.main", finished)
    with pytest.raises(SystemExit) as end:
        run()
    assert end.value.code == 143
