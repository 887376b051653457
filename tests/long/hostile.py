"""Hostile files, read by processes of their own: each gets an answer, soon, and none ends the process.

The processes read in a thread with a stack of 128 KiB, where nesting that recurses is fatal at once. A file that
takes more than `PATIENCE` seconds ends its process, and so is found.
"""

from __future__ import annotations

import gc
import json
import mmap
import os
import resource
import signal
import tempfile
import threading
import time
from collections import Counter
from typing import IO, TYPE_CHECKING, NamedTuple

from readinglist.text import safe
from readinglist.yamlfile.faults import BrokenEntry, Unreadable
from readinglist.yamlfile.lists import read_list_file
from readinglist.yamlfile.reading import read_entry
from tests.long.figures import Figures
from tests.long.mutations import any_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from readinglist.model.entry import Entry

PATIENCE = 10
SLOW = 0.1
_BATCH = 500
_TIDY = 25  # after so many files memory is tidied up, which takes longer than to read one
_STACK = 128 * 1024
_LONGEST_MESSAGE = 600
_ASIDE = 4_000  # bytes of a file that PyYAML's own parser, a hundred times slower, reads as well


class Found(NamedTuple):
    """What came of some files.

    Attributes:
        told: how many of each sort there were.
        wrong: what must not be.
        slowest: the seconds that the slowest file took, and its number.
        memory: how many KiB more than at first there were at most.

    """

    told: dict[str, int]
    wrong: list[str]
    slowest: tuple[float, int]
    memory: int


def run(number: int, seed: int) -> Figures:
    """Read `number` hostile files."""
    told: Counter[str] = Counter()
    batches = list(_batches(seed, seed + number))
    for batch in batches:
        told.update(batch.told)
    wrong = [each for batch in batches for each in batch.wrong]
    seconds, slowest = max(tuple(batch.slowest) for batch in batches)
    memory = max(batch.memory for batch in batches) / 1024
    answers = len(wrong) - told["ended"]
    lines = [
        f"{number:,} files: {told['entries']:,} are entries, {told['faulty']:,} are refused with reasons and lines",
        f"{told['ended']} processes ended, by crashes or after {PATIENCE} s; {answers} wrong answers",
        f"slowest {seconds:.3f} s (file {slowest}); {told['slow']} took more than {SLOW} s",
        f"{memory:.0f} MiB more memory at most",
        f"{told['both']:,} files read with PyYAML's own parser as well: {told['alike']:,} the same entry",
        f"{told['both refused']:,} refused by both; it alone refused {told['tabs']} with a tab, {told['stricter']} else",
    ]
    return Figures([*lines, *wrong[:20]], kept=not wrong)


def _batches(first: int, end: int) -> Iterator[Found]:
    while first < end:
        batch = _Batch(first, min(first + _BATCH, end))
        yield batch.read()
        first = batch.next


class _Batch:
    """Some files, read one after the other in a process of its own."""

    def __init__(self, first: int, end: int) -> None:
        self.first, self.end, self.next = first, end, end
        self.told: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.slowest = (0.0, first)
        self.at = mmap.mmap(-1, 8)  # the file that is being read, for all processes to see

    def read(self) -> Found:
        """Read them; where the process ends before it is done, say with which file, and go on behind it."""
        with tempfile.TemporaryFile("w+") as answers:
            child = os.fork()
            if child == 0:
                self._work(answers)
            status = os.waitpid(child, 0)[1]
            if status == 0:
                answers.seek(0)
                return Found(*json.load(answers))
        at = int.from_bytes(self.at[:8])
        self.next = at + 1
        ended = f"file {at}: ended its process ({os.waitstatus_to_exitcode(status)})"
        return Found({"ended": 1}, [ended], (0.0, at), 0)

    def _work(self, answers: IO[str]) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        gc.disable()  # as the program does while it reads files
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        threading.stack_size(_STACK)
        thread = threading.Thread(target=self._read_all)
        thread.start()
        thread.join()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        json.dump(Found(self.told, self.wrong, self.slowest, memory), answers)
        answers.flush()
        os._exit(0)

    def _read_all(self) -> None:
        for number in range(self.first, self.end):
            self.at[:8] = number.to_bytes(8)
            data = any_file(number)
            signal.alarm(PATIENCE)
            try:
                self._read(number, data)
            except BaseException as error:  # noqa: BLE001 - whatever it is, it is wrong
                self.wrong.append(f"file {number}: {type(error).__name__}: {error}"[:300])
            if not number % _TIDY:
                gc.collect()

    def _read(self, number: int, data: bytes) -> None:
        start = time.process_time()
        entry, complaint = _answer(data, lambda: read_entry("x", data))
        took = time.process_time() - start
        self.slowest = max(self.slowest, (took, number))
        self.told["slow"] += took > SLOW
        self.told["entries" if entry else "faulty"] += 1
        if len(data) <= _ASIDE:
            complaint = complaint or self._aside(data, entry)
        complaint = complaint or _answer_of_list(data)
        if complaint:
            self.wrong.append(f"file {number}: {complaint}")

    def _aside(self, data: bytes, entry: Entry | None) -> str:
        other, complaint = _answer(data, lambda: read_entry("x", data, pure=True))
        self.told["both"] += 1
        self.told["alike"] += entry is not None and other is not None
        self.told["both refused"] += entry is None and other is None
        self.told["tabs"] += entry is not None and other is None and b"\t" in data
        self.told["stricter"] += entry is not None and other is None and b"\t" not in data
        if other and not entry:
            return "only PyYAML's own parser reads it"
        if entry and other and (entry != other or list(entry.extra) != list(other.extra)):
            return "two parsers read two different entries"
        return complaint


def _answer(data: bytes, how: Callable[[], Entry]) -> tuple[Entry | None, str]:
    """Return the entry if there is one, and what is wrong with the answer."""
    try:
        return how(), ""
    except BrokenEntry as broken:
        last = data.count(b"\n") + data.count(b"\r") + 1
        for fault in broken.faults:
            told = f"{fault.reason}; {fault.hint}"
            if not 1 <= (fault.line or 1) <= last or not fault.reason or len(safe(told)) > _LONGEST_MESSAGE:
                return None, f"line {fault.line}: {told}"[:300]
        return None, "" if broken.faults else "no faults"


def _answer_of_list(data: bytes) -> str:
    try:
        _, faults = read_list_file(data)
    except Unreadable as error:
        return "" if error.what else "no reason"
    return "" if all(fault.reason for fault in faults) else "no reason"
