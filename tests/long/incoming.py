"""Digests that were damaged or made to be slow: each is read, soon, in little memory, and none ends the process."""

from __future__ import annotations

import random
import re
import resource
import signal
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from readinglist.formats.digest.reading import looks_like, read
from tests.long.figures import Figures
from tests.test_formats_digest_reading import GLACIER

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 20
_MEBIBYTE = 1 << 20
_SLOW = 2.0
_ENTRY = "A glacier named {} (Dec 2011; [Link](https://ice.example/{}))\n\nAbstract:\n\nIce that was seen once.\n\n"
_PARTS = re.compile(r"\W|\w+")
_NOISE = (
    *(
        "(",
        ")",
        ";",
        "\f",
        "\n",
        "\n\n",
        "\\\n",
        "[Link](#)",
        "(May 2020; Link)",
        "Abstract:",
        "\ufeff",
        "\x00",
    ),
    *(
        "Blogs\n",
        "- ",
        "1. ",
        "Number of Blogs Evaluated: 99999999999\n",
        "Years: ",
        '"',
        "\u2028",
        "\x1b[1m",
        "Dev ",
    ),
)
# What is told again and again, to a mebibyte: brackets that never close, lines of a letter, pages, marks.
PIECES = (
    *(
        "(;[](",
        "(a;",
        "((((",
        "- \\",
        "x)\n",
        "(2001; [x](",
        "\f",
        "Abstract:\n",
        "a\n\n",
        "**",
        "\n",
        "- a\n",
        "# ",
    ),
    *(
        "a (b; c)\n",
        "a-\n",
        "a.\n",
        '"',
        '",',
        "Years: 2\n",
        "Blogs\n",
        "[a](b) ",
        " ",
        "Abstract: x\n\n",
        ")\n\n",
    ),
    *(
        "is: ",
        "e.g. ",
        "  - a\n",
        "1. a (2001; Link)\n",
        "<http://",
        "1\n\n\f",
        "A (2001; Link)\n",
        "A (Dev 2001; Link)\n",
    ),
    *("A (Dev 2001; [Link](#))\n\n", "It (Frost 2019; paper)\n", "Number of x Evaluated: 1\n"),
)
# The same inside the lines of a header.
STARTS = ("Author: x\n", "Author: ", "Research Areas: a,\n", "Research Areas: ", "Name\n")
IN_HEADERS = ("b\n", "[a](", 'a,"', '"",', ";", "a,\n\n")


def run(number: int, seed: int) -> Figures:
    """Read `number` damaged digests, then texts of a mebibyte and one of ten."""
    wrong: list[str] = []
    slowest, records = 0.0, 0
    before = _memory()
    for each in range(seed, seed + number):
        try:
            took, found = _timed(damaged(each))
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is wrong
            wrong.append(f"digest {each}: {type(error).__name__}: {error}"[:300])
        else:
            slowest, records = max(slowest, took), records + found
    memory = _memory() - before
    lines = [
        f"{number:,} damaged digests: {records:,} entries, {len(wrong)} crashes or more than {PATIENCE} s",
        f"slowest {slowest:.3f} s of processor time, {memory:.0f} MiB more memory at most",
    ]
    size = min(_MEBIBYTE, number * 64)
    for lines_of_one in (_probes(size, wrong), _large(size * 10, wrong)):
        lines += lines_of_one
    return Figures([*lines, *wrong[:20]], kept=not wrong)


def damaged(seed: int) -> str:
    """Return a digest in which some parts are lost, told twice, exchanged, or noise."""
    dice = random.Random(seed)  # noqa: S311 - chance for tests, not for secrets
    parts = _PARTS.findall(GLACIER)
    for _ in range(dice.choice((1, 3, 10, 100))):
        at, length = dice.randrange(len(parts)), dice.choice((1, 1, 5, 50))
        piece = parts[at : at + length]
        new = dice.choice(([], piece * 2, piece[::-1], [dice.choice(_NOISE)], [chr(dice.randrange(0xD7FF))]))
        parts[at : at + length] = new
        parts = parts or [""]
    return "".join(parts)


def _probes(size: int, wrong: list[str]) -> list[str]:
    """Read texts of `size` characters that are made of one piece."""
    texts = [(piece, f"A (2001; [Link](#))\n{piece * (size // len(piece))})") for piece in PIECES]
    texts += [
        (start + piece, f"{start}{piece * (size // len(piece))}\nA (2001; [Link](#))\n")
        for start in STARTS
        for piece in IN_HEADERS
    ]
    times = []
    for piece, text in texts:
        try:
            times.append((_timed(text)[0], piece))
        except TimeoutError:
            wrong.append(f"more than {PATIENCE} s: {piece!r}")
    slow = sum(took >= _SLOW for took, _ in times)
    took, piece = max(times)
    told = f"slowest {took:.1f} s ({piece!r}), {slow} took {_SLOW} s or more"
    return [f"{len(texts)} texts of {size / _MEBIBYTE:.2f} MiB of one piece: {told}"]


def _large(size: int, wrong: list[str]) -> list[str]:
    """Read a digest of `size` characters, in which nothing is wrong."""
    number = size // len(_ENTRY)
    text = "Ice\n\n" + "".join(_ENTRY.format(each, each) for each in range(number))
    took, found = _timed(text)
    if found != number:
        wrong.append(f"{number} entries are read as {found}")
    told = f"{took:.1f} s, {found:,} read, {_memory():.0f} MiB of memory in all"
    return [f"{len(text) / _MEBIBYTE:.1f} MiB with {number:,} entries: {told}"]


def _timed(text: str) -> tuple[float, int]:
    """Return the processor time that a text takes, and how many entries it has; TimeoutError if it is too long."""
    begun = time.process_time()
    with _patience():
        looks_like(text)
        found = read(text)
    return time.process_time() - begun, len(found.records)


def _memory() -> float:
    """Return how many MiB this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def _patience() -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _too_long(*_: object) -> None:
    raise TimeoutError
