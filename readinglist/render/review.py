"""A review of what was read, in Markdown, as one would publish it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.formats.markdown import escaped, linked
from readinglist.formats.works import month
from readinglist.reading.counting import in_order, values_of
from readinglist.reading.statistics.days import MONTH, YEAR, put_together
from readinglist.render.columns import short_authors
from readinglist.render.figures import KIND_NAMES, singular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from readinglist.model.entry import Entry
    from readinglist.reading.statistics.days import Ending, Figures
    from readinglist.reading.statistics.summary import Statistics

    Readings = Sequence[tuple[Ending, Entry]]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_COLUMNS = {"read": "read", "skimmed": "skimmed", "dropped": "given up", "pages": "pages", "minutes": "hours"}
_MINUTES = 60
_MOST_STARS = 5
OTHERS = "Others"
_MOST_VALUES = 20


def review(name: str, query: str, found: Statistics, readings: Readings, group: str) -> Iterator[str]:
    """Yield the text.

    Args:
        name: the name of the list.
        query: which entries of it, "" for all.
        found: the figures.
        readings: the end of each reading with the entry, in order of the days.
        group: the field under whose values what was read is listed; an entry stands under its first value.

    """
    yield f"# {_title(found)}\n\n{escaped(name)}{f', {escaped(query)}' if query else ''}: "
    yield f"{_days(found)}.\n\n"
    read = [each for each in readings if each[0].outcome == "read"]
    yield from _headline(found, [entry for _, entry in read])
    yield from _times(found)
    yield from _values([entry for _, entry in read], group)
    yield from _list(read, group)
    skimmed = [each for each in readings if each[0].outcome != "read"]
    if skimmed:
        yield "\n## Skimmed or given up\n\n"
        yield from (_item(*each) for each in skimmed)


def _title(found: Statistics) -> str:
    first, last = found.period
    if not first:
        return "Read so far"
    whole = (first.month, first.day) == (1, 1) and last.year == first.year
    return f"Read in {first.year}" if whole else f"Read since {_day(first)}"


def _days(found: Statistics) -> str:
    first = found.period.first or min(found.past.days, default=None)
    return f"{_day(first)} to {_day(found.period.last)}" if first else f"up to {_day(found.period.last)}"


def _headline(found: Statistics, read: Sequence[Entry]) -> Iterator[str]:
    total = found.total
    rows = [
        (f"{total.read:,}", "read"),
        (f"{total.skimmed:,}", "skimmed"),
        (f"{total.dropped:,}", "given up"),
        (f"{total.added:,}", "added to the list"),
        (f"{total.pages:,}", "pages"),
        (_hours(total), "hours"),
        (f"{found.days_read:,}", "days with reading"),
    ]
    yield from (f"- **{figure}** {label}\n" for figure, label in rows if figure not in ("0", "0.0"))
    if found.period.first is None and found.undated:
        yield f"- **{found.undated:,}** read on a day that nobody noted\n"
    elif not total.read:
        yield "- nothing was read to its end\n"
    if found.period.first is None:
        yield from (
            f"- {escaped(KIND_NAMES.get(kind, kind))}: {each.funnel}\n" for kind, each in found.kinds.items()
        )
    if found.streak.longest > 1 and found.streak.until:
        yield f"- **{found.streak.longest}** days in a row, until {_day(found.streak.until)}\n"
    if mean := _mean(read):
        yield f"- **{mean}** of {_MOST_STARS} stars on average\n"


def _mean(entries: Iterable[Entry]) -> str:
    """Return the mean of the ratings, "" where there are none."""
    ratings = [entry.rating for entry in entries if entry.rating]
    return f"{sum(ratings) / len(ratings):.1f}" if ratings else ""


def _times(found: Statistics) -> Iterator[str]:
    if not found.days_read:
        return
    columns = [name for name in _COLUMNS if name == "read" or getattr(found.total, name)]
    heads = " | ".join(_COLUMNS[name] for name in columns)
    yield f"\n## Month by month\n\n| month | {heads} |\n|---|{'--:|' * len(columns)}\n"
    several = len(put_together(found.past.days, YEAR)) > 1
    for first, figures in put_together(found.past.days, MONTH).items():
        named = _MONTHS[first.month - 1] + (f" {first.year}" if several else "")
        if figures.sessions or figures.done:
            yield f"| {named} | {' | '.join(_amount(figures, name) for name in columns)} |\n"


def _amount(figures: Figures, name: str) -> str:
    return _hours(figures) if name == "minutes" else f"{getattr(figures, name):,}"


def _values(read: Sequence[Entry], group: str) -> Iterator[str]:
    members: dict[str, list[Entry]] = {}
    for entry in read:
        for value in values_of(entry, group):
            members.setdefault(value, []).append(entry)
    if members:
        name = singular(group)
        yield f"\n## By {escaped(name)}\n\n| {escaped(name)} | read | mean rating |\n|---|--:|--:|\n"
    for value, count in in_order({value: len(each) for value, each in members.items()}, group)[:_MOST_VALUES]:
        yield f"| {escaped(value)} | {count:,} | {_mean(members[value])} |\n"


def _list(read: Readings, group: str) -> Iterator[str]:
    """Yield what was read under the first value of each entry, those without one at the end."""
    groups: dict[str, list[tuple[Ending, Entry]]] = {}
    for ending, entry in read:
        groups.setdefault(next(values_of(entry, group), ""), []).append((ending, entry))
    if groups:
        yield "\n## What was read\n"
    named = in_order({value: len(members) for value, members in groups.items() if value}, group)
    for value in [*(value for value, _ in named), *([""] if "" in groups else [])]:
        yield f"\n### {escaped(value) or OTHERS}\n\n" if len(groups) > 1 else "\n"
        yield from (_item(*each) for each in groups[value])


def _item(ending: Ending, entry: Entry) -> str:
    about = [
        escaped(short_authors(entry.authors, et_al=entry.et_al)),
        f"*{escaped(entry.venue)}*" if entry.venue else "",
        month(entry.date),
    ]
    told = ", ".join(filter(None, about)).rstrip(".")
    stars = f" {'★' * entry.rating}{'☆' * (_MOST_STARS - entry.rating)}" if entry.rating else ""
    outcome = {"read": "", "skimmed": "Skimmed, ", "dropped": "Given up, "}[ending.outcome]
    title = f"**{linked(entry, entry.title)}**"
    item = f"- {' — '.join(filter(None, [title, told]))}.{stars} {outcome}{_day(ending.day)}.\n"
    return item + (f"  {escaped(entry.takeaway)}\n" if entry.takeaway else "")


def _hours(figures: Figures) -> str:
    return f"{figures.minutes / _MINUTES:,.1f}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
