"""Removing what changes left beside the files, and keeping what is found nowhere else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from readinglist.journal import Change
from readinglist.store.beside import owner_of
from readinglist.store.files import peek

if TYPE_CHECKING:
    from collections.abc import Collection

    from readinglist.journal import Journal
    from readinglist.system import System

LABEL = "recovered"


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
