"""Where words stand and how many entries have each, brought up to date with what was put and dropped."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from readinglist.index.places import block_of, edited, offset_of, weights_of
from readinglist.index.schema import MIRROR
from readinglist.index.weights import INITIALS_ALONE, is_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from readinglist.index.places import Packed

_ALONE = bytes([INITIALS_ALONE])


class Placing:
    """The words of the entries that one transaction puts and drops, each word with its byte."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write through `connection`."""
        self._execute = connection.execute
        self._executemany = connection.executemany
        # By block and word: what is put behind the places there are, and what changes among them after that.
        self._new: defaultdict[int, defaultdict[str, list[bytes]]] = defaultdict(_lists)
        self._changed: defaultdict[tuple[str, int], dict[int, int | None]] = defaultdict(dict)
        self._counts: Counter[str] = Counter()
        self._behind = self._execute("SELECT behind FROM state").fetchone()[0]
        if self._behind:
            # Before words are written: in the midst of that, SQLite refuses to define it a second time.
            connection.create_function("mirror", 1, _mirror)

    def add(self, first: int, words: Packed) -> None:
        """Note the words of entries that were put, the first with a number higher than any before."""
        new = self._new[block_of(first)]
        for word, places in words.each(offset_of(first)):
            new[word].append(places)

    def change(self, number: int, before: Mapping[str, int], after: Mapping[str, int]) -> None:
        """Note that an entry has other words than it had."""
        for word in {word for word, _ in before.items() ^ after.items()}:
            self._changed[word, block_of(number)][offset_of(number)] = after.get(word)
            self._counts[word] += is_text(after.get(word, 0)) - is_text(before.get(word, 0))

    def finish(self, *, later: bool) -> None:
        """Write all of it; if `later`, the vocabulary stays behind, for another transaction to count anew."""
        for block, words in sorted(self._new.items()):
            self._place(block, words)
        for (word, block), changes in sorted(self._changed.items()):
            self._edit(word, block, changes)
        if later:
            self._execute("UPDATE state SET behind = 1")
        elif self._behind:
            self._count_anew()
        else:
            self._count()

    def _place(self, block: int, words: Mapping[str, list[bytes]]) -> None:
        """Put the new places of words behind those that the block has, and count the entries."""
        joined = [(word, b"".join(parts)) for word, parts in sorted(words.items())]
        rows = [(word, block, in_texts(places), places) for word, places in joined]
        self._executemany(
            "INSERT INTO place VALUES(?, ?, ?, ?) ON CONFLICT(word, block) DO UPDATE"
            " SET entries = entries + excluded.entries, places = CAST(places || excluded.places AS BLOB)",
            rows,
        )
        self._counts.update({word: count for word, _, count, _ in rows})

    def _edit(self, word: str, block: int, changes: dict[int, int | None]) -> None:
        row = self._execute("SELECT places FROM place WHERE word = ? AND block = ?", (word, block)).fetchone()
        places = edited(row[0] if row else b"", changes)
        if places:
            row = (word, block, in_texts(places), places)
            self._execute("INSERT OR REPLACE INTO place VALUES(?, ?, ?, ?)", row)
        else:
            self._execute("DELETE FROM place WHERE word = ? AND block = ?", (word, block))

    def _count(self) -> None:
        """Bring the counts of the words up to date that have changed."""
        changed = ((word, count) for word, count in sorted(self._counts.items()) if count)
        self._executemany(
            "INSERT INTO vocabulary VALUES(?, ?, ?)"
            " ON CONFLICT(word) DO UPDATE SET entries = entries + excluded.entries",
            [(word, _mirror(word), count) for word, count in changed],
        )
        gone = [(word,) for word, count in self._counts.items() if count < 0]
        self._executemany("DELETE FROM vocabulary WHERE word = ? AND entries <= 0", gone)

    def _count_anew(self) -> None:
        """Make the vocabulary out of the places: of many words that is sooner done."""
        counted = "SELECT word, mirror(word), sum(entries) FROM place GROUP BY word HAVING sum(entries) > 0"
        self._execute("DROP INDEX vocabulary_mirror")
        self._execute("DELETE FROM vocabulary")
        self._execute(f"INSERT INTO vocabulary {counted}")
        self._execute(MIRROR)
        self._execute("UPDATE state SET behind = 0")


def _lists() -> defaultdict[str, list[bytes]]:
    return defaultdict(list)


def _mirror(word: str) -> str:
    return word[::-1]


def in_texts(places: bytes) -> int:
    """Return at how many of its places a word stands in a text."""
    weights = weights_of(places)
    return len(weights) - weights.count(_ALONE)
