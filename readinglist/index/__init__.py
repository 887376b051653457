"""The index: a disposable SQLite file that holds nothing the entries do not; the only home of sqlite3."""

from readinglist.index.damage import DAMAGED, is_damage
from readinglist.index.database import Index, Known
from readinglist.index.seal import seal_of

__all__ = ["DAMAGED", "Index", "Known", "is_damage", "seal_of"]
