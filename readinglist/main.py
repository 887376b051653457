"""The entry point of the scripts: answers `--version` and a shell's TAB before anything else is imported."""

from __future__ import annotations

import atexit
import gc
import os
import sys

from readinglist.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from readinglist.ahead import Ahead


def start() -> None:
    """Run the command line of this process and end it at once.

    The interpreter would take itself apart first, for as long as a sixth of a short command takes, to give
    back what the system takes back anyhow.
    """
    try:
        run()
        code: object = 0
    except SystemExit as end:
        code = end.code
    if isinstance(code, int):
        atexit._run_exitfuncs()  # noqa: SLF001 - as multiprocessing does it
        os._exit(code)
    sys.exit(code)  # type: ignore[arg-type]


def run() -> None:
    """Run the command line of this process and exit with its code."""
    try:
        if sys.argv[1:] in (["--version"], ["version"]):
            _print_version()
            return
        if sys.argv[1:2] == ["__complete"]:
            _complete(sys.argv[2:])
            return
        code = _command()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


# What asks nothing of the entries.
_WITHOUT_ENTRIES = frozenset({"--help", "config", "completion", "init"})


def _command() -> int:
    # Importing makes many objects that stay: looking through them again and again takes a tenth of a start.
    gc.set_threshold(100_000, 50, 100)
    from readinglist.interruption import Interruption, Terminated  # noqa: PLC0415 - `--version` needs none of it

    with Interruption() as interruption:
        try:
            ahead = _ahead(sys.argv[1:])
            from readinglist.cli import main  # noqa: PLC0415 - the point of this file

            try:
                code = main(sys.argv[1:], ahead)
            finally:
                if ahead:
                    ahead.end()
        except Terminated:
            code = 143
    return interruption.code or code


def _ahead(args: list[str]) -> Ahead | None:
    """Let a second process look at the files; where there can be none, it is done later."""
    from readinglist.ahead import begin  # noqa: PLC0415 - `--version` needs none of it

    return begin(args, os.environ) if _WITHOUT_ENTRIES.isdisjoint(args) else None


def _complete(args: list[str]) -> None:
    """Answer a shell whose TAB was pressed: never with an error, and silent where nobody listens."""
    from readinglist.completion.engine import answer  # noqa: PLC0415 - only for a shell

    # Somebody waits with a finger on the key: what the system takes back anyhow is not tidied up before.
    gc.disable()
    lines = answer(args, os.environ, _options).encode("utf-8", "replace")
    try:
        while lines:
            lines = lines[os.write(1, lines) :]
    finally:
        os._exit(0)


def _options(command: str) -> list[tuple[str, str]]:
    from readinglist.cli import options_of  # noqa: PLC0415 - it brings Typer

    return options_of(command)


def _print_version() -> None:
    try:
        sys.stdout.write(f"readinglist {__version__}\n")
        sys.stdout.flush()
    except AttributeError:
        return  # stdout came closed
    except OSError as error:
        # The interpreter would fail at it once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write("readinglist: the version cannot be written\n")
            sys.exit(5)
