"""What a format is told besides the entries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from readinglist.model.listfile import ListFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from readinglist.reading.progress import Progress


def _unknown() -> Mapping[str, Progress]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a format is told besides the entries, and may use or not.

    Attributes:
        list_file: what the list says of itself.
        day: the day of the export.
        by_date: the entries come in order of date, so that those of a year stand together.
        group: the field whose values are headings (`areas`, `year`, `status`, `tags`), "" for the usual.
        raw: leave cells as they are that a spreadsheet would take for formulas.
        progress: counts the whole list, by kind. That costs a look at every entry, so only formats that tell
            it ask for it.

    """

    list_file: ListFile = field(default_factory=ListFile)
    day: dt.date = dt.date.min
    by_date: bool = False
    group: str = ""
    raw: bool = False
    progress: Callable[[], Mapping[str, Progress]] = _unknown
