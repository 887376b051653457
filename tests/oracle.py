"""What a query matches, said in the plainest way: the measure that the index is held to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readinglist.dates import is_partial, span
from readinglist.model.fields import BY_NAME
from readinglist.query.tree import (
    And,
    Between,
    Contains,
    Equals,
    Everything,
    Has,
    Missing,
    Not,
    Or,
    Phrase,
    Word,
)
from readinglist.stemming import stem
from readinglist.text import BEFORE_WORDS, fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from readinglist.model.entry import Entry
    from readinglist.model.fields import Value
    from readinglist.query.tree import Query

# The fields whose words a free word is looked for in; the year of `date` and all other keys come on top.
SEARCHED = (
    "id",
    "title",
    "paper_title",
    "kind",
    "authors",
    "venue",
    "arxiv",
    "doi",
    "url",
    "code",
    "areas",
    "tags",
    "summary",
    "abstract",
    "takeaway",
    "notes",
)


def matches(query: Query, entry: Entry, today: date) -> bool:
    """Tell whether `entry` is one of those that `query` wants; the day is in the query by now."""
    match query:
        case And(parts):
            return all(matches(part, entry, today) for part in parts)
        case Or(parts):
            return any(matches(part, entry, today) for part in parts)
        case Not(part):
            return not matches(part, entry, today)
        case Word() | Phrase():
            return any(_says(query, words(value)) for value in searched(entry))
        case _:
            return isinstance(query, Everything) or _field_matches(query, entry)


def _field_matches(query: Contains | Equals | Between | Has | Missing, entry: Entry) -> bool:
    values = [fold(value) for value in texts(entry, query.field)]
    match query:
        case Contains(field, wanted) if field in ("areas", "tags"):
            return any(_has_label(value, part) for part in wanted for value in values)
        case Contains(_, wanted):
            return any(part in value for part in wanted for value in values)
        case Equals(_, wanted):
            return any(part == value for part in wanted for value in values)
        case Has():
            return is_set(entry, query.field)
        case Missing():
            return not is_set(entry, query.field)
        case Between():
            return any(_lies(query, value) for value in texts(entry, query.field))


def _has_label(label: str, part: str) -> bool:
    """Tell whether `part` stands in a label, from the beginning of a word on if it begins with a letter or digit."""
    places = [at for at in range(len(label)) if label.startswith(part, at)]
    if not part[0].isalnum() or part[0] >= "\u3040":
        return bool(places)
    return any(at == 0 or label[at - 1] in BEFORE_WORDS for at in places)


def searched(entry: Entry) -> list[str]:
    """Return the values that words and phrases are looked for in."""
    found = [value for field in SEARCHED for value in texts(entry, field)]
    found += [text for value in entry.extra.values() for text in _leaves(value)]
    return [*found, entry.date[:4]] if entry.date else found


def texts(entry: Entry, field: str) -> list[str]:
    """Return the values of a field, or of a key outside the table, as texts."""
    if field == "et_al":
        return ["true" if entry.et_al else "false"]
    if field == "log":
        return [text for item in entry.log for text in (item.date, *_leaves(dict(item.values)))]
    if field not in BY_NAME and field not in {"id", "year"}:
        return list(_leaves(entry.extra.get(field)))
    value = getattr(entry, field)
    if value is None:
        return []
    return list(value) if isinstance(value, tuple) else [str(value)]


def is_set(entry: Entry, field: str) -> bool:
    """Tell whether an entry says something in a field; a choice always does, by its default."""
    return entry.et_al if field == "et_al" else any(texts(entry, field))


def _leaves(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif value is not None:
        for each in value.values() if isinstance(value, dict) else value:
            yield from _leaves(each)


def _says(query: Word | Phrase, there: list[str]) -> bool:
    if isinstance(query, Phrase):
        length = len(query.words)
        return any(tuple(there[at : at + length]) == query.words for at in range(len(there)))
    if query.exact:
        return query.text in there
    return any(word.startswith(query.text) or stem(word) == stem(query.text) for word in there)


def _lies(query: Between, value: str) -> bool:
    if isinstance(query.low, str) or isinstance(query.high, str):
        day = span(value)[0] if is_partial(value) else ""
        return bool(day) and (str(query.low) if query.low else day) <= day <= (
            str(query.high) if query.high else day
        )
    number = int(value) if re.fullmatch(r"[0-9]{1,15}", value) else None
    low = number if query.low is None else query.low
    high = number if query.high is None else query.high
    return number is not None and low is not None and high is not None and low <= number <= high
