"""What the first command under the lock does for those that were killed: finish their steps, sweep up.

A step that is to be whole is taken back where it was not done wholly.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from readinglist.errors import RefusedError
from readinglist.journal import Change
from readinglist.store.batch import Batch
from readinglist.store.files import peek, place
from readinglist.store.listing import SUFFIX

if TYPE_CHECKING:
    from readinglist.journal import Journal, Pending
    from readinglist.system import System

LABEL = "recovered"
_ENDS = (f"{SUFFIX}.tmp", f"{SUFFIX}.old.tmp")


def recover(system: System, folder: int, journal: Journal) -> list[Pending]:
    """Bring files and journal in order; to be called under the lock, before anything else.

    Returns the steps that were to be whole and are taken back; RefusedError where it fails.
    """
    try:
        taken_back = [
            pending for pending in journal.pending() if Batch(system, folder, journal, pending).settle()
        ]
        sweep(system, folder, journal)
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise RefusedError(
            f"what an interrupted command left cannot be put in order: {reason}", where=place("")
        ) from error
    return taken_back


def sweep(system: System, folder: int, journal: Journal) -> None:
    """Remove temporary files that belong to no step; bytes found nowhere else go to the journal first."""
    for temporary in sorted(name for name in os.listdir(folder) if name[0] == "." and name.endswith(_ENDS)):
        try:
            held = peek(system, folder, temporary)
        except PermissionError:  # another user's: not to be read, so not to be removed
            continue
        if held.data is None:
            continue
        name = _entry_of(temporary)
        if held.data and not peek(system, folder, name).holds(held.data):
            journal.keep(LABEL, [Change(name, held.data, None)])
        system.unlink(folder, temporary)


def _entry_of(temporary: str) -> str:
    return temporary[1:].removesuffix(".tmp").removesuffix(".old")
