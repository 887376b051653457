"""Starting other programs: argument lists, never a shell."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.errors import RefusedError, UsageError
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

# What a desktop would run rather than show; a name decides there, not what is in the file.
_PROGRAMS = frozenset({
    ".app", ".appimage", ".bat", ".cmd", ".com", ".command", ".desktop", ".exe", ".hta", ".jar", ".jnlp",
    ".js", ".jse", ".lnk", ".msi", ".pif", ".ps1", ".py", ".pyw", ".reg", ".run", ".scr", ".sh", ".terminal",
    ".tool", ".url", ".vbe", ".vbs", ".webloc", ".workflow", ".wsf",
})  # fmt: skip
_EXECUTABLE = 0o111
_OPENERS = ("open",) if sys.platform == "darwin" else ("xdg-open", "gio open", "wslview")


class MissingFileError(RefusedError):
    """The local copy that an entry names is not there."""


def check_url(url: str) -> str:
    """Return a URL that may be handed to a program: http or https, nothing that acts as an option.

    Raises:
        RefusedError: if it is none.

    """
    scheme, found, rest = url.partition("://")
    if not found or scheme.lower() not in ("http", "https"):
        raise RefusedError(f'"{safe(url)}" is not opened', hint="only http and https addresses are")
    if not rest or rest.startswith("-") or any(not char.isprintable() or char.isspace() for char in url):
        raise RefusedError(f'"{safe(url)}" is not an address')
    return url


def check_file(name: str, library: Path, roots: Sequence[str]) -> str:
    """Return the absolute path of a local copy, which lies inside the library or under a configured root.

    Raises:
        MissingFileError: if it is not there.
        RefusedError: if it lies elsewhere, or could run as a program: nothing in a library names a command.

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
    if path.suffix.lower() in _PROGRAMS or path.stat().st_mode & _EXECUTABLE:
        hint = "open it yourself, or take its x permission away if it is none"
        raise RefusedError(f'file "{safe(name)}" could run as a program', hint=hint)
    return str(path)


def _resolved(library: Path, name: str) -> Path:
    try:
        return (library / Path(name).expanduser()).resolve()
    except (RuntimeError, ValueError):
        # Nobody's home (`~nobody`), links that go round in a circle, a NUL.
        raise RefusedError(f'"{safe(name)}" is no path that leads anywhere') from None


def open_with(opener: str, target: str) -> None:
    """Hand `target` to the opener, the one configured or the system's, and do not wait for it.

    Raises:
        UsageError: if there is none.
        RefusedError: if it cannot be started.

    """
    import subprocess  # noqa: PLC0415 - Typer has loaded it; argument lists only

    command = _opener(opener)
    try:
        subprocess.Popen(
            [*command, target], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        raise RefusedError(f"{command[0]} does not start: {error.strerror}") from None


def _opener(configured: str) -> list[str]:
    for line in [configured] if configured else _OPENERS:
        name, *options = _words(line) or [""]
        program = shutil.which(name)
        if program:
            return [program, *options]
    raise UsageError(
        f"{safe(configured)} is not there" if configured else "nothing here opens files",
        hint='name a program in the configuration: opener = "firefox"',
    )


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError as error:
        raise UsageError(
            f"opener: {safe(line)}: {str(error).lower()}", hint="see the configuration"
        ) from None
