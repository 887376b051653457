"""Candidates: the words that could stand at the cursor, and which of them fit what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

# What a query keeps together only in quotation marks.
_APART = frozenset(" (),")


class Candidate(NamedTuple):
    """A word that could stand at the cursor.

    Attributes:
        word: the whole word, as the program is to receive it.
        note: what it is, one line for the reader, "" for nothing to say.

    """

    word: str
    note: str = ""


class Answer(NamedTuple):
    """What the shell is told.

    Attributes:
        candidates: in the order in which they are shown.
        files: "files" or "folders" where the shell is to complete names of these instead.
        before: what of the word stands before the name of the file, as in `--output=`.

    """

    candidates: tuple[Candidate, ...] = ()
    files: str = ""
    before: str = ""


def fitting(typed: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that begin with what was typed; where none does, those that do but for case."""
    all_of_them = list(candidates)
    found = [each for each in all_of_them if each.word.startswith(typed)]
    folded = fold(typed)
    return found or [each for each in all_of_them if fold(each.word).startswith(folded)]


def listed(typed: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates for the last of several words divided by commas, each with those before it."""
    before, comma, last = typed.rpartition(",")
    taken = {each.removeprefix("-") for each in before.split(",")} if comma else set()
    found = fitting(last, (each for each in candidates if each.word.removeprefix("-") not in taken))
    return prefixed(before + comma, found)


def prefixed(before: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates with `before` in front of each."""
    return [Candidate(before + each.word, each.note) for each in candidates]


def quoted_values(typed: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates for the last value of a field of a query, in quotation marks where they need it.

    Where one of those that fit needs them all get them, so that they go on alike from what was typed.
    """
    start = last_value(typed)
    before, last = typed[:start], typed[start:]
    taken = {fold(each.strip('"')) for each in before.split(",")} if before else set()
    able = (each for each in candidates if '"' not in each.word and fold(each.word) not in taken)
    found = fitting(last.replace('"', ""), able)
    if last.startswith('"') or any(_APART & set(each.word) for each in found):
        found = [Candidate(f'"{each.word}"', each.note) for each in found]
    return prefixed(before, found)


def last_value(typed: str) -> int:
    """Return where the last of the values begins: after the last comma outside quotation marks."""
    start, quoted = 0, False
    for position, char in enumerate(typed):
        quoted ^= char == '"'
        if char == "," and not quoted:
            start = position + 1
    return start
