"""What can go wrong, in words for the user: each kind of error carries the exit code of the process.

Exit codes: 0 done or found, 1 nothing matched, 2 bad usage, 3 no such entry, 4 invalid entries,
5 refused or failed, 130 interrupted, 143 terminated.
"""

from __future__ import annotations

from typing import ClassVar, Self

NOTHING_MATCHED = 1
INTERRUPTED = 130
TERMINATED = 143


class ReadinglistError(Exception):
    """Base of all errors that reach a user as one line.

    Attributes:
        what: what is wrong.
        hint: what to do about it, or "".
        where: the place, as ``file`` or ``file:line``, or "".
        line: the line of a file whose name is not known yet, counted from 1, or None.

    """

    exit_code: ClassVar[int] = 5
    line: int | None = None

    def __init__(self, what: str, *, hint: str = "", where: str = "") -> None:
        """Keep the three parts; ``str()`` joins them to one line."""
        super().__init__(what)
        self.what = what
        self.hint = hint
        self.where = where

    def in_file(self, name: str) -> Self:
        """Say in which file it is, now that its name is known."""
        self.where = f"{name}:{self.line}" if self.line else name
        return self

    def __str__(self) -> str:
        """`where: what; hint`, the parts that there are."""
        line = f"{self.where}: {self.what}" if self.where else self.what
        return f"{line}; {self.hint}" if self.hint else line


class UsageError(ReadinglistError):
    """The command line, a query or a value given on it makes no sense (exit 2)."""

    exit_code = 2


class NotFoundError(ReadinglistError):
    """No entry answers to that reference (exit 3)."""

    exit_code = 3


class InvalidError(ReadinglistError):
    """An entry or a record breaks the rules of its file (exit 4)."""

    exit_code = 4


class RefusedError(ReadinglistError):
    """Something could not or must not be done: changed underneath, locked, full (exit 5)."""

    exit_code = 5
