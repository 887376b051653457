"""What writing commands have in common: choose entries, ask, change, say what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.shared import stop
from readinglist.model.fields import FIELDS, as_line
from readinglist.render.columns import cell

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


def difference(before: Entry, after: Entry) -> str:
    """Return the fields that differ, each as `field before → after`; of lists what came and went."""
    parts = [_change(field.name, before, after) for field in FIELDS if field.name != "log"]
    extra = [
        f"{key} {as_line(before.extra.get(key)) or '-'} → {as_line(after.extra.get(key)) or '-'}"
        for key in dict.fromkeys([*before.extra, *after.extra])
        if before.extra.get(key) != after.extra.get(key)
    ]
    told = [*filter(None, parts), *extra]
    if not told and before.log != after.log:
        told = ["log"]
    return ", ".join(told)


def _change(name: str, before: Entry, after: Entry) -> str:
    old, new = getattr(before, name), getattr(after, name)
    if old == new:
        return ""
    if isinstance(old, tuple):
        moved = [f"+{item}" for item in new if item not in old] + [
            f"-{item}" for item in old if item not in new
        ]
        return f"{name} {' '.join(moved) or 'in another order'}"
    if name == "notes" and old and new and new.startswith(f"{old.rstrip()}\n"):
        return f"notes +{new[len(old.rstrip()) :].strip()}"
    return f"{name} {cell(before, name).rstrip() or '-'} → {cell(after, name).rstrip() or '-'}"


def _would(dry_run: bool) -> str:
    return "would change " if dry_run else ""
