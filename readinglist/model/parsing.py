"""From the text of a file to typed values, by the field table; and what is wrong where that fails."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from readinglist.dates import as_written, is_day, is_partial
from readinglist.model.entry import Entry, LogItem
from readinglist.model.fields import FIELDS, Field, Type
from readinglist.model.listfile import ListFile
from readinglist.text import cut, is_visible, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from readinglist.model.fields import Value

# One item of a list that is typed, with its comma; quotes around it keep commas in it.
_TYPED_ITEM = r'\s*"([^"]*)"\s*(?:,|\Z)|([^,]*)(?:,|\Z)'
_FLAGS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class Problem(NamedTuple):
    """One thing that is wrong with the values of a file.

    Attributes:
        path: where it stands, as keys and positions: ``("log", 2, "date")``.
        reason: what is wrong, in words.
        hint: what would be right, or "".

    """

    path: tuple[str | int, ...]
    reason: str
    hint: str = ""


class _Wrong(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, reason: str, hint: str = "", *deeper: str | int) -> None:
        super().__init__(reason)
        self.reason, self.hint, self.deeper = reason, hint, deeper


def entry_from(entry_id: str, values: Mapping[str, Value]) -> tuple[Entry | None, list[Problem]]:
    """Build the entry that `values` describes.

    Returns:
        the entry and no problems, or None and everything that is wrong with it.

    """
    problems: list[Problem] = []
    fields: dict[str, Any] = {}
    extra: dict[str, Value] = {}
    for name, value in values.items():
        if name not in _ENTRY:
            extra[name] = value
        elif value is not None:
            _collect(fields, problems, name, *_ENTRY[name], value)
    problems.sort(key=lambda problem: _PLACES[problem.path[0]])
    if not (fields.get("title") or any(p.path[0] == "title" for p in problems)):
        problems.append(Problem(("title",), "no title", "an entry needs at least a title"))
    if problems:
        return None, problems
    return Entry(id=entry_id, extra=extra, **fields), []


def list_file_from(values: Mapping[str, Value]) -> tuple[ListFile, list[Problem]]:
    """Build what the list file says; keys that are wrong are left out and named."""
    problems: list[Problem] = []
    fields: dict[str, Any] = {}
    for name, (reader, field) in _LIST_FILE.items():
        value = values.get(name)
        if value is not None:
            _collect(fields, problems, name, reader, field, value)
    return ListFile(**fields), problems


def parse_field(field: Field, text: str, today: date) -> Any:  # noqa: ANN401 - the value of any field
    """Return the value that `text`, as typed on a command line on the day `today`, gives a field.

    Lists are cut at commas, but for those in quotes around an item; dates may be `yesterday` or `nov 2018`.

    Raises:
        ValueError: with the reason and what would be right.

    """
    value: Value = text
    if field.type is Type.LIST:
        items = ((match[1] or match[2] or "").strip() for match in re.finditer(_TYPED_ITEM, text))
        value = [item for item in items if item]
    elif field.type in (Type.DATE, Type.DAY):
        with suppress(ValueError):
            value = as_written(text, today)
    try:
        return _READERS[field.type](field, value)
    except _Wrong as wrong:
        raise ValueError("; ".join(filter(None, (f"{field.name} {wrong.reason}", wrong.hint)))) from None


def _collect(
    fields: dict[str, Any],
    problems: list[Problem],
    name: str,
    reader: Callable[[Field, Value], Any],
    field: Field,
    value: Value,
) -> None:
    try:
        fields[name] = reader(field, value)
    except _Wrong as wrong:
        problems.append(Problem((name, *wrong.deeper), f"{name} {wrong.reason}", wrong.hint))


def _text(field: Field, value: Value) -> str | None:
    if not isinstance(value, str):
        raise _Wrong(f"must be text, not a {_shape(value)}")
    if value and field.name == "title" and not is_visible(value):
        raise _Wrong("has nothing to see in it", "an entry needs at least a title")
    return value or None


def _choice(field: Field, value: Value) -> str:
    text = _one(value)
    if text not in field.choices:
        there, near = f"one of {', '.join(field.choices)}", nearest(cut(text), field.choices)
        raise _Wrong(f'"{cut(text)}" is not one that there is', f"{near} ({there})" if near else there)
    return text


def _date(_: Field, value: Value) -> str:
    text = _one(value)
    if not is_partial(text):
        raise _Wrong(f'"{cut(text)}" is not a date', "YYYY, YYYY-MM or YYYY-MM-DD")
    return text


def _day(_: Field, value: Value) -> str:
    text = _one(value)
    if not is_day(text):
        raise _Wrong(f'"{cut(text)}" is not a day', "YYYY-MM-DD")
    return text


def _number(field: Field, value: Value) -> int:
    text = _one(value)
    bounds = f"{field.low} to {field.high}" if field.high else f"{field.low} or more"
    if not (text.isascii() and text.isdigit() and len(text) < 8):  # noqa: PLR2004 - more is no count of anything here
        raise _Wrong(f'"{cut(text)}" is not a whole number', bounds)
    number = int(text)
    if number < field.low or (field.high and number > field.high):
        raise _Wrong(f"{number} is out of range", bounds)
    return number


def _flag(_: Field, value: Value) -> bool:
    text = _one(value)
    if text.lower() not in _FLAGS:
        raise _Wrong(f'"{cut(text)}" is neither true nor false')
    return _FLAGS[text.lower()]


def _list(_: Field, value: Value) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    for position, item in enumerate(items):
        if not isinstance(item, str | None):
            raise _Wrong(f"must be a list of texts, not of {_shape(item)}s", "", position)
    return tuple(item for item in items if isinstance(item, str) and item)


def _log(_: Field, value: Value) -> tuple[LogItem, ...]:
    if not isinstance(value, list):
        raise _Wrong(f"must be a list, not a {_shape(value)}", "- {date: 2026-11-22, event: start}")
    return tuple(_log_item(position, item) for position, item in enumerate(value))


def _log_item(position: int, item: Value) -> LogItem:
    if not isinstance(item, dict):
        raise _Wrong("has an item without keys", "- {date: 2026-11-22, event: start}", position)
    day = item.get("date")
    if not isinstance(day, str) or not is_day(day):
        raise _Wrong("has an item without a day", "date: YYYY-MM-DD", position)
    return LogItem(day, {key: each for key, each in item.items() if key != "date"})


def _counts(field: Field, value: Value) -> dict[str, int]:
    return {key: _number(field, each) for key, each in _mapping(value).items()}


def _texts(_: Field, value: Value) -> dict[str, str]:
    return {key: _one(each) for key, each in _mapping(value).items()}


def _mapping(value: Value) -> dict[str, Value]:
    if not isinstance(value, dict):
        raise _Wrong(f"must have keys and values, not be a {_shape(value)}")
    return value


def _one(value: Value) -> str:
    if not isinstance(value, str):
        raise _Wrong(f"must be one value, not a {_shape(value)}")
    return value


def _shape(value: Value) -> str:
    if isinstance(value, list):
        return "list"
    return "mapping" if isinstance(value, dict) else "text"


_READERS: dict[Type, Callable[[Field, Value], Any]] = {
    Type.TEXT: _text,
    Type.CHOICE: _choice,
    Type.DATE: _date,
    Type.DAY: _day,
    Type.NUMBER: _number,
    Type.FLAG: _flag,
    Type.LIST: _list,
    Type.LOG: _log,
}
_ENTRY = {field.name: (_READERS[field.type], field) for field in FIELDS}
_PLACES: dict[str | int, int] = {field.name: place for place, field in enumerate(FIELDS)}
_LIST_FILE: dict[str, tuple[Callable[[Field, Value], Any], Field]] = {
    "name": (_text, Field("name")),
    "curator": (_text, Field("curator")),
    "description": (_text, Field("description")),
    "areas": (_list, Field("areas")),
    "left_out": (_counts, Field("left_out", low=0)),
    "views": (_texts, Field("views")),
}
