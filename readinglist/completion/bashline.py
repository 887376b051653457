"""A line as Bash hands it over: taken apart as Bash does, and the candidates put as Readline wants them.

Readline replaces no whole word but what follows the last character of `COMP_WORDBREAKS` in it, or an open
quotation mark; so candidates are given from there on, and quoted for what stands before.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PLAIN = re.compile(r"[\w@%+=:,./^-]*")
# A break that Readline replaces with what follows.
_LEFT_ON = "@$"
_ENDS = " \t\n<>"
_IN_DOUBLE = re.compile(r'([\\$`"])')


class Typed(NamedTuple):
    """What stands before the cursor.

    Attributes:
        words: the words without their quotes, the name of the program left out, the last one at the cursor.
        settled: what of the last word Readline leaves alone.
        quote: the quotation mark that is open, "" for none.
        to_file: whether the last word follows `>` or `<`.

    """

    words: list[str]
    settled: str = ""
    quote: str = ""
    to_file: bool = False


def typed_of(line: str, breaks: str) -> Typed:
    """Take a line apart that ends at the cursor.

    Args:
        line: the command as it is typed, from the name of the program on.
        breaks: the characters that end a word for Readline, `COMP_WORDBREAKS`.

    """
    reader = _read(line, _Reader(breaks, _ENDS))
    return Typed(
        [*reader.words, reader.word][1:] or [""], reader.word[: reader.settled], reader.quote, reader.to_file
    )


class _Reader:
    """The state between two characters of a line."""

    def __init__(self, breaks: str, ends: str) -> None:
        self.words: list[str] = []
        self.word = self.quote = ""
        self.settled = 0
        self.begun = self.to_file = False
        self._breaks = breaks
        self._ends = ends

    def read(self, char: str, following: str) -> int:
        """Take a character and return how many it was, with one that a backslash keeps as it is."""
        if char == self.quote:
            self.quote = ""
        elif char == "\\" and _escapes(self.quote, following):
            self._add(following)
            return 2
        elif self.quote:
            self._add(char)
        else:
            self._read_unquoted(char)
        return 1

    def _read_unquoted(self, char: str) -> None:
        if char in "'\"":
            self.quote, self.settled, self.begun = char, len(self.word), True
        elif char not in self._ends:
            self._add(char)
            if char in self._breaks:
                self.settled = len(self.word) - (char in _LEFT_ON)
        elif char in "<>":
            self.word, self.settled, self.begun, self.to_file = "", 0, False, True
        else:
            self._end()

    def _add(self, char: str) -> None:
        self.word += char
        self.begun = True

    def _end(self) -> None:
        if not self.begun:
            return
        if not self.to_file:
            self.words.append(self.word)
        self.word, self.settled, self.begun, self.to_file = "", 0, False, False


def replacement(word: str, typed: Typed) -> str | None:
    """Return what Readline is to put in place of the end of the line; None where it cannot be put there."""
    if not word.startswith(typed.settled):
        return None
    rest = word[len(typed.settled) :]
    if typed.quote == "'":
        return None if "'" in rest else rest
    if typed.quote == '"':
        # Bash takes `!` for a word of its history even here, Readline a `"` at the end for the closing one.
        return None if "!" in rest else _IN_DOUBLE.sub(r"\\\1", rest) + '"' * rest.endswith('"')
    return quoted(rest)


def unquoted(word: str) -> str:
    """Return a word, of which quotation marks may be open, as a shell would pass it on."""
    return _read(word, _Reader("", "")).word


def quoted(text: str) -> str:
    r"""Return `text` as Bash reads it as one word.

    >>> quoted("tag:x"), quoted("it's")
    ('tag:x', "'it'\\\\''s'")
    """
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "'\\''") + "'"


def _read(text: str, reader: _Reader) -> _Reader:
    position = 0
    while position < len(text):
        position += reader.read(text[position], text[position + 1 : position + 2])
    return reader


def _escapes(quote: str, following: str) -> bool:
    if quote == "'":
        return False
    return not quote or (following != "" and following in '\\$`"')
