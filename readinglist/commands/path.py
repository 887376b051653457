"""`path`: where the files of entries are."""

from __future__ import annotations

from typing import Annotated

import typer

from readinglist.commands.shared import AsJson, Refs, Where, session_of
from readinglist.errors import UsageError
from readinglist.library.names import file_of
from readinglist.settings import ENTRIES

Null = Annotated[bool, typer.Option("--null", "-0", help="A NUL after each in place of a line end.")]


def path(
    ctx: typer.Context, refs: Refs = None, where: Where = None, null: Null = False, json: AsJson = False
) -> None:
    """Print the absolute paths of the files of entries, one a line.

    -0 is for `xargs -0` and the like, which then take paths with spaces in them as they are.

    \b
    Examples:
      readinglist path schulman17prox
      readinglist path -0 --where year:2017 | xargs -0 grep -l Atari
    """
    if null and json:
        raise UsageError("--null and --json exclude each other")
    session = session_of(ctx)
    folder = session.library.folder.resolve() / ENTRIES
    paths = {each: str(folder / file_of(each)) for each in session.ids(refs, where)}
    if json:
        from readinglist.model.objects import array  # noqa: PLC0415 - only for --json

        session.out.text(array({"id": entry_id, "path": name} for entry_id, name in paths.items()))
    else:
        session.out.text(name + ("\0" if null else "\n") for name in paths.values())
    if where is not None:
        session.name_broken()
