"""The journal: every step that changed the library, with the bytes before and after it."""

from readinglist.journal.folder import KEEP_SECONDS, KEEP_STEPS, Journal
from readinglist.journal.record import Change
from readinglist.journal.step import Pending, Step

__all__ = ["KEEP_SECONDS", "KEEP_STEPS", "Change", "Journal", "Pending", "Step"]
