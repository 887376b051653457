"""`undo`: take back the last change, then the one before."""

from __future__ import annotations

import typer

from readinglist.commands.shared import DryRun, Yes, session_of, stop
from readinglist.errors import NOTHING_MATCHED, RefusedError
from readinglist.settings import ENTRIES


def undo(ctx: typer.Context, yes: Yes = False, dry_run: DryRun = False) -> None:  # noqa: ARG001 - it never asks
    """Take back the last change of this library; again: the one before.

    A file that was changed since by something else is left as it is, and named.

    \b
    Examples:
      readinglist undo
      readinglist undo --dry-run
    """
    session = session_of(ctx)
    undone = session.library.undo(dry_run=dry_run)
    if undone is None:
        session.out.remark("nothing to undo")
        stop(NOTHING_MATCHED)
    for name in undone.restored:
        session.out.line(f"{'would take back' if dry_run else 'took back'} {undone.label}: {ENTRIES}/{name}")
    for name, reason in undone.refused:
        session.out.remark(f"{ENTRIES}/{name}: left as it is, {reason}")
    if undone.refused:
        stop(RefusedError.exit_code)
