"""Random commands, some of them killed, and then undo until there is nothing left to take back.

The library begins with files of the shipped list and files as many hands write them, some of them broken. After
the last undo every byte of it has to be as it was, with no file more or less.
"""

from __future__ import annotations

import os
import random
import signal
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from readinglist.yamlfile.faults import BrokenEntry
from readinglist.yamlfile.reading import read_entry
from tests.handwriting import Hand
from tests.long import seam
from tests.long.figures import Figures
from tests.program import here, tree
from tests.surroundings import clear

SAMPLE = Path(__file__).resolve().parent.parent.parent / "entries"
TAGS = ("ppo", "to read", "x")
TEXTS = ("plain words", "a: b # c", "1707.06347", "two\nlines\n", "é 日本", "'quoted", "[Re] x", "no")
FIELDS = ("venue", "takeaway", "summary", "doi", "mykey", "notes")
# What an editor does with the draft: a sound change, one that breaks the entry, none, and an error.
EDITORS = (
    "sed -i $a#more",
    "sed -i $atakeaway:&more",
    "sed -i 1s/^/#head\\n/",
    "true",
    "false",
    "sed -i 1s/.*/[/",
)
_COMMANDS = 12
_INSIDE = 0.5  # of the kills are in the middle of a call, the others before it
_BROKEN = 0.02  # most of what hands write has no title
_MOST_CALLS = 45


def run(number: int, seed: int) -> Figures:
    """Try `number` sequences of commands."""
    told: Counter[str] = Counter()
    wrong = []
    with pytest.MonkeyPatch.context() as patch, _home() as home:
        clear(patch, Path(home))
        for each in range(seed, seed + number):
            sequence = Sequence(Path(home) / str(each), each)
            complaint = sequence.complaint()
            told += sequence.told
            if complaint:
                wrong.append(f"sequence {each}: {complaint}")
    lines = [
        f"{number:,} sequences, {told['commands']:,} commands, of which {told['changes']:,} changed files",
        f"{told['kills']:,} commands and {told['killed undos']:,} undos killed at a call of the system",
        f"{told['undos']:,} times undo; {len(wrong)} libraries not as they were at first",
    ]
    return Figures([*lines, *wrong[:20]], kept=not wrong)


def _home() -> tempfile.TemporaryDirectory[str]:
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own in it
    return tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)


class Sequence:
    """One library, and what is done with it."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Make the library that chance gives for that seed."""
        self.dice = random.Random(seed)  # noqa: S311 - chance for tests, not for secrets
        self.folder = folder
        self.told: Counter[str] = Counter()
        self.entries = folder / "entries"
        self.entries.mkdir(parents=True)
        for path in (SAMPLE / "_list.yaml", *self.dice.sample(sorted(SAMPLE.glob("[a-z]*.yaml")), 4)):
            (self.entries / path.name).write_bytes(path.read_bytes())
        for number in range(4):
            (self.entries / f"hand{number}.yaml").write_bytes(self._by_hand())

    def _by_hand(self) -> bytes:
        """Return a file as somebody may have written it, an entry as a rule."""
        while True:
            made = Hand(self.dice.randrange(1 << 30)).file()
            data = ("\ufeff" * made.bom + made.text).encode()
            try:
                read_entry("x", data)
            except BrokenEntry:
                if self.dice.random() > _BROKEN:
                    continue
            return data

    def complaint(self) -> str:
        """Make random changes and take them all back; say what is wrong then, or nothing."""
        begin, code, err = tree(self.folder), 0, ""
        for _ in range(self.dice.randint(1, _COMMANDS)):
            self._change()
        for _ in range(10 * _COMMANDS):
            if self._killed("undo", share=0.15):
                self.told["killed undos"] += 1
                continue
            self.told["undos"] += 1
            code, _, err = here(self.folder, "undo")
            if code:
                break
        if not err.endswith(("every recorded change is taken back already\n", "no change is recorded\n")):
            return f"undo ended with {code}: {err}"
        now = tree(self.folder)
        return "" if now == begin else f"differs: {sorted(dict(begin.items() ^ now.items()))}"

    def _change(self) -> None:
        before = tree(self.folder)
        args = self._command()
        self.told["commands"] += 1
        if self._killed(*args, share=0.2):
            self.told["kills"] += 1
        else:
            here(self.folder, *args)
        self.told["changes"] += tree(self.folder) != before

    def _killed(self, *args: str, share: float) -> bool:
        """Run a command, in that share of cases, in a process that is killed at a random call, if it lasts."""
        if self.dice.random() > share:
            return False
        at, inside = self.dice.randint(1, _MOST_CALLS), self.dice.random() < _INSIDE
        child = os.fork()
        if child == 0:
            seam.die(at, inside=inside)
            here(self.folder, *args)
            os._exit(0)
        return os.waitpid(child, 0)[1] == signal.SIGKILL

    def _command(self) -> list[str]:
        dice, entry, other = self.dice, self._id(), self._id()
        text, tag = dice.choice(TEXTS), dice.choice(TAGS)
        os.environ["EDITOR"] = dice.choice(EDITORS)
        return dice.choice([
            ["add", "--title", text, "--tag", tag],
            ["rm", entry],
            ["rm", entry, other, "--yes"],
            ["rename", entry, f"new{dice.randrange(3)}"],
            ["rename", entry, other],
            ["tag", entry, f"+{tag}", f"-{dice.choice(TAGS)}"],
            ["tag", "--where", "has:title", f"+{tag}", "--yes"],
            ["tags", "rename", tag, dice.choice(TAGS), "--yes"],
            ["set", entry, f"{dice.choice(FIELDS)}={text}"],
            ["set", "--where", "has:title", f"distinct_from={other}", "--yes"],
            ["rate", entry, other, "4", "--yes"],
            [dice.choice(["start", "read", "skim", "drop", "unread", "keep", "reject"]), entry],
            ["note", entry, text],
            ["note", "--where", "has:title", text, "--yes"],
            ["edit", entry],
            ["edit", "--list"],
            ["view", "save", f"v{dice.randrange(2)}", tag],
            ["view", "rm", f"v{dice.randrange(2)}"],
        ])  # fmt: skip

    def _id(self) -> str:
        return self.dice.choice(sorted(self.entries.glob("[!_.]*.yaml")) or [Path("none.yaml")]).stem
