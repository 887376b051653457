"""Where words stand and how many entries have each, brought up to date with what was put and dropped."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from readinglist.index.places import block_of, edited, offset_of, weights_of
from readinglist.index.schema import MIRROR
from readinglist.index.weights import INITIALS_ALONE, is_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from readinglist.index.places import Packed

    _Places = defaultdict[str, list[bytes]]

_ALONE = bytes([INITIALS_ALONE])


class Placing:
    """The words of the entries that one transaction puts and drops, each word with its byte."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write through `connection`."""
        self._execute = connection.execute
        self._executemany = connection.executemany
        # By block and word: what is put behind the places there are, and what changes among them after that.
        self._new: defaultdict[int, _Places] = defaultdict(_places)
        self._changed: defaultdict[tuple[str, int], dict[int, int | None]] = defaultdict(dict)
        self._counts: Counter[str] = Counter()

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
        """Write all of it; if `later`, new words are only laid aside, for another transaction to place."""
        if later and not self._changed:
            self._lay_aside()
            return
        many = self._fetch()
        for block, words in sorted(self._new.items()):
            self._place(block, words)
        for (word, block), changes in sorted(self._changed.items()):
            self._edit(word, block, changes)
        self._count(many=many)

    def _lay_aside(self) -> None:
        for block, words in sorted(self._new.items()):
            places = [b"".join(parts) for parts in words.values()]
            row = (block, " ".join(words), array("I", map(len, places)).tobytes(), b"".join(places))
            self._execute("INSERT INTO aside(block, words, sizes, places) VALUES(?, ?, ?, ?)", row)

    def _fetch(self) -> bool:
        """Place what was laid aside, block by block, for it may be much; tell whether there was anything."""
        blocks = self._execute("SELECT DISTINCT block FROM aside ORDER BY block").fetchall()
        for (block,) in blocks:
            found = _places()
            sql = "SELECT words, sizes, places FROM aside WHERE block = ? ORDER BY number"
            for row in self._execute(sql, (block,)):
                for word, places in taken_apart(*row):
                    found[word].append(places)
            self._place(block, found)
        if blocks:
            self._execute("DELETE FROM aside")
        return bool(blocks)

    def _place(self, block: int, words: _Places) -> None:
        """Put the new places of words behind those that the block has, and count the entries."""
        rows = [(word, block, b"".join(parts)) for word, parts in sorted(words.items())]
        self._executemany(
            "INSERT INTO place VALUES(?, ?, ?)"
            " ON CONFLICT(word, block) DO UPDATE SET places = CAST(places || excluded.places AS BLOB)",
            rows,
        )
        counts = self._counts
        for word, _, places in rows:
            counts[word] += in_texts(places)

    def _edit(self, word: str, block: int, changes: dict[int, int | None]) -> None:
        row = self._execute("SELECT places FROM place WHERE word = ? AND block = ?", (word, block)).fetchone()
        places = edited(row[0] if row else b"", changes)
        if places:
            self._execute("INSERT OR REPLACE INTO place VALUES(?, ?, ?)", (word, block, places))
        else:
            self._execute("DELETE FROM place WHERE word = ? AND block = ?", (word, block))

    def _count(self, *, many: bool) -> None:
        """Bring the counts of the words up to date that have changed."""
        if many:
            # Sooner made anew than kept up word by word.
            self._execute("DROP INDEX vocabulary_mirror")
        self._executemany(
            "INSERT INTO vocabulary VALUES(?, ?, ?)"
            " ON CONFLICT(word) DO UPDATE SET entries = entries + excluded.entries",
            [(word, word[::-1], count) for word, count in sorted(self._counts.items()) if count],
        )
        gone = [(word,) for word, count in self._counts.items() if count < 0]
        self._executemany("DELETE FROM vocabulary WHERE word = ? AND entries <= 0", gone)
        if many:
            self._execute(MIRROR)


def _places() -> _Places:
    return defaultdict(list)


def taken_apart(words: str, sizes: bytes, places: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield each word that was laid aside, with its places in its block."""
    ends = accumulate(array("I", sizes), initial=0)
    parts = (places[start:end] for start, end in pairwise(ends))
    return zip(words.split(), parts, strict=True)


def in_texts(places: bytes) -> int:
    """Return at how many of its places a word stands in a text."""
    weights = weights_of(places)
    return len(weights) - weights.count(_ALONE)
