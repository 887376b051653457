"""What a new file takes over from the one that it replaces: owner, mode, extended attributes, access list."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readinglist.system import System

_ACCESS_LIST = "system.posix_acl_access"
_OF_PEOPLE = "user."  # others are the system's own, which gives a new file what is due


def dress_like(system: System, folder: int, name: str, descriptor: int) -> None:
    """Give an open new file what the one called `name` has; OSError where that fails."""
    old = system.open(folder, name)
    try:
        status, new = os.fstat(old), os.fstat(descriptor)
        if (new.st_uid, new.st_gid) != (status.st_uid, status.st_gid):
            with suppress(PermissionError):  # only root may give a file away
                system.fchown(descriptor, status.st_uid, status.st_gid)
        _take_over(system, old, descriptor)
        system.fchmod(descriptor, stat.S_IMODE(status.st_mode))
    finally:
        os.close(old)


def bare_mode(system: System, folder: int, name: str) -> int:
    """Return the mode that a file may have without its access list; OSError where it cannot be read."""
    descriptor = system.open(folder, name)
    try:
        mode = stat.S_IMODE(os.fstat(descriptor).st_mode)
        # With an access list the bits of the group are the most that anybody in the list may do.
        return mode & ~stat.S_IRWXG if _ACCESS_LIST in system.attributes(descriptor) else mode
    finally:
        os.close(descriptor)


def _take_over(system: System, old: int, new: int) -> None:
    """Copy attributes; an access list that the folder gave to the new file alone is taken away."""
    wanted, there = system.attributes(old), system.attributes(new)
    for name in sorted({*wanted, *there}):
        kept = name == _ACCESS_LIST or name.startswith(_OF_PEOPLE)
        if kept and wanted.get(name) != there.get(name):
            system.set_attribute(new, name, wanted.get(name))
