"""`path`: where the files of entries are."""

from __future__ import annotations

import typer

from readinglist.commands.shared import Refs, Where, session_of
from readinglist.library.names import file_of
from readinglist.settings import ENTRIES


def path(ctx: typer.Context, refs: Refs = None, where: Where = None) -> None:
    """Print the absolute paths of the files of entries, one a line.

    \b
    Examples:
      readinglist path schulman17prox
      readinglist path --where year:2017 | xargs grep -l Atari
    """
    session = session_of(ctx)
    folder = session.library.folder.resolve() / ENTRIES
    for entry_id in session.ids(refs, where):
        session.out.text([f"{folder / file_of(entry_id)}", "\n"])
    if where is not None:
        session.name_broken()
