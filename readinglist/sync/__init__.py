"""What differs between store and index, and bringing the index up to date; the only place where both meet."""

from readinglist.sync.comparing import copy_of, discard, up_to_date
from readinglist.sync.reading import SUFFIX

__all__ = ["SUFFIX", "copy_of", "discard", "up_to_date"]
