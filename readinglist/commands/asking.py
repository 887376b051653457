"""Questions on the terminal."""

from __future__ import annotations

import sys

from readinglist.render.output import tell


def can_ask() -> bool:
    """Tell whether there is somebody who reads a question and can answer it."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def answered(question: str) -> str | None:
    """Ask a question and return what was typed, spaces around it gone; None where the input ended."""
    tell(question, end=" ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        sys.stderr.write("\n")
        return None
    return answer.strip()
