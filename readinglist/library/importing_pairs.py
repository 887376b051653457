"""Which entry of a library a record is about: slips of copying are forgiven, near neighbours stay apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from readinglist.matching import Copies, squeezed
from readinglist.model.identifiers import arxiv_key, doi_key, url_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from readinglist.formats.incoming import Record
    from readinglist.library.writing import Ticker
    from readinglist.model.entry import Entry

    Keys = Callable[[Entry], Iterable[str]]

# So far apart may the dates of one work be: of a preprint and of what was printed later.
_MONTHS_APART = 24
# And so far where the title is not quite the same.
_MONTHS_OF_A_SLIP = 1
_MONTHS = 12


class Pairs(NamedTuple):
    """What the records are about.

    Attributes:
        new: those that no entry is about.
        met: those with the entry that is about the same work.
        twice: those that an earlier record tells already, with that one.
        unsure: those that look like several entries, with these.

    """

    new: list[Record]
    met: list[tuple[Record, Entry]]
    twice: list[tuple[Record, Record]]
    unsure: list[tuple[Record, list[Entry]]]


def paired(records: Sequence[Record], entries: Iterable[Entry], progress: Ticker | None = None) -> Pairs:
    """Return which entry each record is about; no two records are about the same one.

    Titles are compared by their letters and digits. The same title, in the same part of the list or else
    anywhere in it, is surest; then come the formal title, the address, and a title but for slips.
    """
    pairing = _Pairing(records, entries)
    pairing.by_key(_title, _title)
    pairing.by_key(_title, _title, any_kind=True)
    pairing.by_key(_titles, _titles)
    pairing.by_key(_addresses, _addresses, once=True)
    pairing.by_slips(formal=False, progress=progress)
    pairing.by_slips(formal=True, progress=progress)
    return Pairs(pairing.left, pairing.met, pairing.twice, pairing.unsure)


class _Pairing:
    def __init__(self, records: Sequence[Record], entries: Iterable[Entry]) -> None:
        """Leave out the records that earlier ones tell already."""
        self._free = {entry.id: entry for entry in entries}
        # By their positions: several can stand on one line.
        self._left: dict[int, Record] = {}
        self.met: list[tuple[Record, Entry]] = []
        self.twice: list[tuple[Record, Record]] = []
        self.unsure: list[tuple[Record, list[Entry]]] = []
        told: dict[str, list[Record]] = defaultdict(list)
        for at, record in enumerate(records):
            same = told[squeezed(record.entry.title)]
            earlier = next((each for each in same if _fit(record.entry, each.entry)), None)
            if earlier:
                self.twice.append((record, earlier))
            else:
                same.append(record)
                self._left[at] = record

    @property
    def left(self) -> list[Record]:
        """The records that no entry is about, as far as is known."""
        return list(self._left.values())

    def by_key(self, of_record: Keys, of_entry: Keys, *, any_kind: bool = False, once: bool = False) -> None:
        """Pair those that have a key in common; with `once` only what is said once on either side."""
        table: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._free.values():
            for key in of_entry(entry):
                table[key].append(entry)
        keys = Counter(key for record in self._left.values() for key in of_record(record.entry))
        for at, record in tuple(self._left.items()):
            mine = [key for key in of_record(record.entry) if not once or keys[key] == len(table[key]) == 1]
            found = [entry for key in mine for entry in table.get(key, ()) if entry.id in self._free]
            self._take(at, [each for each in found if _fit(record.entry, each, any_kind=any_kind)])

    def by_slips(self, *, formal: bool, progress: Ticker | None) -> None:
        """Pair those whose titles differ by slips alone; what looks like several entries is unsure."""
        entries = [each for each in self._free.values() if each.paper_title or not formal]
        copies = Copies([(each.paper_title or "") if formal else each.title for each in entries])
        left = tuple(self._left.items()) if entries else ()
        for done, (at, record) in enumerate(left, 1):
            found = [(errors, entries[position]) for position, errors in copies.of(record.entry.title)]
            self._take_nearest(at, found)
            if progress:
                progress(done, len(left), "comparing")

    def _take_nearest(self, at: int, found: Sequence[tuple[int, Entry]]) -> None:
        record = self._left[at]
        near = [(errors, each) for errors, each in found if each.id in self._free]
        near = [(errors, each) for errors, each in near if _fit(record.entry, each, _MONTHS_OF_A_SLIP)]
        least = min((errors for errors, _ in near), default=0)
        nearest = [each for errors, each in near if errors == least]
        if len(nearest) > 1:
            self.unsure.append((self._left.pop(at), nearest))
        else:
            self._take(at, nearest)

    def _take(self, at: int, found: Sequence[Entry]) -> None:
        if found:
            record = self._left.pop(at)
            entry = min(found, key=lambda each: _apart(record.entry.date, each.date))
            self.met.append((record, self._free.pop(entry.id)))


def _title(entry: Entry) -> tuple[str]:
    return (squeezed(entry.title),)


def _titles(entry: Entry) -> tuple[str, ...]:
    return (*_title(entry), *((squeezed(entry.paper_title),) if entry.paper_title else ()))


def _addresses(entry: Entry) -> set[str]:
    url = entry.url or ""
    arxiv, doi = arxiv_key(entry.arxiv or "") or arxiv_key(url), doi_key(entry.doi or "") or doi_key(url)
    found = {f"arxiv {arxiv}" if arxiv else "", f"doi {doi}" if doi else "", url_key(url)}
    return found - {""}


def _fit(entry: Entry, other: Entry, months: int = _MONTHS_APART, *, any_kind: bool = False) -> bool:
    """Tell whether kind and date of two are such that they can be the same work.

    A list that knows papers and blogs alone counts what is neither among the papers.
    """
    same_kind = any_kind or (entry.kind == "blog") == (other.kind == "blog")
    return same_kind and _apart(entry.date, other.date) <= months


def _apart(date: str | None, other: str | None) -> int:
    """Return how many months lie between two dates, as far as both are known."""
    if not date or not other:
        return 0
    years = int(date[:4]) - int(other[:4])
    precise = len(date) > len("YYYY") < len(other)
    return abs(years * _MONTHS + (int(date[5:7]) - int(other[5:7]) if precise else 0))
