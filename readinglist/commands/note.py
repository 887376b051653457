"""`note`: what you want to remember of an entry."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.differences import difference
from readinglist.commands.editing import desk_of
from readinglist.commands.shared import DryRun, Where, Yes, joined, session_of
from readinglist.commands.writing import finish, write
from readinglist.errors import UsageError
from readinglist.library.noting import appended, edit_notes, hidden_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.commands.shared import Session

Args = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="REF [TEXT]...",
        help="An entry, or - for ids on stdin; then what to note, or - to read it from stdin.",
        show_default=False,
    ),
]


def note(
    ctx: typer.Context,
    args: Args = None,
    where: Where = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Add a line to the notes of an entry; without TEXT, edit its notes in your editor.

    REF is the first word alone: quote it where it is several words. The rest is the text. With --where
    there is only the text, in quotes, for every entry that matches.

    \b
    Examples:
      readinglist note schulman17prox "clipping beats the KL penalty"
      readinglist note schulman17prox
      date | readinglist note schulman17prox -
      readinglist note --where tag:ppo "compare with TRPO" --yes
    """
    words = args or []
    refs, text = (words[:1], words[1:]) if where is None else ([], words)
    if where is None and not any(refs):
        raise UsageError("say which entry, and what to note", hint="`readinglist note REF TEXT`")
    if where is not None and len(text) > 1:
        raise UsageError("with --where there is no REF, and the text is in quotes")
    session = session_of(ctx)
    if text:
        line = _noted(text, taken=refs == ["-"])
        how = partial(appended, text=line)
        write(session, refs, where, how, label="note", yes=yes, dry_run=dry_run)
    elif where is not None or refs == ["-"]:
        raise UsageError("say what to note", hint="the editor takes one entry, `readinglist note REF`")
    else:
        _edit(session, refs, dry_run=dry_run)


def _noted(text: Sequence[str], *, taken: bool) -> str:
    """Return what to note; stdin can give it unless the ids have `taken` that."""
    if "-" in text and (taken or len(text) > 1):
        raise UsageError(
            "- stands for stdin in the place of REF or of all of TEXT, not both",
            hint='a text with a - in it goes in quotes: "so - or so"',
        )
    line = _from_stdin() if "-" in text else joined(text)
    if not line.strip():
        raise UsageError("there is nothing to note")
    if found := hidden_in(line):
        raise UsageError(f"the note has {found[1]} in it", hint="take it out")
    return line


def _from_stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError:
        raise UsageError("what stdin gives is not UTF-8") from None


def _edit(session: Session, refs: Sequence[str], *, dry_run: bool) -> None:
    (entry_id,) = session.library.resolve(refs, sure=True)
    if dry_run:
        session.out.message(f"would edit the notes of {entry_id}")
        return
    report = edit_notes(session.library, entry_id, desk_of(session))
    for before, after in report.changed:
        session.out.message(f"{after.id}: {difference(before, after)} · {after.title}")
    finish(session, report)
