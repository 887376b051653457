"""Values of any shape as YAML: on one line, or as a key followed by indented lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.yamlfile.scalars import STEP, WIDTH, as_json, block, one_line

if TYPE_CHECKING:
    from readinglist.model.fields import Value
    from readinglist.yamlfile.schema import Schema


class Written(NamedTuple):
    """A value as it stands after its key.

    Attributes:
        head: what follows the colon on the same line, or "".
        lines: the lines below, indented, without their ends.

    """

    head: str
    lines: list[str]


class Pen(NamedTuple):
    """How values are written at one place.

    Attributes:
        typed: our own table gives the values their types.
        json: the file is JSON and has to stay so.
        quote: the quotes that stand there now, or "".
        folded: long texts are wrapped.
        stacked: lists have one item a line.
        keep: `|` or `>` where the text is a block now.
        step: how much further than their key lines below it are indented.

    """

    typed: bool = False
    json: bool = False
    quote: str = ""
    folded: bool = False
    stacked: bool = False
    keep: str = ""
    step: int = STEP

    @classmethod
    def of(cls, schema: Schema, key: str) -> Pen:
        """Return how the values of the top-level `key` are written."""
        return cls(typed=key in schema.typed, folded=key in schema.folded, stacked=key in schema.stacked)


def flow(value: Value, pen: Pen, *, inside: bool = True) -> str:
    """Return `value` on one line; `inside` tells that it stands between brackets."""
    if value is None:
        return "null"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item, pen) for item in value) + "]"
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{key_text(key, pen)}: {flow(each, pen)}" for key, each in value.items()) + "}"
        )
    if pen.json:
        return as_json(value, typed=pen.typed)
    return one_line(value, typed=pen.typed, flow=inside, quote=pen.quote)


def key_text(key: str, pen: Pen, *, inside: bool = True) -> str:
    """Return a key as it stands before its colon."""
    return as_json(key, typed=False) if pen.json else one_line(key, flow=inside)


def pair(key: str, value: Value, pen: Pen, indent: int) -> list[str]:
    """Return `key` with its value as lines that start in column `indent`."""
    name = " " * indent + key_text(key, pen, inside=False) + ":"
    written = after_key(value, pen, indent, len(name))
    return [f"{name} {written.head}" if written.head else name, *written.lines]


def after_key(value: Value, pen: Pen, indent: int, used: int) -> Written:
    """Return `value` as it follows a key.

    Args:
        value: what to write.
        pen: how.
        indent: the column of the key.
        used: the width of the key with its colon.

    """
    if value is None:
        return Written("", [])
    if isinstance(value, str):
        return _text(value, pen, indent, used)
    if not value:
        return Written(flow(value, pen), [])
    if isinstance(value, dict):
        return Written(
            "", [line for key, each in value.items() for line in pair(key, each, pen, indent + pen.step)]
        )
    return _list(value, pen, indent, used)


def item_line(value: Value, pen: Pen, indent: int, gap: str = " ") -> str:
    """Return `value` as one line of a block list whose dashes stand in column `indent`."""
    return " " * indent + "-" + (gap + flow(value, pen, inside=False) if value is not None else "")


def _text(text: str, pen: Pen, indent: int, used: int) -> Written:
    line = flow(text, pen, inside=False)
    several = "\n" in text
    long = used + 1 + len(line) > WIDTH and (pen.folded or pen.keep)
    found = block(text, indent + pen.step, step=pen.step, keep=pen.keep) if several or long else None
    return Written(*found) if found else Written(line, [])


def _list(items: list[Value], pen: Pen, indent: int, used: int) -> Written:
    line = flow(items, pen)
    flat = all(isinstance(item, str) for item in items)
    if flat and not pen.stacked and used + 1 + len(line) <= WIDTH:
        return Written(line, [])
    return Written("", [item_line(item, pen, indent + pen.step) for item in items])
