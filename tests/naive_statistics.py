"""The figures of a list once more, counted as one would by hand: slow, plain, and with nothing of the program."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from readinglist.model.entry import Entry

STATUSES = ("candidate", "rejected", "unread", "reading", "read", "skimmed", "dropped")
OUTCOMES = {"finish": "read", "skim": "skimmed", "drop": "dropped"}
KEPT = STATUSES[2:]
UNITS = {"year": "%Y", "month": "%Y-%m", "week": "%G-W%V", "day": "%Y-%m-%d"}
NEVER = 365 * 50 // 7


class Line(NamedTuple):
    """A line of a log: of which entry and which of its readings, when, what."""

    entry: Entry
    reading: int
    day: date
    event: str
    pages: set[int]
    minutes: int
    noted: bool


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    """Return all lines of all logs, with the readings of an entry numbered."""
    return [line for entry in entries for line in _lines(entry)]


def _lines(entry: Entry) -> list[Line]:
    found: list[Line] = []
    reading, ended, started = 0, False, False
    for item in sorted(entry.log, key=lambda each: each.date):
        if ended or (item.event == "start" and started):
            reading, started = reading + 1, False
        ended, started = item.event in OUTCOMES, started or item.event == "start"
        told = str(item.values.get("pages") or "")
        match = re.fullmatch(r"(\d+)(?:-(\d+))?", told)
        pages = set(range(int(match[1]), int(match[2] or match[1]) + 1)) if match else set()
        minutes = int(str(item.values.get("minutes") or 0))
        noted = bool(pages or minutes or told.endswith("%"))
        there = {page for page in pages if page <= (entry.pages or page)}
        found.append(Line(entry, reading, date.fromisoformat(item.date), item.event, there, minutes, noted))
    return found


def figures(entries: Sequence[Entry], lines: Sequence[Line], days: Iterable[date]) -> dict[str, int]:
    """Return what happened on some days."""
    wanted = set(days)
    there = [line for line in lines if line.day in wanted]
    ended = {
        name: {line.entry.id for line in there if line.event == event} for event, name in OUTCOMES.items()
    }
    return {
        "sessions": sum(is_reading(line) for line in there),
        "read": len(ended["read"]),
        "readings": sum(line.event == "finish" for line in there),
        "skimmed": len(ended["skimmed"]),
        "dropped": len(ended["dropped"]),
        "pages": sum(len(_new(line, lines)) for line in _first_lines(there)),
        "minutes": sum(line.minutes for line in there),
        "added": sum(
            entry.added is not None and date.fromisoformat(entry.added) in wanted for entry in entries
        ),
    }


def is_reading(line: Line) -> bool:
    """Tell whether it is more than giving up."""
    return line.event != "drop" or line.noted


def _first_lines(there: Sequence[Line]) -> list[Line]:
    """Return one line for each day of each reading."""
    return list({(line.entry.id, line.reading, line.day): line for line in there}.values())


def _new(line: Line, lines: Sequence[Line]) -> set[int]:
    """Return the pages that the reading had on the day of a line and on none before."""
    same = [each for each in lines if (each.entry.id, each.reading) == (line.entry.id, line.reading)]
    now = {page for each in same if each.day == line.day for page in each.pages}
    return now - {page for each in same if each.day < line.day for page in each.pages}


def calendar(first: date, last: date) -> list[date]:
    """Return all days from one to another."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def streaks(days: Sequence[date], read: set[date]) -> tuple[int, date | None]:
    """Return how many days in a row there was reading at most, and on which the latest such run ended."""
    best, until, run = 0, None, 0
    for day in days:
        run = run + 1 if day in read else 0
        if run and run >= best:
            best, until = run, day
    return best, until


def expected(
    entries: Sequence[Entry],
    today: date,
    first: date | None,
    last: date | None,
    left_out: Mapping[str, int],
    fields: Sequence[str],
) -> dict[str, Any]:
    """Return the object that `stats --json` prints, without what says what it is about."""
    lines = [line for line in lines_of(entries) if line.day <= today]
    added = [date.fromisoformat(entry.added) for entry in entries if entry.added]
    oldest = min([*added, *(line.day for line in lines), today])
    end = min(last or today, today)
    days = calendar(first or oldest, end)
    total = figures(entries, lines, days)
    statuses = Counter(entry.status for entry in entries)
    read = {line.entry.id for line in lines if line.event == "finish" and line.day in set(days)}
    if first is None:
        total |= {name: statuses[name] for name in OUTCOMES.values()}
        read = {entry.id for entry in entries if entry.status == "read"}
    reading = {line.day for line in lines if is_reading(line)}
    dated = {line.entry.id for line in lines if line.event == "finish"}
    longest, until = streaks(days, reading)
    return {
        "period": {"from": first and str(first), "to": str(end)},
        **(
            {}
            if first
            else {"status": {each: statuses[each] for each in STATUSES}, "funnel": _funnel(entries, left_out)}
        ),
        "total": {
            **total,
            "days": len(reading.intersection(days)),
            "read_without_day": sum(entry.status == "read" and entry.id not in dated for entry in entries),
            "rating": mean(entry for entry in entries if entry.id in read),
        },
        "streak": {"now": _now(reading, today), "longest": longest, "until": until and str(until)},
        **(lately(entries, lines, today) if end == today else {}),
        **{f"{unit}s": times(entries, lines, days, unit) for unit in UNITS},
        "by": {
            field.removesuffix("s"): by(entries, field, read, alone=first is not None) for field in fields
        },
    }


