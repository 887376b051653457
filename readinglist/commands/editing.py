"""What commands that open an editor have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.commands.differences import difference
from readinglist.launch import find_editor, run_editor, waiting
from readinglist.library.drafts import Desk

if TYPE_CHECKING:
    from readinglist.commands.shared import Session
    from readinglist.model.entry import Entry


def desk_of(session: Session) -> Desk:
    """Return the editor of the user, and who is asked and told.

    Raises:
        UsageError: if there is no editor.

    """
    editor = find_editor(session.settings.editor, session.environ)
    return Desk(
        run=lambda path: run_editor(editor, path),
        ask=session.agrees,
        tell=lambda line: session.out.remark(line, name=False),
        waiting=waiting(editor),
    )


def told(before: Entry | None, after: Entry | None) -> str:
    """Return what became of an entry whose file was changed; None stands for a broken one."""
    if after is None:
        return "changed, and broken" if before else "changed"
    if before is None:
        return "mended"
    return difference(before, after) or "comments or layout"
