"""`undo --list`: the steps that can be taken back, with what each did."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from readinglist.commands.editing import told
from readinglist.commands.shared import stop
from readinglist.errors import NOTHING_MATCHED
from readinglist.model.objects import array
from readinglist.settings import ENTRIES
from readinglist.sync import SUFFIX

if TYPE_CHECKING:
    from readinglist.commands.shared import Session
    from readinglist.library.history import Event, Past

SCREENFUL = 20
_NAMED = 5


def show_steps(session: Session, ref: str | None, limit: int | None, *, json: bool) -> None:
    """Show the steps, those of one entry where a REF is given; ends with 1 where there are none."""
    entry_id = _entry_of(session, ref) if ref else None
    bound = session.bound(limit, SCREENFUL, machine=json)
    # One more than is shown tells whether there are more.
    steps = list(islice(session.library.history(entry_id), bound + 1 if bound else None))
    if json:
        session.out.text(array(_as_object(step) for step in steps[:bound]))
    elif session.out.fancy:
        _show_table(session, steps[:bound])
        if bound and len(steps) > bound:
            session.out.remark(f"the newest {bound} (-n 0 shows all)", name=False)
    else:
        for step in steps[:bound]:
            for event in step.events:
                session.out.cells([str(step.number), _when(step), step.label, _name(event), _what(event)])
    if not steps:
        session.out.remark("nothing to undo")
        stop(NOTHING_MATCHED)


def _entry_of(session: Session, ref: str) -> str:
    """Return the id that a REF means; one that was removed or renamed since counts as well."""
    if any(ref + SUFFIX in step.names for step in session.library.journal.steps()):
        return ref
    return session.library.resolve([ref])[0]


def _show_table(session: Session, steps: list[Past]) -> None:
    from readinglist.render.steps import step_table  # noqa: PLC0415 - rich is for terminals

    rows = [(str(step.number), _when(step), step.label, _lines(step)) for step in steps]
    if rows:
        session.out.show(step_table(rows, session.out.width))


def _lines(step: Past) -> list[tuple[str, str]]:
    lines = [(_name(event), _what(event)) for event in step.events[:_NAMED]]
    more = len(step.events) - _NAMED
    return [*lines, ("", f"and {more} more")] if more > 0 else lines


def _name(event: Event) -> str:
    return event.id or f"{ENTRIES}/{event.name}"


def _what(event: Event) -> str:
    if event.what == "renamed":
        return f"renamed from {event.old_name.removesuffix(SUFFIX)}"
    if event.what != "changed" or event.id is None:
        return event.what
    return told(*event.entries())


def _when(step: Past) -> str:
    """Return the local date and minute."""
    return datetime.fromisoformat(step.time).astimezone().strftime("%Y-%m-%d %H:%M")


def _as_object(step: Past) -> dict[str, Any]:
    changes = [
        {
            "id": event.id,
            "file": f"{ENTRIES}/{event.name}",
            "what": event.what,
            "difference": _what(event),
            "before": _text(event.before),
            "after": _text(event.after),
        }
        for event in step.events
    ]
    return {"number": step.number, "time": step.time, "label": step.label, "changes": changes}


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode(errors="backslashreplace")
