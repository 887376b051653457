"""A query as SQL: conditions on the table `field`, words through the full-text table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readinglist.index.schema import COLUMNS, ITEM, LISTS, NUMBERS
from readinglist.model.fields import BY_NAME, LABELS, Type
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
from readinglist.text import BEFORE_WORDS, begins_as_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.query.tree import Query

_OWN = frozenset(COLUMNS) | {"id", "year"}
FLAGS = frozenset(field.name for field in BY_NAME.values() if field.type is Type.FLAG)
_HALF_PAIR = "[\ud800-\udfff]"
_NOWHERE = "\x1e"  # folding leaves none of these in a text
_MARKS = "VALUES " + ", ".join(f"(char({ord(mark)}))" for mark in ITEM + BEFORE_WORDS)

_OfField = Contains | Equals | Between | Has | Missing


class Condition:
    """SQL text with the values for its question marks.

    `stems` returns the words of the vocabulary that share their stem with a word.
    """

    def __init__(self, stems: Callable[[str], list[str]]) -> None:
        """Start with nothing asked."""
        self.values: list[str | int] = []
        self._stems = stems

    def of(self, query: Query) -> str:
        """Return the condition of `query`; its values are added to `values` in the order of the text."""
        match query:
            case Everything():
                return "1"
            case And(parts) | Or(parts):
                joiner = " AND " if isinstance(query, And) else " OR "
                return "(" + joiner.join(map(self.of, parts)) + ")"
            case Not(part):
                return f"NOT ifnull({self.of(part)}, 0)"
            case Word() | Phrase():
                return self._words(query)
            case _:
                return self._field(query)

    def _words(self, query: Word | Phrase) -> str:
        self.values.append(full_text(query, self._stems))
        return "number IN (SELECT rowid FROM words WHERE words MATCH ?)"

    def _field(self, query: _OfField) -> str:
        if query.field in _OWN:
            return self._test(query, f'"{"id_key" if query.field == "id" else query.field}"')
        self.values.append(bindable(query.field))
        of_key = "number IN (SELECT number FROM extra WHERE key = ?"
        match query:
            case Has():
                return f"{of_key})"
            case Missing():
                return f"NOT {of_key})"
            case Between(_, low, high):
                column = "day" if isinstance(low or high, str) else "amount"
                return f"{of_key} AND {self._between(column, low, high)})"
            case _:
                return f"{of_key} AND {self._test(query, 'value')})"

    def _test(self, query: _OfField, value: str) -> str:
        match query:
            case Has():
                return f"{value} IS NOT NULL"
            case Missing():
                return f"{value} IS NULL"
            case Between(_, low, high):
                return self._between(value, low, high)
            case Equals(field, values) if field not in LISTS:
                told = f"ifnull({value}, 'false')" if field in FLAGS else value
                return self._any(f"{told} = ?", values)
            case Equals(_, values):
                return self._any(f"instr({value}, ?) > 0", [ITEM + each + ITEM for each in values])
            case Contains(field, values):
                return self._contains(value, values, labels=field in LABELS)

    def _contains(self, value: str, texts: tuple[str, ...], *, labels: bool) -> str:
        if not labels:
            return self._any(f"instr({value}, ?) > 0", texts)
        return "(" + " OR ".join([self._in_label(value, text) for text in texts]) + ")"

    def _in_label(self, value: str, text: str) -> str:
        """Return the condition that a label has `text`, where a word begins if `text` begins like one."""
        inside = self._any(f"instr({value}, ?) > 0", [text])
        if not begins_as_word(text):
            return inside
        # What may stand before the word is tried only where the text is there at all.
        begins = self._any(f"instr({value}, column1 || ?) > 0", [text])
        return f"({inside} AND EXISTS (SELECT 1 FROM ({_MARKS}) WHERE {begins}))"  # noqa: S608 - our own marks

    def _any(self, condition: str, values: tuple[str, ...] | list[str]) -> str:
        self.values += map(bindable, values)
        return "(" + " OR ".join([condition] * len(values)) + ")"

    def _between(self, column: str, low: str | int | None, high: str | int | None) -> str:
        parts = [f"{column} {sign} ?" for sign, bound in ((">=", low), ("<=", high)) if bound is not None]
        self.values += [bound for bound in (low, high) if bound is not None]
        return "(" + " AND ".join([f"{column} IS NOT NULL", *parts]) + ")"


def full_text(query: Word | Phrase, stems: Callable[[str], list[str]]) -> str:
    """Return the FTS5 expression of a word, as a prefix or by its stem, or of a phrase.

    Every token is quoted, so that no text of a user is ever read as FTS5 syntax.
    """
    if isinstance(query, Phrase):
        return quoted(" ".join(query.words))
    if query.exact:
        return quoted(query.text)
    return " OR ".join([quoted(query.text) + "*", *map(quoted, stems(query.text))])


def bindable(text: str) -> str:
    """Return `text` as SQLite takes it: half a surrogate pair, which no entry holds, matches nothing."""
    return text if text.isascii() else re.sub(_HALF_PAIR, _NOWHERE, text)


def quoted(text: str) -> str:
    """Return `text` as a string of FTS5."""
    return '"' + text.replace('"', '""') + '"'


def order_by(keys: list[tuple[str, bool]]) -> str:
    """Return the ORDER BY of field names, each with whether it descends; no value comes last."""
    return ", ".join([*(_ordered(name, descending) for name, descending in keys), "field.id"])


def _ordered(name: str, descending: bool) -> str:
    # Authors are put in order by the family name of the first.
    column = "field.family" if name == "authors" else f'field."{name}"'
    field = BY_NAME.get(name)
    if field and field.type is Type.CHOICE:
        cases = " ".join(f"WHEN '{choice}' THEN {rank}" for rank, choice in enumerate(field.choices))
        column = f"CASE {column} {cases} END"
    elif name not in NUMBERS:
        column = f"ltrim({column}, '{ITEM}')" if name in LISTS else column
    return f"{column} IS NULL, {column} {'DESC' if descending else 'ASC'}"
