"""What is read without the parser, beside what the parser reads: in mutated files they never disagree."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from readinglist.yamlfile import tree
from readinglist.yamlfile.everyday import values_of
from readinglist.yamlfile.faults import Unreadable
from readinglist.yamlfile.source import text_of
from tests.long.figures import Figures
from tests.long.mutations import SOUND, damaged
from tests.test_yamlfile_everyday import LINES

if TYPE_CHECKING:
    from readinglist.model.fields import Value

_KEY = re.compile(rb"^(?=\w)", re.MULTILINE)
_MOST_KEYS = 5  # with more the place of a mutation would matter less


def run(number: int, seed: int) -> Figures:
    """Read `number` mutated files in both ways."""
    alone = 0
    wrong: list[str] = []
    for each in range(seed, seed + number):
        data = _file(each)
        try:
            text = text_of(data)
        except Unreadable:
            continue
        found = values_of(text)
        if found is not None:
            alone += 1
            if list(found.items()) != _parsed(text):
                wrong.append(f"file {each}: {data!r}")
    lines = [
        f"{number:,} mutated files, {alone:,} of them read without the parser",
        f"{len(wrong)} times it read something else than the parser",
    ]
    return Figures([*lines, *wrong[:20]], kept=not wrong)


def _file(seed: int) -> bytes:
    dice = random.Random(seed)  # noqa: S311 - chance for tests, not for secrets
    if dice.random() < 0.3:
        return "".join(f"{line}\n" for line in dice.choices(LINES, k=dice.randint(1, 6))).encode()
    keys = _KEY.split(dice.choice(SOUND))
    start = dice.randrange(len(keys))
    return damaged(dice, b"".join(keys[start : start + dice.randint(1, _MOST_KEYS)]), dice.choice((1, 1, 2)))


def _parsed(text: str) -> list[tuple[str, Value]] | None:
    try:
        value = tree.build(text).value
    except Unreadable:
        return None
    return list(value.items()) if isinstance(value, dict) else None
