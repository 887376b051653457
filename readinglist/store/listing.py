"""Which files in `entries/` are entries, and which only look as if they were meant to be."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from readinglist.settings import LIST_FILE
from readinglist.store.files import stamp_of

if TYPE_CHECKING:
    from readinglist.store.files import Stamp

SUFFIX = ".yaml"
_MEANT = (".yaml", ".yml")
# What Emacs (a lock) and macOS (what its own file systems keep beside a file) leave lying about.
_OF_OTHERS = (".#", "._")


def stamps(folder: int | str | os.PathLike[str]) -> dict[str, Stamp]:
    """Return the stamp of every entry in `folder`, by id; OSError where it cannot be listed."""
    found = {}
    with os.scandir(folder) as items:
        for item in items:
            name = item.name
            if not name.endswith(SUFFIX) or name[0] in "._":
                continue
            try:
                status = item.stat(follow_symlinks=False)
            except FileNotFoundError:  # removed since the folder was listed
                continue
            if stat.S_ISREG(status.st_mode):
                found[name[:-5]] = stamp_of(status)
    return found


def misfits(folder: int | str | os.PathLike[str]) -> list[tuple[str, str]]:
    """Return the names that look meant as entries and are none, each with the reason, in order."""
    with os.scandir(folder) as items:
        reasons = ((item.name, _reason(item)) for item in items if _looks_meant(item.name))
        return sorted((name, reason) for name, reason in reasons if reason)


def _looks_meant(name: str) -> bool:
    return name.lower().endswith(_MEANT) and not name.startswith(_OF_OTHERS)


def _reason(item: os.DirEntry[str]) -> str:
    if item.is_symlink():
        return "a link; entries are regular files"
    if item.is_dir(follow_symlinks=False):
        return "a folder; entries are regular files"
    if not item.is_file(follow_symlinks=False):
        return "a special file; entries are regular files"
    if item.name[0] in "._" and item.name != LIST_FILE:
        return f"passed over, since its name begins with {item.name[0]}"
    return "" if item.name.endswith(SUFFIX) else "entries end in .yaml"
