"""Lines after a template: `{id} {title:.40}`. Names are looked up as fields and nothing else is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import UsageError
from readinglist.render.columns import cell
from readinglist.text import safe, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from readinglist.model.entry import Entry

_PIECE = re.compile(
    r"(\{\{|\}\}|\\[nt\\]|[\n\t])|\{([^{}:]*)(?::([^{}]*))?\}|([{}])|[^{}\\\n\t]+|\\", re.DOTALL
)
_MARKS = {"{{": "{", "}}": "}", r"\n": "\n", r"\t": "\t", r"\\": "\\"}
_SIZES = re.compile(r"(\d{0,3})(?:\.(\d{1,3}))?", re.ASCII)


class Slot(NamedTuple):
    """A place for a field.

    Attributes:
        name: the field, or a key of one's own.
        width: how many columns of a terminal it fills at least, 0 for no more than the text.
        most: how many columns of a terminal the text may take, None for all.

    """

    name: str
    width: int = 0
    most: int | None = None

    def fill(self, text: str) -> str:
        """Return a text cut and filled up with spaces."""
        text = safe(text)
        if self.most is not None:
            text = _cut(text, self.most)
        return text + " " * (self.width - width_of(text)) if self.width else text


class Template(NamedTuple):
    """A template that was read: texts, which are safe, and places for fields."""

    parts: tuple[str | Slot, ...]

    def line(self, entry: Entry, more: Mapping[str, str] | None = None) -> str:
        """Return the line of an entry; every value in it is safe, line ends and tabs are the template's own.

        `more` holds values that are none of the entry's, as the score in a search.
        """
        return "".join(
            part if isinstance(part, str) else part.fill(_value(entry, part.name, more or {}))
            for part in self.parts
        )


def read_template(text: str, field: Callable[[str], str]) -> Template:
    """Read a template.

    Args:
        text: `{field}`, `{field:20}` for a width, `{field:.20}` for the most it may take, or both;
            `{{` and `}}` are braces, a backslash with t or n a tab or a line end.
        field: returns the name of the field that was meant, and raises where there is none.

    Raises:
        UsageError: if the template makes no sense.

    """
    return Template(tuple(_part(match, field) for match in _PIECE.finditer(text)))


def _part(match: re.Match[str], field: Callable[[str], str]) -> str | Slot:
    mark, name, sizes, brace = match.groups()
    if mark is not None:
        return _MARKS.get(mark, mark)
    if brace is not None:
        raise UsageError(
            f"--format: the {brace} at character {match.start() + 1} has no partner",
            hint=f"{brace * 2} stands for {brace} itself",
        )
    return safe(match[0]) if name is None else _slot(name.strip(), sizes or "", field)


def _slot(name: str, sizes: str, field: Callable[[str], str]) -> Slot:
    if not name:
        raise UsageError("--format: {} names no field", hint="write it like {title} or {title:.40}")
    found = _SIZES.fullmatch(sizes)
    if found is None:
        raise UsageError(
            f'--format: "{safe(sizes)}" is no size',
            hint=f"{{{safe(name)}:20}} is 20 wide at least, {{{safe(name)}:.20}} at most",
        )
    return Slot(field(name), int(found[1] or 0), None if found[2] is None else int(found[2]))


def _value(entry: Entry, name: str, more: Mapping[str, str]) -> str:
    return more[name] if name in more else cell(entry, name)


def _cut(text: str, most: int) -> str:
    """Return as much of `text` as fits into that many columns."""
    if text.isascii():
        return text[:most]
    taken = 0
    for position, char in enumerate(text):
        taken += width_of(char)
        if taken > most:
            return text[:position]
    return text
