"""What commands that open an editor have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.errors import UsageError
from readinglist.launch import NAME_AN_EDITOR, can_type, find_editor, named_editor, run_editor, waiting
from readinglist.library.drafts import Desk

if TYPE_CHECKING:
    from readinglist.commands.shared import Session


def desk_of(session: Session) -> Desk:
    """Return the editor of the user, and who is asked and told.

    Raises:
        UsageError: if there is no editor, or none is named where nobody can type.

    """
    if not (can_type() or named_editor(session.settings.editor, session.environ)[0]):
        raise UsageError("no editor is named, and nobody can type here", hint=NAME_AN_EDITOR)
    editor = find_editor(session.settings.editor, session.environ)
    return Desk(
        run=lambda path: run_editor(editor, path),
        ask=session.agrees,
        dare=lambda question: session.agrees(question, usual=False),
        tell=lambda line: session.out.remark(line, name=False),
        waiting=waiting(editor),
    )
