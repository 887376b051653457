"""The stamps of the files, taken by a second process while the first one is still starting.

Looking at ten thousand files takes about as long as starting the program does. The second process needs
nothing but the folder; it sends a fingerprint of all stamps and ends. Whatever goes wrong with it, the first
process looks at the files itself.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from readinglist.store import Stamp

_STANDARD_STREAMS = 2
_VERY_MANY = 20_000
# The last letter of an id tells in which half it is: any rule will do.
_MIDDLE = "n"
# The bytes of an index of several hundred entries: fewer are compared before another process is made.
_WORTH_IT = 4_000_000


class Ahead:
    """A process that looks at the files of a library, started early."""

    def __init__(self, library: Path) -> None:
        """Start it for the library in this folder; OSError where that fails."""
        self._library = library
        self._reader, writer = os.pipe()
        if self._reader <= _STANDARD_STREAMS:
            # A standard stream came closed, and what is written to it would end up in the pipe.
            os.close(self._reader)
            os.close(writer)
            raise OSError("a standard stream is closed")
        self._process = os.fork()
        if not self._process:
            _look(library, writer)
        os.close(writer)

    def fingerprint(self, library: Path) -> bytes:
        """Return the fingerprint of the entries of `library`; b"" where that is not known.

        This waits for the process to end, and can be asked once.
        """
        with open(self._reader, "rb") as pipe:  # noqa: PTH123 - a number, not a path
            told = pipe.read()
        os.waitpid(self._process, 0)
        return told if library == self._library else b""


def begin(args: Sequence[str], environ: Mapping[str, str]) -> Ahead | None:
    """Start the process for the library that a command line means, where it saves time; else return None."""
    from pathlib import Path  # noqa: PLC0415 - only where entries are asked for

    from readinglist.errors import ReadinglistError  # noqa: PLC0415 - as said
    from readinglist.settings import find_library, index_path  # noqa: PLC0415 - as said

    try:
        library = find_library(library_named(args), environ, Path.cwd())
        index = index_path(library, environ)
        return Ahead(library) if index and index.stat().st_size >= _WORTH_IT else None
    except (ReadinglistError, OSError):
        return None  # what is wrong will be said by the command


def fingerprint(stamps: Mapping[str, Stamp]) -> bytes:
    """Return what tells one state of a folder from all others: digests of names and stamps, in two halves."""
    first = {name: stamp for name, stamp in stamps.items() if name[-1] < _MIDDLE}
    return _digest(first) + _digest({name: stamps[name] for name in stamps if name not in first})


def _digest(stamps: Mapping[str, Stamp]) -> bytes:
    from array import array  # noqa: PLC0415 - only where many files are looked at
    from hashlib import blake2b  # noqa: PLC0415 - as said
    from itertools import chain  # noqa: PLC0415 - as said

    found = blake2b("\0".join(stamps).encode("utf-8", "surrogateescape"), digest_size=16)
    found.update(array("q", chain.from_iterable(stamps.values())))
    return found.digest()


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


def _look(library: Path, writer: int) -> None:
    """Write the fingerprint to the pipe and end; what is wrong is for the other process to say."""
    try:
        from readinglist.settings import ENTRIES  # noqa: PLC0415 - the first process has it already

        os.write(writer, _taken(library / ENTRIES))
    finally:
        os._exit(0)


def _taken(folder: Path) -> bytes:
    """Return the fingerprint of the files in `folder`; one more process takes a half of very many."""
    from readinglist.store.listing import named, opened  # noqa: PLC0415 - only in the second process

    with opened(folder) as descriptor:
        names = named(descriptor)
        first = [name for name in names if name[-6] < _MIDDLE]
        halves = first, [name for name in names if name[-6] >= _MIDDLE]
        if len(names) < _VERY_MANY:
            return b"".join(_seen(half, descriptor) for half in halves)
        return _shared(halves, descriptor)


def _shared(halves: Sequence[Sequence[str]], folder: int) -> bytes:
    reader, writer = os.pipe()
    if not os.fork():
        try:
            os.write(writer, _seen(halves[1], folder))
        finally:
            os._exit(0)
    os.close(writer)
    first = _seen(halves[0], folder)
    with open(reader, "rb") as pipe:  # noqa: PTH123 - a number, not a path
        return first + pipe.read()


def _seen(names: Sequence[str], folder: int) -> bytes:
    from readinglist.store.listing import stamps_of  # noqa: PLC0415 - only in the second process

    return _digest(stamps_of(names, folder))
