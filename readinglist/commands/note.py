"""`note`: what you want to remember of an entry."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.editing import desk_of
from readinglist.commands.shared import DryRun, Yes, joined, session_of
from readinglist.commands.writing import apply, difference, finish
from readinglist.errors import UsageError
from readinglist.library.noting import appended, edit_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.commands.shared import Session

Ref = Annotated[str, typer.Argument(metavar="REF", help="An id or what stands for it.", show_default=False)]
Text = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TEXT]...", help="What to note; - reads it from stdin.", show_default=False),
]


def note(
    ctx: typer.Context,
    ref: Ref = "",
    text: Text = None,
    yes: Yes = False,  # noqa: ARG001 - it never asks
    dry_run: DryRun = False,
) -> None:
    """Add a line to the notes of an entry; without TEXT, edit its notes in your editor.

    REF is the first word alone: quote it where it is several words. The rest is the text.

    \b
    Examples:
      readinglist note schulman17prox "clipping beats the KL penalty"
      readinglist note schulman17prox
      date | readinglist note schulman17prox -
    """
    if not ref:
        raise UsageError("say which entry, and what to note", hint="`readinglist note REF TEXT`")
    session = session_of(ctx)
    ids = session.library.resolve([ref], sure=True)
    if text:
        line = _noted(text)
        apply(session, ids, lambda entry: appended(entry, line), label="note", dry_run=dry_run)
    elif dry_run:
        session.out.line(f"would edit the notes of {ids[0]}")
    else:
        _edit(session, ids[0])


def _noted(text: Sequence[str]) -> str:
    if list(text) == ["-"]:
        try:
            line = sys.stdin.buffer.read().decode().rstrip()
        except UnicodeDecodeError:
            raise UsageError("what stdin gives is not UTF-8") from None
    else:
        line = joined(text).rstrip()
    if not line.strip():
        raise UsageError("there is nothing to note")
    if "\0" in line:
        raise UsageError("the note has a NUL character in it")
    return line


def _edit(session: Session, entry_id: str) -> None:
    report = edit_notes(session.library, entry_id, desk_of(session))
    for before, after in report.changed:
        session.out.line(f"{after.id}: {difference(before, after)} · {after.title}")
    finish(session, report)
