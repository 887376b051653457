"""Which field a name in a query means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.model.fields import BY_NAME, FIELDS, SINGULAR, Type
from readinglist.text import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Collection

ASKING = ("is", "has", "missing")
YEAR = "year"
# Names that queries take beside those of the table, and what they mean.
_OTHERS = {"id": "id", YEAR: YEAR} | SINGULAR
# The fields there are, each by one name: what hints tell.
NAMES = ("id", YEAR, *(field.singular or field.name for field in FIELDS))


class Names:
    """The names a query can use: those of the field table, and the keys that some entry has besides."""

    def __init__(self, known: Collection[str]) -> None:
        """Take the keys outside the table."""
        self._known = {fold(key): key for key in sorted(known, reverse=True)} | {key: key for key in known}

    def field(self, name: str) -> str | None:
        """Return the field, or the key outside the table, that `name` means; None where it means none.

        Case does not matter, nor a hyphen in place of the underscore.
        """
        folded = fold(name)
        plain = folded.replace("-", "_")
        if plain in BY_NAME or plain in _OTHERS:
            return _OTHERS.get(plain, plain)
        return self._known.get(name) or self._known.get(folded)

    def takes(self, name: str) -> bool:
        """Tell whether `name:` begins a term."""
        return name.lower() in ASKING or self.field(name) is not None

    def hint(self, name: str) -> str:
        """Return what to write in place of a `name` that no field has."""
        near = nearest(name, {*NAMES, *ASKING, *self._known.values()})
        return near or "put a space after the colon, or quotes around it, to look for words"


def type_of(field: str) -> Type | None:
    """Return the type of a field of the table, of `id` and `year`; None for other keys."""
    if field == YEAR:
        return Type.NUMBER
    if field == "id":
        return Type.TEXT
    return BY_NAME[field].type if field in BY_NAME else None
