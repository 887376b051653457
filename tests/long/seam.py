"""Every call of the system that store and journal make, led through a function: to count, to fail, to die."""

from __future__ import annotations

import os
import signal
import tempfile
from contextlib import suppress
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

from readinglist.system import System
from tests.faulty import CALLS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.long.cases import Scene

    # Takes the number of a call (from 1), the call, and what it is called with.
    Through = Callable[..., Any]


def wrap(through: Through) -> None:
    """Lead every call through `through`, in this process, to its end."""
    numbers = count(1)

    def led(function: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args, **options: through(next(numbers), function, *args, **options)

    for name in CALLS:
        setattr(System, name, led(getattr(System, name)))


def calls(scene: Scene) -> int:
    """Return how many calls the command of a scene makes."""
    with tempfile.TemporaryFile() as file:
        scene.restore()
        scene.start(partial(wrap, partial(_counted, file.fileno()))).wait()
        return os.fstat(file.fileno()).st_size


def _counted(file: int, _number: int, function: Callable[..., Any], *args: Any, **options: Any) -> Any:
    os.write(file, b".")
    return function(*args, **options)


def die(at: int, *, inside: bool) -> None:
    """Let this process be killed at a call of that number: before it, or in its middle."""

    def call(number: int, function: Callable[..., Any], *args: Any, **options: Any) -> Any:
        if number == at:
            with suppress(OSError):
                if inside and function.__name__ == "write":
                    function(args[0], args[1], args[2][: len(args[2]) // 2])
                elif inside:
                    function(*args, **options)
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **options)

    wrap(call)


def fail(at: int, code: int, *, forever: bool) -> None:
    """Let a call of this process fail with an error number, and with `forever` all that follow."""

    def call(number: int, function: Callable[..., Any], *args: Any, **options: Any) -> Any:
        if number == at or (forever and number > at):
            raise OSError(code, os.strerror(code))
        return function(*args, **options)

    wrap(call)
