"""`undo --list`: the steps that can be taken back, with what each did."""

from __future__ import annotations

from datetime import datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NoReturn

from readinglist.commands.differences import list_difference, told
from readinglist.commands.shared import stop
from readinglist.commands.wording import ALL, SCREENFUL, more, some
from readinglist.errors import NOTHING_MATCHED
from readinglist.library.history import events_of, why_nothing, with_kept
from readinglist.library.undoing import CHANGED_SINCE
from readinglist.model.objects import array
from readinglist.settings import ENTRIES
from readinglist.sync import SUFFIX

if TYPE_CHECKING:
    from readinglist.commands.shared import Session
    from readinglist.library.history import Event, Past
    from readinglist.library.reports import Undone

_NAMED = 5


def show_steps(session: Session, ref: str | None, limit: int | None, *, json: bool) -> None:
    """Show the steps, those of one entry where a REF is given; ends with 1 where there are none."""
    entry_id = _entry_of(session, ref) if ref else None
    bound = session.bound(limit, SCREENFUL, machine=json)
    steps = session.library.history(entry_id)
    if json:
        steps = with_kept(session.library, steps, entry_id)
    first = list(islice(steps, 1))
    shown = islice(chain(first, steps), bound)
    if json:
        session.out.text(array(map(_as_object, shown)))
    elif session.out.fancy:
        _show_table(session, list(shown))
        if next(steps, None):
            session.out.remark(f"the newest {bound} {ALL}", name=False)
    else:
        for step in shown:
            for event in step.events:
                session.out.cells(_cells(step, event))
    if not first:
        tell_nothing(session, entry_id)


def told_of(undone: Undone) -> list[tuple[str, str]]:
    """Return the files that an undo is about, each with what had become of it."""
    events = events_of(undone.label, undone.changes, {})
    return [(f"{ENTRIES}/{event.name}", _what(event)) for event in events]


def tell_nothing(session: Session, entry_id: str | None = None) -> NoReturn:
    """Say that there is nothing to undo, and why; ends the command."""
    session.out.remark(f"nothing to undo: {why_nothing(session.library, entry_id)}")
    stop(NOTHING_MATCHED)


def _cells(step: Past, event: Event) -> tuple[str, ...]:
    return str(step.number), _when(step), step.label, _name(event), _what(event), event.mark


def _entry_of(session: Session, ref: str) -> str:
    """Return the id that a REF means; one that was removed or renamed since counts as well."""
    if any(ref + SUFFIX in step.names for step in session.library.journal.steps()):
        return ref
    return session.resolve([ref])[0]


def _show_table(session: Session, steps: list[Past]) -> None:
    from readinglist.render.steps import step_table  # noqa: PLC0415 - rich is for terminals

    rows = [(_when(step), step.label, _lines(step), _mark(step)) for step in steps]
    if rows:
        session.out.show(step_table(rows, session.out.width))


def _lines(step: Past) -> list[tuple[str, str]]:
    lines = [(_name(event), _what(event)) for event in step.events[:_NAMED]]
    rest = more(len(step.events), _NAMED)
    return [*lines, ("", rest)] if rest else lines


def _mark(step: Past) -> str:
    """Return what keeps undo from taking the step back, "" where nothing does."""
    changed = [_name(event) for event in step.events if event.mark == CHANGED_SINCE]
    if changed:
        return f"{CHANGED_SINCE}: {some(changed, _NAMED)}"
    marks = {event.mark for event in step.events}
    return marks.pop() if len(marks) == 1 else ""


def _name(event: Event) -> str:
    return event.id or f"{ENTRIES}/{event.name}"


def _what(event: Event) -> str:
    if event.what == "renamed":
        return f"renamed from {event.old_name.removesuffix(SUFFIX)}"
    if event.id is None:
        return list_difference(*event.list_files()) or event.what
    return told(*event.entries()) if event.what == "changed" else event.what


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
            "mark": event.mark or None,
        }
        for event in step.events
    ]
    kept = [
        {"file": f"{ENTRIES}/{each.name}", "before": _text(each.before), "after": _text(each.after)}
        for each in step.kept
    ]
    return {
        "number": step.number,
        "time": step.time,
        "label": step.label,
        "record": str(step.record),
        "changes": changes,
        "kept": kept,
    }


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode(errors="backslashreplace")
