"""`import`: entries out of a text that others wrote."""

from __future__ import annotations

import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.asking import can_ask
from readinglist.commands.differences import difference, list_difference
from readinglist.commands.shared import DryRun, Yes, counted, session_of, stop
from readinglist.commands.wording import more
from readinglist.errors import InvalidError, RefusedError, UsageError
from readinglist.formats.incoming import read
from readinglist.settings import ENTRIES, LIST_FILE

if TYPE_CHECKING:
    from readinglist.commands.shared import Session
    from readinglist.formats.incoming import Incoming
    from readinglist.library.importing import Imported

_NAMED = 10
# What a file may have, in MiB: many times what any list has.
_MOST_MIB = 64
Source = Annotated[
    str, typer.Argument(metavar="FILE|-", help="The file, or - for stdin.", show_default=False)
]


def import_(ctx: typer.Context, source: Source, yes: Yes = False, dry_run: DryRun = False) -> None:
    """Bring in the entries of a digest: new ones are added, others get what they lack.

    What a file holds is seen from its text. A title that was copied badly stands for the entry that has it
    right. No value that is there changes, and the list file gets the name, curator, areas and counts that it
    lacks. All of it is one step for `undo`. In a pipe, stdout has the ids of what was written.

    \b
    Examples:
      readinglist import digest.txt --dry-run
      readinglist import digest.txt --yes
    """
    session = session_of(ctx)
    incoming = _incoming(source)
    name = "stdin" if source == "-" else source
    report = _imported(session, incoming, ask=not yes, dry_run=dry_run)
    _tell(session, incoming, report, name, dry_run=dry_run)
    session.name_broken()
    stop(InvalidError.exit_code if report.failed else 0)


def _incoming(source: str) -> Incoming:
    if not source:
        raise UsageError("no file is named", hint="give one, or - for stdin")
    name = "stdin" if source == "-" else source
    try:
        return read(_decoded(_data(source, name), name))
    except UsageError as error:
        raise error.in_file(name) from None


def _data(source: str, name: str) -> bytes:
    try:
        with nullcontext(sys.stdin.buffer) if source == "-" else Path(source).open("rb") as file:
            data = file.read((_MOST_MIB << 20) + 1)
    except OSError as error:
        hint = "give a file that is in it" if isinstance(error, IsADirectoryError) else ""
        raise RefusedError((error.strerror or "cannot be read").lower(), where=name, hint=hint) from None
    if len(data) > _MOST_MIB << 20:
        hint = "import a part of it at a time"
        raise RefusedError(f"there are more than {_MOST_MIB} MiB in it", where=name, hint=hint)
    return data


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise InvalidError("it is UTF-16, not UTF-8", where=name, hint="save it as UTF-8")
    if b"\0" in data or data.startswith(b"%PDF-"):
        hint = "what can be imported is plain text in UTF-8, as can be copied out of a document"
        raise UsageError("it is no text", hint=hint)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InvalidError("not UTF-8 text", where=f"{name}:{line}", hint="save it as UTF-8") from None


def _imported(session: Session, incoming: Incoming, *, ask: bool, dry_run: bool) -> Imported:
    agreed = partial(_agreed, session) if ask else None
    progress = session.out.progress
    try:
        return session.library.bring_in(incoming, dry_run=dry_run, agreed=agreed, progress=progress)
    finally:
        session.out.wipe()


def _agreed(session: Session, report: Imported) -> None:
    """Ask before more than one entry is written."""
    if report.written < 2:  # noqa: PLR2004 - one is not asked about
        return
    session.out.wipe()
    lines = _lines(report, dry_run=True) if can_ask() else []
    rest = more(len(lines), _NAMED)
    for line in [*lines[:_NAMED], *([rest] if rest else [])]:
        session.out.remark(f"  {line}", name=False)
    session.ask(f"import {counted(report.written, 'entry', 'entries')}?")


def _tell(session: Session, incoming: Incoming, report: Imported, name: str, *, dry_run: bool) -> None:
    out = session.out
    if not out.terminal:
        for entry in [*(each for _, each in report.added), *(after for _, _, after in report.merged)]:
            out.line(entry.id)
    for line in _lines(report, dry_run=dry_run):
        out.remark(line, name=False)
    if 0 < len(report.same) <= _NAMED:  # the number of many is told below
        out.remark(f"unchanged {', '.join(entry.id for _, entry in report.same)}", name=False)
    for at, earlier in report.twice:
        out.remark(f"{name}:{at}: the same as line {earlier}, and left out", name=False)
    for remark in incoming.remarks:
        out.remark(f"{name}:{remark.line}: {remark.what}", name=False)
    for at, error in report.failed:
        out.remark(f"{name}:{at}: {error}" if at else str(error))
    out.remark(f"{'would be ' if dry_run else ''}{_sum(report)}", name=False)


def _lines(report: Imported, *, dry_run: bool) -> list[str]:
    would = "would be " if dry_run else ""
    lines = [f"{would}added {entry.id}: {entry.title}" for _, entry in report.added]
    lines += [
        f"{would}merged {after.id}: {difference(before, after)} · {after.title}"
        for _, before, after in report.merged
    ]
    if report.list_file:
        lines.append(f"{would}filled {ENTRIES}/{LIST_FILE}: {list_difference(*report.list_file)}")
    return lines


def _sum(report: Imported) -> str:
    counts = (len(each) for each in (report.added, report.merged, report.same, report.twice, report.failed))
    names = ("added", "merged", "unchanged", "left out", "failed")
    told = zip(names, counts, strict=True)
    return ", ".join(f"{number} {name}" for name, number in told if number or name != "left out")
