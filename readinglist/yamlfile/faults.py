"""What can be wrong with a file, in words for the one who keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import InvalidError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence


class Fault(NamedTuple):
    """One thing that is wrong in a file.

    Attributes:
        line: the line it stands on, counted from 1, or None where it has no single one.
        reason: what is wrong, in words.
        hint: what would be right, or "".

    """

    line: int | None
    reason: str
    hint: str = ""


class Unreadable(InvalidError):  # noqa: N818 - the word a reader of the code looks for
    """The bytes of a file are not the YAML that we take.

    Attributes:
        line: the line, counted from 1, or None.

    """

    def __init__(self, what: str, *, line: int | None = None, hint: str = "") -> None:
        """Say what is wrong, on which line, and what would help."""
        super().__init__(what, hint=hint, where=_place(line))
        self.line = line


class BrokenEntry(InvalidError):  # noqa: N818 - see Unreadable
    """A file does not hold an entry: its YAML or its values are wrong.

    Attributes:
        faults: everything that is wrong, in the order of the fields.

    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep all `faults`; `str()` tells the first."""
        first = faults[0]
        super().__init__(first.reason, hint=first.hint, where=_place(first.line))
        self.line = first.line
        self.faults = list(faults)


class Refused(RefusedError):  # noqa: N818 - see Unreadable
    """An edit that cannot be made without changing something else.

    Attributes:
        line: the line of the key it is about, counted from 1, or None where there is none yet.

    """

    def __init__(self, what: str, *, line: int | None = None, hint: str = "") -> None:
        """Say what cannot be done, on which line, and what would help."""
        super().__init__(what, hint=hint, where=_place(line))
        self.line = line


def _place(line: int | None) -> str:
    return "" if line is None else f"line {line}"
