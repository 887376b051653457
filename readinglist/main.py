"""The entry point of the scripts: answers `--version` before anything else is imported."""

from __future__ import annotations

import sys

from readinglist.version import __version__


def run() -> None:
    """Run the command line of this process and exit with its code."""
    if sys.argv[1:] in (["--version"], ["version"]):
        print(f"readinglist {__version__}")  # noqa: T201 - printed before there is anything to print with
        return
    from readinglist.cli import main  # noqa: PLC0415 - the point of this file

    sys.exit(main(sys.argv[1:]))
