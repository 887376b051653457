"""`init`: a new library."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from readinglist.commands.shared import session_of
from readinglist.library.making import make_library

Folder = Annotated[str, typer.Argument(metavar="[DIR]", help="Where; here without it.", show_default=False)]
Sample = Annotated[bool, typer.Option("--sample", help="Start with the shipped list of 97 entries.")]
Name = Annotated[
    str, typer.Option("--name", metavar="NAME", help="What the list is called.", show_default=False)
]


def init(ctx: typer.Context, folder: Folder = ".", sample: Sample = False, name: Name = "") -> None:
    """Make a library: a folder with `entries/` in it, empty or with the shipped list.

    \b
    Examples:
      readinglist init ~/papers --name "What I read"
      readinglist init --sample try-it
    """
    session = session_of(ctx)
    place = Path(folder).expanduser()
    count = make_library(place, session.environ, name=name, sample=sample)
    session.out.line(f"made a library in {folder}" + (f" with {count} entries" if count else ""))
    hint = "readinglist" if place.resolve() == Path.cwd() else f"readinglist -L {folder}"
    session.out.remark(f"`{hint} {'list' if count else 'add --title ...'}` goes on from here", name=False)
