"""A command line as far as it is typed: the command, what comes before the cursor, what is wanted there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.commands import COMMANDS
from readinglist.completion.grammar import value_of

if TYPE_CHECKING:
    from collections.abc import Sequence


class Line(NamedTuple):
    """What is known of a command line.

    Attributes:
        current: the word at the cursor, without what belongs to `before`.
        command: the command's own name, "" where none is named yet.
        args: the arguments before the cursor, options and their values left out.
        before: what of the word at the cursor is settled, as `--sort=`.
        wanted: what the value of an option is that is being typed, None where it is none.
        library: the value of `--library`.
        where: whether `--where` stands in place of REFs.
        listed: whether `--list` was given.
        ended: whether `--` has ended the options.

    """

    current: str
    command: str = ""
    args: tuple[str, ...] = ()
    before: str = ""
    wanted: str | None = None
    library: str | None = None
    where: bool = False
    listed: bool = False
    ended: bool = False


def line_of(words: Sequence[str]) -> Line:
    """Return what `words`, of which the last is the one at the cursor, say."""
    *past, current = words or [""]
    line, option = Line(current), ""
    for word in past:
        if option:
            line, option = _valued(line, option, word), ""
        elif _is_option(line, word):
            line, option = _option(line, word)
        else:
            line = _argument(line, word)
    if option:
        return line._replace(wanted=value_of(line.command, option))
    name, equals, value = current.partition("=")
    kind = value_of(line.command, name) if equals and _is_option(line, current) else None
    return line if kind is None else line._replace(before=name + equals, current=value, wanted=kind)


def _is_option(line: Line, word: str) -> bool:
    if line.ended or len(word) < 2 or word[0] != "-":  # noqa: PLR2004 - `-` alone stands for stdin
        return False
    # For a command without short options `-x` is an argument, but for `-L`.
    return word.startswith("--") or word == "-L" or not line.command or COMMANDS[line.command].short_options


def _option(line: Line, word: str) -> tuple[Line, str]:
    """Return the line with an option, and its name if its value comes with the next word."""
    if word == "--":
        return line._replace(ended=True), ""
    name, equals, value = word.partition("=")
    if not word.startswith("--") and value_of(line.command, word[:2]) is not None and len(word) > 2:  # noqa: PLR2004 - `-Ldir`
        name, equals, value = word[:2], "=", word[2:]
    if value_of(line.command, name) is None:
        return line._replace(listed=line.listed or name == "--list"), ""
    return (_valued(line, name, value), "") if equals else (line, name)


def _valued(line: Line, option: str, value: str) -> Line:
    if option in ("--library", "-L"):
        return line._replace(library=value)
    return line._replace(where=True) if option == "--where" else line


def _argument(line: Line, word: str) -> Line:
    if line.command or word not in COMMANDS:
        return line._replace(args=(*line.args, word))
    return line._replace(command=COMMANDS[word].alias_of or word)
