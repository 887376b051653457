"""Statistics as plain lines and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readinglist.model.fields import KINDS, SINGULAR, STATUSES
from readinglist.reading.counting import NUMBERS
from readinglist.reading.statistics.days import DAY, MONTH, WEEK, YEAR, Figures, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readinglist.reading.progress import Progress
    from readinglist.reading.statistics.shares import Share, Shares
    from readinglist.reading.statistics.summary import Statistics

# What many of a kind are called.
KIND_NAMES = dict(
    zip(KINDS, ("papers", "posts", "books", "theses", "reports", "talks", "software", "others"), strict=True)
)
UNITS = (YEAR, MONTH, WEEK, DAY)
_ONE = {field: one for one, field in SINGULAR.items()}


def singular(name: str) -> str:
    """Return the name of one value of a field.

    >>> singular("areas"), singular("venue")
    ('area', 'venue')
    """
    return _ONE.get(name, name)


def plain_lines(found: Statistics) -> Iterator[tuple[str, str, str]]:
    """Yield section, label and figure of all there is to tell; what is nothing in a time is not."""
    told = as_object(found)
    yield from (("status", status, str(count)) for status, count in told.get("status", {}).items())
    for each in told.get("funnel", ()):
        yield from (("funnel", f"{each['kind']} {step}", str(each[step])) for step in _STEPS)
    for section in ("total", "streak", *(name for name in ("pace", "outlook") if name in told)):
        yield from ((section, name.replace("_", " "), _text(value)) for name, value in told[section].items())
    for unit in UNITS:
        yield from _of_times(told[f"{unit}s"], unit)
    for name, each in found.shares.items():
        yield from _of_values(singular(name), each)


def value_lines(shares: Shares) -> Iterator[tuple[str, ...]]:
    """Yield each value of a field with how often it was read, how many are kept and the mean rating."""
    for each in (*shares.first, *([shares.rest] if shares.rest else [])):
        yield each.value, str(each.read), str(each.kept), _rounded(each.rating)


def as_object(found: Statistics) -> dict[str, Any]:
    """Return all of it as an object of JSON; in figures of a time there is nothing that is of today."""
    first, last = found.period
    return {
        "period": {"from": _day(first), "to": last.isoformat()},
        **({} if first else _of_today(found)),
        "total": found.total._asdict() | _of_total(found),
        "streak": found.streak._asdict() | {"until": _day(found.streak.until)},
        **(_lately(found) if found.up_to_date else {}),
        **{f"{unit}s": list(_times(found, unit)) for unit in UNITS},
        "by": {singular(name): _values(name, each) for name, each in found.shares.items()},
    }


_STEPS = ("evaluated", "kept", "read")


def _of_total(found: Statistics) -> dict[str, Any]:
    return {"days": found.days_read, "read_without_day": found.undated, "rating": _mean(found.rating)}


def _of_today(found: Statistics) -> dict[str, Any]:
    return {
        "status": {status: found.progress.by_status.get(status, 0) for status in STATUSES},
        "funnel": [_funnel(kind, each) for kind, each in found.kinds.items()],
    }


def _lately(found: Statistics) -> dict[str, Any]:
    outlook = found.outlook
    return {
        "pace": {name: round(value, 2) for name, value in found.pace._asdict().items()},
        "outlook": {
            "added_a_week": round(outlook.added_a_week, 2),
            "done_a_week": round(outlook.done_a_week, 2),
            "left": outlook.left,
            "weeks": outlook.weeks,
            "means": outlook.sentence,
        },
    }


def _funnel(kind: str, progress: Progress) -> dict[str, Any]:
    read = progress.by_status.get("read", 0)
    return {"kind": kind, "evaluated": progress.evaluated, "kept": progress.kept, "read": read}


def _times(found: Statistics, unit: str) -> Iterator[dict[str, Any]]:
    for first, figures in found.past.by(unit).items():
        yield {
            unit: label(first, unit),
            **({"from": first.isoformat()} if unit == WEEK else {}),
            **figures._asdict(),
        }


def _values(name: str, shares: Shares) -> list[dict[str, Any]]:
    told = [_value(int(each.value) if name in NUMBERS else each.value, each) for each in shares.first]
    return [*told, _value(None, shares.rest)] if shares.rest else told


def _value(value: str | int | None, share: Share) -> dict[str, Any]:
    return {"value": value, "kept": share.kept, "read": share.read, "rating": _mean(share.rating)}


def _mean(rating: float | None) -> float | None:
    return None if rating is None else round(rating, 2)


def _of_times(times: Sequence[Mapping[str, Any]], unit: str) -> Iterator[tuple[str, str, str]]:
    for name in Figures._fields:
        section = f"{name} {'on' if unit == DAY else 'in'} {unit}"
        yield from ((section, each[unit], str(each[name])) for each in times if each[name])


def _of_values(name: str, shares: Shares) -> Iterator[tuple[str, str, str]]:
    there = [*shares.first, *([shares.rest] if shares.rest else [])]
    yield from ((f"kept by {name}", each.value, str(each.kept)) for each in there)
    yield from ((f"read by {name}", each.value, str(each.read)) for each in there if each.read)
    if name != "rating":
        yield from ((f"rating by {name}", each.value, _rounded(each.rating)) for each in there if each.rating)


def _rounded(rating: float | None) -> str:
    return "" if rating is None else f"{rating:.2f}"


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _day(day: Any) -> str | None:  # noqa: ANN401 - a date or None
    return day.isoformat() if day else None
