"""Where a command's output goes: data to stdout, remarks to stderr, everything made safe on its way."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from readinglist.text import folded, safe, safe_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FEW_FILES = 500
_FEW_CHANGES = 100
_PACE = 20  # the terminal is told of every twentieth file
_NARROWEST = 20
_USUAL = 80


def tell(text: str, *, end: str = "\n") -> None:
    """Write one line on stderr, made safe; a terminal gets it folded at spaces, so no path is cut."""
    lines = [safe(text)]
    if sys.stderr.isatty():
        lines = folded(lines[0], _width_of_stderr() - len(end.rstrip("\n")))
    sys.stderr.write("\n".join(lines) + end)


def _width_of_stderr() -> int:
    # Stdout, which shutil looks at, may well lead elsewhere; no columns at all means that nobody knows.
    columns = 0
    with suppress(OSError):
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
    return max(shutil.get_terminal_size((columns or _USUAL, 0)).columns, _NARROWEST)


def tabbed(cells: Iterable[str]) -> str:
    """Return cells divided by tabs, made safe."""
    return "\t".join(map(safe, cells))


class Output:
    """The two streams of a command.

    Attributes:
        terminal: whether stdout is a terminal.
        fancy: whether stdout is shown to a person: tables and screens in place of plain lines.
        color: whether colours are used.

    """

    def __init__(self, environ: Mapping[str, str], *, color: str = "auto") -> None:
        """Look at stdout, `NO_COLOR` and the option `--color`."""
        self._ticking = False
        self.terminal = sys.stdout.isatty()
        wanted = self.terminal and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
        self.fancy = self.terminal or color == "always"
        self.color = color == "always" or (color == "auto" and wanted)

    @property
    def width(self) -> int:
        """The columns of the terminal."""
        return max(shutil.get_terminal_size().columns, _NARROWEST)

    def line(self, text: str) -> None:
        """Write one line of data."""
        sys.stdout.write(safe(text) + "\n")

    def message(self, text: str) -> None:
        """Write one line that tells of a change; a terminal gets it folded at spaces, so no word is cut."""
        line = safe(text)
        self.safe_line("\n".join(folded(line, self.width)) if self.terminal else line)

    def cells(self, cells: Iterable[str], *, end: str = "\n") -> None:
        """Write one tab-separated line of data."""
        sys.stdout.write(tabbed(cells) + end)

    def safe_line(self, line: str) -> None:
        """Write a line of which every part has been made safe already, tabs and line ends being meant."""
        sys.stdout.write(line + "\n")

    def text(self, lines: Iterable[str]) -> None:
        """Write lines of data as their format has them; a terminal gets nothing that it could act on."""
        if self.terminal:
            lines = ("\n".join(safe_lines(line)) for line in lines)
        sys.stdout.writelines(lines)

    def remark(self, text: str, *, name: bool = True) -> None:
        """Tell one line on stderr, after what was written before."""
        sys.stdout.flush()
        tell(f"{'readinglist: ' if name else ''}{text}")

    def show(self, renderable: Any, *, whole: bool = False) -> None:  # noqa: ANN401 - anything rich can show
        """Show a table or screen; the terminal itself folds what is to stay `whole`, for copying."""
        from readinglist.render.console import show  # noqa: PLC0415 - rich is for terminals only

        show(renderable, width=self.width, color=self.color, whole=whole)

    def progress(self, done: int, total: int, doing: str = "reading") -> None:
        """Show on a terminal how many files have been dealt with, and wipe it at the end."""
        few, pace = (_FEW_FILES, 1) if doing == "reading" else (_FEW_CHANGES, _PACE)
        if total < few or (done < total and done % pace) or not sys.stderr.isatty():
            return
        self._ticking = done < total
        line = f"{doing} {done} of {total} files" if self._ticking else ""
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()

    def wipe(self) -> None:
        """Wipe what `progress` left, where the end was never reached."""
        if self._ticking:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
        self._ticking = False
