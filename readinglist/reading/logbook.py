"""What is written into the log of an entry: beginnings, sessions and ends, or why they make no sense."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import RefusedError, UsageError
from readinglist.model.entry import LogItem
from readinglist.model.fields import START
from readinglist.reading.amounts import (
    AMOUNTS,
    MINUTES,
    check_page,
    is_amount,
    is_minutes,
    read_minutes,
    read_pages,
)
from readinglist.reading.readings import current, place_of, readings, sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readinglist.model.entry import Entry


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
        if minutes if timed else pages:
            break
        if timed:
            minutes = names.pop()
        else:
            pages = names.pop()
    if not (pages or minutes):
        last = f'"{names[-1]}" is neither pages nor minutes' if names else "say what was read, and how much"
        raise UsageError(last, hint=f"these come last: {AMOUNTS}, {MINUTES}")
    return names, Amount(pages, minutes)


def begun(entry: Entry, day: str, page: int | None = None, *, named: bool = False) -> Entry:
    """Return an entry as being read since `day`, from `page` on where that is not the first.

    Args:
        entry: an entry, which stays as it is if it is being read.
        day: the day, YYYY-MM-DD.
        page: the page, counted from 1.
        named: whether somebody named that very day.

    Raises:
        UsageError: if it was begun on another day, read later than that, or has no such page.

    """
    if page is not None:
        _clear(lambda: check_page(page, entry.pages))
    if entry.status != "reading":
        _check_after(entry, day)
    elif named:
        _check_same(entry, START, day)
    after = entry.started(day, page)
    if page and after is entry and not any(each.page == page for each in sessions(entry)):
        raise UsageError(
            "it is being read already", hint=f"`readinglist log {entry.id} p{page}` says how far"
        )
    return after


def ended(entry: Entry, became: Entry, day: str, event: str, *, named: bool = False) -> Entry:
    """Return `became`, which is the entry after its reading has ended with `event` on `day`.

    Raises:
        UsageError: if it ended on another day than the one `named`, or goes on after it.

    """
    if became.status != entry.status:
        _check_day(entry, day)
    elif named:
        _check_same(entry, event, day)
    return became


def with_session(entry: Entry, day: str, amount: Amount) -> Entry:
    """Return an entry with a session in its log; one that is not being read begins to be.

    What was read on a day of a reading that has ended belongs to that.

    Raises:
        RefusedError: if the entry was rejected.
        UsageError: if the pages or minutes make no sense.

    """
    if entry.status == "rejected":
        raise RefusedError("it was rejected", hint=f"`readinglist keep {entry.id}` keeps it after all")
    begins = entry.status != "reading" and not _is_within(entry, day)
    if begins:
        _check_after(entry, day)
        entry = _beginning(entry, day)
    values = {}
    if amount.pages:
        values["pages"] = _clear(lambda: read_pages(amount.pages, place_of(entry)))
    if amount.minutes:
        values["minutes"] = _clear(lambda: str(read_minutes(amount.minutes)))
    return entry.logged(LogItem(day, dict(values)))


def _beginning(entry: Entry, day: str) -> Entry:
    """Return an entry as being read; a start of that day that nothing ended will do, so none comes twice."""
    last = entry.log[-1] if entry.log else None
    if last and last.date == day and last.event == START:
        return entry.with_status("reading")
    return entry.started(day)


def _is_within(entry: Entry, day: str) -> bool:
    """Tell whether a reading that has ended went on, or ended, on a day."""
    return any(
        each.ending and each.began.isoformat() <= day <= each.latest.isoformat() for each in readings(entry)
    )


def _check_same(entry: Entry, event: str, day: str) -> None:
    """Raise UsageError where something happened already, and not on this day."""
    days = [item.date for item in entry.log if item.event == event]
    if days and day not in days:
        raise UsageError(
            f"it is {entry.status} already, since {days[-1]}",
            hint=f"`readinglist edit {entry.id}` changes the day",
        )


def _check_after(entry: Entry, day: str) -> None:
    """Raise UsageError for a beginning before the end of an earlier reading."""
    ends = [each.latest.isoformat() for each in readings(entry) if each.ending]
    if ends and day < max(ends):
        raise UsageError(f"it was read until {max(ends)}", hint="to read it again begins after that")


def _check_day(entry: Entry, day: str) -> None:
    """Raise UsageError for an end before something else that happened in the reading that goes on."""
    reading = current(entry)
    if reading and day < reading.latest.isoformat():
        raise UsageError(
            f"it was still being read on {reading.latest}",
            hint=f"`readinglist edit {entry.id}` changes the log",
        )


def _clear(read: Callable[[], str | None]) -> str:
    """Return what was read out of a text; what is wrong with it is the user's to mend."""
    try:
        return read() or ""
    except ValueError as error:
        raise UsageError(str(error)) from None
