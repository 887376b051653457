"""The page of all commands says what the program says."""

from __future__ import annotations

from readinglist.commands import COMMANDS
from tests.make_commands_page import PAGE, page


def test_the_page_is_as_the_help() -> None:
    """`docs/commands.md` is what `python -m tests.make_commands_page` makes."""
    assert PAGE.read_text(encoding="utf-8") == page(), "make it anew: python -m tests.make_commands_page"


def test_every_command_has_its_part() -> None:
    """Commands and their other names are in a heading each."""
    headings = [line for line in page().splitlines() if line.startswith("### ")]
    assert all(any(f"`{name}`" in line for line in headings) for name in COMMANDS)
