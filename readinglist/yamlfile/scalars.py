"""One text as YAML: plain where every reader sees the same text, else quoted, or as a block of lines."""

from __future__ import annotations

import re

from readinglist.text import safe
from readinglist.yamlfile.faults import Refused

# What stands for no value where it is not quoted.
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
WIDTH = 100
STEP = 2
# Words and shapes that YAML 1.1 or the core schema of YAML 1.2 read as something other than text.
_WORDS = frozenset({"", "~", "null", "y", "n", "yes", "no", "on", "off", "true", "false", "=", "<<"})
_SHAPES = re.compile(
    r"[-+]?[0-9._]*[0-9][0-9._]*(?:e[-+]?[0-9]*)?"  # numbers
    r"|[-+]?0[box][0-9a-f_]*"  # in another base
    r"|[-+]?[0-9][0-9_]*(?::[0-9_]+)+(?:\.[0-9_]*)?"  # minutes and seconds
    r"|[-+]?\.(?:inf|nan)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t \t].*)?",  # days
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
_STARTERS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_STOPS = re.compile(r":(?=\s|$)|\s#|[\t\r\n]")
# Readers disagree on colons and question marks between brackets.
_FLOW_STOPS = re.compile(r"[,\[\]{}:?]")
_JSON_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|true|false|null")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_FOLD_AT = re.compile(r"(?<=\S) (?=\S)")


def reads_as_text(text: str) -> bool:
    """Tell whether every YAML reader takes plain `text` for text, not for a number, day or truth value."""
    return text.lower() not in _WORDS and _SHAPES.fullmatch(text) is None


def can_be_plain(text: str, *, flow: bool) -> bool:
    """Tell whether `text` can stand without quotes as a value; `flow`: between brackets."""
    if not text or text != text.strip() or not text.isprintable():
        return False
    if text[0] in _STARTERS and not (text[0] == "-" and text[1:2].isalnum()):
        return False
    if _STOPS.search(text) or text.startswith(("---", "...")):
        return False
    return not (flow and _FLOW_STOPS.search(text))


def one_line(text: str, *, typed: bool = False, flow: bool = False, quote: str = "") -> str:
    """Return `text` as YAML on one line.

    Args:
        text: what to write.
        typed: our schema gives the value its type, so that a number or a day needs no quotes.
        flow: it stands between brackets.
        quote: the quotes to use where they can hold it: `'`, `"`, or "" for none.

    Raises:
        Refused: for NUL characters and halves of a pair, which no file can hold.

    """
    check_writable(text)
    if not quote and can_be_plain(text, flow=flow) and (reads_as_text(text) or (typed and text not in NULLS)):
        return text
    if quote != '"' and safe(text) == text and (text or quote):
        return "'" + text.replace("'", "''") + "'"
    return double_quoted(text)


def double_quoted(text: str) -> str:
    """Return `text` in double quotes, hidden characters as escapes."""
    if safe(text) == text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return '"' + "".join(map(_escaped, text)) + '"'


def as_json(text: str, *, typed: bool) -> str:
    """Return `text` as JSON: a number or a truth value where our schema gives it that type, else a string."""
    check_writable(text)
    return text if typed and _JSON_PLAIN.fullmatch(text) and text != "null" else double_quoted(text)


def check_writable(text: str) -> None:
    """Refuse what no YAML file can hold.

    Raises:
        Refused: for NUL characters and halves of a surrogate pair.

    """
    if "\0" in text:
        raise Refused("the value has a NUL character in it", hint="take it out")
    if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
        raise Refused("the value has bytes in it that are no text", hint="take them out")


def block(text: str, indent: int, *, step: int = STEP, keep: str = "") -> tuple[str, list[str]] | None:
    """Return the header and the lines of `text` as a block, or None where a block cannot hold it.

    A text with line ends becomes a literal block, another one a folded block.

    Args:
        text: what to write.
        indent: how far the lines are indented.
        step: how much of that is more than their key.
        keep: `|` or `>`: the block that stands there now, kept where it can hold the text.

    """
    folded = "\n" not in text and keep != "|"
    if not fits_block(text) or (folded and (text.startswith(" ") or "\t" in text)):
        return None
    margin = " " * indent
    if folded:
        return ">-", [margin + line for line in _folded(text, WIDTH - indent)]
    body = text.removesuffix("\n").split("\n")
    # Readers take the spaces that the first line starts with for indentation, unless they are told.
    told = str(step) if text.lstrip("\n").startswith(" ") else ""
    return f"|{told}{_chomping(text)}", [margin + line if line else "" for line in body]


def fits_block(text: str) -> bool:
    """Tell whether a block can hold `text` as it is: all of it visible, no line of spaces only."""
    lines = text.split("\n")
    first = next((line for line in lines if line), "\t")
    if first.startswith("\t") or any(line and not line.strip() for line in lines):
        return False
    bare = text.replace("\t", " ").replace("\n", " ")
    return safe(bare) == bare


def _chomping(text: str) -> str:
    if text.endswith("\n\n"):
        return "+"
    return "" if text.endswith("\n") else "-"


def _folded(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in _FOLD_AT.split(text):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if safe(char) == char:
        return char
    code = ord(char)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - where \u ends
