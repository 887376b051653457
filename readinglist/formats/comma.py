"""CSV (RFC 4180): a header, then a record an entry; lists are joined by `; `."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from readinglist.formats.each import each
from readinglist.formats.works import ended_on
from readinglist.model.fields import FIELDS, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.formats.about import About
    from readinglist.model.entry import Entry

_COLUMNS = ("id", *(field.name for field in FIELDS if field.type is not Type.LOG))
# A spreadsheet takes a cell that starts like this for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(entries: Iterable[Entry], about: About) -> Iterator[str]:
    """Yield the text; unless `about.raw`, what a spreadsheet would calculate has an apostrophe before it."""
    yield _record([*_COLUMNS, "ended"])
    yield from each(entries, _as_it_is if about.raw else _safe)


def _as_it_is(entry: Entry) -> str:
    return _record(_cells(entry))


def _safe(entry: Entry) -> str:
    return _record(map(_guarded, _cells(entry)))


def _cells(entry: Entry) -> list[str]:
    return [*(_cell(getattr(entry, name)) for name in _COLUMNS), ended_on(entry)]


def _record(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, bool):
        return "true" if value else ""
    return "" if value is None else str(value)


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
