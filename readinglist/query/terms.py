"""From one token to the part of the tree it asks for: words, tags, fields and questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from readinglist.model.fields import BY_NAME, KEPT, KINDS, STATUSES, Type
from readinglist.query.failure import Wrong
from readinglist.query.lexer import Kind
from readinglist.query.names import YEAR, type_of
from readinglist.query.ranges import between, between_if_fit, dates, numbers, years
from readinglist.query.tree import Contains, Equals, Has, Missing, Phrase, Word, any_of
from readinglist.text import fold, nearest, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from readinglist.query.lexer import Token, Value
    from readinglist.query.names import Names
    from readinglist.query.ranges import Scale
    from readinglist.query.tree import Query

T = TypeVar("T")

_ADDRESS = r"(?i:https?://(?:www\.)?)"
_VERSION = r"(?<=[0-9]{4})v[0-9]{1,2}\Z"
_FLAGS = {"true": "true", "yes": "true", "false": "false", "no": "false"}
_EXAMPLES = {
    YEAR: "year:2017 or year:2017..2019",
    "date": "date:2018-06 or date:2018..",
    "added": "added:yesterday or added:-2w..",
    "rating": "rating:4 or rating:4..",
    "pages": "pages:12 or pages:..20",
    "is": "is:unread or is:blog",
    "has": "has:doi",
    "missing": "missing:doi",
}
# What `is:` asks: the field and its values.
_STATES = {
    **{status: ("status", (status,)) for status in STATUSES},
    **{kind: ("kind", (kind,)) for kind in KINDS},
    "kept": ("status", tuple(status for status in STATUSES if status in KEPT)),
    "evaluated": ("status", tuple(status for status in STATUSES if status != "candidate")),
}


class Setting(NamedTuple):
    """What the meaning of a term depends on besides its text.

    Attributes:
        today: the day that `yesterday` and `-2w` are counted from.
        names: the fields there are.

    """

    today: date
    names: Names


def word(text: str) -> Word | Phrase:
    """Return what a bare run of characters, of which some are letters or digits, asks for.

    A web address is looked for without `https://` and `www.`, so that it is found however it was copied.
    """
    address = re.match(_ADDRESS, text) if "://" in text else None
    found = (words(text[address.end() :]) if address else []) or words(text)
    return Word(found[0], exact=text.startswith("=")) if len(found) == 1 else Phrase(tuple(found))


def phrase(text: str) -> Word | Phrase:
    """Return what words in quotation marks ask for; one alone is an exact word."""
    found = words(text)
    return Word(found[0], exact=True) if len(found) == 1 else Phrase(tuple(found))


def tag(token: Token) -> Query:
    """Return what `+name` asks for."""
    return Contains("tags", _folded(token))


def field(token: Token, setting: Setting) -> Query:
    """Return what `name:values` asks for.

    Raises:
        Wrong: no field has that name, or a value does not fit it.

    """
    name = token.text.lower()
    if name == "is":
        return _is(token)
    if name in {"has", "missing"}:
        return _asked(token, setting.names, Has if name == "has" else Missing)
    found = setting.names.field(token.text)
    if found is None:
        raise Wrong(f'no field is called "{token.text}"', token.position, setting.names.hint(token.text))
    kind = type_of(found)
    if kind is Type.CHOICE:
        return Equals(found, _chosen(token, found, {choice: choice for choice in BY_NAME[found].choices}))
    if kind is Type.FLAG:
        return Equals(found, _chosen(token, found, _FLAGS))
    scale = _scale(found, kind, setting.today)
    if scale is not None:
        return any_of([between(found, value, scale) for value in _given(token)])
    return _text(token, found) if kind else _untyped(token, found, setting.today)


def _scale(name: str, kind: Type | None, today: date) -> Scale | None:
    if name == YEAR:
        return years()
    if kind is Type.NUMBER:
        return numbers(BY_NAME[name].high)
    return dates(today) if kind in {Type.DATE, Type.DAY} else None


def _text(token: Token, name: str) -> Query:
    values = _folded(token)
    if token.equal:
        return Equals(name, values)
    if name == "arxiv":
        values = tuple(re.sub(_VERSION, "", value) for value in values)
    return Contains(name, values)


def _untyped(token: Token, name: str, today: date) -> Query:
    """Return what is asked of a key outside the table: text, and in ranges numbers and dates."""
    if token.equal:
        return Equals(name, _folded(token))
    parts: list[Query] = []
    texts: list[str] = []
    for value in _given(token):
        part = between_if_fit(name, value, [numbers(), dates(today)])
        if part is None:
            texts.append(fold(value.text))
        else:
            parts.append(part)
    return any_of([*parts, Contains(name, tuple(dict.fromkeys(texts)))] if texts else parts)


def _is(token: Token) -> Query:
    found: dict[str, list[str]] = {}
    for value in _given(token):
        name, values = _choice(value, "is", _STATES)
        found.setdefault(name, []).extend(values)
    return any_of([Equals(name, tuple(dict.fromkeys(values))) for name, values in found.items()])


def _asked(token: Token, names: Names, part: Callable[[str], Has | Missing]) -> Query:
    found: list[Query] = []
    for value in _given(token):
        name = names.field(value.text)
        if name is None:
            raise Wrong(f'no field is called "{value.text}"', value.position, names.hint(value.text))
        found.append(part("date" if name == YEAR else name))
    return any_of(found)


def _chosen(token: Token, name: str, choices: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_choice(value, name, choices) for value in _given(token)))


def _choice(value: Value, name: str, choices: dict[str, T]) -> T:
    found = choices.get(fold(value.text))
    if found is None:
        near = nearest(value.text, choices)
        hint = f"{near} (one of {', '.join(choices)})" if near else f"one of {', '.join(choices)}"
        raise Wrong(f'{name}: there is no "{value.text}"', value.position, hint)
    return found


def _folded(token: Token) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(value.text) for value in _given(token)))


def _given(token: Token) -> tuple[Value, ...]:
    """Return the values of a token, none of which is empty."""
    for value in token.values:
        if not fold(value.text):
            raise Wrong("a value is missing here", value.position, _written(token))
    return token.values


def _written(token: Token) -> str:
    """Return how a term of this field is written."""
    name = token.text.lower()
    if name in _EXAMPLES:
        return f"write it as {_EXAMPLES[name]}"
    if name in BY_NAME and BY_NAME[name].choices:
        return f"one of {', '.join(BY_NAME[name].choices)}"
    start = "+" if token.kind is Kind.TAG else f"{token.text}:"
    return f'write it as {start}value, or {start}"a value" where it has spaces'
