"""`edit`: a file in your editor, checked when you save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.differences import list_difference, told
from readinglist.commands.editing import desk_of
from readinglist.commands.shared import DryRun, Refs, Where, Yes, session_of, stop
from readinglist.commands.wording import some
from readinglist.errors import ReadinglistError, UsageError
from readinglist.library.editing import edit_entry, edit_list_file
from readinglist.library.history import entry_of, list_file_of
from readinglist.library.names import file_of
from readinglist.settings import ENTRIES, LIST_FILE
from readinglist.sync import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.commands.shared import Session
    from readinglist.library.editing import Edited

ListFile = Annotated[bool, typer.Option("--list", help="The list file: name, areas, views.")]
_NAMED = 9


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
    are told, and can go on. Nothing typed is lost: a draft that is not taken stays, its place is named, and
    the next edit offers to go on with it. Without a change nothing is written. Of several entries, the
    first that fails (`:cq` in vim) ends it; those that were not opened are named.

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
    desk = None if dry_run else desk_of(session)
    for done, entry_id in enumerate(ids):
        if desk is None:
            session.out.message(f"would edit {entry_id}")
            continue
        try:
            edited = edit_entry(session.library, entry_id, desk)
        except ReadinglistError as error:
            if len(ids) == 1:
                raise
            session.out.remark(str(error))
            session.out.remark(f"stopped at {entry_id}: {done} of {len(ids)} done{_left(ids[done + 1 :])}")
            stop(error.exit_code)
        _tell(session, edited, file_of(entry_id))


def _left(ids: Sequence[str]) -> str:
    return f"; not opened: {some(ids, _NAMED)}" if ids else ""


def _edit_list_file(session: Session, *, dry_run: bool) -> None:
    if dry_run:
        session.out.message(f"would edit {ENTRIES}/{LIST_FILE}")
    else:
        _tell(session, edit_list_file(session.library, desk_of(session)), LIST_FILE)


def _tell(session: Session, edited: Edited, name: str) -> None:
    shown = f"{ENTRIES}/{name}" if name == LIST_FILE else name.removesuffix(SUFFIX)
    if edited.before == edited.after:
        session.out.remark(f"{shown}: nothing to change", name=False)
        return
    session.out.message(f"{shown}: {_what(edited, name)}")
    for finding in session.library.check():
        if finding.name == name:
            session.out.remark(str(finding), name=False)


def _what(edited: Edited, name: str) -> str:
    if name == LIST_FILE:
        return list_difference(*map(list_file_of, edited)) or "changed"
    before, after = (entry_of(name, data) for data in edited)
    return told(before, after) + (f" · {after.title}" if after else "")
