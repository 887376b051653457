"""The screen of statistics, for a terminal of any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from readinglist.model.fields import STATUSES
from readinglist.reading.pace import DAYS
from readinglist.reading.statistics.days import MONTH, WEEK, YEAR, latest
from readinglist.reading.wording import MONTHS, as_hours
from readinglist.render.columns import GLYPHS
from readinglist.render.figures import KIND_NAMES
from readinglist.render.heatmap import heat_map
from readinglist.render.panels import (
    GAP,
    Bar,
    bar_lines,
    bars,
    columns_of,
    facts,
    sentence_lines,
    side_by_side,
    tiles,
)
from readinglist.text import safe, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from readinglist.reading.statistics.days import Figures
    from readinglist.reading.statistics.shares import Share, Shares
    from readinglist.reading.statistics.summary import Statistics
    from readinglist.render.panels import Panel

# So many weeks, months and years are drawn.
_LATEST = {WEEK: 12, MONTH: 12, YEAR: 8}
PLURALS = {
    "areas": "Areas",
    "tags": "Tags",
    "authors": "Authors",
    "venue": "Venues",
    "year": "Years of publication",
    "rating": "Ratings",
    "kind": "Kinds",
    "status": "Statuses",
    "priority": "Priorities",
}
_STEPS = ("evaluated", "kept", "read")
# The least that is told of what there is.
_LEAST = 0.1
_DONE = ("read", "skimmed", "dropped")
_NOTHING = "Nothing is read yet; `readinglist start REF` begins."
_WIDEST_MAP = 2 * 54 + 4


def statistics_screen(name: str, about: str, found: Statistics, width: int) -> Text:
    """Return all of it: figures above, the year, then panels in as many columns as there is room for."""
    head = [*_top(safe(name), safe(about), width), Text(), *_headline(found, width), Text()]
    columns = columns_of(width)
    room = columns.room(columns.spanned(_WIDEST_MAP))
    year = heat_map(found.past.days, found.period, room)
    return Text("\n").join([*head, *side_by_side(_panels(found), width, year)])


def _top(name: str, about: str, width: int) -> list[Text]:
    """Return the name of the list and what is told of it, side by side where there is room."""
    if width_of(name) + GAP + width_of(about) <= width:
        return [Text.assemble((name, "bold"), (" " * GAP + about if about else "", "dim"))]
    return [*sentence_lines(name, width, "bold"), *sentence_lines(about, width, "dim")]


def values_screen(name: str, found: Statistics, without: str, width: int) -> Text:
    """Return the values of one field, with what was read of each and how that was rated.

    `without` is what is said of entries that have none.
    """
    bound = found.period.first is not None
    rows = []
    shares = found.shares[name]
    for each in (*shares.first, *([shares.rest] if shares.rest else [])):
        counts = (f"{each.read:,}",) if bound else (f"{each.read:,}", f"{each.kept:,}")
        rating = "" if each.rating is None else f"{each.rating:.1f}"
        amount, part = (each.read, None) if bound else (each.kept, each.read)
        rows.append(Bar(each.value or without, (*counts, rating), amount, part))
    heads = ("read", "rating") if bound else ("read", "kept", "rating")
    return Text("\n").join([Text(PLURALS.get(name, name), style="bold"), *bar_lines(rows, width, heads)])


def _headline(found: Statistics, width: int) -> list[Text]:
    total = found.total
    counts = [getattr(total, status) for status in _DONE]
    if not any(counts) and not found.days_read:
        return sentence_lines("Nothing was read." if found.period.first else _NOTHING, width)
    told = [(f"{count:,}", status) for count, status in zip(counts, _DONE, strict=True)]
    told[1:1] = [(f"{total.readings if found.readings_differ else 0:,}", "readings")]
    told += [
        (f"{total.pages:,}", "pages"),
        (as_hours(total.minutes), "hours"),
        (f"{found.days_read:,}", f"day{'' if found.days_read == 1 else 's'} with reading"),
        (f"{found.streak.now if found.up_to_date else 0}", "days in a row"),
        (f"{found.streak.longest}", "in a row at most"),
    ]
    shown = [each for each in told if each[0] not in ("0", "0.0") or each[1] == "read"]
    lines = sentence_lines(_undated(found), width, "dim")
    return [*tiles(shown, width), *([Text(), *lines] if lines else [])]


def _undated(found: Statistics) -> str:
    if found.period.first or not found.undated:
        return ""
    if found.undated == 1:
        return "1 of those read has no day, and is in no week, month or year."
    return f"{found.undated:,} of those read have no day, and are in no week, month or year."


def _panels(found: Statistics) -> Iterator[Panel]:
    bound = found.period.first is not None
    if not bound:
        yield _funnel(found)
        yield _statuses(found)
    if found.up_to_date:
        yield _lately(found)
        yield _times(found, WEEK)
    yield _times(found, MONTH)
    if len(found.past.by(YEAR)) > 1:
        yield _times(found, YEAR)
    yield from (_values(name, each, bound=bound) for name, each in found.shares.items())


def _statuses(found: Statistics) -> Panel:
    counts = found.progress.by_status
    rows = [
        Bar(f"{GLYPHS[each]} {each}", (f"{counts[each]:,}",), counts[each])
        for each in STATUSES
        if counts.get(each)
    ]
    return bars("Status", rows)


def _funnel(found: Statistics) -> Panel:
    kinds = {kind: each for kind, each in found.kinds.items() if each.evaluated}
    names = {kind: safe(KIND_NAMES.get(kind, kind)) for kind in kinds}
    room = max(map(width_of, names.values()), default=0)
    rows = []
    for kind, each in kinds.items():
        first = names[kind] + " " * (room - width_of(names[kind]))
        counts = (each.evaluated, each.kept, each.by_status.get("read", 0))
        for label, step, count in zip((first, " " * room, " " * room), _STEPS, counts, strict=True):
            rows.append(Bar(f"{label}  {step}", (f"{count:,}",), count))
    return bars("Evaluated, kept, read", rows, style="magenta")


def _lately(found: Statistics) -> Panel:
    pace, outlook = found.pace, found.outlook
    rows = [
        ("read a week", pace.read_a_week),
        ("pages a day", pace.pages_a_day),
        ("minutes a day", pace.minutes_a_day),
        ("done a week", outlook.done_a_week),
        ("added a week", outlook.added_a_week),
    ]
    told = [(label, f"{max(figure, _LEAST):.1f}") for label, figure in rows if figure]
    sentence = outlook.sentence[:1].upper() + outlook.sentence[1:] + "."
    when = "four weeks" if pace.days == DAYS else f"{pace.days} days"
    return facts(f"In the last {when}", [*told, ("left to read", f"{outlook.left:,}")], sentence)


def _times(found: Statistics, unit: str) -> Panel:
    there = found.past.by(unit)
    reading = [first for first, figures in there.items() if figures.sessions]
    if not reading:
        return bars("", [])
    times = {first: there.get(first) for first in latest(found.period.last, unit, _LATEST[unit], reading[0])}
    columns = [("read", "read"), ("pages", "pages"), ("minutes", "hours")]
    shown = [(field, head) for field, head in columns if head == "read" or getattr(found.total, field)]
    rows = [
        Bar(
            _time(first, unit),
            tuple(_amount(figures, field) for field, _ in shown),
            figures.read if figures else 0,
        )
        for first, figures in reversed(times.items())
    ]
    return bars(f"By {unit}", rows, [head for _, head in shown])


def _time(first: date, unit: str) -> str:
    month = MONTHS[first.month - 1]
    return {WEEK: f"{first.day:2} {month}", MONTH: f"{month} {first.year}", YEAR: str(first.year)}[unit]


def _amount(figures: Figures | None, field: str) -> str:
    amount = getattr(figures, field) if figures else 0
    if not amount:
        return "·" if field == "read" else ""
    return as_hours(amount) if field == "minutes" else f"{amount:,}"


def _values(name: str, shares: Shares, *, bound: bool) -> Panel:
    anything = any(each.read for each in shares.first)
    rows = [_value(name, each, bound=bound, anything=anything) for each in shares.first]
    return bars(PLURALS.get(name, name), rows)


def _value(name: str, share: Share, *, bound: bool, anything: bool) -> Bar:
    """Return the bar of a value: what was read of it in a time, else which part of what is kept."""
    stars = name == "rating"
    label = f"{share.value} ★" if stars else share.value
    if bound or stars or not anything:
        amount = share.read if bound else share.kept
        return Bar(label, (f"{amount:,}",), amount)
    return Bar(label, (f"{share.read:,} of {share.kept:,}",), share.kept, share.read)
