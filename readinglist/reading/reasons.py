"""Why an entry has the points that it has, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.reading.wording import ago, so_many
from readinglist.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from readinglist.model.entry import Entry
    from readinglist.reading.next import Candidate, Surroundings


def reasons(
    entry: Entry, candidate: Candidate, around: Surroundings, shared: Sequence[str] | None
) -> Iterator[tuple[str, str]]:
    """Yield what each part of the score goes by, in words; `shared`, words of what was rated high."""
    yield "started", _of_started(candidate, around.today)
    yield "priority", candidate.priority
    if around.minutes is not None:
        yield "minutes", _of_minutes(candidate, around)
    yield "liked", _of_liked(shared, rated=bool(entry.rating))
    yield "age", _of_age(candidate, around.today)
    yield "neglected", _of_areas(entry, around)


def _of_started(candidate: Candidate, today: date) -> str:
    if not candidate.started:
        return "not begun"
    if candidate.latest is None:
        return "begun"
    told = f"{'begun' if candidate.only_begun else 'last read'} {ago(candidate.latest, today)}"
    return told if candidate.left != 0 else f"{told}, up to the last page"


def _of_minutes(candidate: Candidate, around: Surroundings) -> str:
    if candidate.left is None:
        return "the number of pages is not known"
    if not candidate.left:
        return "no pages left"
    minutes = max(round(candidate.left * around.pace), 1)
    return f"{so_many(candidate.left, 'page')} left, about {so_many(minutes, 'minute')}"


def _of_liked(shared: Sequence[str] | None, *, rated: bool) -> str:
    if shared is None:
        return f"nothing {'else ' if rated else ''}is rated 4 or 5 yet"
    return f"shares {', '.join(shared) or 'nothing'} with what you rated 4 or 5"


def _of_age(candidate: Candidate, today: date) -> str:
    return f"added {ago(candidate.added, today)}" if candidate.added else "the day it was added is not known"


def _of_areas(entry: Entry, around: Surroundings) -> str:
    told = [
        f"{area} {'read ' + ago(day, around.today) if day else 'not read yet'}"
        for area, day in ((area, around.last_read.get(fold(area))) for area in entry.areas)
    ]
    return ", ".join(told) or "no area"
