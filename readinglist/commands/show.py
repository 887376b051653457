"""`show`: all there is about entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from readinglist.commands.shared import AsJson, Refs, Where, session_of
from readinglist.render.columns import field_lines

if TYPE_CHECKING:
    from readinglist.commands.shared import Session
    from readinglist.model.entry import Entry


def show(ctx: typer.Context, refs: Refs = None, where: Where = None, json: AsJson = False) -> None:
    """Show all there is about entries.

    \b
    Examples:
      readinglist show schulman2017proximal
      readinglist show 1707.06347
      readinglist show hindsight replay
      readinglist show schulman17prox --json
    """
    session = session_of(ctx)
    entries = [session.library.read(entry_id) for entry_id in session.ids(refs, where)]
    if json:
        # What a script gets depends on what it asks for, not on how many entries answer.
        _show_json(session, entries, one=where is None and len(refs or ()) == 1 and refs != ["-"])
    elif session.out.fancy:
        from readinglist.render.screens import entry_screen  # noqa: PLC0415 - rich is for terminals

        for entry in entries:
            session.out.show(entry_screen(entry, session.out.width))
    else:
        _show_plain(session, entries)
    if where is not None:
        session.name_broken()


def _show_json(session: Session, entries: list[Entry], *, one: bool) -> None:
    from readinglist.model.objects import array, as_object, as_text  # noqa: PLC0415 - only for --json

    if one:
        session.out.text([as_text(as_object(entries[0])), "\n"])
    else:
        session.out.text(array(map(as_object, entries)))


def _show_plain(session: Session, entries: list[Entry]) -> None:
    for position, entry in enumerate(entries):
        if position:
            session.out.line("")
        for name, text in field_lines(entry):
            session.out.cells([name, text])
