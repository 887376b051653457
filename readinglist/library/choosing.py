"""What to read now, out of the columns of the index: few entries are read for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from readinglist.index.columns import known
from readinglist.index.postings import Postings
from readinglist.library.listing import Rows
from readinglist.query.tree import And, Everything, Not, Or
from readinglist.reading.next import (
    LEFT,
    USUAL_PACE,
    Candidate,
    Surroundings,
    candidate_of,
    minutes_a_page,
    ranked,
)
from readinglist.reading.reasons import reasons
from readinglist.search.similar import nearness, shared, telling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from readinglist.index import Index
    from readinglist.index.columns import Known
    from readinglist.library.library import Library
    from readinglist.library.listing import Read, Row
    from readinglist.model.entry import Entry
    from readinglist.query.tree import Query
    from readinglist.reading.next import Points
    from readinglist.search.similar import Telling

    Told = Callable[[Entry], Mapping[str, str]]

# Of what was rated high, so many stand for all: the highest, the latest read of them first.
_MOST_LIKED = 20
_LIKED = {4: 0.5, 5: 1.0}
# So many of the entries read last tell how long a page takes.
_MOST_PACED = 50


class Choice(NamedTuple):
    """An entry to read now.

    Attributes:
        entry: the entry.
        score: the sum of its points.
        points: the points of each part.
        reasons: what each part goes by, in words.

    """

    entry: Entry
    score: float
    points: Mapping[str, float]
    reasons: Mapping[str, str]


class Chosen(Rows):
    """What to read now, the best first.

    Attributes:
        total: how many there are without a limit.
        level: how many have the score of the first.

    """

    def __init__(self, rows: Sequence[Row], points: Sequence[Points], read: Read, told: Told) -> None:
        """Hold rows and ids of those that are shown, the points of all, and what tells their reasons."""
        super().__init__(rows, read)
        self.total = len(points)
        self.level = sum(each.score == points[0].score for each in points)
        self._points = points
        self._told = told

    def __iter__(self) -> Iterator[Choice]:
        """Yield the choices."""
        for place, entry in self.placed():
            points = self._points[place]
            yield Choice(entry, points.score, points.parts, self._told(entry))


class Wish(NamedTuple):
    """What one would like to read.

    Attributes:
        query: which entries, in the query language.
        minutes: how long there is to read, None where that was not said.
        to_begin: whether it is to be one that is not being read.

    """

    query: str = ""
    minutes: int | None = None
    to_begin: bool = False


def choose(library: Library, index: Index, wish: Wish, limit: int | None) -> Chosen:
    """Return what to read now; see `Library.next`."""
    everything, minutes = list(known(index)), wish.minutes
    liking = _Liking(index, everything)
    left = {each.id: each for each in _left(index, library.parse(wish.query, index), everything)}
    if wish.to_begin:
        left = {name: each for name, each in left.items() if each.status != "reading"}
    around = Surroundings(library.today, _last_read(everything), minutes, _pace(index, everything, minutes))
    candidates = {each.id: liking.of(each.number, _candidate(index, each)) for each in left.values()}
    points = ranked(candidates.values(), around, library.weights)

    def told(entry: Entry) -> dict[str, str]:
        words = liking.words(left[entry.id].number)
        return dict(reasons(entry, candidates[entry.id], around, words))

    rows = [(left[each.id].number, each.id) for each in points[:limit]]
    return Chosen(rows, points, library.entries_of, told)


def _left(index: Index, asked: Query, everything: Sequence[Known]) -> list[Known]:
    """Return what matches, and unless a status was asked for is left to read."""
    anything = asks_for_status(asked)
    left = [each for each in everything if anything or each.status in LEFT]
    if isinstance(asked, Everything):
        return left
    matching = {number for number, _ in index.rows(asked, [])}
    return [each for each in left if each.number in matching]


def asks_for_status(query: Query) -> bool:
    """Tell whether a query says anything of the status, by itself or through a view."""
    match query:
        case And(parts) | Or(parts):
            return any(map(asks_for_status, parts))
        case Not(part):
            return asks_for_status(part)
        case _:
            return getattr(query, "field", "") == "status"


def _candidate(index: Index, each: Known) -> Candidate:
    """Return a candidate; only the log of what is being read has to be read."""
    if each.status == "reading":
        found = candidate_of(next(index.entries([each.number])))
        return found._replace(areas=each.areas, published=each.date or "")
    added = date.fromisoformat(each.added) if each.added else None
    return Candidate(each.id, each.priority, added, each.areas, each.pages, published=each.date or "")


def _last_read(everything: Sequence[Known]) -> dict[str, date]:
    latest: dict[str, str] = {}
    for each in everything:
        for area in each.areas if each.latest else ():
            latest[area] = max(latest.get(area, ""), each.latest or "")
    return {area: date.fromisoformat(day) for area, day in latest.items()}


def _pace(index: Index, everything: Sequence[Known], minutes: int | None) -> float:
    if minutes is None:
        return USUAL_PACE
    logged = _latest_first([each for each in everything if each.latest])[:_MOST_PACED]
    return minutes_a_page(index.entries([each.number for each in logged])) or USUAL_PACE


def _latest_first(some: Sequence[Known]) -> list[Known]:
    by_id = sorted(some, key=lambda each: each.id)
    return sorted(by_id, key=lambda each: each.latest or "", reverse=True)


class _Liking:
    """How near entries are to those that were rated high, and what they have in common with them."""

    def __init__(self, index: Index, everything: Sequence[Known]) -> None:
        self._index = index
        high = [each for each in everything if each.rating in _LIKED]
        self._liked = liked = sorted(_latest_first(high), key=lambda each: -(each.rating or 0))[:_MOST_LIKED]
        entries = index.entries([each.number for each in liked])
        shares = (_LIKED[each.rating or 0] for each in liked)
        self._telling: list[Telling] = telling(Postings(index), zip(entries, shares, strict=True))
        self._sums = nearness(self._telling)
        own = [self._sums.get(each.number, 0.0) for each in liked]
        # What was rated high is as near to itself as anything is expected to be.
        self._most = sum(own) / len(own) if own else 0.0

        self._numbers = {each.number for each in liked}
        self._without: dict[int, _Liking] = {}

    def of(self, number: int, candidate: Candidate) -> Candidate:
        """Return a candidate with how near it is to others, 0 to 1."""
        if number in self._numbers:
            return self._others(number).of(number, candidate)
        if not self._most:
            return candidate
        return candidate._replace(liked=min(self._sums.get(number, 0.0) / self._most, 1.0))

    def words(self, number: int) -> tuple[str, ...] | None:
        """Return the words that it shares with them, None where nothing else is rated high."""
        if number in self._numbers:
            return self._others(number).words(number)
        return shared(self._telling, number) if self._most else None

    def _others(self, number: int) -> _Liking:
        """Return the same of all but one, which is as near to itself as can be and tells nothing by that."""
        if number not in self._without:
            others = [each for each in self._liked if each.number != number]
            self._without[number] = _Liking(self._index, others)
        return self._without[number]
