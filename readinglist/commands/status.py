"""The status verbs: `start`, `read`, `skim`, `drop`, `unread`, `keep`, `reject`."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readinglist.commands.asking import answered, can_ask
from readinglist.commands.days import OnDay, dated, day_of
from readinglist.commands.differences import difference
from readinglist.commands.rate import rating_of
from readinglist.commands.shared import DryRun, Refs, Where, Yes, session_of, stop
from readinglist.commands.typed import typed_line
from readinglist.commands.writing import apply, would_be, write
from readinglist.errors import INTERRUPTED, ReadinglistError, UsageError
from readinglist.reading.logbook import begun, ended, reason_of, with_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readinglist.commands.shared import Session
    from readinglist.model.entry import Entry

FromPage = Annotated[
    str,
    typer.Option(
        "--page", metavar="N", help="At which page it begins, if not the first.", show_default=False
    ),
]
Rating = Annotated[str, typer.Option("--rating", metavar="1..5", help="Rate it as well.", show_default=False)]
Takeaway = Annotated[
    str,
    typer.Option("--takeaway", "-m", metavar="TEXT", help="What it showed, in one line.", show_default=False),
]
Why = Annotated[
    str,
    typer.Option("--why", "-m", metavar="TEXT", help="Why, in one line, for the log.", show_default=False),
]


def start(
    ctx: typer.Context,
    refs: Refs = None,
    page: FromPage = "",
    date: OnDay = None,
    where: Where = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Begin to read: the status becomes `reading`, the log says since when.

    \b
    Examples:
      readinglist start schulman17prox
      readinglist start hindsight replay --page 5 --date monday
    """
    day = day_of(session_of(ctx), date)
    if page and not (page.isascii() and page.isdigit()):
        raise UsageError(f'--page "{page}" is no page', hint="it is a number")
    number = int(page) if page else None

    def told(before: Entry, after: Entry) -> str:
        text = difference(before, after)
        return text if number is None or before.log == after.log else f"{text} at page {number}"

    def how(entry: Entry) -> Entry:
        return begun(entry, day, number, named=date is not None)

    _write(ctx, refs, where, how, yes, dry_run, dated(told, day, date))


def read(
    ctx: typer.Context,
    refs: Refs = None,
    rating: Rating = "",
    takeaway: Takeaway = "",
    date: OnDay = None,
    where: Where = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Mark as read: the status becomes `read`, the log says when.

    For a single entry a terminal is asked what it showed, once; Enter skips that, as do --yes and
    `ask_takeaway = false` in the configuration.

    \b
    Examples:
      readinglist read hindsight replay
      readinglist read schulman17prox --rating 5 -m "Clipping is enough"
      readinglist read --where "tag:dota-2 year:..2018" --date "2 weeks ago" --yes
    """
    session = session_of(ctx)
    day = day_of(session, date)
    given: dict[str, Any] = {}
    if rating:
        given["rating"] = rating_of(rating)
    if takeaway:
        given["takeaway"] = typed_line("--takeaway", takeaway)

    def how(entry: Entry) -> Entry:
        became = ended(entry, entry.finished(day), day, "finish", named=date is not None)
        return replace(became, **given)

    ids = session.ids(refs, where, sure=True)
    session.confirm(ids, "read", yes=yes, dry_run=dry_run, told=lambda entry: would_be(entry, how))
    if not (yes or dry_run or takeaway) and (said := _asked(session, ids, how)):
        given["takeaway"] = said
    told = _read_told(dated(difference, day, date))
    apply(session, ids, how, label="read", where=where, dry_run=dry_run, told=told)


def skim(
    ctx: typer.Context,
    refs: Refs = None,
    date: OnDay = None,
    where: Where = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Mark as skimmed: looked through, and that was enough.

    \b
    Example:
      readinglist skim openai2018five --date yesterday
    """
    day = day_of(session_of(ctx), date)

    def how(entry: Entry) -> Entry:
        return ended(entry, entry.skimmed(day), day, "skim", named=date is not None)

    _write(ctx, refs, where, how, yes, dry_run, dated(difference, day, date))


def drop(
    ctx: typer.Context,
    refs: Refs = None,
    why: Why = "",
    date: OnDay = None,
    where: Where = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Give up reading: the entry stays in the list as `dropped`; the log says when, and why if you do.

    \b
    Example:
      readinglist drop universe -m "superseded"
    """
    day = day_of(session_of(ctx), date)
    note = typed_line("--why", why) if why else None

    def how(entry: Entry) -> Entry:
        became = ended(entry, entry.dropped(day, note), day, "drop", named=date is not None)
        return with_reason(became, note) if note else became

    _write(ctx, refs, where, how, yes, dry_run, dated(_why, day, date))


def unread(
    ctx: typer.Context, refs: Refs = None, where: Where = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Put back among the unread, to read it again; earlier readings stay in the log.

    \b
    Example:
      readinglist unread schulman17prox
    """
    _write(ctx, refs, where, lambda entry: entry.with_status("unread"), yes, dry_run)


def keep(
    ctx: typer.Context, refs: Refs = None, where: Where = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Keep a candidate or a rejected entry: it becomes `unread`. Entries that are kept stay as they are.

    \b
    Example:
      readinglist keep openai2016universe
    """
    _write(ctx, refs, where, lambda entry: entry.admitted(), yes, dry_run)


def reject(
    ctx: typer.Context, refs: Refs = None, where: Where = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Reject after evaluation: the entry counts as evaluated, and no longer as kept.

    \b
    Example:
      readinglist reject openai2016universe
    """
    _write(ctx, refs, where, lambda entry: entry.with_status("rejected"), yes, dry_run)


def _asked(session: Session, ids: Sequence[str], how: Callable[[Entry], Entry]) -> str:
    """Ask what an entry showed, if it is one that has become read and does not say so yet."""
    if len(ids) != 1 or not (can_ask() and session.settings.ask_takeaway):
        return ""
    try:
        entry = session.library.read(ids[0])
        new = entry.status != how(entry).status and not entry.takeaway
    except ReadinglistError:  # it is told when its turn comes
        return ""
    try:
        said = answered(f"What did {entry.title} show, in one line? (Enter skips)") if new else ""
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        session.out.remark("nothing was written")
        stop(INTERRUPTED)
    return " ".join((said or "").split())


def _write(
    ctx: typer.Context,
    refs: list[str] | None,
    where: str | None,
    how: Callable[[Entry], Entry],
    yes: bool,
    dry_run: bool,
    told: Callable[[Entry, Entry], str] = difference,
) -> None:
    session = session_of(ctx)
    write(session, refs, where, how, label=str(ctx.info_name), yes=yes, dry_run=dry_run, told=told)


def _read_told(end_told: Callable[[Entry, Entry], str]) -> Callable[[Entry, Entry], str]:
    """Return what tells of an end, which has its day, and then of what was thought of it."""

    def told(before: Entry, after: Entry) -> str:
        between = replace(after, rating=before.rating, takeaway=before.takeaway)
        return ", ".join(filter(None, [end_told(before, between), difference(between, after)]))

    return told


def _why(before: Entry, after: Entry) -> str:
    """Return the difference, with the reason that came into the log where there was an end already."""
    reason = reason_of(after)
    if before.status != after.status or reason == reason_of(before):
        return difference(before, after)
    return f"why {reason_of(before) or '-'} → {reason}"
