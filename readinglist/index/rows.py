"""What the index keeps of one entry: folded values to filter by, and words to find it by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.index.schema import BREAK, COLUMNS, ITEM, LISTS, NUMBERS
from readinglist.model.fields import leaves
from readinglist.model.identifiers import arxiv_key, doi_key, url_key
from readinglist.model.ids import family_name
from readinglist.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readinglist.model.entry import Entry

_FULL_DATE = "0000-01-01"


def fields_row(entry: Entry) -> list[str | int | None]:
    """Return the row of the table `field`, without its number."""
    keys = (arxiv_key(entry.arxiv or ""), doi_key(entry.doi or ""), url_key(entry.url or ""))
    family = fold(family_name(entry.authors[0])) if entry.authors else None
    return [
        entry.id,
        entry.year,
        family,
        *(key or None for key in keys),
        *(_column(entry, name) for name in COLUMNS),
    ]


def extra_rows(entry: Entry) -> list[tuple[str, str]]:
    """Return a key and a folded value for each value of a key that the table of fields does not know."""
    values = ((key, fold(text)) for key, value in entry.extra.items() for text in leaves(value))
    return [(key, text) for key, text in values if text]


def word_columns(entry: Entry) -> tuple[str, ...]:
    """Return the words of an entry, one text for each column of words, values set apart."""
    titles = [entry.title, entry.paper_title or ""]
    body = (entry.abstract, entry.notes, entry.takeaway, entry.url, entry.code)
    extras = (text for value in entry.extra.values() for text in leaves(value))
    labels = (
        *entry.tags,
        *entry.areas,
        entry.venue,
        entry.kind,
        str(entry.year or ""),
        entry.arxiv,
        entry.doi,
        entry.id,
    )
    return (
        _tokens(titles),
        _tokens(entry.authors),
        _tokens(labels),
        _tokens([entry.summary]),
        _tokens([*body, *extras]),
        " ".join(filter(None, map(initials, titles))),
    )


def initials(title: str) -> str:
    """Return the first letters of the words of a title, the part before a colon left out.

    >>> initials("Teacher–student curriculum learning"), initials("HER: Hindsight Experience Replay")
    ('tscl', 'her')
    """
    _, _, after = title.rpartition(": ")
    letters = "".join(word[0] for word in words(after))
    return letters if len(letters) > 1 else ""


def _column(entry: Entry, name: str) -> str | int | None:
    value = getattr(entry, name)
    if name in NUMBERS:
        return value  # type: ignore[no-any-return]
    if name in ("date", "added"):
        return value + _FULL_DATE[len(value) :] if value else None
    if name == "et_al":
        return "true" if value else None
    if name == "log":
        value = [text for item in value for text in leaves(item.stored())]
    if name in LISTS:
        return ITEM + ITEM.join(map(fold, value)) + ITEM if value else None
    return fold(value) if value else None


def _tokens(values: Iterable[str | None]) -> str:
    return f" {BREAK} ".join(" ".join(words(value)) for value in values if value)
