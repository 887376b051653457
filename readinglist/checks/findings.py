"""What `check` finds: in entries, between them, and in the list file."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from readinglist.checks.values import odd_values
from readinglist.model.fields import KINDS
from readinglist.model.identifiers import arxiv_key, doi_key
from readinglist.model.ids import ID_PATTERN, is_id
from readinglist.model.listfile import KEYS
from readinglist.query.failure import QueryError
from readinglist.query.parser import parse
from readinglist.settings import ENTRIES, LIST_FILE
from readinglist.text import fold, nearest, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from readinglist.checks.values import Surroundings
    from readinglist.model.entry import Entry
    from readinglist.model.fields import Value
    from readinglist.model.listfile import ListFile

    Line = Callable[[Sequence[str | int]], int]


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


def findings(
    entries: Sequence[Entry], around: Surroundings, line: Callable[[str, Sequence[str | int]], int | None]
) -> Iterator[Finding]:
    """Yield what looks odd in readable entries and between them.

    Args:
        entries: the entries.
        around: what their values are held against.
        line: tells the line in the file of an id, by the keys that lead to it; None where it has none.

    """
    for entry in entries:
        name = f"{entry.id}.yaml"
        if not is_id(entry.id):
            yield Finding(
                name, None, f'"{entry.id}" is outside the rule for ids', f"ids look like {ID_PATTERN.pattern}"
            )
        for path, reason, hint in odd_values(entry, around):
            yield Finding(name, line(entry.id, path), reason, hint)
    yield from _twins(entries)


def list_findings(
    values: Mapping[str, Value], line: Line, list_file: ListFile, *, own_keys: Collection[str], today: date
) -> Iterator[Finding]:
    """Yield what looks odd in the list file.

    Args:
        values: what the file holds.
        line: tells the line of a key, by the keys that lead to it.
        list_file: what could be read of it.
        own_keys: the keys outside the table of fields that some entry has; views may ask for them.
        today: the day that views count from.

    """
    for key in values:
        if key not in KEYS:
            hint = nearest(key, KEYS) or f"keys are {', '.join(KEYS)}"
            yield Finding(LIST_FILE, line([key]), f'"{key}" is no key of the list file', hint)
    for kind in list_file.left_out:
        if kind not in KINDS:
            hint = nearest(kind, KINDS) or f"kinds are {', '.join(KINDS)}"
            yield Finding(LIST_FILE, line(["left_out", kind]), f'"{kind}" in left_out is no kind', hint)
    for name, query in list_file.views.items():
        try:
            parse(query, today=today, known=own_keys, views=list_file.views)
        except QueryError as error:
            yield Finding(LIST_FILE, line(["views", name]), f'view "{name}": {error.what}', error.hint)


def _twins(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Name entries that share an identifier or a title and do not say that they are distinct."""
    sharing: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for label, key in (("arXiv id", arxiv_key(entry.arxiv or "")), ("DOI", doi_key(entry.doi or ""))):
            if key:
                sharing[f"{label} {key}"].append(entry)
        sharing[f'title "{fold(entry.title)}"'].append(entry)
    for shared, twins in sharing.items():
        first, *others = twins
        for other in others:
            if other.id not in first.distinct_from and first.id not in other.distinct_from:
                hint = f"name {first.id} in distinct_from if they are two"
                yield Finding(f"{other.id}.yaml", None, f"has the {shared}, as {first.id} has", hint)
