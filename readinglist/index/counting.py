"""The words of all entries with how many have each, brought up to date with what was put and dropped."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from readinglist.index.schema import BREAK, BY_ENDING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

# The words of texts that the full-text table knows: neither marks between values nor initials.
COUNTED = f"SELECT term, doc FROM counted WHERE term NOT BETWEEN '{BREAK}' AND '{BREAK}\U0010ffff'"  # noqa: S608 - our own


class Counting:
    """How many entries more, or fewer, have each word after one transaction."""

    def __init__(self, connection: sqlite3.Connection, *, later: bool) -> None:
        """Write through `connection`; if `later`, nothing is counted but by another transaction, anew."""
        self._connection = connection
        self._later = later
        self._counts: Counter[str] = Counter()

    def add(self, columns: Sequence[str]) -> None:
        """Note the columns of words of an entry that was put."""
        if not self._later:
            self._counts.update(_words(columns))

    def remove(self, columns: Sequence[str]) -> None:
        """Note the columns of words of an entry that was removed."""
        if not self._later:
            self._counts.subtract(_words(columns))

    def finish(self) -> None:
        """Write all of it, or note that the vocabulary stays behind."""
        execute = self._connection.execute
        if self._later:
            execute("UPDATE state SET behind = 1")
        elif execute("SELECT behind FROM state").fetchone()[0]:
            self._count_anew()
        else:
            self._count()

    def _count(self) -> None:
        """Bring the counts of the words up to date that have changed."""
        changed = ((word, count) for word, count in sorted(self._counts.items()) if count)
        self._connection.executemany(
            "INSERT INTO vocabulary VALUES(?, ?)"
            " ON CONFLICT(word) DO UPDATE SET entries = entries + excluded.entries",
            list(changed),
        )
        gone = [(word,) for word, count in self._counts.items() if count < 0]
        self._connection.executemany("DELETE FROM vocabulary WHERE word = ? AND entries <= 0", gone)

    def _count_anew(self) -> None:
        """Make the vocabulary out of the full-text table: of many words that is sooner done."""
        execute = self._connection.execute
        execute("DROP INDEX vocabulary_ending")
        execute("DELETE FROM vocabulary")
        execute(f"INSERT INTO vocabulary {COUNTED}")
        execute(BY_ENDING)
        execute("UPDATE state SET behind = 0")


def _words(columns: Sequence[str]) -> set[str]:
    """Return the words in the columns of texts, each once."""
    return set(" ".join(columns[:-1]).split()) - {BREAK}
