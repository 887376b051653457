"""`undo`: take back the last change, then the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.shared import AsJson, DryRun, Limit, Yes, session_of, stop
from readinglist.commands.steps import show_steps, tell_nothing, told_of
from readinglist.commands.wording import some
from readinglist.errors import RefusedError, UsageError
from readinglist.settings import ENTRIES
from readinglist.sync import SUFFIX

if TYPE_CHECKING:
    from readinglist.commands.shared import Session
    from readinglist.library.reports import Undone

_NAMED = 5
_EARLIER = "`readinglist undo --skip` goes on to the change before"
_NO_EARLIER = (
    "no earlier change can be taken back either; `readinglist undo --list --json` has what files held before"
)

Ref = Annotated[
    str, typer.Argument(metavar="[REF]", help="With --list: the changes of this entry.", show_default=False)
]
Listed = Annotated[bool, typer.Option("--list", help="Show what can be taken back, the newest first.")]
Skip = Annotated[bool, typer.Option("--skip", help="Pass over changes whose files were all changed since.")]


def undo(
    ctx: typer.Context,
    ref: Ref = "",
    listed: Listed = False,
    limit: Limit = None,
    json: AsJson = False,
    skip: Skip = False,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Take back the last change of this library; again: the one before.

    A file that was changed since by something else is left as it is, and named; you are asked whether to take
    back the rest, and --yes does so. Where that is true of all files of the last change, --skip goes on to
    the one before, if there is one. --list shows time, command and what became of each entry, in a pipe
    behind the number of the change; it marks what was taken back already (by git, say) or changed since.
    Changes are taken back one after the other, never by their number.

    \b
    Examples:
      readinglist undo
      readinglist undo --dry-run
      readinglist undo --list schulman17prox
    """
    session = session_of(ctx)
    if listed:
        show_steps(session, ref or None, limit, json=json)
    elif ref or json or limit is not None:
        raise UsageError("undo takes back the last change", hint="a REF, -n and --json go with --list")
    else:
        _take_back(session, skip=skip, rest=yes, dry_run=dry_run)


def _take_back(session: Session, *, skip: bool, rest: bool, dry_run: bool) -> None:
    undone = _undone(session, skip=skip, rest=rest, dry_run=dry_run)
    for name, reason in undone.refused:
        session.out.remark(f"{ENTRIES}/{name}: left as it is, {reason}")
    if undone.offered and _wants_rest(session, undone):
        _undone(session, skip=skip, rest=True, dry_run=False, only=undone.step)
    elif undone.refused and not (undone.restored or undone.offered):
        session.out.remark(_EARLIER if undone.earlier else _NO_EARLIER, name=False)
    if undone.refused:
        stop(RefusedError.exit_code)


def _undone(session: Session, *, skip: bool, rest: bool, dry_run: bool, only: int | None = None) -> Undone:
    """Undo, and tell what was taken back; ends the command where there is nothing to undo."""
    try:
        undone = session.library.undo(
            skip=skip, rest=rest, dry_run=dry_run, progress=session.out.progress, only=only
        )
    finally:
        session.out.wipe()
    if undone is None:
        tell_nothing(session)
    would = "would take back" if dry_run else "took back"
    for name, what in told_of(undone):
        session.out.message(f"{would} {undone.label}: {name} ({what})")
    return undone


def _wants_rest(session: Session, undone: Undone) -> bool:
    """Ask whether to take back the files that were not changed since."""
    rest = some([name.removesuffix(SUFFIX) for name in undone.offered], _NAMED)
    if session.agrees(f"Take back the rest of {undone.label} ({rest})?"):
        return True
    session.out.remark(
        f"nothing was taken back; `readinglist undo --yes` takes back the rest: {rest}", name=False
    )
    return False
