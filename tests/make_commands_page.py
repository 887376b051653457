"""Write `docs/commands.md` out of the help of every command.

python -m tests.make_commands_page
"""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path

from readinglist.cli import main
from readinglist.commands import COMMANDS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
_HEAD = """# Commands

What `rl COMMAND --help` says, for every command; `rl` and `readinglist` are the same program. This page is made by
`python -m tests.make_commands_page`, and a test holds it to the program.
"""


def page() -> str:
    """Return the text of the page."""
    parts = [_HEAD]
    for group in dict.fromkeys(command.group for command in COMMANDS.values()):
        parts.append(f"\n## {group}\n")
        names = [name for name, row in COMMANDS.items() if row.group == group and not row.alias_of]
        parts += [f"\n### {_titled(name)}\n\n```text\n{_help(name)}```\n" for name in names]
    return "".join(parts)


def _titled(name: str) -> str:
    others = [f"`{other}`" for other, row in COMMANDS.items() if row.alias_of == name]
    return f"`{name}`" + (f" ({', '.join(others)})" if others else "")


def _help(name: str) -> str:
    out = io.StringIO()
    # The width at which help is wrapped must not depend on the terminal.
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "80"
    try:
        with contextlib.redirect_stdout(out):
            main([name, "--help"])
    finally:
        os.environ.pop("COLUMNS")
        os.environ |= {"COLUMNS": before} if before is not None else {}
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().strip("\n").splitlines())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
