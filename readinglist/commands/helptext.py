"""Help that fits the terminal: nothing is parted inside a word, an example goes on as the shell takes it."""

from __future__ import annotations

import re
import shutil
from typing import Any

import typer

from readinglist.text import width_of

_NARROWEST, _ROOMY, _WIDEST = 20, 60, 80
# A piece of an example that the shell takes as one: quoted text belongs together with what it stands beside.
_PIECE = r"""(?:'[^']*'|"[^"]*"|\S)+"""
_Formatter: Any = typer.Context.formatter_class


class HelpFormatter(_Formatter):  # type: ignore[misc]  # Click's class, by way of Typer
    """Click's own, for terminals of any width."""

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:  # noqa: ANN401 - Click's
        """Write names with texts; where there is little room, what a long name is about stands below it."""
        super().write_dl(rows, col_max if self.width >= _ROOMY else self.width // 3, col_spacing)

    def getvalue(self) -> str:
        """Return the help, with the lines of examples folded."""
        return "\n".join(fitted(line, self.width) for line in super().getvalue().split("\n"))


def formatter() -> HelpFormatter:
    """Return what lays out the help for this terminal; Click's own is never under 50 columns wide."""
    columns = shutil.get_terminal_size().columns
    return HelpFormatter(width=max(min(columns, _WIDEST), _NARROWEST) - 2)


def fitted(line: str, width: int) -> str:
    """Return a line of help; an example that is too long goes on below, its lines ending in a backslash.

    >>> print(fitted("  readinglist list --sort venue,-date has:code", 36))
      readinglist list --sort \\
          venue,-date has:code
    """
    if width_of(line) <= width or not line.startswith("  ") or "readinglist " not in line:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    start, *pieces = re.findall(_PIECE, line)
    lines = [indent + start]
    for piece in pieces:
        if width_of(lines[-1]) + width_of(piece) + 3 > width:
            lines.append(f"{indent}    {piece}")
        else:
            lines[-1] += f" {piece}"
    return " \\\n".join(lines)
