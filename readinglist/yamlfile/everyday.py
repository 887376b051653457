"""Files in the form that nearly all have, read without the parser, at a fraction of what it takes.

Keys at the left margin, each with a text on one line, a list or a block of text: whatever is more than that,
or might be, is left to the parser. Tests hold both to the same answers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readinglist.yamlfile.scalars import NULLS

if TYPE_CHECKING:
    from readinglist.model.fields import Value

# A longer file may have more parts than an entry can have, which the parser counts.
_LONGEST = 1 << 15
# What starts with a letter or digit is no sign of YAML's; in quotes, nothing but their end means anything.
_LINE = r"""(?:\w[^\n]*|'(?:[^'\n]|'')*'|"[^"\\\n]*")"""
_PAIR = re.compile(
    r"(\w[\w-]{0,63}):(?:"
    rf" ({_LINE})"
    r"| (\[[\w ,.;/+()-]*\])"
    rf"|\n( +)- ({_LINE}(?:\n\4- {_LINE})*)"
    r"| ([>|]-?)\n( +)([^\s][^\n]*(?:\n+\7[^\s][^\n]*)*)"
    r"|)\n+"
    r"|([\s\S]+)"  # all the rest, from where none of these is
)
_QUOTES = frozenset("'\"")
_FOLDS = re.compile(r"\n(\n*)")


class _Unsure(Exception):  # noqa: N818 - it never leaves this module
    """The parser has to say what this is."""


def values_of(text: str) -> dict[str, Value] | None:
    """Return the keys and values of a file whose text `text_of` gave; None where it takes the parser."""
    if len(text) > _LONGEST or not _has_plain_lines(text):
        return None
    pairs = _PAIR.findall(text)
    try:
        found = {key: _text(line) if line else _value(*rest) for key, line, *rest in pairs}
    except _Unsure:
        return None
    return found if len(found) == len(pairs) else None


def _has_plain_lines(text: str) -> bool:
    """Tell whether lines end as we write them, and nothing but spaces sets them off."""
    if "\t" in text or "\r" in text or " \n" in text or text[-1:] != "\n":
        return False
    # YAML 1.1 has three more ends of a line.
    return text.isascii() or not ("\x85" in text or "\u2028" in text or "\u2029" in text)


def _value(flow: str, indent: str, items: str, style: str, margin: str, block: str, rest: str) -> Value:
    if items:
        return _texts(items, items.split(f"\n{indent}- "))
    if style:
        return _block(style, block, f"\n{margin}")
    if flow:
        return _flow(flow[1:-1])
    if rest:
        raise _Unsure
    return None


def _texts(together: str, items: list[str]) -> Value:
    signs = ":" in together or "#" in together or "'" in together or '"' in together
    return list(items) if not signs and NULLS.isdisjoint(items) else list(map(_text, items))


def _text(line: str) -> str | None:
    if line[0] in _QUOTES:
        return line[1:-1].replace("''", "'") if line[0] == "'" else line[1:-1]
    if (":" in line and (": " in line or line[-1] == ":")) or ("#" in line and " #" in line):
        raise _Unsure
    return None if line in NULLS else line


def _flow(inner: str) -> Value:
    items = [each.strip(" ") for each in inner.split(",")]
    if items == [""]:
        return []
    if not all(each[:1].isalnum() for each in items):
        raise _Unsure
    return _texts(inner, items)


def _block(style: str, block: str, end: str) -> str:
    """Return the text of a block whose lines have this end, the margin of the next one included."""
    if style[0] == "|":
        text = block.replace(end, "\n")
    elif "\n\n" in block:
        text = _FOLDS.sub(lambda ends: ends[1] or " ", block.replace(end, "\n"))
    else:
        text = block.replace(end, " ")
    return text if style[1:] else f"{text}\n"
