"""`export`: the list, or a part of it, for others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from readinglist.commands.list import GroupBy, find, group_of
from readinglist.commands.shared import Sort, Words, counted, joined, session_of, stop
from readinglist.errors import NOTHING_MATCHED, RefusedError, UsageError
from readinglist.formats import FORMATS, guessed, named, written
from readinglist.formats.about import About
from readinglist.model.fields import NEWEST_FIRST
from readinglist.model.listfile import ListFile
from readinglist.output_file import read_page, write_file
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readinglist.commands.shared import Session
    from readinglist.library import Listing

USUAL = "markdown"
Format = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.", show_default=False)
]
To = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE.")]
Force = Annotated[bool, typer.Option("--force", help="Replace FILE if there is one.")]
Update = Annotated[bool, typer.Option("--update", help="Markdown: only between the two markers in FILE.")]
Raw = Annotated[bool, typer.Option("--raw", help="CSV: leave cells alone that look like formulas.")]


class Target(NamedTuple):
    """Where an export goes: a file, or "" for stdout; over what is there, or only between its markers."""

    file: str
    force: bool
    update: bool


def export(
    ctx: typer.Context,
    query: Words = None,
    format_: Format = "",
    output: To = None,
    group_by: GroupBy = None,
    sort: Sort = "",
    update: Update = False,
    raw: Raw = False,
    force: Force = False,
) -> None:
    """Write entries for other programs and people.

    The format is that of --format, else what the ending of FILE suggests, on stdout Markdown. The text goes
    to stdout, or as a whole to FILE, never into the `entries/` of a library; without entries there is no
    FILE. With --update a page that you write yourself keeps all but what stands between its two markers,
    nothing where nothing matches; a FILE that is not there yet begins with them.

    \b
    Examples:
      readinglist export --format markdown area:reasoning
      readinglist export year:2017 -o 2017.csv
      readinglist export is:read --group-by area --update -o README.md
    """
    session = session_of(ctx)
    target = Target(_file(output), force, update)
    name = _format_of(format_, target.file)
    given = {"--group-by": group_by is not None, "--update": update, "--raw": raw}
    _check_options(name, [option for option, there in given.items() if there], target)
    order = sort or NEWEST_FIRST
    group = "" if group_by is None else group_of(session, group_by)
    listing = find(session, joined(query), order)
    # Reading it brings PyYAML, which most formats can do without.
    list_file, faults = session.library.read_list_file() if FORMATS[name].uses_list_file else (ListFile(), [])
    about = About(
        list_file=list_file,
        day=session.library.today,
        by_date=_by_date(order),
        group=group,
        raw=raw,
        progress=session.library.progress_of_kinds,
    )
    told = _write(session, listing, name, about, target)
    if not len(listing):
        session.tell_nothing(joined(query))
    if told:
        session.out.remark(told, name=False)
    session.name_broken()
    session.name_list_faults(faults)
    stop(0 if len(listing) else NOTHING_MATCHED)


def _file(typed: str | None) -> str:
    """Return the name of the file that is meant, "" for stdout."""
    if typed is not None and not typed.strip():
        # What an unset variable of a script leaves.
        raise UsageError("--output is empty", hint="name a file; - is stdout")
    return "" if typed in (None, "-") else typed


def _format_of(typed: str, file: str) -> str:
    """Return the name of the format that is meant."""
    name = typed or (guessed(file) if file else USUAL)
    if not name:
        endings = ", ".join(ending for each in FORMATS.values() for ending in each.endings)
        raise UsageError(
            f"{safe(file)} ends in none of {endings}", hint=f"--format with one of {', '.join(FORMATS)}"
        )
    return named(name)


def _check_options(name: str, given: list[str], target: Target) -> None:
    """Raise a UsageError for an option that the format does not understand, or that lacks a file."""
    for option in given:
        if option not in FORMATS[name].options:
            having = [each for each, told in FORMATS.items() if option in told.options]
            raise UsageError(f"{name} has no {option}", hint=f"it is for {' and '.join(having)}")
    if target.update and not target.file:
        raise UsageError("--update needs a file", hint="name it with -o")


def _write(session: Session, listing: Listing, name: str, about: About, target: Target) -> str:
    """Write the text; return what is to be told."""
    number = counted(len(listing), "entry", "entries")
    if not target.file:
        session.out.text(written(name, listing, about))
        return number if len(listing) else ""
    path, folder = Path(target.file), session.library.folder
    page = read_page(path) if target.update else None
    if page is not None:
        return _update(path, page, listing, about, folder)
    if not len(listing):
        return f"{target.file} is not written"
    text = _framed(listing, about) if target.update else written(name, listing, about)
    write_file(path, text, library=folder, force=target.force and not target.update)
    return f"wrote {number} to {target.file}"


def _framed(listing: Listing, about: About) -> Iterable[str]:
    from readinglist.formats.markdown import listed  # noqa: PLC0415 - only with --update
    from readinglist.formats.markers import framed  # noqa: PLC0415 - as said

    return [framed(listed(listing, about))]


def _update(path: Path, page: str, listing: Listing, about: About, folder: Path) -> str:
    """Bring the part of a page between its markers up to date; return what is to be told."""
    from readinglist.formats.markdown import listed  # noqa: PLC0415 - only with --update
    from readinglist.formats.markers import updated  # noqa: PLC0415 - as said

    number = counted(len(listing), "entry", "entries")
    try:
        after = updated(page, listed(listing, about))
    except RefusedError as error:
        raise error.in_file(safe(str(path))) from None
    if after == page:
        return f"{path} is up to date: {number}"
    write_file(path, [after], library=folder, force=True, over=page)
    return f"updated {path}: {number}"


def _by_date(order: str) -> bool:
    return order.split(",", maxsplit=1)[0].strip().removeprefix("-") in ("date", "year")
