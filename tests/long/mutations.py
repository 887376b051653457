"""Files made to trouble a reader: sound ones with something changed, and bombs of every sort."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tests.handwriting import Hand
from tests.test_yamlfile_random import DAMAGE

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 1 << 20
_ENTRIES = Path(__file__).resolve().parent.parent.parent / "entries"
SOUND = [path.read_bytes() for path in sorted(_ENTRIES.glob("*.yaml"))]
# What no text may hold, or what readers take for different things.
_ODD_BYTES = (
    b"\0", b"\x1b[31m", b"\x7f", b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xef\xbf\xbf", b"\xed\xa0\x80", b"\xc0\x80",
    b"\xf4\x90\x80\x80", b"\xff", b"\xe9", b"\xf0\x9f\x98\x80", b"\xe2\x80\xae", b'"\\ud800"', b'"\\e[31m"', b"\r", b"\t",
)  # fmt: skip
_OPENERS = (
    "[",
    "{",
    "- ",
    "? ",
    "{a: ",
    "[{",
    "{? ",
    "- ? ",
    "a:\n",
    "!!seq [",
    "&a [",
    "'",
    '"',
    "|\n",
    "- - ",
)
_HEADS = (
    "",
    "title: x\n",
    "title: ",
    "title: x\nk: ",
    "tags:\n",
    "log:\n",
    "log: [",
    "<<: ",
    "%YAML 1.1\n---\n",
)
_ITEMS = (
    "k%d: v\n", "  - i%d\n", "- {date: 2017-01-%d}\n", "  - {a: %d}\n", "&a%d x,", "*a,", "[],", "{},", "a%d: [],\n", "? k%d\n",
    "%%TAG !a%d! x\n", "%%YAML 1.1\n", "---\n", "...\n", "# %d\n", "\n", "\r", " \n", "'a%d',", '"\\x4%d",', "!a%d x\n", "<<: *a\n",
    "k%d: |\n  x\n", "k%d: >-\n  x\n\n", "k%d: {<<: *a}\n", "  x%d\n", "a%d b\n", ",", ": ", "- ", "x", "\\", "\u2028", "é", "<<<<<<< ",
)  # fmt: skip
_FIELDS = (
    "title",
    "date",
    "authors",
    "status",
    "rating",
    "pages",
    "log",
    "added",
    "et_al",
    "tags",
    "url",
    "mykey",
    "? x\n",
)


def any_file(seed: int) -> bytes:
    """Return the file that chance gives for that seed, of at most little more than a mebibyte."""
    dice = random.Random(seed)  # noqa: S311 - chance for tests, not for secrets
    odd: list[Callable[[random.Random], bytes]] = [_deep, _laughs, _flood, _flood, _long, _wide]
    makers = [*[damaged] * 12, *[_spoilt] * 5, *[_soup] * 3, *odd]
    return dice.choice(makers)(dice)[: MOST + dice.choice((0, 1))]


def damaged(dice: random.Random, sound: bytes | None = None, times: int = 0) -> bytes:
    """Return a file in which a few characters or lines are changed, that many times where it is said."""
    if sound is None:
        sound = (
            dice.choice(SOUND) if dice.random() < 0.5 else Hand(dice.randrange(1 << 30)).file().text.encode()
        )
    text = sound.decode()
    for _ in range(times or dice.choice((1, 1, 2, 3, 8))):
        place = dice.randrange(len(text) + 1)
        until = place + dice.choice((0, 0, 1, 1, 2, 30))
        text = (
            text[:place]
            + dice.choice((dice.choice(DAMAGE), "", _line(dice, text), text[place : place + 9] * 2))
            + text[until:]
        )
    return text.encode()


def _line(dice: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    return f"\n{dice.choice(lines)}" if lines else ""


def _spoilt(dice: random.Random) -> bytes:
    """Return a file with bytes in it that no entry has, or in another encoding."""
    data = bytearray(damaged(dice))
    for _ in range(dice.randint(1, 3)):
        place = dice.randrange(len(data) + 1)
        data[place : place + dice.randrange(2)] = dice.choice((*_ODD_BYTES, bytes([dice.randrange(256)])))
    if dice.random() < 0.1:
        return data.decode(errors="replace").encode(dice.choice(("utf-16", "utf-16-be", "utf-32", "utf-7")))
    return bytes(data)


def _soup(dice: random.Random) -> bytes:
    """Return signs of YAML in any order."""
    pieces = [*DAMAGE, *_OPENERS, *_HEADS, *(each.replace("%d", "1") for each in _ITEMS)]
    return "".join(dice.choices(pieces, k=dice.choice((5, 50, 500, 20_000)))).encode()


def _deep(dice: random.Random) -> bytes:
    openers = "".join(dice.choices(_OPENERS, k=dice.randint(1, 3)))
    return (dice.choice(_HEADS) + openers * (_size(dice) // len(openers))).encode()


def _laughs(dice: random.Random) -> bytes:
    """Return lists or mappings each of which names the one before several times."""
    merge = dice.random() < 0.4
    levels, width = dice.choice(((9, 9), (30, 2), (40, 1), (3, 36), (6, 6), (2, 20_000)))
    lines = ["a0: &a0 {k: v}" if merge else dice.choice(("a0: &a0 [x]", "a0: &a0 x"))]
    for level in range(1, levels):
        names = ", ".join([f"*a{level - (dice.random() < 0.99)}"] * width)
        lines.append(f"a{level}: &a{level} " + (f"{{<<: [{names}], k{level}: v}}" if merge else f"[{names}]"))
    return ("title: x\n" + "\n".join(lines) + "\n").encode()


def _flood(dice: random.Random) -> bytes:
    """Return very many of the same."""
    item = dice.choice(_ITEMS)
    head = dice.choice((*_HEADS, "a: &a {x: y}\n", "title: x\nk: [", "\n", " \n", "title: x\n...\n", "---\n"))
    items = (item.replace("%d", str(number)) for number in range(MOST))
    text = head + "".join(islice(items, _size(dice) // max(len(item), 4)))
    return text.replace("\n", dice.choice(("\n", "\n", "\r\n", "\r"))).encode()


def _long(dice: random.Random) -> bytes:
    """Return one text that goes on and on."""
    body = dice.choice(
        ("x", "1", "1.", "a ", "''", "\\x41", "10.", "http://a/", "é", "日", "😀", "../", "a\n  ", "a\n\n  ")
    ) * _size(dice)
    body = body[: _size(dice)]
    quote = dice.choice(("", "", "'", '"', "|\n  ", ">-\n  ", "&", "*", "!", "!<", "? ", "# ", "["))
    end = quote if quote in ("'", '"') else ""
    return f"title: x\n{dice.choice(_FIELDS)}: {quote}{body}{end}\n".encode()


def _wide(dice: random.Random) -> bytes:
    """Return a file that is as large as an entry may be, or a little larger."""
    sound = dice.choice(SOUND)
    return sound + b"# padding\n" * ((MOST - len(sound)) // 10) + b"#" * dice.randint(0, 12)


def _size(dice: random.Random) -> int:
    return dice.choice((40, 400, 4_000, 40_000, 200_000, MOST))
