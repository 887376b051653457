"""`check`: what is wrong, by file and line."""

from __future__ import annotations

import typer

from readinglist.commands.shared import counted, session_of, stop
from readinglist.errors import InvalidError


def check(ctx: typer.Context) -> None:
    """Name everything that is wrong in the library: file, line, reason. Changes nothing.

    Broken entries end it with exit code 4; what only looks odd is told as a warning.

    \b
    Example:
      readinglist check
    """
    session = session_of(ctx)
    errors = warnings = 0
    for finding in session.library.check():
        session.out.line(str(finding))
        errors += finding.serious
        warnings += not finding.serious
    told = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
    entries = counted(session.library.find().total, "readable entry", "readable entries")
    session.out.remark(f"{told} in {entries}", name=False)
    stop(InvalidError.exit_code if errors else 0)
