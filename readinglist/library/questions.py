"""Questions that several commands put to a library, answered out of its index."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from readinglist.index.postings import Postings
from readinglist.index.values import tags_of, values
from readinglist.model.fields import BY_NAME, Type
from readinglist.model.identifiers import arxiv_key, doi_key, url_key
from readinglist.query.tree import And, Contains, Equals, Or, Word, split
from readinglist.reading.counting import COUNTED
from readinglist.reading.progress import progress_by_kind, progress_of
from readinglist.search.candidate import CORRECTED, SPELT
from readinglist.search.meaning import meanings
from readinglist.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from readinglist.index import Index
    from readinglist.library.library import Library
    from readinglist.model.entry import Entry
    from readinglist.query.tree import Query
    from readinglist.reading.progress import Progress

_ALIKE = 0.9
_NEAREST = 3
_TITLES = ("title", "paper_title")  # nobody asks for a title by the whole of another


class Unknown(NamedTuple):
    """A value that a query asks for and no entry has; as text, a sentence that says so.

    Attributes:
        field: the field.
        value: the value, folded.
        whole: whether it is asked for as a whole, not as a part.
        near: values that look like it, the nearest first, at most three.

    """

    field: str
    value: str
    whole: bool
    near: list[str]

    def __str__(self) -> str:
        """`no tag has "ppoo"; did you mean ppo?`, the names that look like it where there are any."""
        name = BY_NAME[self.field].singular or self.field if self.field in BY_NAME else self.field
        said = f'no {name} {"is" if self.whole else "has"} "{self.value}"'
        return f"{said}; did you mean {' or '.join(self.near)}?" if self.near else said


class Absent(NamedTuple):
    """A tag that none of some entries has.

    Attributes:
        tag: the tag.
        elsewhere: whether other entries have it.
        near: tags that look like it, the nearest first, at most three.

    """

    tag: str
    elsewhere: bool
    near: list[str]


def corrected(library: Library, index: Index, query: str) -> str | None:
    """Return `query` with its unknown words corrected; None where there is nothing to correct."""
    asked = [
        part.text
        for part in split(library.parse(query, index))[0]
        if isinstance(part, Word) and not part.exact
    ]
    better = {
        term.typed: term.candidates[0].words[0]
        for term in meanings(asked, Postings(index), index.stems)
        if term.candidates and term.candidates[0].how in (CORRECTED, SPELT)
    }
    # Only what stands by itself: not the value of a field, a tag or a saved query.
    new = re.sub(r"(?<![\w:=+@,-])\w+", lambda match: better.get(fold(match[0]), match[0]), query)
    return new if new != query else None


def unknown(library: Library, index: Index, query: str) -> list[Unknown]:
    """Return the values of fields that `query` asks for and no entry has, each once."""
    asked = dict.fromkeys(_texts_asked(library.parse(query, index)))
    return [
        Unknown(part.field, part.values[0], isinstance(part, Equals), _near(index, part))
        for part in asked
        if not index.rows(part, [])
    ]


def absent_tags(index: Index, ids: Collection[str], tags: Iterable[str]) -> list[Absent]:
    """Return those of `tags` that none of these entries has."""
    here = tags_of(index, ids)
    return [_absent(index, tag, here) for tag in dict.fromkeys(tags) if tag not in here]


def _absent(index: Index, tag: str, here: list[str]) -> Absent:
    from readinglist.matching import near_values  # noqa: PLC0415 - brings rapidfuzz

    rows = index.rows(Equals("tags", (fold(tag),)), [])
    elsewhere = any(tag in entry.tags for entry in index.entries([number for number, _ in rows]))
    near = [here[at] for at in near_values(fold(tag), list(map(fold, here)), _NEAREST)]
    return Absent(tag, elsewhere, near or ([] if elsewhere else _near(index, Contains("tags", (fold(tag),)))))


def _texts_asked(query: Query) -> Iterator[Contains | Equals]:
    """Yield each text that a field is to have; choices and flags are known to be right."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _texts_asked(part)
        case Contains(field, texts) | Equals(field, texts):
            if field not in BY_NAME or BY_NAME[field].type not in (Type.CHOICE, Type.FLAG):
                yield from (type(query)(field, (text,)) for text in texts)


def _near(index: Index, part: Contains | Equals) -> list[str]:
    from readinglist.matching import near_values  # noqa: PLC0415 - brings rapidfuzz

    if part.field in BY_NAME and part.field not in COUNTED:
        return []
    counted = values(index, part.field)
    if part.field in _TITLES and isinstance(part, Contains):
        counted = _runs(counted, len(words(part.values[0])))
    known = sorted(counted, key=lambda row: -row[1])
    found = near_values(part.values[0], [value for value, _ in known], _NEAREST)
    return [known[at][0] for at in found]


def _runs(titles: Iterable[tuple[str, int]], length: int) -> list[tuple[str, int]]:
    """Return so many words of titles in a row, each time they stand there counted."""
    counted: Counter[str] = Counter()
    for title, count in titles:
        parts = words(title)
        for start in range(len(parts) - length + 1):
            counted[" ".join(parts[start : start + length])] += count
    return list(counted.items())


def progress(library: Library, index: Index) -> Progress:
    """Return the counts of the list by status."""
    return progress_of(index.column("status"), sum(library.list_file.left_out.values()))


def progress_of_kinds(library: Library, index: Index) -> dict[str, Progress]:
    """Return the counts of the list by status, for each kind."""
    pairs = zip(index.column("kind"), index.column("status"), strict=True)
    return progress_by_kind(pairs, library.list_file.left_out)


def nearest(library: Library, index: Index, query: str) -> list[tuple[str, str]]:
    """Return id and title of the entries that have the words of `query` in the title but for a slip."""
    from readinglist.matching import near_values  # noqa: PLC0415 - brings rapidfuzz

    asked = split(library.parse(query, index))[0]
    text = " ".join(part.text if isinstance(part, Word) else " ".join(part.words) for part in asked)
    ids = index.column("id")
    near = [ids[at] for at in near_values(text, index.column("title"), _NEAREST)]
    titles = index.titles(near)
    return [(entry_id, titles[entry_id]) for entry_id in near]


def like(index: Index, entry: Entry) -> list[tuple[str, str, str]]:
    """Return id, title and reason of the entries that are very like a new one."""
    found: dict[str, str] = {}
    keys = (
        ("arXiv id", "arxiv_key", arxiv_key(entry.arxiv or "")),
        ("DOI", "doi_key", doi_key(entry.doi or "")),
        ("URL", "url_key", url_key(entry.url or "")),
    )
    for name, column, key in keys:
        for entry_id in index.ids_where(column, key) if key else ():
            found.setdefault(entry_id, f"the same {name}")
    for entry_id in _titles_alike(index, entry.title):
        found.setdefault(entry_id, "a title alike")
    titles = index.titles(list(found))
    return [(entry_id, titles.get(entry_id, ""), why) for entry_id, why in found.items()]


def _titles_alike(index: Index, title: str) -> list[str]:
    from readinglist.matching import titles_alike  # noqa: PLC0415 - brings rapidfuzz

    ids, titles = index.column("id"), index.column("title")
    return [ids[at] for at in titles_alike(title, titles, _ALIKE)]
