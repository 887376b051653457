"""The console of rich, set up so that no text of an entry is ever read as markup."""

from __future__ import annotations

import sys
from typing import Any

from rich.console import Console


def show(renderable: Any, *, width: int, color: bool, whole: bool = False) -> None:  # noqa: ANN401 - anything rich can show
    """Write a renderable to stdout, lines that are too long folded or left `whole`."""
    console = Console(
        file=sys.stdout,
        width=width,
        force_terminal=True,
        no_color=not color,
        color_system="auto" if color else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    console.print(renderable, soft_wrap=whole)
