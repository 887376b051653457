"""RIS, for EndNote, Zotero and other reference managers: a line, ended as on DOS, for each tag and value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.formats.each import each
from readinglist.formats.names import split_name
from readinglist.formats.works import Work, address, formal_title, key, labels, one_line, sort_of
from readinglist.model.identifiers import plain_identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.formats.about import About
    from readinglist.model.entry import Entry

# The type of each sort of work, and the tag that holds its venue.
_TYPES = {
    Work.ARTICLE: ("JOUR", "T2"),
    Work.CONFERENCE: ("CONF", "T2"),
    Work.PREPRINT: ("UNPB", "PB"),
    Work.POST: ("ELEC", "T2"),
    Work.BOOK: ("BOOK", "PB"),
    Work.THESIS: ("THES", "PB"),
    Work.REPORT: ("RPRT", "PB"),
    Work.TALK: ("SLIDE", "T2"),
    Work.SOFTWARE: ("COMP", "PB"),
    Work.OTHER: ("GEN", "PB"),
}
# RIS has nothing for a list of authors that goes on: readers take whatever stands among them for a person.
_MORE_AUTHORS = "There are more authors than are named (et al.)"


def write(entries: Iterable[Entry], about: About) -> Iterator[str]:  # noqa: ARG001 - one signature for all formats
    """Yield the text, an entry at a time."""
    return each(entries, _entry)


def _entry(entry: Entry) -> str:
    # One line each: no value can begin a line, and so none can be a tag.
    lines = "".join(f"{tag}  - {one_line(text)}\r\n" for tag, text in _lines(entry) if text)
    return f"{lines}ER  - \r\n"


def _lines(entry: Entry) -> Iterator[tuple[str, str | None]]:
    kind, venue = _TYPES[sort_of(entry)]
    yield "TY", kind
    yield "ID", key(entry.id)
    yield "TI", formal_title(entry)
    yield from (("AU", _name(author)) for author in entry.authors)
    yield venue, entry.venue
    yield "PY", (entry.date or "")[:4]
    # Year, month and day, each with its slash, also where it is not known.
    yield "DA", "/".join([*entry.date.split("-"), "", ""][:3]) if entry.date else None
    yield "DO", plain_identifier("doi", entry.doi)
    yield "AN", f"arXiv:{plain_identifier('arxiv', entry.arxiv)}" if entry.arxiv else None
    yield "UR", address(entry)
    yield from (("KW", label) for label in labels(entry))
    yield "AB", entry.abstract or entry.summary
    yield "N1", _MORE_AUTHORS if entry.et_al else None
    yield "N1", entry.takeaway


def _name(author: str) -> str:
    name = split_name(one_line(author))
    if not name.given:
        # A comma at the end keeps the names of organisations in one piece.
        return f"{name.family}," if " " in name.family else name.family
    parts = (f"{name.particle} {name.family}".strip(), name.given, name.suffix)
    return ", ".join(filter(None, parts))
