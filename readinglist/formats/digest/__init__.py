"""A digest: a list as plain text, each entry as `Title (Mon YYYY; Link)` and its abstract, out and in."""

from readinglist.formats.digest.writing import write

__all__ = ["write"]
