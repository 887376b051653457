"""Values as they are typed on a command line: what is taken for a field, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readinglist.errors import UsageError
from readinglist.library.noting import tidied
from readinglist.model.fields import BY_NAME, LONG, Type
from readinglist.model.identifiers import plain_identifier
from readinglist.model.parsing import parse_field
from readinglist.yamlfile.scalars import control_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


# A takeaway is meant to be one line; who wants more is free to.
_IN_LINES = LONG | {"takeaway"}


def typed_value(name: str, text: str, today: date) -> Any:  # noqa: ANN401 - the value of any field
    """Return the value that a text gives a field; the items of a list are divided by commas.

    Raises:
        UsageError: if it does not fit.

    """
    try:
        value = parse_field(BY_NAME[name], (in_lines if name in _IN_LINES else one_line)(name, text), today)
    except ValueError as error:
        raise UsageError(str(error)) from None
    if name == "authors" and '"' not in text:
        _refuse_turned(value)
    return typed_items(name, value) if isinstance(value, tuple) else plain_identifier(name, value)


def in_lines(name: str, text: str) -> str:
    """Return a text with our own line ends; that of a long field ends its last line if it has several.

    Raises:
        UsageError: if it has control characters in it.

    """
    found = tidied(text) if "\n" in text or "\r" in text else text
    if what := control_in(found):
        raise UsageError(f"{name} has {what} in it", hint="take it out")
    return f"{found}\n" if "\n" in found and name in LONG and not found.endswith("\n") else found


def one_line(name: str, text: str) -> str:
    """Return a text of one line.

    Raises:
        UsageError: if it has more, or control characters in it.

    """
    line = in_lines(name, text).strip("\n")
    if number := line.count("\n"):
        several = BY_NAME[name].type is Type.LIST
        hint = "several are divided by commas" if several else "put a space in place of the line end"
        raise UsageError(f"{name} is one line, and this has {number + 1}", hint=hint)
    return line


def typed_items(name: str, items: Sequence[str]) -> tuple[str, ...]:
    """Return the items of a list, each once; of a name two authors may have, each as often as it is typed.

    Raises:
        UsageError: if one cannot be a tag.

    """
    for item in items if name == "tags" else ():
        check_tag(item)
    return tuple(items if name == "authors" else dict.fromkeys(items))


def check_tag(name: str) -> None:
    """Raise a UsageError where a text cannot be a tag."""
    odd = name != name.strip() or name.startswith(("+", "-"))
    if not name.strip() or not name.isprintable() or "," in name or odd:
        raise UsageError(
            f'"{name}" is no tag', hint="a tag is text without commas, spaces around it, + or - before it"
        )


def _refuse_turned(authors: Sequence[str]) -> None:
    """Refuse `Family, Given`, of which the comma would make two authors."""
    pairs = list(zip(authors[::2], authors[1::2], strict=False))
    turned = all(1 in (len(family.split()), len(given.split())) for family, given in pairs)
    if pairs and turned and len(authors) % 2 == 0:
        family, given = pairs[0]
        raise UsageError(
            f'"{family}, {given}" would be two authors',
            hint=f"""write "{given} {family}", or if they are two, author='"{family}", "{given}"'""",
        )


def typed_line(option: str, text: str) -> str:
    """Return a text of one line, spaces and line ends in it made one space each.

    Raises:
        UsageError: if there is nothing in it.

    """
    line = " ".join(text.split())
    if not line:
        raise UsageError(f"{option} is empty", hint="say it in one line")
    return line
