"""What the first command under the lock does for those that were killed: finish their steps, sweep up.

A step that is to be whole is taken back where it was not done wholly.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from readinglist.errors import RefusedError
from readinglist.journal import Change
from readinglist.store.batch import Batch
from readinglist.store.beside import owner_of
from readinglist.store.files import peek, place

if TYPE_CHECKING:
    from collections.abc import Collection

    from readinglist.journal import Journal, Pending
    from readinglist.system import System

LABEL = "recovered"


def recover(system: System, folder: int, journal: Journal) -> list[Pending]:
    """Bring files and journal in order; to be called under the lock, before anything else.

    Returns the steps that were to be whole and are taken back; RefusedError where it fails.
    """
    try:
        left = journal.pending()
        taken_back = [pending for pending in left if Batch(system, folder, journal, pending).settle()]
        sweep(system, folder, journal, {name for pending in left for name in pending.header.names})
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise RefusedError(
            f"what an interrupted command left cannot be put in order: {reason}", where=place("")
        ) from error
    return taken_back


def sweep(system: System, folder: int, journal: Journal, known: Collection[str] = ()) -> None:
    """Remove temporary files that belong to no step; bytes found nowhere else go to the journal first.

    Those of files whose names are no ids are taken for ours only where `known` has the name.
    """
    for temporary in sorted(os.listdir(folder)):
        name = owner_of(temporary, known)
        if name is None:
            continue
        try:
            held = peek(system, folder, temporary)
        except PermissionError:  # another user's: not to be read, so not to be removed
            continue
        if held.data is None:
            continue
        if held.data and not peek(system, folder, name).holds(held.data):
            journal.keep(LABEL, [Change(name, held.data, None)])
        system.unlink(folder, temporary)
