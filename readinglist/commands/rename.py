"""`rename`: another id."""

from __future__ import annotations

from typing import Annotated

import typer

from readinglist.commands.differences import difference
from readinglist.commands.shared import DryRun, Yes, session_of
from readinglist.commands.writing import finish, would
from readinglist.errors import UsageError

Ref = Annotated[str, typer.Argument(metavar="REF", help="An id or what stands for it.", show_default=False)]
NewId = Annotated[str, typer.Argument(metavar="NEWID", help="Its new id.", show_default=False)]


def rename(
    ctx: typer.Context,
    ref: Ref = "",
    new_id: NewId = "",
    yes: Yes = False,  # noqa: ARG001 - it never asks
    dry_run: DryRun = False,
) -> None:
    """Give an entry another id: its file is renamed, and every `distinct_from` that names it follows.

    The entries that follow are part of the one act and are not asked about; --dry-run shows them. All of it
    is done or nothing is, and undo takes all of it back.

    \b
    Example:
      readinglist rename schulman17prox schulman2017ppo
    """
    if not (ref and new_id):
        raise UsageError("say which entry, and its new id", hint="`readinglist rename REF NEWID`")
    session = session_of(ctx)
    (entry_id,) = session.library.resolve([ref], sure=True)
    report = session.library.rename(entry_id, new_id, dry_run=dry_run)
    for before, after in report.changed:
        moved = f"id {before.id} → {after.id}" if before.id != after.id else ""
        told = ", ".join(filter(None, [moved, difference(before, after)]))
        session.out.message(f"{would(dry_run)}{before.id}: {told} · {after.title}")
    session.name_broken()
    finish(session, report)
