"""Splices that are broken in every way: what the proof lets through has to be right all the same."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING
from unittest.mock import patch

from readinglist.yamlfile import editing
from readinglist.yamlfile.entries import change_entry
from readinglist.yamlfile.faults import BrokenEntry, Refused
from readinglist.yamlfile.proposing import proposals
from readinglist.yamlfile.reading import read_entry
from tests.long.handmade import EntryHand
from tests.long.judging import judged, rest, without
from tests.long.reading import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.long.handmade import Change

SIGNS = [
    *"\t:,[]{}#&*!|>'\"- \n\r~ax0",
    "\n\n",
    " #",
    ": ",
    "\r\n",
    "# c\n",
    "- x\n",
    "k: v\n",
    "\ufeff",
    "\u2028",
]
TRIES = 5
# What the proof leaves to the splicer; a tab put in is what PyYAML without libyaml does not read.
FREE = (
    "PyYAML without libyaml",
    "place of a new key",
    "a new key is not at the end",
    "lines more",
    "last line end",
    "item was put in",
    "spelling of the items",
    "no longer stands beside",
    "as well",
)


def run(number: int, seed: int) -> list[str]:
    """Break `number` splices, and return the figures."""
    figures: Counter[str] = Counter()
    wrong: list[str] = []
    while figures.total() < number:
        one(seed, figures, wrong)
        seed += 1
    return [
        f"{figures.total():,} changes whose splices were broken, {figures['same']:,} of them without a splice",
        f"refused: {figures['refused']:,}, let through and right: {figures['right']:,}",
        f"let through and wrong: {len(wrong)}",
        *(f"  {each}" for each in wrong[:20]),
        "NOT KEPT" if wrong else "kept",
    ]


def one(seed: int, figures: Counter[str], wrong: list[str]) -> None:
    """Make a file and a change of it, and break what the splicer proposes."""
    hand = EntryHand(seed)
    text = hand.page()
    read = reading(text.removeprefix("\ufeff"))
    try:
        before = read_entry("x", text.encode())
    except BrokenEntry:
        return
    change = hand.change(before, read.data if read else {})
    try:
        with patch.object(editing, "proposals", _broken(proposals, random.Random(seed))):  # noqa: S311 - chance for tests
            result = change_entry(text.encode(), before, change.entry).decode()
    except Refused:
        figures["refused"] += 1
        return
    if result == text:
        figures["same"] += 1
        return
    faults = list(_faults(text, result, change))
    figures["wrong" if faults else "right"] += 1
    wrong += [f"seed {seed}: {change.kind}: {fault}" for fault in faults]


def _faults(before: str, after: str, change: Change) -> Iterator[str]:
    """Yield what is wrong with a result, where it stands and its blank lines apart: the proof leaves these free."""
    verdict = judged(before, after, change)
    yield from (fault for fault in verdict.wrong if not any(free in fault for free in FREE))
    yield from verdict.lost
    read = [reading(text.removeprefix("\ufeff")) for text in (before, after)]
    # A second sign of the end says nothing.
    bare = [rest(each, change).replace("...", "") for each in read if each]
    solid = [without(without(text, ""), "#").strip() for text in bare]
    if verdict.outside and solid[0] != solid[-1]:
        yield "other lines"


def _broken(proper: Callable[..., Iterator[str]], dice: random.Random) -> Callable[..., Iterator[str]]:
    """Return a splicer all of whose proposals are broken in some way."""

    def every(*args: object) -> Iterator[str]:
        for text in proper(*args):
            yield from (_damaged(text, dice) for _ in range(TRIES))

    return every


def _damaged(text: str, dice: random.Random) -> str:
    """Return a text with a character, or a line, lost, put in, doubled or moved."""
    lines = text.splitlines(keepends=True)
    first, second = dice.randrange(len(lines)), dice.randrange(len(lines))
    way = dice.choice("cccciiiddmwse")
    if way in "ci":
        place = dice.randrange(len(text) + 1)
        more: str = dice.choice(SIGNS) if way == "i" else dice.choice(["", *SIGNS])
        return text[:place] + more + text[place + (way == "c") :]
    if way == "d":
        lines.pop(first)
    elif way == "w":
        lines.insert(second, lines[first])
    elif way == "m":
        lines.insert(second, lines.pop(first))
    elif way == "s":
        lines[first] = (
            lines[first].replace("'", '"') if dice.random() < 0.5 else lines[first].replace("  ", " ")
        )
    else:
        lines[first] = lines[first].rstrip("\r\n") + dice.choice(["", "\r\n", "\n", " \n"])
    return "".join(lines)
