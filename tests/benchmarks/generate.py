"""Make a library of N entries: `python -m tests.benchmarks.generate N DIR [--papers FILE.jsonl.gz]`.

FILE holds an object a line with title, authors, year, venue and abstract; each of its papers comes once, and only
what is missing up to N is invented. Without it all are: words of made-up syllables, as frequent as words are
(Zipf), the same for the same seed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

from readinglist.model.entry import Entry
from readinglist.model.ids import make_id, next_free
from readinglist.model.listfile import ListFile
from readinglist.yamlfile.entries import write_entry
from readinglist.yamlfile.lists import write_list_file

if TYPE_CHECKING:
    from collections.abc import Iterator

STATUSES = ("unread", "unread", "unread", "reading", "read", "read", "skimmed", "dropped")
SYLLABLES = [
    a + b for a in ("b", "d", "fr", "g", "k", "l", "m", "n", "p", "r", "st", "t", "v") for b in "aeiou"
]


def main() -> None:
    """Write the library."""
    options = argparse.ArgumentParser(description="Make a library of N entries.")
    options.add_argument("number", type=int)
    options.add_argument("folder", type=Path)
    options.add_argument("--papers", type=Path)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    entries = given.folder / "entries"
    entries.mkdir(parents=True)
    (entries / "_list.yaml").write_bytes(write_list_file(ListFile(name=f"{given.number} papers")))
    for entry in made(given.number, given.papers, random.Random(given.seed)):  # noqa: S311 - no secret
        (entries / f"{entry.id}.yaml").write_bytes(write_entry(entry))


def made(number: int, papers: Path | None, dice: random.Random) -> Iterator[Entry]:
    """Yield that many entries, real ones first."""
    taken: set[str] = set()
    source = real(papers) if papers else iter(())
    inventor = invented(dice)
    for position in range(number):
        facts = next(source, None) or next(inventor)
        authors = tuple(facts["authors"][:12])
        date = str(facts["year"]) if facts.get("year") else None
        entry_id = next_free(make_id(authors, date, facts["title"]), taken)
        taken.add(entry_id)
        yield Entry(
            id=entry_id,
            title=facts["title"],
            authors=authors,
            date=date,
            venue=facts.get("venue") or None,
            tags=(f"tag{position % 200}", f"topic{position % 31}"),
            abstract=facts.get("abstract") or None,
            status=STATUSES[position % len(STATUSES)],
        )


def real(papers: Path) -> Iterator[dict[str, Any]]:
    """Yield the papers of a file."""
    with gzip.open(papers, "rt", encoding="utf-8") as lines:
        yield from (facts for facts in map(json.loads, lines) if facts.get("title"))


def invented(dice: random.Random) -> Iterator[dict[str, Any]]:
    """Yield papers that nobody wrote, without end."""
    words = sorted({"".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))) for _ in range(40_000)})
    dice.shuffle(words)
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    while True:
        pool = iter(dice.choices(words, weights, k=180))
        authors = [f"{next(pool).title()} {next(pool).title()}" for _ in range(dice.randint(1, 6))]
        title = " ".join(next(pool) for _ in range(dice.randint(4, 11))).capitalize()
        yield {
            "title": title,
            "authors": authors,
            "year": dice.randint(1990, 2026),
            "abstract": " ".join(pool) + ".",
        }


if __name__ == "__main__":
    main()
