"""Two lines in a page that somebody else writes, between which a list is kept up to date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readinglist.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

BEGIN, END = "<!-- readinglist:begin -->", "<!-- readinglist:end -->"
_MARKER = re.compile(r"^[ \t]*<!--[ \t]*readinglist:(begin|end)[ \t]*-->[ \t]*(?=\r?$)", re.MULTILINE)
HINT = f"write {BEGIN} and {END} on lines of their own where the list is to stand"


def framed(pieces: Iterable[str]) -> str:
    """Return what `pieces` say between the two markers, as the beginning of a new page."""
    return f"{BEGIN}\n{_set_apart(pieces)}{END}\n"


def updated(page: str, pieces: Iterable[str]) -> str:
    """Return `page` with what `pieces` say between its markers; all else stays as it is, its line ends too.

    Raises:
        RefusedError: unless the page has the two markers once, in this order; with the line.

    """
    found = list(_MARKER.finditer(page))
    if [each[1] for each in found] != ["begin", "end"]:
        raise _refusal(page, found)
    first, last = found
    line_end = "\r\n" if page[first.end() :].startswith("\r\n") else "\n"
    middle = _set_apart(pieces).replace("\n", line_end)
    return page[: first.end()] + line_end + middle + page[last.start() :]


def _set_apart(pieces: Iterable[str]) -> str:
    """Return the text with an empty line around it: beside a comment Markdown takes it for HTML."""
    return f"\n{''.join(pieces).strip()}\n\n"


def _refusal(page: str, found: list[re.Match[str]]) -> RefusedError:
    """Return what is to be said of a page without the two markers, with the line of the first wrong one."""
    if not found:
        return RefusedError("it has no markers", hint=HINT)
    wanted = ["begin", "end", *[""] * len(found)]
    wrong = [each for each, kind in zip(found, wanted, strict=False) if each[1] != kind]
    at = (wrong or found)[0]
    what = f"this {at[1]} of a list is one too many" if wrong else "the list has no end"
    refusal = RefusedError(what, hint=HINT)
    refusal.line = page.count("\n", 0, at.start()) + 1
    return refusal
