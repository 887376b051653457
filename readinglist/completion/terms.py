"""The last term of a query that is being typed: names of fields, their values, tags and saved queries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readinglist.completion.candidates import Candidate, fitting, last_value, prefixed, quoted_values
from readinglist.model.fields import BY_NAME, FIELDS, KINDS, SINGULAR, STATUSES, Type
from readinglist.query.names import ASKING, Names
from readinglist.reading.counting import COUNTED_NAMES
from readinglist.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readinglist.completion.shelf import Shelf

_TERM = re.compile(r'([^\s()":,=]+):(=?)(.*)', re.DOTALL)
_QUESTIONS = ("a status or a kind", "the field is set", "the field is not set")
_FROM_THE_LIST = ("year", "tags", "areas", "authors", "venue")


def query(typed: str, shelf: Shelf) -> list[Candidate]:
    """Return the candidates for a word of a command line that is a query or the last part of one."""
    start = _last_term(typed)
    before, term = typed[:start], typed[start:]
    if term.startswith("+"):
        tags = shelf.values("tags", _start(term[1:]))
        return prefixed(before + "+", quoted_values(term[1:], tags))
    if term.startswith("@"):
        return prefixed(before + "@", fitting(term[1:], shelf.views()))
    match = _TERM.fullmatch(term)
    if match is None:
        return prefixed(before, _names(term, shelf))
    name, equal, values = match.groups()
    found = quoted_values(values, values_of(name, shelf, _start(values)))
    return prefixed(f"{before}{name}:{equal}", found)


def values_of(name: str, shelf: Shelf, start: str) -> list[Candidate]:
    """Return what can follow `name:`; of values that only entries have those with this start."""
    if name.lower() == "is":
        return [Candidate(each) for each in (*STATUSES, "kept", "evaluated", *KINDS)]
    if name.lower() in ASKING:
        return list(field_names())
    field = Names(()).field(name)
    return (
        field_values(field, shelf, start)
        if field
        else shelf.together(lambda: _own_values(name, shelf, start))
    )


def _own_values(name: str, shelf: Shelf, start: str) -> list[Candidate]:
    key = Names(shelf.own_keys()).field(name)
    return shelf.values(key, start) if key else []


def field_values(field: str, shelf: Shelf, start: str) -> list[Candidate]:
    """Return what is known of the values of a field of the table, of `id` and `year`."""
    if field == "id":
        return shelf.ids("")
    if field == "date":
        return shelf.values("year", start)
    if field in _FROM_THE_LIST:
        return shelf.values(field, start)
    row = BY_NAME[field]
    if row.type is Type.FLAG:
        return [Candidate("true"), Candidate("false")]
    if row.type is Type.NUMBER and row.high:
        return [Candidate(str(number)) for number in range(row.low, row.high + 1)]
    return [Candidate(choice) for choice in row.choices]


def _start(values: str) -> str:
    """Return how the value that is being typed begins, folded."""
    return fold(values[last_value(values) :].replace('"', ""))


def field_names() -> Iterator[Candidate]:
    """Yield the names of fields, those of lists by the name of one item, with what they mean."""
    yield from (Candidate(field.singular or field.name, field.meaning) for field in FIELDS)
    yield Candidate("year", "the year of its date")
    yield Candidate("id", "the name of its file")


def counted_names() -> Iterator[Candidate]:
    """Yield the names of the fields by which entries are counted and put together."""
    return (each for each in field_names() if each.word in COUNTED_NAMES)


def _names(term: str, shelf: Shelf) -> list[Candidate]:
    asking = (Candidate(name, note) for name, note in zip(ASKING, _QUESTIONS, strict=True))
    own = (Candidate(key, "a key of your own") for key in shelf.own_keys() if _TERM.fullmatch(f"{key}:"))
    found = fitting(term, (*asking, *field_names(), *own))
    found = found or fitting(term, (Candidate(name, BY_NAME[name].meaning) for name in SINGULAR.values()))
    return [Candidate(f"{each.word}:", each.note) for each in found]


def _last_term(typed: str) -> int:
    """Return where the last term begins: after a space or `(` outside quotes, and after `-` or `!`."""
    start, quoted = 0, False
    for position, char in enumerate(typed):
        quoted ^= char == '"'
        if not quoted and (char in " (" or (char in "-!" and position == start)):
            start = position + 1
    return start
