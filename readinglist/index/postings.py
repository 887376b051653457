"""Where words stand: for each entry and column, how often; and what the vocabulary holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.index.schema import WORD_COLUMNS
from readinglist.index.sql import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readinglist.index.database import Index

_LAST = "\U0010ffff"


class Posting(NamedTuple):
    """A word in one column of one entry."""

    number: int
    column: str
    times: int


class Postings:
    """The words of an index, for ranking."""

    def __init__(self, index: Index) -> None:
        """Look at `index`."""
        self._execute = index.connection.execute

    def size(self) -> int:
        """Return the number of entries with words."""
        return int(self._execute("SELECT count(*) FROM field").fetchone()[0])

    def of(self, word: str) -> list[Posting]:
        """Return where `word` stands."""
        rows = self._execute(
            "SELECT doc, col, count(*) FROM posting WHERE term = ? GROUP BY doc, col", (word,)
        )
        return [Posting(*row) for row in rows]

    def of_phrase(self, words: Iterable[str]) -> list[Posting]:
        """Return in which columns the words stand one after the other."""
        text = quoted(" ".join(words))
        return [
            Posting(row[0], column, 1)
            for column in WORD_COLUMNS
            for row in self._execute("SELECT rowid FROM words WHERE words MATCH ?", (f"{column} : {text}",))
        ]

    def frequency(self, word: str) -> int:
        """Return in how many entries `word` stands, 0 for a word that the vocabulary does not have."""
        row = self._execute("SELECT entries FROM vocabulary WHERE word = ?", (word,)).fetchone()
        return row[0] if row else 0

    def starting_with(self, prefix: str, limit: int) -> list[str]:
        """Return longer words that start with `prefix`, those in most entries first."""
        rows = self._execute(
            "SELECT word FROM vocabulary WHERE word > ? AND word < ? ORDER BY entries DESC, word LIMIT ?",
            (prefix, prefix + _LAST, limit),
        )
        return [row[0] for row in rows]

    def of_length(self, low: int, high: int) -> list[tuple[str, int]]:
        """Return the words of `low` to `high` letters, each with the number of entries it stands in."""
        return self._execute(
            "SELECT word, entries FROM vocabulary WHERE length(word) BETWEEN ? AND ?", (low, high)
        ).fetchall()
