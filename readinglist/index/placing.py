"""Where words stand and how many entries have each, brought up to date with what was put and dropped."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from itertools import compress
from typing import TYPE_CHECKING

from readinglist.index.places import block_of, codes_in, codes_of, offset_of, packed_together
from readinglist.index.weights import INITIALS_ALONE, is_text
from readinglist.stemming import stem

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from readinglist.index.places import Words

# A word comes again in the next batch of entries.
_stem = lru_cache(maxsize=1 << 16)(stem)


class Placing:
    """The words of the entries that one transaction puts and drops, each word with its byte."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Write through `connection`, before anything else has."""
        self._execute = connection.execute
        self._executemany = connection.executemany
        last = self._execute("SELECT max(number) FROM entry").fetchone()[0]
        self._fresh = block_of(last) + 1 if last else 0  # the first block that nothing is kept in yet
        # By block and number.
        self._added: defaultdict[int, dict[int, Words]] = defaultdict(dict)
        self._removed: defaultdict[int, dict[int, Words]] = defaultdict(dict)
        self._counts: Counter[str] = Counter()

    def add(self, number: int, words: Words) -> None:
        """Note the words of an entry that was put."""
        self._added[block_of(number)][number] = words

    def remove(self, number: int, words: Words) -> None:
        """Note the words of an entry that was dropped."""
        block = block_of(number)
        if self._added[block].pop(number, None) is None:
            self._removed[block][number] = words

    def finish(self) -> int:
        """Write all of it; return how many more entries there are than before."""
        for block in sorted({*self._added, *self._removed}):
            self._keep(block, self._added[block], self._removed[block])
        self._count_words()
        return sum(map(len, self._added.values())) - sum(map(len, self._removed.values()))

    def _keep(self, block: int, added: Mapping[int, Words], removed: Mapping[int, Words]) -> None:
        new = codes_of(added)
        self._count(new, added, removed)
        if block < self._fresh:
            gone_offsets = {offset_of(number) for number in removed}
            touched = {*new, *(word for words in removed.values() for word, _ in words.pairs())}
            new = {
                word: sorted([*self._kept(word, block, gone_offsets), *new.get(word, ())]) for word in touched
            }
        rows = [(word, block, places) for word, places in packed_together(new)]
        self._executemany("INSERT OR REPLACE INTO place VALUES(?, ?, ?)", rows)
        gone = [(word, block) for word, codes in new.items() if not codes]
        self._executemany("DELETE FROM place WHERE word = ? AND block = ?", gone)

    def _kept(self, word: str, block: int, gone: AbstractSet[int]) -> list[int]:
        """Return the places of a word in a block that stay, as codes."""
        sql = "SELECT places FROM place WHERE word = ? AND block = ?"
        row = self._execute(sql, (word, block)).fetchone()
        return codes_in(row[0], gone) if row else []

    def _count(
        self, new: Mapping[str, list[int]], added: Mapping[int, Words], removed: Mapping[int, Words]
    ) -> None:
        self._counts.update({word: len(codes) for word, codes in new.items()})
        for words in added.values():
            if INITIALS_ALONE in words.weights:
                alone = map(INITIALS_ALONE.__eq__, words.weights)
                self._counts.subtract(list(compress(words.text.split(), alone)))
        for words in removed.values():
            self._counts.subtract([word for word, byte in words.pairs() if is_text(byte)])

    def _count_words(self) -> None:
        changed = [(word, _stem(word), word[::-1], count) for word, count in self._counts.items() if count]
        self._executemany(
            "INSERT INTO vocabulary VALUES(?, ?, ?, ?)"
            " ON CONFLICT(word) DO UPDATE SET entries = entries + excluded.entries",
            sorted(changed),
        )
        gone = [(word,) for word, _, _, count in changed if count < 0]
        self._executemany("DELETE FROM vocabulary WHERE word = ? AND entries <= 0", gone)
