"""What the columns of a list say, in a pipe and on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.model.fields import BY_NAME, PROGRESS, as_line
from readinglist.model.ids import family_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readinglist.model.entry import Entry, LogItem

PLAIN = ("id", "status", "date", "authors", "title", "tags")
FANCY = ("status", "id", "date", "authors", "title")
GLYPHS = {
    "candidate": "?",
    "rejected": "✗",
    "unread": "○",
    "reading": "◐",
    "read": "●",
    "skimmed": "◍",
    "dropped": "⊘",
}
_MANY = 2


def cell(entry: Entry, column: str) -> str:
    """Return the full text of a column, lists joined by commas; a name with a comma keeps it."""
    if column == "authors":
        return entry.credits
    if column == "log":
        return ", ".join(map(happened, entry.log))
    if column == PROGRESS and PROGRESS not in entry.extra:
        return progress(entry)
    if column not in BY_NAME and column not in ("id", "year"):
        return as_line(entry.extra.get(column))
    return _written(getattr(entry, column))


def progress(entry: Entry) -> str:
    """Return how far an entry is: `4/12`, `p4`, `60%`; "" where it is neither being read nor read."""
    if entry.status not in ("reading", "read"):
        return ""
    from readinglist.reading.readings import progress  # noqa: PLC0415 - most lists have nothing to say of it

    return progress(entry)


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "true" if value else ""
    return str(value)


def happened(item: LogItem) -> str:
    """Return the text of one item of a log, the day first."""
    return " ".join(map(as_line, item.stored().values()))


def short_authors(authors: Sequence[str], *, et_al: bool) -> str:
    """Return the family names of one or two authors, the first and `et al.` of more.

    >>> short_authors(["John Schulman", "Filip Wolski", "Prafulla Dhariwal"], et_al=False)
    'Schulman et al.'
    """
    names = [family_name(author) for author in authors]
    if len(names) > _MANY or (et_al and names):
        return f"{names[0]} et al."
    return " & ".join(names)


def short_cell(entry: Entry, column: str) -> str:
    """Return the text of a column as a table on a terminal shows it."""
    if column == "authors":
        return short_authors(entry.authors, et_al=entry.et_al)
    if column == "status":
        return f"{GLYPHS[entry.status]} {short_status(entry)}"
    return cell(entry, column)


def short_status(entry: Entry) -> str:
    """Return the status, of what is being read with how far it is."""
    return f"reading {progress(entry)}".rstrip() if entry.status == "reading" else entry.status


def field_lines(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield name and text of everything an entry says, in the order of the field table, its own keys last."""
    yield "id", entry.id
    for name in BY_NAME:
        text = cell(entry, name)
        if text:
            yield name, text
    if entry.status == "reading" and (text := cell(entry, PROGRESS)) and PROGRESS not in entry.extra:
        yield PROGRESS, text
    for key, value in entry.extra.items():
        yield key, as_line(value)
