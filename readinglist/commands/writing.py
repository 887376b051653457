"""What writing commands have in common: choose entries, ask, change, say what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.differences import difference
from readinglist.commands.shared import stop

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from readinglist.commands.shared import Session
    from readinglist.library import Changed
    from readinglist.model.entry import Entry


def write(
    session: Session,
    refs: Sequence[str] | None,
    where: str | None,
    how: Callable[[Entry], Entry],
    *,
    label: str,
    yes: bool,
    dry_run: bool,
) -> None:
    """Change entries and tell each difference; ends the command with the exit code that is due."""
    ids = session.ids(refs, where, sure=True)
    session.confirm(ids, label, yes=yes, dry_run=dry_run)
    apply(session, ids, how, label=label, where=where, dry_run=dry_run)


def apply(
    session: Session,
    ids: Sequence[str],
    how: Callable[[Entry], Entry],
    *,
    label: str,
    where: str | None = None,
    dry_run: bool,
) -> None:
    """Change the entries of these very ids and tell each difference, as `write` does after choosing them."""
    out = session.out
    try:
        report = session.library.change(
            ids, how, label=label, where=where, dry_run=dry_run, progress=out.progress
        )
    finally:
        out.wipe()
    for before, after in report.changed:
        out.line(f"{_would(dry_run)}{after.id}: {difference(before, after)} · {after.title}")
    finish(session, report)


def finish(session: Session, report: Changed) -> None:
    """Tell what stayed as it was and what failed; end the command where something did."""
    for entry_id in report.same:
        session.out.remark(f"{entry_id}: nothing to change", name=False)
    for _, error in report.failed:
        session.out.remark(str(error))
    if report.failed:
        stop(max(error.exit_code for _, error in report.failed))


def _would(dry_run: bool) -> str:
    return "would change " if dry_run else ""
