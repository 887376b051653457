"""The console of rich, set up so that no text of an entry is ever read as markup."""

from __future__ import annotations

import sys
from io import StringIO
from typing import TYPE_CHECKING, Any

from rich.console import Console

if TYPE_CHECKING:
    from typing import TextIO


def show(renderable: Any, *, width: int, color: bool, whole: bool = False) -> None:  # noqa: ANN401 - anything rich can show
    """Write a renderable to stdout, lines that are too long folded or left `whole`."""
    _console(sys.stdout, width, color=color).print(renderable, soft_wrap=whole)


def lines_of(renderable: Any, *, width: int, color: bool) -> list[str]:  # noqa: ANN401 - as above
    """Return the lines that a renderable takes, each with its own colours, for one who draws them himself."""
    written = StringIO()
    _console(written, width, color=color).print(renderable)
    return written.getvalue().splitlines()


def _console(file: TextIO, width: int, *, color: bool) -> Console:
    return Console(
        file=file,
        width=width,
        force_terminal=True,
        no_color=not color,
        color_system="auto" if color else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
