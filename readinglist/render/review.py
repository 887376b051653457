"""A review of what was read, in Markdown, as one would publish it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.formats.markdown import escaped, linked
from readinglist.formats.works import month
from readinglist.library.figures import BEFORE
from readinglist.reading.counting import in_order, values_of
from readinglist.reading.statistics.days import MONTH, YEAR
from readinglist.reading.wording import MONTHS_IN_FULL, as_hours
from readinglist.render.columns import short_authors
from readinglist.render.figures import KIND_NAMES, singular
from readinglist.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from readinglist.library.figures import Ended
    from readinglist.reading.statistics.days import Figures
    from readinglist.reading.statistics.shares import Shares
    from readinglist.reading.statistics.summary import Statistics

_COLUMNS = {"read": "read", "skimmed": "skimmed", "dropped": "given up", "pages": "pages", "minutes": "hours"}
_MOST_STARS = 5
OTHERS = "Others"
_SECTIONS = {"Skimmed or given up": ("skimmed", "dropped"), "Read before": (BEFORE,)}


def review(name: str, query: str, found: Statistics, ended: Sequence[Ended], group: str) -> Iterator[str]:
    """Yield the text.

    Args:
        name: the name of the list.
        query: which entries of it, "" for all.
        found: the figures.
        ended: what was read, skimmed or given up, in order of the days.
        group: the field under whose values what was read is listed; an entry stands under its first value.

    """
    yield f"# {_title(found)}\n\n{escaped(name)}{f', {escaped(query)}' if query else ''}: "
    yield f"{_days(found)}.\n\n"
    yield from _headline(found)
    yield from _times(found)
    yield from _values(found.shares[group], group)
    yield from _list([each for each in ended if each.outcome == "read"], found.shares[group], group)
    for heading, outcomes in _SECTIONS.items():
        if others := [each for each in ended if each.outcome in outcomes]:
            yield f"\n## {heading}\n\n"
            yield from map(_item, others)


def _title(found: Statistics) -> str:
    first, last = found.period
    if not first:
        return "Read so far"
    whole = (first.month, first.day) == (1, 1) and last.year == first.year
    return f"Read in {first.year}" if whole else f"Read since {_day(first)}"


def _days(found: Statistics) -> str:
    first = found.period.first or min(found.past.days, default=None)
    return f"{_day(first)} to {_day(found.period.last)}" if first else f"up to {_day(found.period.last)}"


def _headline(found: Statistics) -> Iterator[str]:
    total = found.total
    rows = [
        (f"{total.read:,}", "read"),
        (f"{total.readings if found.readings_differ else 0:,}", "readings to the end"),
        (f"{0 if found.period.first else found.undated:,}", "of those read on a day that nobody noted"),
        (f"{total.skimmed:,}", "skimmed"),
        (f"{total.dropped:,}", "given up"),
        (f"{total.added:,}", "added to the list"),
        (f"{total.pages:,}", "pages"),
        (as_hours(total.minutes), "hours"),
        (f"{found.days_read:,}", f"day{'' if found.days_read == 1 else 's'} with reading"),
    ]
    yield from (f"- **{figure}** {label}\n" for figure, label in rows if figure not in ("0", "0.0"))
    if not total.read:
        yield "- nothing was read to its end\n"
    if found.period.first is None:
        yield from (
            f"- {escaped(KIND_NAMES.get(kind, kind))}: {each.funnel}\n" for kind, each in found.kinds.items()
        )
    if found.streak.longest > 1 and found.streak.until:
        yield f"- **{found.streak.longest}** days in a row, until {_day(found.streak.until)}\n"
    if found.rating:
        yield f"- **{_stars(found.rating)}** of {_MOST_STARS} stars on average\n"


def _stars(rating: float | None) -> str:
    return "" if rating is None else f"{rating:.1f}"


def _times(found: Statistics) -> Iterator[str]:
    if not found.days_read:
        return
    columns = [name for name in _COLUMNS if name == "read" or getattr(found.total, name)]
    heads = " | ".join(_COLUMNS[name] for name in columns)
    yield f"\n## Month by month\n\n| month | {heads} |\n|---|{'--:|' * len(columns)}\n"
    several = len(found.past.by(YEAR)) > 1
    for first, figures in found.past.by(MONTH).items():
        named = MONTHS_IN_FULL[first.month - 1] + (f" {first.year}" if several else "")
        if figures.sessions or figures.dropped:
            yield f"| {named} | {' | '.join(_amount(figures, name) for name in columns)} |\n"


def _amount(figures: Figures, name: str) -> str:
    return as_hours(figures.minutes) if name == "minutes" else f"{getattr(figures, name):,}"


def _values(shares: Shares, group: str) -> Iterator[str]:
    rows = [*shares.first, *([shares.rest] if shares.rest else [])]
    if shares.first:
        name = escaped(singular(group))
        yield f"\n## By {name}\n\n| {name} | read | mean rating |\n|---|--:|--:|\n"
        for each in rows:
            yield f"| {escaped(each.value) or f'no {name}'} | {each.read:,} | {_stars(each.rating)} |\n"


def _list(read: Sequence[Ended], shares: Shares, group: str) -> Iterator[str]:
    """Yield what was read under the first value of each entry, those without one at the end."""
    names = {fold(each.value): each.value for each in shares.first}
    groups: dict[str, list[Ended]] = {}
    for each in read:
        value = next(filter(fold, values_of(each.entry, group)), "")
        groups.setdefault(names.setdefault(fold(value), value), []).append(each)
    if groups:
        yield "\n## What was read\n"
    named = in_order({value: len(members) for value, members in groups.items() if value}, group)
    for value in [*(value for value, _ in named), *([""] if "" in groups else [])]:
        yield f"\n### {escaped(value) or OTHERS}\n\n" if len(groups) > 1 else "\n"
        yield from map(_item, groups[value])


def _item(ended: Ended) -> str:
    entry = ended.entry
    about = [
        escaped(short_authors(entry.authors, et_al=entry.et_al)),
        f"*{escaped(entry.venue)}*" if entry.venue else "",
        month(entry.date),
    ]
    told = ", ".join(filter(None, about)).rstrip(".")
    stars = f" {'★' * entry.rating}{'☆' * (_MOST_STARS - entry.rating)}" if entry.rating else ""
    title = f"**{linked(entry, entry.title)}**"
    item = f"- {' — '.join(filter(None, [title, told]))}.{stars}{_ending(ended)}\n"
    return item + (f"  {escaped(entry.takeaway)}\n" if entry.takeaway else "")


def _ending(ended: Ended) -> str:
    """Return what became of an entry and when: ` Skimmed, 2 March 2025.`, ` 2 March 2025, now reading.`."""
    days = " and ".join(map(_day, ended.days))
    became = {"skimmed": "Skimmed", "dropped": "Given up"}.get(ended.outcome)
    now = f"now {ended.entry.status}" if ended.outcome == BEFORE else ""
    told = ", ".join(filter(None, [became, days, now]))
    return f" {told}." if told else ""


def _day(day: date) -> str:
    return f"{day.day} {MONTHS_IN_FULL[day.month - 1]} {day.year}"
