"""What a new file takes over from the one that it replaces: owner, mode, extended attributes, access list."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readinglist.system import System

_ACCESS_LIST = "system.posix_acl_access"
_AS_IT_IS = -1
_OF_PEOPLE = "user."  # others are the system's own, which gives a new file what is due


def dress_like(system: System, folder: int, name: str, descriptor: int) -> None:
    """Give an open new file what the one called `name` has; OSError where that fails."""
    old = system.open(folder, name)
    try:
        status, new = os.fstat(old), os.fstat(descriptor)
        if (new.st_uid, new.st_gid) != (status.st_uid, status.st_gid):
            _give(system, descriptor, status)
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


def _give(system: System, descriptor: int, old: os.stat_result) -> None:
    """Give a file to the owner and group of the old one, as far as that is ours to do.

    Only root may give a file to another owner, others may give theirs to a group they are in. PermissionError
    where that fails and members of the group would lose what only they may do.
    """
    try:
        system.fchown(descriptor, old.st_uid, old.st_gid)
    except PermissionError:
        if os.fstat(descriptor).st_gid == old.st_gid:
            return
        try:
            system.fchown(descriptor, _AS_IT_IS, old.st_gid)
        except PermissionError as error:
            if (old.st_mode >> 3) & ~old.st_mode & stat.S_IRWXO:
                raise PermissionError(error.errno, "you are not in the group of this file") from error


def _take_over(system: System, old: int, new: int) -> None:
    """Copy attributes; an access list that the folder gave to the new file alone is taken away."""
    wanted, there = system.attributes(old), system.attributes(new)
    for name in sorted({*wanted, *there}):
        kept = name == _ACCESS_LIST or name.startswith(_OF_PEOPLE)
        if kept and wanted.get(name) != there.get(name):
            system.set_attribute(new, name, wanted.get(name))
