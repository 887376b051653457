"""The `entries/` folder of a library: stamps, reading, and the one way to change it."""

from readinglist.store.files import LIMIT, Stamp
from readinglist.store.outcome import Outcome
from readinglist.store.store import Store

__all__ = ["LIMIT", "Outcome", "Stamp", "Store"]
