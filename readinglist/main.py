"""The entry point of the scripts: answers `--version` before anything else is imported."""

from __future__ import annotations

import os
import sys

from readinglist.version import __version__


def run() -> None:
    """Run the command line of this process and exit with its code."""
    try:
        if sys.argv[1:] in (["--version"], ["version"]):
            _print_version()
            return
        code = _command()
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _command() -> int:
    from readinglist.interruption import Interruption, Terminated  # noqa: PLC0415 - `--version` needs none of it

    with Interruption() as interruption:
        try:
            from readinglist.cli import main  # noqa: PLC0415 - the point of this file

            code = main(sys.argv[1:])
        except Terminated:
            code = 143
    return interruption.code or code


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
