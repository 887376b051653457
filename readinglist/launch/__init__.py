"""Starting other programs: argument lists, never a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.checks.files import local_file
from readinglist.errors import RefusedError, UsageError
from readinglist.settings import CONFIGURED
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from subprocess import Popen

# What a desktop would run rather than show; a name decides there, not what is in the file.
_PROGRAMS = frozenset({
    ".app", ".appimage", ".bat", ".cmd", ".com", ".command", ".desktop", ".exe", ".hta", ".jar", ".jnlp",
    ".js", ".jse", ".lnk", ".msi", ".pif", ".ps1", ".py", ".pyw", ".reg", ".run", ".scr", ".sh", ".terminal",
    ".tool", ".url", ".vbe", ".vbs", ".webloc", ".workflow", ".wsf",
})  # fmt: skip
_EXECUTABLE = 0o111
_EDITORS = ("vi", "nano")
# The options of editors that open a window and return at once without.
_WAITING = {
    **dict.fromkeys(
        ("atom", "code", "code-insiders", "codium", "cursor", "gedit", "mate", "subl", "zed"),
        ("--wait", "-w"),
    ),
    "gvim": ("--nofork", "-f"),
    "kate": ("--block", "-b"),
}
# What to do where there is no editor.
NAME_AN_EDITOR = 'name one in the configuration, editor = "vim", or in $EDITOR'
_NAME_AN_OPENER = 'name a program in the configuration: opener = "firefox"'
# What hands an address on has ended by then, or goes on as the browser itself.
_MOMENT = 0.5  # seconds
_GRACE = 5.0  # seconds that an editor has to save its work when we are told to end
_OPENERS = ("open",) if sys.platform == "darwin" else ("xdg-open", "gio open", "wslview")


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
    path = local_file(name, library, roots)
    if path.suffix.lower() in _PROGRAMS or path.stat().st_mode & _EXECUTABLE:
        hint = "open it yourself, or take its x permission away if it is none"
        raise RefusedError(f'file "{safe(name)}" could run as a program', hint=hint)
    return str(path)


def open_with(opener: str, target: str, *, quiet: bool = False) -> str:
    """Hand `target` to the opener, the one configured or the system's, and do not wait until it ends.

    What it says on stderr is shown, unless `quiet`; then it gets a moment in which to fail.

    Returns:
        the name of the opener.

    Raises:
        UsageError: if there is none.
        RefusedError: if it cannot be started, or when `quiet` fails at once.

    """
    import subprocess  # noqa: PLC0415 - Typer has loaded it; argument lists only

    command = _opener(opener)
    name = Path(command[0]).name
    try:
        child = subprocess.Popen(
            [*command, target],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL if quiet else None,
            start_new_session=True,
        )
    except OSError as error:
        raise RefusedError(f"{command[0]} does not start: {error.strerror}") from None
    with suppress(subprocess.TimeoutExpired):
        if quiet and child.wait(_MOMENT):
            raise RefusedError(f"{name} could not open it", hint=_NAME_AN_OPENER)
    return name


def _opener(configured: str) -> list[str]:
    for line in [configured] if configured else _OPENERS:
        name, *options = _words("opener", line) or [""]
        program = shutil.which(name)
        if program:
            return [program, *options]
    raise UsageError(
        f"{safe(configured)} is not there" if configured else "nothing here opens files",
        hint=_NAME_AN_OPENER,
    )


def named_editor(configured: str, environ: Mapping[str, str]) -> tuple[str, str]:
    """Return what names the editor (config.toml, else $VISUAL, $EDITOR) and its command line, or "" twice."""
    named = (
        (CONFIGURED, configured),
        *((f"${name}", environ.get(name, "")) for name in ("VISUAL", "EDITOR")),
    )
    return next(((origin, line) for origin, line in named if line.strip()), ("", ""))


def find_editor(configured: str, environ: Mapping[str, str]) -> list[str]:
    """Return program and arguments of the editor: the one that is named, else `vi` or `nano`.

    Raises:
        UsageError: if the one that is named is not there, or none is.

    """
    origin, line = named_editor(configured, environ)
    if origin:
        setting = "editor" if origin == CONFIGURED else origin
        name, *options = _words(setting, line)
        program = shutil.which(name)
        if program is None:
            raise UsageError(f"{setting}: {safe(name)} is not there", hint=NAME_AN_EDITOR)
        return [program, *options]
    found = next(filter(None, map(shutil.which, _EDITORS)), None)
    if found is None:
        raise UsageError("no editor is named, and neither vi nor nano is here", hint=NAME_AN_EDITOR)
    return [found]


def can_type() -> bool:
    """Tell whether somebody sits at a terminal that an editor can have, as `run_editor` gives it."""
    return sys.stdin.isatty() or sys.stderr.isatty()


def waiting(command: Sequence[str]) -> str:
    """Return how an editor is started so that it waits until the file is closed; "" where nothing lacks.

    >>> waiting(["/usr/bin/code", "-n"]), waiting(["code", "-w"]), waiting(["vim"])
    ('code --wait', '', '')
    """
    name = Path(command[0]).name
    options = _WAITING.get(name, ())
    return f"{name} {options[0]}" if options and not set(options) & set(command[1:]) else ""


def run_editor(command: Sequence[str], path: Path) -> int:
    """Let an editor work on a file, wait for it, and return its exit code, negative for a signal.

    Ctrl-C is the editor's own meanwhile. Where stdin is a pipe, the editor gets the terminal.

    Raises:
        RefusedError: if it cannot be started.

    """
    import subprocess  # noqa: PLC0415 - Typer has loaded it; argument lists only

    sys.stdout.flush()
    with _interrupts_left_to_it(), _terminal() as terminal:
        try:
            child = subprocess.Popen([*command, str(path)], stdin=terminal)
        except OSError as error:
            raise RefusedError(f"{command[0]} does not start: {error.strerror}") from None
        try:
            return child.wait()
        except BaseException:
            _end(child)
            raise


def _end(child: Popen[bytes]) -> None:
    from subprocess import TimeoutExpired  # noqa: PLC0415 - as above

    child.terminate()
    try:
        child.wait(_GRACE)
    except TimeoutExpired:
        child.kill()
        child.wait()


@contextmanager
def _interrupts_left_to_it() -> Iterator[None]:
    import signal  # noqa: PLC0415 - only editors need it

    # A handler, and not SIG_IGN, which the editor would inherit.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _terminal() -> Iterator[int | None]:
    """Give the terminal where stdin is something else; None where it is not, or nobody sits at one."""
    if sys.stdin.isatty() or not sys.stderr.isatty():
        yield None
        return
    try:
        descriptor = os.open("/dev/tty", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        yield None
        return
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _words(setting: str, line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError as error:
        raise UsageError(
            f"{setting}: {safe(line)}: {str(error).lower()}", hint="see the configuration"
        ) from None
