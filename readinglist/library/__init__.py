"""The one door to a library: find, get, add, change, remove, undo."""

from readinglist.library.library import Library
from readinglist.library.listing import Listing
from readinglist.library.reports import Broken, Changed, Result, Undone

__all__ = ["Broken", "Changed", "Library", "Listing", "Result", "Undone"]
