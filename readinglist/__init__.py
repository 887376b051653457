"""A reading list for papers: one YAML file each, searched, tracked and exported.

>>> from readinglist import Library
>>> library = Library.open("~/papers")                                   # doctest: +SKIP
>>> [entry.title for entry in library.find("status:unread tag:ppo")]     # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

from readinglist.version import __version__

if TYPE_CHECKING:
    from readinglist.library import Library
    from readinglist.model.entry import Entry

__all__ = ["Entry", "Library", "__version__"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the module has
    """Import what is asked for only then: the command line starts without it."""
    if name == "Library":
        from readinglist.library import Library  # noqa: PLC0415 - scripts alone ask for it

        return Library
    if name == "Entry":
        from readinglist.model.entry import Entry  # noqa: PLC0415 - scripts alone ask for it

        return Entry
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