def _now(reading: set[date], today: date) -> int:
    start = 0 if today in reading else 1
    return next(n for n in range(9999) if today - timedelta(days=start + n) not in reading)


def _funnel(entries: Sequence[Entry], left_out: Mapping[str, int]) -> list[dict[str, Any]]:
    found = []
    for kind in ("paper", "blog", "book"):
        those = [entry.status for entry in entries if entry.kind == kind]
        if those or kind in left_out:
            evaluated = sum(status != "candidate" for status in those) + left_out.get(kind, 0)
            kept = sum(status in KEPT for status in those)
            found.append({"kind": kind, "evaluated": evaluated, "kept": kept, "read": those.count("read")})
    return found


def mean(entries: Iterable[Entry]) -> float | None:
    """Return the mean of ratings, each entry's once."""
    ratings = [entry.rating for entry in entries if entry.rating]
    return round(sum(ratings) / len(ratings), 2) if ratings else None


def times(
    entries: Sequence[Entry], lines: Sequence[Line], days: Sequence[date], unit: str
) -> list[dict[str, Any]]:
    """Return the figures of each day, week, month or year in which there was anything."""
    there: dict[str, list[date]] = {}
    for day in days:
        there.setdefault(day.strftime(UNITS[unit]), []).append(day)
    found = []
    for name, those in there.items():
        told = figures(entries, lines, those)
        monday = those[0] - timedelta(days=those[0].weekday())
        if any(told.values()) or any(line.day in those for line in lines):
            found.append({unit: name, **({"from": str(monday)} if unit == "week" else {}), **told})
    return found


def lately(entries: Sequence[Entry], lines: Sequence[Line], today: date) -> dict[str, Any]:
    """Return pace and outlook."""
    kept = [date.fromisoformat(each.added) for each in entries if each.added and each.status in KEPT]
    founded = min(kept, default=today)
    began = min((line.day for line in lines), default=founded)
    number = max(7, min(28, (today - began).days + 1))
    window = calendar(today - timedelta(days=number - 1), today)
    told = figures(entries, lines, window)
    added = sum(day in window and day != founded for day in kept)
    done = [
        each for each in entries if each.status in OUTCOMES.values() and _first_end(each, lines) in window
    ]
    left = sum(entry.status in ("unread", "reading") for entry in entries)
    gain = Fraction((len(done) - added) * 7, number)
    weeks = 0 if not left else next((n for n in range(1, NEVER + 1) if n * gain >= left), None)
    return {
        "pace": {
            "read_a_week": round(told["read"] * 7 / number, 2),
            "pages_a_day": round(told["pages"] / number, 2),
            "minutes_a_day": round(told["minutes"] / number, 2),
            "days": number,
        },
        "outlook": {
            "added_a_week": round(added * 7 / number, 2),
            "done_a_week": round(len(done) * 7 / number, 2),
            "left": left,
            "weeks": weeks,
            "means": _means(left, weeks, len(done)),
        },
    }


def _first_end(entry: Entry, lines: Sequence[Line]) -> date | None:
    return min(
        (line.day for line in lines if line.entry.id == entry.id and line.event in OUTCOMES), default=None
    )


def _means(left: int, weeks: int | None, done: int) -> str:
    if not left:
        return "nothing is left to read"
    if weeks is None:
        return "at this pace the list is never done" if done else "nothing came off the list lately"
    return f"at this pace the list is done in {weeks} week{'s' * (weeks != 1)}"


def plain(text: str) -> str:
    """Return a value without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def values(entry: Entry, field: str) -> list[str]:
    """Return the values of a field as they are written."""
    if field == "year":
        return [entry.date[:4]] if entry.date else []
    found = getattr(entry, field)
    if found is None:
        return []
    return [str(each) for each in found] if isinstance(found, tuple) else [str(found)]


def by(entries: Sequence[Entry], field: str, read: set[str], *, alone: bool) -> list[dict[str, Any]]:
    """Return what there is of each value; `alone`: of what was read."""
    number = field in ("year", "rating")
    rows = []
    for value in sorted({plain(each) for entry in entries for each in values(entry, field)}):
        members = [each for each in entries if value in map(plain, values(each, field))]
        names = [each for each in values(min(members, key=lambda e: e.id), field) if plain(each) == value]
        rows.append(_row(int(value) if number else names[0], members, read))
    weight = "read" if alone else "kept"
    rows = [row for row in rows if row[weight]]
    rows.sort(key=lambda row: -row["value"] if number else -row[weight])
    rest = _row(None, [each for each in entries if not values(each, field)], read)
    return [*rows, *([rest] if rest[weight] else [])]


def _row(value: str | int | None, members: Sequence[Entry], read: set[str]) -> dict[str, Any]:
    there = [each for each in members if each.id in read]
    kept = sum(each.status in KEPT for each in members)
    return {"value": value, "kept": kept, "read": len(there), "rating": mean(there)}
