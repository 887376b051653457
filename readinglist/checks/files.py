"""The local copies that entries name: which may be used, and whether they are there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.errors import RefusedError
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence


class MissingFileError(RefusedError):
    """The local copy that an entry names is not there."""


def local_file(name: str, library: Path, roots: Sequence[str]) -> Path:
    """Return the absolute path of a local copy, which lies inside the library or under a configured root.

    Raises:
        MissingFileError: if it is not there.
        RefusedError: if it lies elsewhere.

    """
    path = _resolved(library, name)
    allowed = [library.resolve(), *(_resolved(library, root) for root in roots)]
    if not any(path.is_relative_to(root) for root in allowed):
        hint = "name its folder under `roots` in the configuration"
        raise RefusedError(f'file "{safe(name)}" lies outside the library', hint=hint)
    if not path.is_file():
        raise MissingFileError(
            f'there is no file "{safe(name)}"', hint="the entry's `file` says where it should be"
        )
    return path


def _resolved(library: Path, name: str) -> Path:
    try:
        return (library / Path(name).expanduser()).resolve()
    except (RuntimeError, ValueError):
        # Nobody's home (`~nobody`), links that go round in a circle, a NUL.
        raise RefusedError(f'"{safe(name)}" is no path that leads anywhere') from None
