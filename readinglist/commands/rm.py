"""`rm`: remove entries; their bytes stay in the journal."""

from __future__ import annotations

import typer

from readinglist.commands.shared import DryRun, Refs, Where, Yes, session_of
from readinglist.commands.writing import finish


def rm(
    ctx: typer.Context, refs: Refs = None, where: Where = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Remove entries from the list. `readinglist undo` brings them back, byte for byte.

    \b
    Examples:
      readinglist rm openai2016universe
      readinglist rm --where "tag:esports is:unread" --dry-run
    """
    session = session_of(ctx)
    ids = session.ids(refs, where, sure=True)
    session.confirm(ids, "remove", yes=yes, dry_run=dry_run)
    try:
        report = session.library.remove(ids, where=where, dry_run=dry_run, progress=session.out.progress)
    finally:
        session.out.wipe()
    for entry, _ in report.changed:
        session.out.message(f"{'would remove' if dry_run else 'removed'} {entry.id}: {entry.title}")
    finish(session, report)
