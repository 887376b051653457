"""`undo`: take back the last change, then the one before."""

from __future__ import annotations

from typing import Annotated

import typer

from readinglist.commands.shared import DryRun, Yes, session_of, stop
from readinglist.errors import NOTHING_MATCHED, RefusedError
from readinglist.settings import ENTRIES

Skip = Annotated[bool, typer.Option("--skip", help="Pass over changes whose files were all changed since.")]


def undo(ctx: typer.Context, skip: Skip = False, yes: Yes = False, dry_run: DryRun = False) -> None:  # noqa: ARG001 - it never asks
    """Take back the last change of this library; again: the one before.

    A file that was changed since by something else is left as it is, and named; where that is true of all
    files of the last change, --skip goes on to the one before.

    \b
    Examples:
      readinglist undo
      readinglist undo --dry-run
    """
    session = session_of(ctx)
    undone = session.library.undo(skip=skip, dry_run=dry_run)
    if undone is None:
        session.out.remark("nothing to undo")
        stop(NOTHING_MATCHED)
    for name in undone.restored:
        session.out.line(f"{'would take back' if dry_run else 'took back'} {undone.label}: {ENTRIES}/{name}")
    for name, reason in undone.refused:
        session.out.remark(f"{ENTRIES}/{name}: left as it is, {reason}")
    if undone.refused and not undone.restored:
        session.out.remark("`readinglist undo --skip` goes on to the change before", name=False)
    if undone.refused:
        stop(RefusedError.exit_code)
