"""What the index keeps of one entry: folded values to filter by, and words to find it by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zlib import crc32

from readinglist.dates import is_partial
from readinglist.index.schema import BREAK, COLUMNS, ITEM, LISTS, NUMBERS
from readinglist.model.fields import leaves
from readinglist.model.identifiers import arxiv_key, doi_key, url_key
from readinglist.model.ids import family_name
from readinglist.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from readinglist.model.entry import Entry

_FULL_DATE = "0000-01-01"
_WHOLE_NUMBER = "[0-9]{1,15}"  # as long as one in a query can be


def rows_of(entry: Entry, words: tuple[str, ...]) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of an entry with these columns of words in each table, without its number."""
    return {"field": [fields_row(entry)], "extra": extra_rows(entry), "words": [words]}


def row_sum(table: str, row: Sequence[object]) -> int:
    """Return the checksum of a row, which tells one that was damaged or belongs to another table."""
    return crc32(repr((table, *row)).encode())


def vocabulary(columns: Sequence[str]) -> set[str]:
    """Return the words that an entry with these columns of words adds to the vocabulary."""
    # The initials of a title are found, but nothing is ever corrected to them.
    return set(" ".join(columns[:-1]).split()) - {BREAK}


def fields_row(entry: Entry) -> tuple[object, ...]:
    """Return the row of the table `field`, without its number."""
    keys = (arxiv_key(entry.arxiv or ""), doi_key(entry.doi or ""), url_key(entry.url or ""))
    family = family_key(family_name(entry.authors[0])) if entry.authors else None
    return (
        entry.id,
        fold(entry.id),
        entry.year,
        family,
        *(key or None for key in keys),
        *(_column(entry, name) for name in COLUMNS),
    )


def extra_rows(entry: Entry) -> list[tuple[object, ...]]:
    """Return a row for each value of a key that the table of fields does not know.

    A row holds the key, the folded value, and what it is as a number and as the first day of a date.
    """
    values = ((key, text) for key, value in entry.extra.items() for text in leaves(value) if text)
    return [(key, fold(text), _amount(text), _first_day(text)) for key, text in values]


def family_key(name: str) -> str:
    """Return a family name as it is compared: `Al-Shedivat` is alshedivat, `O’Neil` oneil."""
    return "".join(words(name))


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

    >>> initials("Generative adversarial networks"), initials("DDPG: Continuous control with deep RL")
    ('gan', 'ccwdr')
    """
    _, _, after = title.rpartition(": ")
    letters = "".join(word[0] for word in words(after))
    return letters if len(letters) > 1 else ""


def _column(entry: Entry, name: str) -> str | int | None:
    value = getattr(entry, name)
    if name in NUMBERS:
        return value  # type: ignore[no-any-return]
    if name in ("date", "added"):
        return _first_day(value) if value else None
    if name == "et_al":
        return "true" if value else None
    if name == "log":
        value = [text for item in value for text in leaves(item.stored())]
    if name in LISTS:
        return ITEM + ITEM.join(map(fold, value)) + ITEM if value else None
    return fold(value) if value else None


def _amount(text: str) -> int | None:
    return int(text) if re.fullmatch(_WHOLE_NUMBER, text) else None


def _first_day(text: str) -> str | None:
    return text + _FULL_DATE[len(text) :] if is_partial(text) else None


def _tokens(values: Iterable[str | None]) -> str:
    return f" {BREAK} ".join(" ".join(words(value)) for value in values if value)
