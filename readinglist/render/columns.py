"""What the columns of a list say, in a pipe and on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.model.fields import BY_NAME, as_line
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
    if column not in BY_NAME and column not in ("id", "year"):
        return as_line(entry.extra.get(column))
    return _written(getattr(entry, column))


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
        return f"{GLYPHS[entry.status]} {entry.status}"
    return cell(entry, column)


def field_lines(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield name and text of everything an entry says, in the order of the field table, its own keys last."""
    yield "id", entry.id
    for name in BY_NAME:
        text = cell(entry, name)
        if text:
            yield name, text
    for key, value in entry.extra.items():
        yield key, as_line(value)
