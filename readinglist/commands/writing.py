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
    look: bool = False,
    remark: str = "",
    told: Callable[[Entry, Entry], str] = difference,
) -> None:
    """Change entries and tell each difference; ends the command with the exit code that is due.

    With `look`, for values that were typed, what looks odd after the change and did not before is told; the
    `remark` follows each difference, which `told` puts into words.
    """
    ids = session.ids(refs, where, sure=True)
    session.confirm(ids, label, yes=yes, dry_run=dry_run, told=lambda entry: would_be(entry, how))
    apply(session, ids, how, label=label, where=where, dry_run=dry_run, look=look, remark=remark, told=told)


def apply(
    session: Session,
    ids: Sequence[str],
    how: Callable[[Entry], Entry],
    *,
    label: str,
    where: str | None = None,
    dry_run: bool,
    look: bool = False,
    remark: str = "",
    told: Callable[[Entry, Entry], str] = difference,
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
        out.message(f"{would(dry_run)}{after.id}: {told(before, after)}{remark} · {after.title}")
    if look:
        tell_odd(session, report.changed)
    finish(session, report)


def tell_odd(session: Session, changed: Sequence[tuple[Entry | None, Entry]]) -> None:
    """Tell what looks odd in entries, as `check` does, unless it was so before."""
    for each in session.library.odd(changed):
        session.out.remark(str(each), name=False)


def finish(session: Session, report: Changed) -> None:
    """Tell what stayed as it was and what failed; end the command where something did."""
    for entry_id in report.same:
        session.out.remark(f"{entry_id}: nothing to change", name=False)
    for _, error in report.failed:
        session.out.remark(str(error))
    if report.failed:
        stop(max(error.exit_code for _, error in report.failed))


def would_be(entry: Entry, how: Callable[[Entry], Entry]) -> str:
    """Return what a change would make of an entry, before it is asked about."""
    return difference(entry, how(entry)) or "nothing to change"


def would(dry_run: bool) -> str:
    """Return what stands before a change that is not made."""
    return "would change " if dry_run else ""
