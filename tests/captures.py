"""What a terminal of a given width shows of a small list of its own: wide, marked and long titles, every status."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.keyed import Keyed
from tests.program import here
from tests.readers import write_library
from tests.terminal import on_terminal, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

SCREENS = Path(__file__).resolve().parent / "screens"
WIDTHS = (40, 80, 120, 200)
COMMANDS = {
    "today": "",
    "list": "list",
    "show": "show longfellow1999very yamada2019kyoka",
    "search": "search unicode title",
    "count": "count area",
    "undo": "undo --list",
    "history": "history",
    "tags": "tags",
    "view": "view",
    "stats": "stats",
    "reader": "-L ../reader stats",
    "year": "-L ../reader stats --year 2025",
    "values": "-L ../reader stats --by area",
    "next": "next --minutes 30 --why",
    "similar": "similar longfellow1999very",
}
# What waits for keys fills a terminal of 24 lines: its first screen.
KEYED = {"triage": "triage has:summary --sort -id"}
# What `undo --list` tells of.
_CHANGES = ("tag +again dropped2017", "rate yamada2019kyoka 5", "set longfellow1999very code= priority=low")
# A form feed never gets out of the program; so it can stand between the screens.
_END = "\f"
_SHOW = f"""
import sys
from readinglist.cli import main
for command in {list(COMMANDS.values())}:
    main(command.split())
    print(end={_END!r}, flush=True)
"""
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d\b")


def list_for_screens(folder: Path) -> Path:
    """Make the list in `folder`, with a few changes that can be taken back, and that of a reader beside it."""
    shutil.copytree(SCREENS / "library", folder)
    write_library(folder.parent / "reader", 300)
    for change in _CHANGES:
        ran = here(folder, *change.split())
        assert ran.code == 0, ran.err
    return folder


def screens(folder: Path, width: int, environ: Mapping[str, str] = {}) -> dict[str, str]:
    """Return what each command shows, with its escapes."""
    shown = on_terminal([], folder, width=width, environ=environ, command=(sys.executable, "-c", _SHOW))
    assert shown.code == 0, shown.text
    return dict(zip(COMMANDS, shown.text.split(_END), strict=False))


def keyed_screens(folder: Path, width: int) -> dict[str, str]:
    """Return what each command that waits for keys shows first, without its escapes."""
    found = {}
    for name, command in KEYED.items():
        with Keyed(folder, *command.split(), size=(width, 24)) as run:
            found[name] = run.wait("? help")
    return found


def as_kept(screen: str) -> str:
    """Return a screen as it is kept: without escapes and spaces at line ends, at one and the same time."""
    lines = [line.rstrip() for line in _TIME.sub("2026-11-23 12:00", plain(screen)).splitlines()]
    return "\n".join(lines) + "\n"


def kept_file(command: str, width: int) -> Path:
    """Return the file of a screen."""
    return SCREENS / f"{command}-{width}.txt"


def refresh(home: Path) -> None:
    """Write down what all commands show now at all widths."""
    folder = list_for_screens(home / "list")
    for width in WIDTHS:
        for command, screen in screens(folder, width).items():
            kept_file(command, width).write_text(as_kept(screen), encoding="utf-8")
        for command, screen in keyed_screens(folder, width).items():
            kept_file(command, width).write_text(as_kept(screen), encoding="utf-8")
