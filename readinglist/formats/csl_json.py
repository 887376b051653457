"""CSL-JSON, the data of citation styles (its schema since 1.0.2): one array, an object a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readinglist.formats.each import each
from readinglist.formats.names import split_name
from readinglist.formats.works import Work, address, formal_title, key, labels, one_line, sort_of
from readinglist.model.identifiers import plain_identifier
from readinglist.model.objects import array_of, as_text

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

# What CSL processors take for markup in any text, and a sign without width that keeps them off it.
_MARKUP = re.compile(r"<(?=/?(?:b|i|sc|span|sub|sup)\b)", re.IGNORECASE)
_NO_JOINER = "\u200c"


def write(entries: Iterable[Entry], about: About) -> Iterator[str]:  # noqa: ARG001 - one signature for all formats
    """Yield the text."""
    return array_of(each(entries, _item))


def _item(entry: Entry) -> str:
    kind, venue = _TYPES[sort_of(entry)]
    arxiv = plain_identifier("arxiv", entry.arxiv)
    told = {
        "title": _plain(formal_title(entry)),
        "author": [*map(_name, entry.authors), *([{"literal": "others"}] if entry.et_al else [])],
        "issued": {"date-parts": [[int(part) for part in entry.date.split("-")]]} if entry.date else None,
        venue: _plain(entry.venue or ""),
        "number-of-pages": entry.pages,
        "DOI": plain_identifier("doi", entry.doi),
        "URL": address(entry),
        "note": f"arXiv:{arxiv}" if arxiv else None,
        "keyword": _plain(", ".join(labels(entry))),
        "abstract": _plain(entry.abstract or entry.summary or ""),
        "annote": _plain(entry.takeaway or ""),
    }
    known = {name: value for name, value in told.items() if value}
    return as_text({"id": key(entry.id), "type": kind, **known})


def _plain(text: str) -> str:
    """Return a text on one line in which no processor finds markup."""
    return _MARKUP.sub(f"<{_NO_JOINER}", one_line(text))


def _name(author: str) -> dict[str, str]:
    name = split_name(_plain(author))
    if not name.given:
        return {"literal": name.family}
    told = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {part: text for part, text in told.items() if text}
