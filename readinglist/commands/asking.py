"""Questions on the terminal."""

from __future__ import annotations

import sys

from readinglist.text import safe


def can_ask() -> bool:
    """Tell whether there is somebody who reads a question and can answer it."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def answered(question: str) -> str | None:
    """Ask a question and return the answer; None where there is no answer, not even an empty line."""
    sys.stderr.write(f"{safe(question)} ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        sys.stderr.write("\n")
        return answer or None
    return answer
