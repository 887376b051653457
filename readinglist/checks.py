"""What can be wrong with an entry or a list, beyond what keeps a file from being read."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from readinglist.model.identifiers import arxiv_key, doi_key
from readinglist.model.ids import ID_PATTERN, is_id
from readinglist.settings import ENTRIES
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile


class Finding(NamedTuple):
    """Something that is wrong, or looks so.

    Attributes:
        name: the file's name in `entries/`.
        line: its line, None where there is no one place.
        reason: what is wrong.
        hint: what to do, or "".
        serious: whether the file counts as broken.

    """

    name: str
    line: int | None
    reason: str
    hint: str = ""
    serious: bool = False

    def __str__(self) -> str:
        """`entries/<name>:line: reason; hint`, a warning named as such."""
        where = f"{ENTRIES}/{safe(self.name)}" + (f":{self.line}" if self.line else "")
        told = self.reason if self.serious else f"warning: {self.reason}"
        return f"{where}: {safe(told)}" + (f"; {safe(self.hint)}" if self.hint else "")


def findings(entries: Sequence[Entry], list_file: ListFile) -> Iterator[Finding]:
    """Yield what looks odd in readable entries and between them."""
    ids = {entry.id for entry in entries}
    for entry in entries:
        yield from _of_one(entry, ids, set(list_file.areas))
    yield from _twins(entries)


def _of_one(entry: Entry, ids: set[str], areas: set[str]) -> Iterator[Finding]:
    name = f"{entry.id}.yaml"
    if not is_id(entry.id):
        yield Finding(
            name, None, f'"{entry.id}" is outside the rule for ids', f"ids look like {ID_PATTERN.pattern}"
        )
    for area in entry.areas:
        if areas and area not in areas:
            yield Finding(
                name,
                None,
                f'area "{area}" is not in the vocabulary',
                f"add it to areas in {ENTRIES}/_list.yaml",
            )
    for other in entry.distinct_from:
        if other not in ids:
            yield Finding(name, None, f'distinct_from names "{other}", which is no entry')


def _twins(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Name entries that share an identifier and do not say that they are distinct."""
    sharing: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for label, key in (("arXiv id", arxiv_key(entry.arxiv or "")), ("DOI", doi_key(entry.doi or ""))):
            if key:
                sharing[f"{label} {key}"].append(entry)
    for shared, twins in sharing.items():
        first, *others = twins
        for other in others:
            if other.id not in first.distinct_from and first.id not in other.distinct_from:
                hint = f"name {first.id} in distinct_from if they are two"
                yield Finding(f"{other.id}.yaml", None, f"has the {shared} of {first.id}", hint)
