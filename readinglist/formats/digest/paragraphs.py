"""Running text out of lines that a page cut anywhere: paragraphs joined again, lists kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from readinglist.formats.digest.form import HARD, is_finished, item

if TYPE_CHECKING:
    from collections.abc import Sequence

# A shorter line that does not end as a sentence was hardly cut by the end of a page.
_CUT_FROM = 60
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|et al|vs|cf|resp|approx|fig|eq|sec|no)\.$", re.IGNORECASE)
_TAIL = 20
# What a word goes on with: a small letter, but not of `off- and on-line`.
_IN_WORD = re.compile(r"(?!(?:and|or|to)\b)[a-z]")


@dataclass(slots=True)
class _Piece:
    """A paragraph or an item of a list.

    Attributes:
        lines: what will be one line, and what stands between.
        indent: how far an item is indented, -1 for a paragraph.
        gap: whether an empty line stands before it.
        hard: whether it ends where its line does.

    """

    lines: list[str]
    indent: int
    gap: bool
    hard: bool

    @property
    def last(self) -> str:
        """What it ends with."""
        return self.lines[-1]

    @property
    def is_whole(self) -> bool:
        """Whether it ends as sentences do."""
        return self.hard or (is_finished(self.last) and not _ABBREVIATED.search(self.last[-_TAIL:]))

    @property
    def is_long(self) -> bool:
        """Whether it may have been cut by the end of a page."""
        return self.indent < 0 and (len(self.lines) > 1 or len(self.last) >= _CUT_FROM)

    def go_on(self, text: str, *, hard: bool) -> None:
        """Put what comes next at the end."""
        hyphen = self.last[-2:-1].isalnum() and self.last.endswith("-") and _IN_WORD.match(text)
        self.lines += ["" if hyphen else " ", text]
        self.hard = hard

    def separated(self, least: int) -> str:
        """Return the text with what stands before it; `least` is the smallest indentation there is."""
        return ("\n\n" if self.gap else "\n") + " " * max(self.indent - least, 0) + "".join(self.lines)


def text_of(lines: Sequence[str]) -> str:
    r"""Return the text that these lines hold, paragraphs with empty lines between them.

    Lines within a paragraph are joined, and those which the end of a page cut: where the first one does not
    end as a sentence, and the next goes on in small letters or the first one is long.

    >>> text_of(["Ice melts from", "below and from", "", "above.", "", "We saw:", "- water", "- steam"])
    'Ice melts from below and from above.\n\nWe saw:\n- water\n- steam'
    """
    pieces: list[_Piece] = []
    gap = False
    for line, after in pairwise([*lines, ""]):
        if line.strip():
            _add(pieces, line, gap=gap, listed=item(after) is not None)
        gap = not line.strip()
    least = min((piece.indent for piece in pieces if piece.indent >= 0), default=0)
    return "".join(piece.separated(least) for piece in pieces).strip("\n")


def _add(pieces: list[_Piece], line: str, *, gap: bool, listed: bool) -> None:
    hard = line.endswith(HARD)
    text = " ".join(line.removesuffix(HARD).split())
    last = pieces[-1] if pieces else None
    mark = item(line)
    if mark and not (last and _is_dash(last, text[len(mark[2]) :].lstrip(), listed=listed)):
        pieces.append(_Piece([text], len(mark[1]), gap, hard))
    elif last and (_goes_on(last, text) if gap else not last.hard):
        last.go_on(text, hard=hard)
    else:
        pieces.append(_Piece([text], -1, gap, hard))


def _is_dash(last: _Piece, rest: str, *, listed: bool) -> bool:
    """Tell whether what looks like the mark of an item is a dash inside a sentence that goes on."""
    return last.indent < 0 and not last.is_whole and rest[:1].islower() and not listed


def _goes_on(last: _Piece, text: str) -> bool:
    """Tell whether a text goes on with what comes after an empty line or the end of a page."""
    return not last.is_whole and (text[:1].islower() or last.is_long)
