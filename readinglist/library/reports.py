"""What the questions and changes of a library answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.settings import ENTRIES
from readinglist.sync import SUFFIX

if TYPE_CHECKING:
    from readinglist.errors import ReadinglistError
    from readinglist.journal import Change
    from readinglist.library.listing import Hits
    from readinglist.model.entry import Entry

# What the journal calls the step that gives an entry another id.
RENAMING = "rename"


class Broken(NamedTuple):
    """A file that is no valid entry: its id, and line, reason and hint of each fault."""

    id: str
    faults: list[tuple[int | None, str, str]]

    def __str__(self) -> str:
        """`entries/<id>.yaml:line: reason; hint` of the first fault."""
        line, reason, hint = self.faults[0]
        where = f"{ENTRIES}/{self.id}{SUFFIX}" + (f":{line}" if line else "")
        return f"{where}: {reason}; {hint}" if hint else f"{where}: {reason}"


class Result(NamedTuple):
    """What a search found.

    Attributes:
        hits: pairs of score and entry, best first; `explained` where that was asked for.
        total: how many there are without a limit.
        corrections: misspelt words with what was taken for them.
        unknown: words of which no entry has anything like it.
        apart: words that the best hit lacks, and that no entry has together with another one.

    """

    hits: Hits
    total: int
    corrections: list[tuple[str, str]]
    unknown: list[str]
    apart: list[str]


class Changed(NamedTuple):
    """What a change did.

    Attributes:
        changed: pairs of an entry before and after; after a removal, of the entry and itself.
        same: ids of entries that were already so.
        failed: ids of entries that were left as they were, each with why.
        step: the number of the step that `undo` takes back, None where nothing was written.

    """

    changed: list[tuple[Entry, Entry]]
    same: list[str]
    failed: list[tuple[str, ReadinglistError]]
    step: int | None = None


class Undone(NamedTuple):
    """What an undo did.

    Attributes:
        label: the command that was taken back.
        restored: names of the files that are as before.
        refused: names of the files that were changed since, each with why they stay.
        changes: what the command had done to the files that are as before.
        offered: names of the files that could be taken back beside the refused ones, and were not.
        step: the number of the step, where something is offered.
        earlier: whether an earlier change could be taken back, where all files were changed since.

    """

    label: str
    restored: list[str]
    refused: list[tuple[str, str]]
    changes: list[Change]
    offered: list[str] = []  # noqa: RUF012 - the default of a named tuple is never changed
    step: int | None = None
    earlier: bool = False
