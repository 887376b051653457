"""What is written into the log of an entry: beginnings, sessions and ends, or why they make no sense."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import RefusedError, UsageError
from readinglist.model.entry import LogItem
from readinglist.model.fields import ENDINGS, START, as_line
from readinglist.reading.amounts import (
    AMOUNTS,
    MINUTES,
    are_hours_before,
    check_page,
    is_amount,
    is_minutes,
    read_minutes,
    read_pages,
)
from readinglist.reading.readings import current, place_of, place_on, reading_on, readings, sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readinglist.model.entry import Entry


# What an entry is whose reading has ended.
_ENDED = ("read", "skimmed", "dropped")
_BEING = {"reading": "being read"}


class Amount(NamedTuple):
    """What is noted of a session, as it is typed: pages and minutes, "" for what is not."""

    pages: str
    minutes: str


def taken_apart(args: Sequence[str]) -> tuple[list[str], Amount]:
    """Return what names entries in the arguments of `log`, and the pages and minutes that stand at their end.

    Raises:
        UsageError: if nothing at their end is pages or minutes.

    """
    names, pages, minutes = list(args), "", ""
    while names and is_amount(names[-1]):
        timed = is_minutes(names[-1])
        if timed and minutes and are_hours_before(names[-1], minutes):
            minutes = names.pop() + minutes
            continue
        if minutes if timed else pages:
            break
        if timed:
            minutes = names.pop()
        else:
            pages = names.pop()
    if not (pages or minutes):
        raise UsageError(_lacking(names), hint=f"these come last: {AMOUNTS}, {MINUTES}")
    return names, Amount(pages, minutes)


def _lacking(names: Sequence[str]) -> str:
    """Return what is wrong with arguments that do not end with an amount."""
    if not names:
        return "say what was read, and how much"
    if names[-1][:1] in tuple("+-0123456789") or names[-1].endswith("%"):
        return f'"{names[-1]}" is neither pages nor minutes'
    return "say how much was read"


def begun(entry: Entry, day: str, page: int | None = None, *, named: bool = False) -> Entry:
    """Return an entry as being read since `day`, from `page` on where that is not the first.

    Args:
        entry: an entry, which stays as it is if it is being read.
        day: the day, YYYY-MM-DD.
        page: the page, counted from 1.
        named: whether somebody named that very day.

    Raises:
        RefusedError: if the entry was rejected.
        UsageError: if it was begun on another day, read later than that, or has no such page.

    """
    _check_kept(entry)
    if page is not None:
        _clear(lambda: check_page(page, entry.pages))
    if entry.status != "reading":
        _check_after(entry, day)
    elif named:
        _check_same(entry, START, day)
    after = entry.started(day, page)
    if page and after is entry and not any(each.page == page for each in sessions(entry)):
        reached = place_of(entry).page
        further = f"`readinglist log {entry.id} p{page}` says how far" if page > reached else ""
        raise UsageError("it is being read already", hint=further or f"you are at page {reached}")
    return after


def ended(entry: Entry, became: Entry, day: str, event: str, *, named: bool = False) -> Entry:
    """Return `became`, which is the entry after its reading has ended with `event` on `day`.

    Another end of the same day takes the place of the one before: a reading has one.

    Raises:
        RefusedError: if the entry was rejected.
        UsageError: if it ended on another day than the one `named`, or goes on after it.

    """
    _check_kept(entry)
    if became.status == entry.status:
        if named:
            _check_same(entry, event, day)
        return became
    if entry.status == "reading":
        _check_day(entry, day)
    else:
        _check_after(entry, day)
    last = entry.log[-1] if entry.log and entry.status in _ENDED else None
    if last and last.date == day and last.event in ENDINGS:
        return replace(became, log=(*entry.log[:-1], became.log[-1]))
    return became


def with_reason(entry: Entry, why: str) -> Entry:
    """Return an entry that was given up with the reason in the log, in place of one that is there."""
    at = _drop_in(entry)
    if at is None:
        return entry
    item = entry.log[at]
    if item.values.get("note") == why:
        return entry
    noted = LogItem(item.date, {**item.values, "note": why})
    return replace(entry, log=(*entry.log[:at], noted, *entry.log[at + 1 :]))


def reason_of(entry: Entry) -> str:
    """Return why an entry was given up, the last time that it was, "" where the log does not say."""
    at = _drop_in(entry)
    return "" if at is None else as_line(entry.log[at].values.get("note"))


def _drop_in(entry: Entry) -> int | None:
    """Return where in the log the last `drop` is."""
    return max((at for at, item in enumerate(entry.log) if item.event == "drop"), default=None)


def with_session(entry: Entry, day: str, amount: Amount, *, named: bool = False) -> Entry:
    """Return an entry with a session in its log; one that is not being read begins to be.

    What was read on a day that was `named`, one of a reading that has ended, belongs to that reading. Pages
    count from what was reached by that day.

    Raises:
        RefusedError: if the entry was rejected.
        UsageError: if the pages or minutes make no sense, or the day lies before the reading.

    """
    _check_kept(entry)
    within = reading_on(entry, day)
    if entry.status == "reading":
        if not within:
            _check_begun(entry, day)
    elif not (named and within and entry.status in _ENDED):
        _check_after(entry, day)
        entry = _beginning(entry, day)
    values = {}
    if amount.pages:
        place = place_on(entry, day)
        values["pages"] = _clear(lambda: read_pages(amount.pages, place))
    if amount.minutes:
        values["minutes"] = _clear(lambda: str(read_minutes(amount.minutes)))
    return entry.logged(LogItem(day, dict(values)))


def _beginning(entry: Entry, day: str) -> Entry:
    """Return an entry as being read; a start of that day that nothing ended will do, so none comes twice."""
    last = entry.log[-1] if entry.log else None
    if last and last.date == day and last.event == START:
        return entry.with_status("reading")
    return entry.started(day)


def _check_begun(entry: Entry, day: str) -> None:
    """Raise UsageError for a session of no reading: the one that goes on was begun later, or none goes on."""
    reading = current(entry)
    if not reading:
        _check_after(entry, day)
    else:
        raise UsageError(f"it was begun on {reading.began}, after that day", hint=_by_hand(entry, "log"))


def _check_kept(entry: Entry) -> None:
    if entry.status == "rejected":
        raise RefusedError("it was rejected", hint=f"`readinglist keep {entry.id}` keeps it after all")


def _check_same(entry: Entry, event: str, day: str) -> None:
    """Raise UsageError where something happened already, and not on this day."""
    days = [item.date for item in entry.log if item.event == event]
    if days and day not in days:
        raise UsageError(
            f"it is {_BEING.get(entry.status, entry.status)} already, since {days[-1]}",
            hint=_by_hand(entry, "day"),
        )


def _check_after(entry: Entry, day: str) -> None:
    """Raise UsageError for a beginning before the last day of an earlier reading."""
    ends = [each.latest.isoformat() for each in readings(entry)]
    if ends and day < max(ends):
        raise UsageError(f"it was read until {max(ends)}, after that day", hint=_by_hand(entry, "log"))


def _check_day(entry: Entry, day: str) -> None:
    """Raise UsageError for an end before something else that happened in the reading, or before it all."""
    reading = current(entry)
    if not reading:
        _check_after(entry, day)
    elif day < reading.latest.isoformat():
        raise UsageError(f"it was still being read on {reading.latest}", hint=_by_hand(entry, "log"))


def _by_hand(entry: Entry, what: str) -> str:
    return f"`readinglist edit {entry.id}` changes the {what}"


def _clear(read: Callable[[], str | None]) -> str:
    """Return what was read out of a text; what is wrong with it is the user's to mend."""
    try:
        return read() or ""
    except ValueError as error:
        raise UsageError(str(error)) from None
