"""The status verbs: `start`, `read`, `skim`, `drop`, `unread`, `keep`, `reject`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from readinglist.commands.shared import DryRun, Refs, Where, Yes, session_of
from readinglist.commands.writing import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.model.entry import Entry


def start(
    ctx: typer.Context, refs: Refs = None, where: Where = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Begin to read: the status becomes `reading`, the log says since when.

    \b
    Example:
      readinglist start schulman17prox
    """
    day = _day(ctx)
    _write(ctx, refs, where, lambda entry: entry.started(day), yes, dry_run)


def read(
    ctx: typer.Context, refs: Refs = None, where: Where = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Mark as read: the status becomes `read`, the log says when.

    \b
    Examples:
      readinglist read hindsight replay
      readinglist read --where "tag:dota-2 year:..2018" --yes
    """
    day = _day(ctx)
    _write(ctx, refs, where, lambda entry: entry.finished(day), yes, dry_run)


def skim(
    ctx: typer.Context, refs: Refs = None, where: Where = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Mark as skimmed: looked through, and that was enough.

    \b
    Example:
      readinglist skim openai2018five
    """
    day = _day(ctx)
    _write(ctx, refs, where, lambda entry: entry.skimmed(day), yes, dry_run)


def drop(
    ctx: typer.Context, refs: Refs = None, where: Where = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Give up reading: the entry stays in the list as `dropped`.

    \b
    Example:
      readinglist drop universe
    """
    day = _day(ctx)
    _write(ctx, refs, where, lambda entry: entry.dropped(day), yes, dry_run)


def unread(
    ctx: typer.Context, refs: Refs = None, where: Where = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Put back among the unread; earlier readings stay in the log.

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


def _day(ctx: typer.Context) -> str:
    return session_of(ctx).library.today.isoformat()


def _write(
    ctx: typer.Context,
    refs: list[str] | None,
    where: str | None,
    how: Callable[[Entry], Entry],
    yes: bool,
    dry_run: bool,
) -> None:
    session = session_of(ctx)
    write(session, refs, where, how, label=str(ctx.info_name), yes=yes, dry_run=dry_run)
