"""What to read now: every entry that is left gets points for a few plain reasons, and the sum is its score.

Nothing here looks at the clock or at a file: the day is passed in, and so is what the whole list tells.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import UsageError
from readinglist.reading.readings import current, place_of, sessions
from readinglist.text import nearest, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from readinglist.model.entry import Entry

# What each part is worth where the configuration says nothing else: the most points that it can bring.
WEIGHTS = {"started": 25.0, "priority": 30.0, "minutes": 20.0, "liked": 10.0, "age": 5.0, "neglected": 10.0}
MOST_WEIGHT = 1000
# Of the statuses, what is left to read.
LEFT = ("unread", "reading")
# What is not known counts neither for nor against.
NEUTRAL = 0.5
# A started paper gets half of the points at once and all of them when it has lain for so long.
DAYS_TO_WAIT = 14
DAYS_OF_AGE = 365
DAYS_OF_NEGLECT = 42
# Of someone who has not noted pages together with minutes yet.
USUAL_PACE = 3.0
_PRIORITIES = {"high": 1.0, "normal": 0.5, "low": 0.0}
_PLACES = 2


class Candidate(NamedTuple):
    """What is known of an entry that could be read now.

    Attributes:
        id: its id.
        priority: high, normal or low.
        added: the day it came into the list, None where that is not known.
        areas: its areas, folded.
        left: how many pages are left, None where that is not known.
        started: whether it is being read.
        latest: the day on which it was last read in or else begun, None where the log says nothing.
        only_begun: whether that day is known for its beginning alone.
        liked: how near it is to what was rated high, 0 to 1.
        published: its date, "" where that is not known.

    """

    id: str
    priority: str = "normal"
    added: date | None = None
    areas: tuple[str, ...] = ()
    left: int | None = None
    started: bool = False
    latest: date | None = None
    only_begun: bool = False
    liked: float = 0.0
    published: str = ""


class Surroundings(NamedTuple):
    """What the parts of all entries go by.

    Attributes:
        today: the day it is.
        last_read: the day on which something of an area, folded, was last read in.
        minutes: how long there is to read, None where that was not said.
        pace: the reader's own minutes for a page.

    """

    today: date
    last_read: Mapping[str, date] = {}
    minutes: int | None = None
    pace: float = USUAL_PACE


class Points(NamedTuple):
    """An entry's id with the points of each part, which add up to its score."""

    id: str
    parts: Mapping[str, float]

    @property
    def score(self) -> float:
        """The sum of the points."""
        return round(sum(self.parts.values()), _PLACES)


def ranked(
    candidates: Iterable[Candidate], around: Surroundings, weights: Mapping[str, float] = WEIGHTS
) -> list[Points]:
    """Return candidates with their points, the highest score first, of the same score the newest."""
    newest = sorted(
        sorted(candidates, key=lambda each: each.id), key=lambda each: each.published, reverse=True
    )
    return sorted((points_of(each, around, weights) for each in newest), key=lambda each: -each.score)


def points_of(candidate: Candidate, around: Surroundings, weights: Mapping[str, float] = WEIGHTS) -> Points:
    """Return the points of one candidate: each part times its weight, to two places."""
    found = {name: round(weights[name] * part, _PLACES) for name, part in parts(candidate, around)}
    return Points(candidate.id, found)


def parts(candidate: Candidate, around: Surroundings) -> Iterator[tuple[str, float]]:
    """Yield the parts of the score by name, each 0 to 1; `minutes` only where those are known."""
    yield "started", _started(candidate, around.today)
    yield "priority", _PRIORITIES[candidate.priority]
    if around.minutes is not None:
        yield "minutes", _fitting(candidate.left, around.minutes, around.pace)
    yield "liked", candidate.liked
    yield "age", NEUTRAL if candidate.added is None else _share(candidate.added, around.today, DAYS_OF_AGE)
    yield "neglected", _neglected(candidate.areas, around)


def checked(weights: Mapping[str, float]) -> Mapping[str, float]:
    """Return weights as someone has set them.

    Raises:
        UsageError: if one is of no part, or no number from 0 to 1000.

    """
    for name, weight in weights.items():
        if name not in WEIGHTS:
            hint = nearest(name, WEIGHTS) or f"weights are {', '.join(WEIGHTS)}"
            raise UsageError(f'there is no weight "{safe(name)}"', hint=hint)
        if not 0 <= weight <= MOST_WEIGHT:
            raise UsageError(f"weights.{name} must be from 0 to {MOST_WEIGHT}", hint=f"it is {weight}")
    return weights


def _started(candidate: Candidate, today: date) -> float:
    if not candidate.started:
        return 0.0
    lain = NEUTRAL if candidate.latest is None else _share(candidate.latest, today, DAYS_TO_WAIT)
    return (1 + lain) / 2


def _fitting(left: int | None, minutes: int, pace: float) -> float:
    """Return 1 for what takes just as long as there is, less for what is shorter or longer."""
    if left is None:
        return NEUTRAL
    if left * pace <= minutes:
        return max(left * pace / minutes, NEUTRAL)
    return minutes / (left * pace)


def _neglected(areas: tuple[str, ...], around: Surroundings) -> float:
    """Return the mean of the areas: 1 for one that was not read in for six weeks, 0 for one read today."""
    if not areas:
        return NEUTRAL
    days = map(around.last_read.get, areas)
    shares = [1.0 if day is None else _share(day, around.today, DAYS_OF_NEGLECT) for day in days]
    return sum(shares) / len(shares)


def _share(since: date, today: date, most: int) -> float:
    """Return the share of `most` days that have gone by since a day, 0 to 1."""
    return min(max((today - since).days, 0) / most, 1.0)


def candidate_of(entry: Entry) -> Candidate:
    """Return what is known of an entry, but for how near it is to what was rated high."""
    reading = current(entry)
    return Candidate(
        entry.id,
        entry.priority,
        date.fromisoformat(entry.added) if entry.added else None,
        entry.areas,
        place_of(entry).left,
        entry.status == "reading",
        reading.latest if reading else None,
        only_begun=reading is not None and reading.only_begun,
        published=entry.date or "",
    )


def minutes_a_page(entries: Iterable[Entry]) -> float | None:
    """Return how long a page takes, out of the sessions with pages and minutes; None where there are none."""
    pages = minutes = 0
    for entry in entries:
        for each in sessions(entry):
            there = each.pages.up_to(entry.pages) if each.pages and each.minutes else None
            if there:
                pages += there.last - there.first + 1
                minutes += each.minutes
    return minutes / pages if pages else None
