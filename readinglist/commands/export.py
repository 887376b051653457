"""`export`: the list, or a part of it, for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from readinglist.commands.list import find
from readinglist.commands.shared import Sort, Words, counted, joined, session_of, stop
from readinglist.errors import NOTHING_MATCHED, UsageError
from readinglist.formats import FORMATS, guessed, written
from readinglist.formats.about import About
from readinglist.model.fields import NEWEST_FIRST
from readinglist.output_file import write_file

USUAL = "markdown"
Format = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.", show_default=False)
]
To = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE.", show_default=False)]
Force = Annotated[bool, typer.Option("--force", help="Replace FILE if there is one.")]


def export(
    ctx: typer.Context,
    query: Words = None,
    format_: Format = "",
    output: To = "",
    sort: Sort = "",
    force: Force = False,
) -> None:
    """Write entries for other programs and people: Markdown, JSON or CSV.

    The format is that of --format, else what the ending of FILE suggests, on stdout Markdown. The text goes
    to stdout, or as a whole to FILE, never into the library's own `entries/`; without entries there is no
    FILE.

    \b
    Examples:
      readinglist export --format markdown area:reasoning
      readinglist export year:2017 -o 2017.csv
    """
    session = session_of(ctx)
    to_file = output not in ("", "-")
    name = format_ or (guessed(output) if to_file else USUAL)
    if not name:
        endings = ", ".join(ending for each in FORMATS.values() for ending in each.endings)
        raise UsageError(
            f"{output} ends in none of {endings}", hint=f"--format with one of {', '.join(FORMATS)}"
        )
    order = sort or NEWEST_FIRST
    listing = find(session, joined(query), order)
    list_file, faults = session.library.read_list_file()
    about = About(
        list_file=list_file,
        day=session.library.today,
        by_date=_by_date(order),
        progress=session.library.progress_of_kinds,
    )
    text = written(name, listing, about)
    if not to_file:
        session.out.text(text)
    elif len(listing):
        write_file(Path(output), text, library=session.library.folder, force=force)
    if len(listing):
        number = counted(len(listing), "entry", "entries")
        session.out.remark(f"wrote {number} to {output}" if to_file else number, name=False)
    else:
        session.tell_nothing(joined(query))
        if to_file:
            session.out.remark(f"{output} is not written", name=False)
    session.name_broken()
    session.name_list_faults(faults)
    stop(0 if len(listing) else NOTHING_MATCHED)


def _by_date(order: str) -> bool:
    return order.split(",", maxsplit=1)[0].strip().removeprefix("-") in ("date", "year")
