"""A new file, laid out as a person would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.yamlfile.values import Pen, pair

if TYPE_CHECKING:
    from collections.abc import Mapping

    from readinglist.model.fields import Value
    from readinglist.yamlfile.schema import Schema


def new_file(data: Mapping[str, Value], schema: Schema) -> bytes:
    """Return the bytes of a file that says `data`, its keys in the order given.

    Raises:
        Refused: for texts with control characters.

    """
    lines = (line for key, value in data.items() for line in pair(key, value, Pen.of(schema, key), 0))
    return "".join(line + "\n" for line in lines).encode()
