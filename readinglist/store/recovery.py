"""What the first command under the lock does for those that were killed: finish their steps, sweep up.

A step that is to be whole is taken back where it was not done wholly.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from readinglist.errors import RefusedError
from readinglist.store.batch import Batch
from readinglist.store.files import place
from readinglist.store.sweeping import sweep

if TYPE_CHECKING:
    from readinglist.journal import Journal, Pending
    from readinglist.system import System


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
