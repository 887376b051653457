"""The stamps of the files, taken by a second process while the first one is still starting.

Looking at ten thousand files takes about as long as starting the program does. The second process needs
nothing but the folder; it sends a fingerprint of all stamps and ends. Whatever goes wrong with it, the first
process looks at the files itself.
"""

from __future__ import annotations

import os
from time import monotonic
from typing import TYPE_CHECKING

from readinglist.children import can_fork, ended, forked, has_said
from readinglist.fingerprint import digests, grouped
from readinglist.text import is_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


_VERY_MANY = 20_000
# The bytes of an index of several hundred entries: fewer are compared before another process is made.
_WORTH_IT = 4_000_000
# What was seen longer ago says nothing of the folder now: a command may have waited for its input.
_FRESH_SECONDS = 1.0
# A process that is stopped is not waited for longer.
_PATIENCE_SECONDS = 5.0
_LONGEST = 2048


class Ahead:
    """A process that looks at the files of a folder, started early."""

    def __init__(self, folder: Path) -> None:
        """Start it for the entries in this folder; OSError where that fails."""
        self._folder = folder
        self._begun = monotonic()
        self._reader, writer = os.pipe()
        try:
            self._process = forked(lambda: os.write(writer, _taken(folder)))
        except BaseException:
            os.close(self._reader)
            raise
        finally:
            os.close(writer)

    def fingerprint(self, folder: Path) -> bytes:
        """Return the fingerprint of the entries in `folder`, once; b"" where it is not known, or of old."""
        fresh = monotonic() - self._begun < _FRESH_SECONDS
        told = self.told() if fresh and folder == self._folder else b""
        self.end()
        return told

    @property
    def is_looking(self) -> bool:
        """Whether it has told nothing yet."""
        return bool(self._process) and not has_said(self._reader, 0)

    def end(self) -> None:
        """End the process, if it still runs; nothing of it is left."""
        if self._process:
            process, self._process = self._process, 0
            os.close(self._reader)
            ended(process)

    def told(self) -> bytes:
        """Return the fingerprint, however long ago it was taken; b"" where it is not known."""
        said = has_said(self._reader, _PATIENCE_SECONDS)
        return os.read(self._reader, _LONGEST) if said else b""


def begin(args: Sequence[str], environ: Mapping[str, str]) -> Ahead | None:
    """Start the process for the library that a command line means, where it saves time; else return None."""
    from pathlib import Path  # noqa: PLC0415 - only where entries are asked for

    from readinglist.errors import ReadinglistError  # noqa: PLC0415 - as said
    from readinglist.settings import ENTRIES, find_library, index_path  # noqa: PLC0415 - as said

    if not can_fork():
        return None
    try:
        library = find_library(library_named(args), environ, Path.cwd())
        index = index_path(library, environ)
        return Ahead(library / ENTRIES) if index and index.stat().st_size >= _WORTH_IT else None
    except (ReadinglistError, OSError):
        return None  # what is wrong will be said by the command


def library_named(args: Sequence[str]) -> str | None:
    """Return the folder that the last -L or --library of a command line names.

    >>> library_named(["search", "-Lpapers", "reward"]), library_named(["list", "-L", "a", "--library=b"])
    ('papers', 'b')
    """
    named = None
    for at, arg in enumerate(args):
        if arg == "--":
            break
        if arg in ("-L", "--library"):
            named = args[at + 1] if at + 1 < len(args) else named
        elif arg.startswith("--library="):
            named = arg.removeprefix("--library=")
        elif arg.startswith("-L"):
            named = arg[2:]
    return named


def _taken(folder: Path) -> bytes:
    """Return the fingerprint of the files in `folder`; one more process takes a half of very many."""
    from readinglist.store.listing import SUFFIX, named, opened  # noqa: PLC0415 - only in the second process

    with opened(folder) as descriptor:
        ids = [name[: -len(SUFFIX)] for name in named(descriptor)]
        groups = grouped(filter(is_text, ids))
        if len(ids) < _VERY_MANY:
            return _seen(groups, descriptor)
        return _shared(groups, descriptor)


def _shared(groups: Sequence[Sequence[str]], folder: int) -> bytes:
    half = len(groups) // 2
    reader, writer = os.pipe()
    process = os.fork()
    if not process:
        try:
            os.write(writer, _seen(groups[half:], folder))
        finally:
            os._exit(0)
    os.close(writer)
    first = _seen(groups[:half], folder)
    second = os.read(reader, _LONGEST)
    os.waitpid(process, 0)
    return first + second


def _seen(groups: Sequence[Sequence[str]], folder: int) -> bytes:
    from readinglist.store.listing import SUFFIX, stamps_of  # noqa: PLC0415 - only in the second process

    stamps = stamps_of([each + SUFFIX for group in groups for each in group], folder)
    return b"".join(digests(groups, stamps))
