"""What a search asks of the index: which entries have a word, and which words there are."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING

from readinglist.index.schema import AMONG, BREAK, ENDING, ENDING_LETTERS, WORD_COLUMNS
from readinglist.index.sql import quoted
from readinglist.stemming import LONGEST_ENDING, shared_start, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readinglist.index.database import Index

_LAST = "\U0010ffff"
_MANY = 200  # entries have a common word
# Columns in which hardly any entry has a common word.
_FEW_IN = tuple(name for name in WORD_COLUMNS if name not in ("title", "body", "initials"))
_TEXTS_OF = f"SELECT rowid, * FROM words{AMONG.format('rowid')}"  # noqa: S608 - our own names
_SHARING = f"""SELECT word, entries FROM vocabulary
    WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?
    UNION SELECT word, entries FROM vocabulary
    WHERE {ENDING} >= ? AND {ENDING} < ? AND substr(word, ?) = ? AND length(word) BETWEEN ? AND ?"""  # noqa: S608 - our own


class Postings:
    """The words of an index, for ranking."""

    def __init__(self, index: Index) -> None:
        """Look at `index`."""
        self._execute = index.connection.execute

    def size(self) -> int:
        """Return the number of entries with words."""
        return int(self._execute("SELECT entries FROM state").fetchone()[0])

    def of(self, word: str) -> dict[int, str]:
        """Return by the number of each entry that has `word` where it stands there, for `WEIGHTS`.

        Of a word that many entries have it is not told how often it stands in a column: that takes long.
        """
        if self.frequency(word) > _MANY:
            return self._by_column(quoted(word))
        sql = "SELECT doc, group_concat(col) FROM standing WHERE term = ? GROUP BY doc"
        return dict(self._execute(sql, (word,)).fetchall())

    def numbers(self, word: str) -> list[int]:
        """Return the numbers of the entries that have `word`, in order."""
        return self._matching(quoted(word))

    def of_initials(self, word: str) -> list[int]:
        """Return the numbers of the entries whose title has these initials, in order."""
        return self._matching(quoted(BREAK + word))

    def of_phrase(self, words: Iterable[str]) -> list[tuple[int, str]]:
        """Return the numbers of the entries in which the words stand one after the other, with the column."""
        text = quoted(" ".join(words))
        columns = WORD_COLUMNS[:-1] if self._matching(text) else ()
        return [(number, column) for column in columns for number in self._matching(f"{column} : {text}")]

    def authors(self, name: str, limit: int) -> Iterator[list[str]]:
        """Yield the folded authors of the first so many entries that have one of this name."""
        sql = "SELECT first_author, authors FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?"
        for first, others in self._execute(sql, (f"{{first_author authors}} : {quoted(name)}", limit)):
            yield [first, *filter(None, others.split(f" {BREAK} "))]

    def texts(self, numbers: Sequence[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield the numbers of these entries with their words, a text for each column."""
        for number, *columns in self._execute(_TEXTS_OF, (json.dumps(numbers),)):
            yield number, tuple(columns)

    def titles(self) -> Iterator[str]:
        """Yield the words of the titles of each entry."""
        return chain.from_iterable(self._execute("SELECT title FROM words"))

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
        return list(chain.from_iterable(rows))

    def sharing(self, start: str, end: str, low: int, high: int) -> list[tuple[str, int]]:
        """Return the words of `low` to `high` letters that begin with `start` or end with `end`.

        Each comes with the number of entries it stands in.
        """
        last = end[-ENDING_LETTERS:][::-1]
        return self._execute(
            _SHARING,
            (start, start + _LAST, low, high, last, last + _LAST, -len(end), end, low, high),
        ).fetchall()

    def of_length(self, low: int, high: int) -> list[tuple[str, int]]:
        """Return the words of `low` to `high` letters, each with the number of entries it stands in."""
        return self._execute(
            "SELECT word, entries FROM vocabulary WHERE length(word) BETWEEN ? AND ?", (low, high)
        ).fetchall()

    def _by_column(self, word: str) -> dict[int, str]:
        # Nearly all of them have it in the last of the texts, many in the title, few anywhere else.
        found = dict.fromkeys(self._matching(f"body : {word}"), "body")
        beside = self._matching(f"{{{' '.join(_FEW_IN)}}} : {word}")
        for column in (*(_FEW_IN if beside else ()), "title"):
            for number in self._matching(f"{column} : {word}"):
                found[number] = f"{column},{found[number]}" if number in found else column
        return found

    def _matching(self, expression: str) -> list[int]:
        rows = self._execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,))
        return list(chain.from_iterable(rows))
