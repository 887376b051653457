"""`completion`: what makes a shell complete commands, options, entries and queries."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from readinglist.commands import SHELLS
from readinglist.commands.shared import session_of
from readinglist.errors import UsageError
from readinglist.text import safe

_SCRIPTS = Path(__file__).resolve().parent.parent / "shell"
Shell = Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh or fish.", show_default=False)]


def completion(ctx: typer.Context, shell: Shell = "") -> None:
    """Print the script that makes your shell complete commands, options, entries, tags and queries.

    \b
    Examples:
      echo 'eval "$(readinglist completion bash)"' >> ~/.bashrc
      echo 'eval "$(readinglist completion zsh)"' >> ~/.zshrc
      mkdir -p ~/.config/fish
      echo 'readinglist completion fish | source' >> ~/.config/fish/config.fish
    """
    if shell not in SHELLS:
        what = f'there is no completion for "{safe(shell)}"' if shell else "for which shell?"
        raise UsageError(what, hint=f"one of {', '.join(SHELLS)}")
    session_of(ctx).out.text([(_SCRIPTS / f"completion.{shell}").read_text(encoding="utf-8")])
