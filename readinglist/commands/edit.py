"""`edit`: a file in your editor, checked when you save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.editing import desk_of, told
from readinglist.commands.shared import DryRun, Refs, Where, Yes, session_of
from readinglist.errors import UsageError
from readinglist.library.editing import edit_entry, edit_list_file
from readinglist.library.history import Event
from readinglist.library.names import file_of
from readinglist.settings import ENTRIES, LIST_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.commands.shared import Session
    from readinglist.library.editing import Edited

ListFile = Annotated[bool, typer.Option("--list", help="The list file: name, areas, views.")]


def edit(
    ctx: typer.Context,
    refs: Refs = None,
    where: Where = None,
    list_file: ListFile = False,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Edit the files of entries in your editor, one after the other.

    The editor is `editor` of the configuration, else $VISUAL, else $EDITOR; it has to wait until you close
    the file (`code --wait`). You edit a draft, which is checked when you save; where something is wrong you
    are told, and can go on. Nothing typed is lost: a draft that is not taken stays, and its place is named.
    Without a change nothing is written.

    \b
    Examples:
      readinglist edit schulman17prox
      readinglist edit --list
    """
    session = session_of(ctx)
    if list_file and (refs or where is not None):
        raise UsageError("--list is the list file, without REFs and --where")
    if list_file:
        _edit_list_file(session, dry_run=dry_run)
    else:
        ids = session.ids(refs, where, sure=True)
        session.confirm(ids, "edit", yes=yes, dry_run=dry_run)
        _edit_entries(session, ids, dry_run=dry_run)


def _edit_entries(session: Session, ids: Sequence[str], *, dry_run: bool) -> None:
    for entry_id in ids:
        if dry_run:
            session.out.line(f"would edit {entry_id}")
            continue
        _tell(session, file_of(entry_id), edit_entry(session.library, entry_id, desk_of(session)))


def _edit_list_file(session: Session, *, dry_run: bool) -> None:
    if dry_run:
        session.out.line(f"would edit {ENTRIES}/{LIST_FILE}")
    else:
        _tell(session, LIST_FILE, edit_list_file(session.library, desk_of(session)))


def _tell(session: Session, name: str, edited: Edited) -> None:
    event = Event(name, "changed", edited.before, edited.after, name)
    shown = event.id or f"{ENTRIES}/{name}"
    if edited.before == edited.after:
        session.out.remark(f"{shown}: nothing to change", name=False)
        return
    before, after = event.entries()
    title = f" · {after.title}" if after else ""
    session.out.line(f"{shown}: {told(before, after)}{title}")
