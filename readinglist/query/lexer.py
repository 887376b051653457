"""From the text of a query to its tokens.

Between tokens stand spaces, parentheses and quotation marks; a comma separates the values of a field. Marks
that hold no letter or digit are passed over, so that a title can be typed as it is printed.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from readinglist.query.failure import Wrong
from readinglist.text import words

if TYPE_CHECKING:
    from readinglist.query.names import Names

# SQLite takes no expression deeper than 1,000, and a chain of terms is as deep as it is long.
MOST_TERMS = 500
_SPACE = re.compile(r"\s*")
_RUN = re.compile(r'[^\s()"]*')
_PART_OF_VALUE = re.compile(r'"(?P<quoted>[^"]*)"|[^\s(),"]+')
# A name and its colon; what follows `://` and `::` is no value.
_NAMED = re.compile(r'([^\s()":,=]+):(?!//|:)(=?)')
_COLON = re.compile(r":(=?)(?!\s)")
_LIKE_A_NAME = r"[a-zA-Z][a-zA-Z0-9_-]*"
_LETTER_OR_SIGN = re.compile(r"[a-zA-Z0-9]|[^\x00-\x7f]")


class Kind(Enum):
    """What a token is."""

    OPEN = "("
    CLOSE = ")"
    OR = "OR"
    AND = "AND"
    NOT = "NOT"
    WORD = "word"
    PHRASE = "phrase"
    TAG = "tag"
    VIEW = "view"
    FIELD = "field"


class Value(NamedTuple):
    """One value of a field.

    Attributes:
        text: the value without its quotation marks.
        position: where it begins in the text.
        literal: whether all of it stands in quotation marks.

    """

    text: str
    position: int
    literal: bool


class Token(NamedTuple):
    """One piece of a query.

    Attributes:
        kind: what it is.
        position: where it begins in the text.
        text: the word, the words of the phrase, the name of field or view, or the operator as typed.
        values: what follows the colon of a field or the `+` of a tag.
        equal: whether the colon is followed by `=`.

    """

    kind: Kind
    position: int
    text: str
    values: tuple[Value, ...] = ()
    equal: bool = False


_Step = tuple[Token | None, int]
_OPERATORS = {"OR": Kind.OR, "AND": Kind.AND, "NOT": Kind.NOT}


def tokens(text: str, names: Names, most: int) -> list[Token]:
    """Return the tokens of `text` in order.

    Raises:
        Wrong: a quotation mark is not closed, or there are more than `most` tokens and values.

    """
    found: list[Token] = []
    position = _after_spaces(text, 0)
    while position < len(text):
        token, end = _token(text, position, names)
        if token is not None:
            found.append(token)
            most -= max(len(token.values), 1)
            if most < 0:
                raise Wrong(f"a query has at most {MOST_TERMS} terms", position)
        position = _after_spaces(text, end)
    return found


def _token(text: str, position: int, names: Names) -> _Step:
    char = text[position]
    if char in "()":
        return Token(Kind(char), position, char), position + 1
    if char == '"':
        return _quoted(text, position, names)
    run = _run(text, position)
    if run in _OPERATORS:
        return Token(_OPERATORS[run], position, run), position + len(run)
    if char in "-!+@" and _says_something(text, position):
        return _marked(text, position)
    return _named(text, position, names) or _word(text, position, run)


def _word(text: str, position: int, run: str) -> _Step:
    end = position + len(run)
    if run == "=" and text.startswith('"', end):
        return None, end
    return (Token(Kind.WORD, position, run) if words(run) else None), end


def _quoted(text: str, position: int, names: Names) -> _Step:
    end = _closing(text, position) + 1
    inner = text[position + 1 : end - 1]
    colon = _COLON.match(text, end)
    if colon and names.takes(inner):
        values, after = _values(text, colon.end())
        return Token(Kind.FIELD, position, inner, values, bool(colon[1])), after
    return (Token(Kind.PHRASE, position, inner) if words(inner) else None), end


def _marked(text: str, position: int) -> _Step:
    """Read a term that a mark begins: exclusion, tag or view."""
    char = text[position]
    if char in "-!":
        return Token(Kind.NOT, position, char), position + 1
    if char == "@":
        value, end = _value(text, position + 1)
        return Token(Kind.VIEW, position, value.text), end
    values, end = _values(text, position + 1)
    return Token(Kind.TAG, position, char, values), end


def _says_something(text: str, position: int) -> bool:
    """Tell whether a mark is followed by what it can apply to, so that it is no dash between words."""
    run = _run(text, position)
    quoted_or_group = '"(' if text[position] in "-!" else '"'
    follower = text[position + len(run) : position + len(run) + 1]
    return any(char.isalnum() or not char.isascii() for char in run) or bool(
        follower and follower in quoted_or_group
    )


def _named(text: str, position: int, names: Names) -> _Step | None:
    match = _NAMED.match(text, position)
    if match is None:
        return None
    name, equal, end = match[1], bool(match[2]), match.end()
    follower = text[end : end + 1]
    if names.takes(name):
        if follower.isspace() and not equal:
            return None
    elif follower in {"", ")"} or follower.isspace() or not re.fullmatch(_LIKE_A_NAME, name):
        return None
    values, after = _values(text, end)
    return Token(Kind.FIELD, position, name, values, equal), after


def _values(text: str, position: int) -> tuple[tuple[Value, ...], int]:
    """Read values with commas between them; where there is none at all, the one value is empty."""
    value, position = _value(text, position)
    found = [value]
    while text.startswith(",", position):
        value, position = _value(text, position + 1)
        found.append(value)
    return tuple(found), position


def _value(text: str, start: int) -> tuple[Value, int]:
    parts: list[str] = []
    literal, end = False, start
    while match := _PART_OF_VALUE.match(text, end):
        quoted = match["quoted"]
        literal = quoted is not None and not parts
        parts.append(match[0] if quoted is None else quoted)
        end = match.end()
    if text.startswith('"', end):
        _closing(text, end)
    return Value("".join(parts).strip(), start, literal), end


def _closing(text: str, opening: int) -> int:
    closing = text.find('"', opening + 1)
    if closing < 0:
        raise Wrong("this quotation mark is never closed", opening)
    return closing


def _run(text: str, position: int) -> str:
    match = _RUN.match(text, position)
    return match[0] if match else ""


def _after_spaces(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position
