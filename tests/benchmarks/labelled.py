"""What is read for the figures of quality: labelled queries, and abstracts out of a digest."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

from readinglist.text import fold
from readinglist.yamlfile.reading import read_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from readinglist.model.entry import Entry

# A paper of the digest begins with a line such as "Title (Sep 2023; [Link](#))".
_HEADING = re.compile(r"^(\S.*?)\s+\((?:\w{3} )?\d{4}; \[Link\]\(.*?\)\)$", re.MULTILINE)
_ALIKE = 95  # of 100, two titles that are one


class Query(NamedTuple):
    """A query and what it should find.

    Attributes:
        text: as it was typed.
        wanted: the titles of which one has to come first.
        needs_abstract: whether only an abstract has what it asks for.

    """

    text: str
    wanted: frozenset[str]
    needs_abstract: bool = False

    def place(self, titles: Iterable[str]) -> int | None:
        """Return the place of the first wanted title, counted from 0, None if there is none."""
        return next((place for place, title in enumerate(titles) if fold(title) in self.wanted), None)


def wanting(text: str, titles: Iterable[str], *, needs_abstract: bool = False) -> Query:
    """Return a query for one of these titles."""
    return Query(text, frozenset(map(fold, titles)), needs_abstract)


def read_queries(path: Path) -> list[Query]:
    """Read a JSON array of objects with `query`, `best` (a title or null), `relevant` and `needs_abstract`."""
    return [
        wanting(
            each["query"],
            [each["best"]] if each["best"] else each["relevant"],
            needs_abstract=each["needs_abstract"],
        )
        for each in json.loads(path.read_text(encoding="utf-8"))
    ]


def read_entries(folder: Path) -> list[Entry]:
    """Read the entries of a folder."""
    paths = sorted(folder.glob("[!_.]*.yaml"))
    return [read_entry(path.stem, path.read_bytes()) for path in paths]


def with_abstracts(entries: Iterable[Entry], digest: str) -> list[Entry]:
    """Return the entries with what the digest says of those that it has, slips in its titles forgiven."""
    abstracts = dict(_abstracts(digest))
    return [replace(entry, abstract=_nearest(entry.title, abstracts) or entry.abstract) for entry in entries]


def _abstracts(digest: str) -> Iterator[tuple[str, str]]:
    """Yield title and text of each paper."""
    headings = list(_HEADING.finditer(digest))
    ends = [heading.start() for heading in headings[1:]] + [len(digest)]
    for heading, end in zip(headings, ends, strict=True):
        text = digest[heading.end() : end].strip().removeprefix("Abstract:")
        yield fold(heading[1]), " ".join(text.split())


def _nearest(title: str, abstracts: Mapping[str, str]) -> str | None:
    found = process.extractOne(fold(title), abstracts.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return abstracts[found[0]] if found else None
