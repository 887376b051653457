"""What a search asks of the index: which entries have a word, and which words there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.index.places import unpacked
from readinglist.index.schema import BREAK, WORD_COLUMNS
from readinglist.index.sql import quoted
from readinglist.stemming import LONGEST_ENDING, shared_start, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readinglist.index.database import Index

_LAST = "\U0010ffff"
_CHUNK = 500


class Postings:
    """The words of an index, for ranking."""

    def __init__(self, index: Index) -> None:
        """Look at `index`."""
        self._execute = index.connection.execute

    def size(self) -> int:
        """Return the number of entries with words."""
        return int(self._execute("SELECT entries FROM state").fetchone()[0])

    def of(self, word: str) -> tuple[list[int], bytes]:
        """Return the numbers of the entries that have `word`, in order, and its byte of `weights` in each."""
        return unpacked(self._execute("SELECT block, places FROM place WHERE word = ?", (word,)))

    def of_phrase(self, words: Iterable[str]) -> list[tuple[int, str]]:
        """Return the numbers of the entries in which the words stand one after the other, with the column."""
        text = quoted(" ".join(words))
        return [
            (row[0], column)
            for column in WORD_COLUMNS[:-1]
            for row in self._execute("SELECT rowid FROM words WHERE words MATCH ?", (f"{column} : {text}",))
        ]

    def authors(self, name: str, limit: int) -> Iterator[list[str]]:
        """Yield the folded authors of the first so many entries that have one of this name."""
        sql = "SELECT authors FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?"
        for (text,) in self._execute(sql, (f"authors : {quoted(name)}", limit)):
            yield text.split(BREAK)

    def texts(self, numbers: Sequence[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield the numbers of these entries with their words, a text for each column."""
        for start in range(0, len(numbers), _CHUNK):
            part = numbers[start : start + _CHUNK]
            marks = ", ".join("?" * len(part))
            sql = f"SELECT rowid, * FROM words WHERE rowid IN ({marks})"  # noqa: S608 - question marks
            for number, *columns in self._execute(sql, part):
                yield number, tuple(columns)

    def frequency(self, word: str) -> int:
        """Return in how many entries `word` stands, 0 for a word that the vocabulary does not have."""
        row = self._execute("SELECT entries FROM vocabulary WHERE word = ?", (word,)).fetchone()
        return row[0] if row else 0

    def of_stem(self, root: str) -> list[tuple[str, int]]:
        """Return the words of the vocabulary with this stem, each with in how many entries it stands."""
        start = shared_start(root)
        longest = len(root) + LONGEST_ENDING
        sql = "SELECT word, entries FROM vocabulary WHERE word >= ? AND word < ? AND length(word) <= ?"
        rows = self._execute(f"{sql} ORDER BY word", (start, start + _LAST, longest))
        return [(word, entries) for word, entries in rows if stem(word) == root]

    def starting_with(self, prefix: str, limit: int) -> list[str]:
        """Return longer words that start with `prefix`, those in most entries first."""
        rows = self._execute(
            "SELECT word FROM vocabulary WHERE word > ? AND word < ? ORDER BY entries DESC, word LIMIT ?",
            (prefix, prefix + _LAST, limit),
        )
        return [row[0] for row in rows]

    def sharing(self, start: str, end: str, low: int, high: int) -> list[tuple[str, int]]:
        """Return the words of `low` to `high` letters that begin with `start` or end with `end`.

        Each comes with the number of entries it stands in.
        """
        mirror = end[::-1]
        return self._execute(
            "SELECT word, entries FROM vocabulary"
            " WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?"
            " UNION SELECT word, entries FROM vocabulary"
            " WHERE mirror >= ? AND mirror < ? AND length(word) BETWEEN ? AND ?",
            (start, start + _LAST, low, high, mirror, mirror + _LAST, low, high),
        ).fetchall()

    def of_length(self, low: int, high: int) -> list[tuple[str, int]]:
        """Return the words of `low` to `high` letters, each with the number of entries it stands in."""
        return self._execute(
            "SELECT word, entries FROM vocabulary WHERE length(word) BETWEEN ? AND ?", (low, high)
        ).fetchall()
