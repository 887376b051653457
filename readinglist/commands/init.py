"""`init`: a new library."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from readinglist.commands.shared import DryRun, Yes, session_of
from readinglist.library.making import make_library
from readinglist.model.objects import as_text
from readinglist.settings import config_path, folder_at, from_home

Folder = Annotated[str, typer.Argument(metavar="[DIR]", help="Where; here without it.", show_default=False)]
Sample = Annotated[bool, typer.Option("--sample", help="Start with the shipped list of 97 entries.")]
Name = Annotated[
    str, typer.Option("--name", metavar="NAME", help="What the list is called.", show_default=False)
]


def init(
    ctx: typer.Context,
    folder: Folder = ".",
    sample: Sample = False,
    name: Name = "",
    yes: Yes = False,  # noqa: ARG001 - it never asks
    dry_run: DryRun = False,
) -> None:
    """Make a library: a folder with `entries/` in it, empty or with the shipped list.

    To have it from every folder, name it as `library` in the configuration; in the folder of another library
    commands use that one. $READINGLIST_LIBRARY, where it is set, wins over both.

    \b
    Examples:
      readinglist init ~/papers --name "What I read"
      readinglist init --sample try-it
    """
    session = session_of(ctx)
    place = folder_at(folder)
    count = make_library(place, session.environ, name=name, sample=sample, dry_run=dry_run)
    whole = from_home(place.absolute(), session.environ)
    session.out.message(
        f"{'would make' if dry_run else 'made'} a library in {whole if folder == '.' else folder}"
        + (f" with {count} entries" if count else "")
    )
    if dry_run:
        return
    near = place.resolve() == Path.cwd() and not session.environ.get("READINGLIST_LIBRARY")
    hint = "readinglist" if near else f"readinglist -L {quote(folder)}"
    session.out.remark(f"next: `{hint} {'list' if count else 'add TITLE --author NAME'}`", name=False)
    where = from_home(config_path(session.environ), session.environ)
    session.out.remark(
        f"to have it from every folder: `library = {as_text(whole)}` in {where}, or $READINGLIST_LIBRARY",
        name=False,
    )
