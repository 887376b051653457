"""Ctrl-C and SIGTERM: a command unwinds, also where they come inside a callback that lets nothing through."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, NoReturn, Self

from readinglist.errors import INTERRUPTED, TERMINATED

if TYPE_CHECKING:
    from types import FrameType, TracebackType

_SOON = 0.01  # seconds until an exception that was swallowed is raised once more


class Terminated(BaseException):
    """SIGTERM came: unwind, so that everything that is open is closed and put back."""


class Interruption:
    """While it is entered, SIGTERM raises `Terminated`, and neither it nor Ctrl-C gets lost.

    Python drops an exception that is raised inside the callback of a weak reference, which imports use, and
    shows its traceback. Here it is kept quiet and raised once more a moment later.

    Attributes:
        code: the exit code that is due to a signal whose exception was dropped, 0 where none was.

    """

    def __init__(self) -> None:
        """Start with nothing dropped."""
        self.code = 0
        self._hook = sys.unraisablehook
        self._handler = signal.getsignal(signal.SIGTERM)

    def __enter__(self) -> Self:
        """Take over the signal and what Python does with dropped exceptions."""
        signal.signal(signal.SIGTERM, _terminate)
        sys.unraisablehook = self.dropped
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give both back."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        sys.unraisablehook = self._hook
        signal.signal(signal.SIGTERM, self._handler)

    def dropped(self, what: sys.UnraisableHookArgs) -> None:
        """Take note of a signal whose exception Python drops; any other one goes the usual way."""
        if not issubclass(what.exc_type, Terminated | KeyboardInterrupt):
            self._hook(what)
            return
        self.code = TERMINATED if issubclass(what.exc_type, Terminated) else INTERRUPTED
        signal.signal(signal.SIGALRM, self._again)
        signal.setitimer(signal.ITIMER_REAL, _SOON)

    def _again(self, number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG002 - the signature of a handler
        raise Terminated if self.code == TERMINATED else KeyboardInterrupt


def _terminate(number: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001 - the signature of a handler
    raise Terminated
