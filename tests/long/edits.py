"""Many files in many hands, and one change of each through the library's own way of making it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from readinglist.yamlfile.entries import change_entry
from readinglist.yamlfile.faults import BrokenEntry, Refused
from readinglist.yamlfile.reading import read_entry
from tests.long.handmade import EntryHand
from tests.long.judging import judged
from tests.long.reading import reading

if TYPE_CHECKING:
    from readinglist.model.entry import Entry
    from tests.long.handmade import Change
    from tests.long.judging import Verdict

# The share of changes that may be refused.
MOST_REFUSED = 0.01


@dataclass
class Tally:
    """What came of a run; what is wrong with the seeds it came from."""

    seeds: int = 0
    done: Counter[str] = field(default_factory=Counter)
    same: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[int, str]] = field(default_factory=list)
    lost: list[tuple[int, str]] = field(default_factory=list)
    comments: int = 0
    gone: int = 0
    outside: int = 0
    places: list[int] = field(default_factory=list)
    lines: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)

    @property
    def tried(self) -> int:
        """How many changes were asked for."""
        return self.done.total() + self.same + self.refused.total()

    @property
    def kept(self) -> bool:
        """Whether nothing went wrong and hardly anything was refused."""
        few = self.refused.total() <= MOST_REFUSED * self.tried
        return not (self.wrong or self.lost or self.outside) and few

    def report(self) -> list[str]:
        """Return the figures as lines."""
        times = sorted(self.times) or [0.0]
        refused = self.refused.total()
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in self.done.most_common())
        spread = ", ".join(
            f"{name}: {self.lines[name] / max(1, self.done.total()):.1%}" for name in sorted(self.lines)
        )
        return [
            f"{self.tried:,} files, a change of each: {self.done.total():,} done",
            f"{self.same:,} that change nothing, and gave the same bytes",
            f"{refused:,} refused ({refused / max(1, self.tried):.2%})",
            f"done: {kinds}",
            *(f"refused: {count:,} {reason}" for reason, count in self.refused.most_common()),
            f"wrong: {len(self.wrong)}",
            *(f"  seed {seed}: {what}" for seed, what in self.wrong[:20]),
            f"comments: {self.comments:,} in the files, {len(self.lost)} lost, {self.gone:,} gone with what they stood in or beside",
            *(f"  seed {seed}: {what}" for seed, what in self.lost[:20]),
            f"bytes changed outside the lines of the keys asked for: {self.outside}",
            *(f"  seed {seed}" for seed in self.places[:20]),
            f"lines of the file before that are not in the one after: {spread}",
            f"milliseconds of a change: {times[len(times) // 2] * 1000:.2f}, 99 of 100 within {times[len(times) * 99 // 100] * 1000:.2f}",
        ]


def run(number: int, seed: int) -> list[str]:
    """Make `number` changes of as many files, and return the figures."""
    tally = tally_of(number, seed)
    return [*tally.report(), "kept" if tally.kept else "NOT KEPT"]


def tally_of(number: int, seed: int) -> Tally:
    """Make `number` changes of as many files, and count."""
    tally = Tally(seeds=seed)
    while tally.tried < number:
        one(tally, tally.seeds)
        tally.seeds += 1
    return tally


def one(tally: Tally, seed: int) -> None:
    """Make one file and change it."""
    hand = EntryHand(seed)
    text = hand.page()
    data = text.encode()
    read = reading(text.removeprefix("\ufeff"))
    try:
        before = read_entry("x", data)
    except BrokenEntry:
        return
    if read is None:
        tally.wrong.append((seed, "we read what PyYAML does not"))
        return
    change = hand.change(before, read.data)
    tally.comments += len(read.comments)
    _changed(tally, seed, data, before, change)


def _changed(tally: Tally, seed: int, data: bytes, before: Entry, change: Change) -> None:
    start = perf_counter()
    try:
        result = change_entry(data, before, change.entry)
    except Refused as refused:
        tally.refused[_reason(refused)] += 1
        return
    tally.times.append(perf_counter() - start)
    if result == data:
        tally.same += 1
        if change.wanted:
            tally.wrong.append((seed, f"{change.kind}: nothing was done"))
        return
    tally.done[change.kind] += 1
    verdict = judged(data.decode(), result.decode(), change)
    _count(tally, seed, change, verdict)
    tally.lines[_lines(data, result)] += 1


def _count(tally: Tally, seed: int, change: Change, verdict: Verdict) -> None:
    tally.wrong += [(seed, f"{change.kind}: {what}") for what in verdict.wrong]
    tally.lost += [(seed, f"{change.kind}: {text}") for text in verdict.lost]
    tally.gone += len(verdict.gone)
    tally.outside += verdict.outside
    tally.places += [seed] if verdict.outside else []


def _reason(refused: Refused) -> str:
    """Return why, the names in it taken out."""
    where = "" if refused.line else " (no line)"
    reason = refused.what.partition(": ")[2] or refused.what
    return re.sub(r"[*&!]+\w+( on line \d+)?|(?<=line )\d+", "…", reason) + where


def _lines(before: bytes, after: bytes) -> str:
    """Return how many lines of a file went, as a class."""
    gone = Counter(before.splitlines()) - Counter(after.splitlines())
    count = gone.total()
    return "0" if not count else "1" if count == 1 else "2 to 6" if count <= 6 else "more"
