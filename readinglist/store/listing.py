"""Which files in `entries/` are entries, and which only look as if they were meant to be."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

from readinglist.settings import LIST_FILE
from readinglist.store.files import stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.store.files import Stamp

SUFFIX = ".yaml"
_MEANT = (".yaml", ".yml")
# What Emacs (a lock) and macOS (what its own file systems keep beside a file) leave lying about.
_OF_OTHERS = (".#", "._")


def stamps(folder: int | str | os.PathLike[str], ids: Iterable[str] | None = None) -> dict[str, Stamp]:
    """Return the stamp of every entry in `folder`, or of `ids`; OSError where it cannot be listed."""
    with opened(folder) as descriptor:
        names = named(descriptor) if ids is None else [each + SUFFIX for each in ids]
        return stamps_of(names, descriptor)


@contextmanager
def opened(folder: int | str | os.PathLike[str]) -> Iterator[int]:
    """Give the descriptor of a folder: names looked up from there take half of what whole paths take."""
    descriptor = folder if isinstance(folder, int) else os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        if descriptor is not folder:
            os.close(descriptor)


def named(folder: int) -> list[str]:
    """Return the names in `folder` that are those of entries."""
    return [name for name in os.listdir(folder) if name.endswith(SUFFIX) and name[0] not in "._"]


def stamps_of(names: Iterable[str], folder: int) -> dict[str, Stamp]:
    """Return the stamps of those that are regular files, by id."""
    found = {}
    for name in names:
        try:
            status = os.stat(name, dir_fd=folder, follow_symlinks=False)
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
