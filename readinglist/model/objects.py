"""Entries as JSON: one array, one object a line, every key of the schema in each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from readinglist.model.entry import LogItem
from readinglist.model.fields import FIELDS
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.model.entry import Entry

_NAMES = tuple(field.name for field in FIELDS)


def as_object(entry: Entry, score: float | None = None) -> dict[str, Any]:
    """Return an entry as a JSON object: `id`, in a search `score`, all fields, then keys of its own."""
    found: dict[str, Any] = {"id": entry.id}
    if score is not None:
        found["score"] = round(score, 3)
    found |= {name: _plain(getattr(entry, name)) for name in _NAMES}
    return found | {key: value for key, value in entry.extra.items() if key not in found}


def entry_as_text(entry: Entry) -> str:
    """Return an entry as a JSON object on one line."""
    return as_text(as_object(entry))


def as_text(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return JSON on one line, with everything a terminal could act on escaped."""
    text = json.dumps(value, ensure_ascii=False)
    # JSON allows many characters raw that `safe` would not let through: DEL, C1 controls, bidi, tags.
    return text if text.isprintable() else "".join(map(_shown, text))


def array(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of one array: `[`, one object a line, `]`."""
    return array_of(map(as_text, objects))


def array_of(texts: Iterable[str]) -> Iterator[str]:
    """Yield the lines of an array of what is JSON already."""
    yield "["
    separator = "\n"
    for each in texts:
        yield separator + each
        separator = ",\n"
    yield "\n]\n"


def _plain(value: Any) -> Any:  # noqa: ANN401 - the value of any field
    if isinstance(value, tuple):
        return [item.stored() if isinstance(item, LogItem) else item for item in value]
    return value


def _shown(char: str) -> str:
    return char if char.isprintable() or safe(char) == char else json.dumps(char)[1:-1].lower()
