"""The index: a disposable SQLite file that holds nothing the entries do not; the only home of sqlite3."""

from readinglist.index.database import DAMAGED, Index, Known, is_damage

__all__ = ["DAMAGED", "Index", "Known", "is_damage"]
