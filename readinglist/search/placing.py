"""Where in an entry's own texts the words of a search stand: the field, the letters, a piece to show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readinglist.index.weights import INITIALS
from readinglist.model.fields import leaves
from readinglist.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readinglist.model.entry import Entry
    from readinglist.search.looking import Match

_FIELDS = {
    "title": ("title", "paper_title"),
    "authors": ("authors",),
    "labels": ("tags", "areas", "venue", "kind", "year", "arxiv", "doi", "id"),
    "summary": ("summary",),
    "body": ("abstract", "notes", "takeaway", "url", "code"),
}
# What is told apart by words(): a run of letters and digits, with marks over them and apostrophes inside.
_RUN = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+(?:['’ʼ＇](?:[^\W_][\u0300-\u036f]*)+)*")


class Span(NamedTuple):
    """Where a word that was found begins and ends in a text."""

    start: int
    end: int


def field_of(entry: Entry, match: Match) -> str:
    """Return the field of `entry` in which the words of `match` stand."""
    if match.field == INITIALS:
        return "title"
    names = _FIELDS[match.field]
    own = entry.extra if match.field == "body" else ()
    values = ((name, _texts(getattr(entry, name))) for name in names)
    own_values = ((key, tuple(leaves(entry.extra[key]))) for key in own)
    sought = f" {' '.join(match.words)} "
    for name, texts in (*values, *own_values):
        if any(sought in f" {' '.join(words(text))} " for text in texts):
            return name
    return names[0]


def spans(text: str, lit: frozenset[str]) -> list[Span]:
    """Return where the folded words of `lit` stand in `text`, in order.

    >>> spans("Rewards, réward", frozenset({"reward"}))
    [Span(start=9, end=15)]
    """
    found: list[Span] = []
    for run in _RUN.finditer(text):
        if not lit.isdisjoint(words(run[0])):
            found += _letters(run, lit) if len(words(run[0])) > 1 else [Span(*run.span())]
    return found


def snippet(text: str, lit: frozenset[str], width: int) -> str:
    """Return a piece of `text` of at most about `width` letters that has the most words of `lit`.

    It begins and ends between words; … stands for what is left out.
    """
    text = " ".join(text.split())
    found = spans(text, lit)
    if len(text) <= width or not found:
        return text if len(text) <= width else f"{_until(text, width)}…"
    best = max(found, key=lambda span: (_held(text, found, span.start, width), -span.start))
    start = min(_word_start(text, max(0, best.start - width // 5)), best.start)
    piece = _until(text[start:], width)
    more = start + len(piece) < len(text)
    return f"{'…' if start else ''}{piece}{'…' if more else ''}"


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return () if value is None else (str(value),)


def _letters(run: re.Match[str], lit: frozenset[str]) -> Iterator[Span]:
    """Yield the places of single letters that are words of their own, in a script without spaces."""
    for at, letter in enumerate(run[0], run.start()):
        if not lit.isdisjoint(words(letter)):
            yield Span(at, at + 1)


def _held(text: str, found: Sequence[Span], start: int, width: int) -> int:
    """Return how many different words stand in the piece that begins at `start`."""
    inside = (span for span in found if start <= span.start and span.end <= start + width * 4 // 5)
    return len({tuple(words(text[span.start : span.end])) for span in inside})


def _word_start(text: str, start: int) -> int:
    return start if start == 0 else text.find(" ", start) + 1


def _until(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    return text[:width].rpartition(" ")[0] or text[:width]
