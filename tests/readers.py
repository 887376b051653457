"""An invented reader: a library read over two years, the same for the same seed.

`python -m tests.readers NUMBER FOLDER` writes one.
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.model.entry import Entry, LogItem
from readinglist.model.listfile import ListFile
from readinglist.yamlfile.entries import write_entry
from readinglist.yamlfile.lists import write_list_file

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGAN, TODAY = date(2024, 11, 18), date(2026, 11, 23)
_DAYS = (TODAY - BEGAN).days
_AREAS = (
    "Reinforcement Learning",
    "Generative models",
    "Reasoning",
    "Human feedback",
    "強化学習",
    "Sparsity",
)
_TAGS = (
    "ppo",
    "scaling",
    "robots",
    "diffusion",
    "evaluation",
    "safety",
    "language",
    "to-teach",
    "survey",
    "classic",
)
_VENUES = ("NeurIPS", "ICML", "ICLR", "arXiv", "Journal of Machine Learning Research", None)
_FAMILY = ("Abe", "Brown", "Chen", "Dupré", "Evans", "Fischer", "García", "Hansen", "Ivanova", "山田")
_STATUSES = ("read",) * 5 + ("skimmed", "dropped", "reading") + ("unread",) * 6 + ("candidate", "rejected")
_WORDS = ("Learning", "to", "plan", "with", "sparse", "models", "from", "human", "preferences", "at", "scale")
_ENDS = {"read": "finish", "skimmed": "skim", "dropped": "drop"}


def entries(number: int, seed: int = 7) -> Iterator[Entry]:
    """Yield that many entries."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    for place in range(number):
        status = dice.choice(_STATUSES)
        # Four in ten were there when the list began.
        added = BEGAN if dice.random() < 0.4 else BEGAN + timedelta(dice.randrange(_DAYS))
        entry = _invented(dice, place, status, added)
        yield _with_log(dice, entry, added) if status in (*_ENDS, "reading") else entry


def _invented(dice: random.Random, place: int, status: str, added: date) -> Entry:
    read = status in ("read", "skimmed")
    return Entry(
        id=f"invented{place}",
        title=" ".join(dice.choices(_WORDS, k=5)).capitalize(),
        kind=dice.choice(("paper",) * 6 + ("blog", "book")),
        date=str(dice.randrange(2012, 2027)),
        authors=tuple(dice.sample(_FAMILY, dice.randrange(1, 4))),
        venue=dice.choice(_VENUES),
        areas=tuple(dice.sample(_AREAS, dice.randrange(0, 3))),
        tags=tuple(dice.sample(_TAGS, dice.randrange(0, 4))),
        status=status,
        added=added.isoformat(),
        pages=dice.randrange(6, 40),
        rating=dice.randrange(1, 6) if read and dice.random() < 0.8 else None,
        takeaway="It works, and nobody knows why." if read and dice.random() < 0.5 else None,
    )


def _with_log(dice: random.Random, entry: Entry, added: date) -> Entry:
    """Return an entry with one or two sittings, begun within weeks; a few have no log at all."""
    day = added + timedelta(dice.randrange(0, 90))
    if dice.random() < 0.05 or day >= TODAY - timedelta(days=9):
        return entry
    half = (entry.pages or 2) // 2
    log = [LogItem(day.isoformat(), {"event": "start"})]
    for pages in (f"1-{half}", f"{half + 1}-{entry.pages}")[: dice.randrange(1, 3)]:
        log.append(LogItem(day.isoformat(), {"pages": pages, "minutes": str(dice.randrange(10, 90))}))
        day += timedelta(dice.randrange(0, 4))
    if entry.status in _ENDS:
        log.append(LogItem(day.isoformat(), {"event": _ENDS[entry.status]}))
    return replace(entry, log=tuple(log))


def write_library(folder: Path, number: int, seed: int = 7) -> Path:
    """Write a library of that many entries."""
    (folder / "entries").mkdir(parents=True)
    listed = ListFile(name="Two years of reading", areas=_AREAS, left_out={"paper": 120, "blog": 40})
    (folder / "entries" / "_list.yaml").write_bytes(write_list_file(listed))
    for entry in entries(number, seed):
        (folder / "entries" / f"{entry.id}.yaml").write_bytes(write_entry(entry))
    return folder


if __name__ == "__main__":
    write_library(Path(sys.argv[2]), int(sys.argv[1]))
