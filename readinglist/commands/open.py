"""`open`: the local file, else the web page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.checks.files import MissingFileError
from readinglist.commands.shared import Refs, Where, Yes, session_of
from readinglist.errors import RefusedError, UsageError
from readinglist.launch import check_file, check_url, open_with
from readinglist.model.identifiers import web_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.commands.shared import Session
    from readinglist.model.entry import Entry

Url = Annotated[bool, typer.Option("--url", help="The web page, also where there is a file.")]
Code = Annotated[bool, typer.Option("--code", help="The page of its code.")]
File = Annotated[bool, typer.Option("--file", help="The local file only.")]
Print = Annotated[bool, typer.Option("--print", help="Print what would be opened.")]


def open_(
    ctx: typer.Context,
    refs: Refs = None,
    where: Where = None,
    url: Url = False,
    code: Code = False,
    file: File = False,
    show: Print = False,
    yes: Yes = False,
) -> None:
    """Open the local file of an entry, else its web page, with the system's program.

    Only http and https addresses are opened, and only files inside the library or under the folders that the
    configuration names as `roots`; never one that could run as a program. Without `url`, an arXiv id or a
    DOI serves.

    \b
    Examples:
      readinglist open schulman17prox
      readinglist open --code hindsight replay
    """
    if url + code + file > 1:
        raise UsageError("only one of --url, --code and --file")
    session = session_of(ctx)
    wanted = next((name for name, given in (("url", url), ("code", code), ("file", file)) if given), "")
    ids = session.ids(refs, where)
    if where is not None or "-" in (refs or ()):
        session.confirm(ids, "open", yes=yes, dry_run=show, otherwise="nothing was opened")
    for entry_id in ids:
        target = target_of(session, session.library.read(entry_id), wanted, tell=session.out.remark)
        session.out.line(target)
        if not show:
            open_with(session.settings.opener, target)
    if where is not None:
        session.name_broken()


def target_of(session: Session, entry: Entry, wanted: str, *, tell: Callable[[str], None]) -> str:
    """Return the path or address to open: what is `wanted`, `url`, `code` or `file`, else what there is.

    `tell` is told where a web page has to serve because the file is not there.

    Raises:
        ReadinglistError: if there is nothing to open, or what there is must not be.

    """
    if entry.file and wanted in ("", "file"):
        try:
            return check_file(entry.file, session.library.folder, session.settings.roots)
        except MissingFileError as error:
            if wanted or not web_address(entry):
                raise
            tell(f"{error.what}; opening the web page of {entry.id}")
    address = {"code": entry.code, "file": None}.get(wanted, web_address(entry))
    if not address:
        raise RefusedError(
            f"{entry.id} has no {wanted or 'file or url'}",
            hint=f"`readinglist set {entry.id} {wanted or 'url'}=...` gives it one",
        )
    return check_url(address)
