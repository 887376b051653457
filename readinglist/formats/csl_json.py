"""CSL-JSON, the data of citation styles (its schema since 1.0.2): one array, an object a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readinglist.formats.names import split_name
from readinglist.formats.works import Work, address, labels, sort_of
from readinglist.model.identifiers import plain_identifier
from readinglist.model.objects import array

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.formats.about import About
    from readinglist.model.entry import Entry

# The type of each sort of work, and the variable that holds its venue.
_TYPES = {
    Work.ARTICLE: ("article-journal", "container-title"),
    Work.CONFERENCE: ("paper-conference", "container-title"),
    Work.PREPRINT: ("article", "publisher"),
    Work.POST: ("post-weblog", "container-title"),
    Work.BOOK: ("book", "publisher"),
    Work.THESIS: ("thesis", "publisher"),
    Work.REPORT: ("report", "publisher"),
    Work.TALK: ("speech", "event"),
    Work.SOFTWARE: ("software", "publisher"),
    Work.OTHER: ("document", "publisher"),
}


def write(entries: Iterable[Entry], about: About) -> Iterator[str]:  # noqa: ARG001 - one signature for all formats
    """Yield the text."""
    return array(map(_item, entries))


def _item(entry: Entry) -> dict[str, Any]:
    kind, venue = _TYPES[sort_of(entry)]
    arxiv = plain_identifier("arxiv", entry.arxiv)
    told = {
        "title": entry.paper_title or entry.title,
        "author": [*map(_name, entry.authors), *([{"literal": "others"}] if entry.et_al else [])],
        "issued": {"date-parts": [[int(part) for part in entry.date.split("-")]]} if entry.date else None,
        venue: entry.venue,
        "number-of-pages": entry.pages,
        "DOI": plain_identifier("doi", entry.doi),
        "URL": address(entry),
        "note": f"arXiv:{arxiv}" if arxiv else None,
        "keyword": ", ".join(labels(entry)),
        "abstract": entry.abstract or entry.summary,
        "annote": entry.takeaway,
    }
    return {"id": entry.id, "type": kind, **{name: value for name, value in told.items() if value}}


def _name(author: str) -> dict[str, str]:
    name = split_name(" ".join(author.split()))
    if not name.given:
        return {"literal": name.family}
    told = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in told.items() if text}
