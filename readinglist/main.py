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
        from readinglist.cli import main  # noqa: PLC0415 - the point of this file

        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        from readinglist.errors import INTERRUPTED  # noqa: PLC0415 - `--version` needs none of it

        sys.exit(INTERRUPTED)


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
