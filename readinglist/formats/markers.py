"""Two lines in a page that somebody else writes, between which a list is kept up to date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from readinglist.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BEGIN, END = "<!-- readinglist:begin -->", "<!-- readinglist:end -->"
_MARKER = r"<!--[ \t]*readinglist:(?P<kind>begin|end)[ \t]*-->"
# The first or last line of code; backticks with another one behind them stand around a word.
_FENCE = r"(?P<fence>`{3,}(?!.*`)|~{3,})(?P<more>.*?)"
# A byte order mark before the first line is none of its text.
_LINE = re.compile(rf"^\ufeff?[ \t]*(?:{_MARKER}|{_FENCE})[ \t]*(?=\r?$)", re.MULTILINE)
HINT = f"write {BEGIN} and {END} on lines of their own where the list is to stand"


def framed(pieces: Iterable[str]) -> str:
    """Return what `pieces` say between the two markers, as the beginning of a new page."""
    return f"{BEGIN}\n{_set_apart(pieces)}{END}\n"


def updated(page: str, pieces: Iterable[str]) -> str:
    """Return `page` with what `pieces` say between its markers; all else stays as it is, its line ends too.

    Raises:
        RefusedError: unless the page has the two markers once, in this order; with the line.

    """
    found = list(_markers(page))
    if [each["kind"] for each in found] != ["begin", "end"]:
        raise _refusal(page, found)
    first, last = found
    line_end = "\r\n" if page[first.end() :].startswith("\r\n") else "\n"
    middle = _set_apart(pieces).replace("\n", line_end)
    return page[: first.end()] + line_end + middle + page[last.start() :]


def _markers(page: str) -> Iterator[re.Match[str]]:
    """Yield the markers that do not stand in code between fences (CommonMark)."""
    fence = ""
    for line in _LINE.finditer(page):
        if not fence and line["kind"]:
            yield line
        elif not fence:
            fence = line["fence"]
        elif (line["fence"] or "").startswith(fence) and not line["more"]:
            fence = ""


def _set_apart(pieces: Iterable[str]) -> str:
    """Return the text with an empty line around it: beside a comment Markdown takes it for HTML."""
    text = "".join(pieces).strip()
    return f"\n{text}\n\n" if text else "\n"


def _refusal(page: str, found: list[re.Match[str]]) -> RefusedError:
    """Return what is to be said of a page without the two markers, with the line of the first wrong one."""
    if not found:
        return RefusedError("it has no markers", hint=HINT)
    wanted = ["begin", "end", *[""] * len(found)]
    wrong = [each for each, kind in zip(found, wanted, strict=False) if each["kind"] != kind]
    at = (wrong or found)[0]
    what = f"this {at['kind']} of a list is one too many" if wrong else "the list has no end"
    refusal = RefusedError(what, hint=HINT)
    refusal.line = page.count("\n", 0, at.start()) + 1
    return refusal
