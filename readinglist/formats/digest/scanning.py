"""Where the entries of a digest begin and end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readinglist.formats.digest.form import (
    HARD,
    abstract_mark,
    count,
    heading,
    is_finished,
    is_part,
    item,
)
from readinglist.formats.digest.header import is_key_line
from readinglist.formats.works import UNNAMED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readinglist.formats.digest.form import Count, Heading

_END_OF_LINE = re.compile(r"\r\n|\r|\n")
# A number alone at the foot of a page.
_PAGE_NUMBER = re.compile(r"(?<=\n\n)[ \t]*\d{1,3}[ \t]*(?=\n+\f)", re.ASCII)
_PAGE_ENDS = re.compile(r"\f+")
# What the text of a page may carry along and no file of the list can hold.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_MARKDOWN = re.compile(r"^#{1,6}\s+")
# What a title may begin with: a name and a colon, not what introduces a list.
_BEFORE_COLON = re.compile(
    r"(?!.*\b(?:are|as|below|contains?|follow(?:s|ing)|includes?|is|these|to):)\S+(?: \S+){0,3}:"
)
_LONGEST_TITLE = 300
_LONGEST_PART = 150
_HEADING_LINES = 3


class Line(NamedTuple):
    """A line with its number; the end of a page is an empty one of the same number as that before it."""

    number: int
    text: str


class Found(NamedTuple):
    """A part of the digest that begins somewhere.

    Attributes:
        start: its first line, as a position among the lines.
        body: the line after what it begins with.
        what: a heading, a count, the kind of a part, or None for an abstract that no heading comes before.

    """

    start: int
    body: int
    what: Heading | Count | str | None


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of a digest, without numbers of pages, control characters and spaces at their ends."""
    text = _CONTROLS.sub("", _END_OF_LINE.sub("\n", text.removeprefix("\ufeff")))
    for number, line in enumerate(_PAGE_NUMBER.sub("", text).split("\n"), 1):
        if "\f" not in line:
            yield Line(number, line.rstrip())
            continue
        for page, piece in enumerate(_PAGE_ENDS.split(line)):
            if page:
                yield Line(number, "")
            yield Line(number, piece.rstrip())


class Scanner:
    """Goes through the lines once and finds what begins where."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Begin before the first line."""
        self._texts = [line.text for line in lines]
        self._floor = 0  # what was found ends here
        # In an entry, after the first one began, after the mark of its abstract.
        self._entry = self._begun = self._marked = False
        self.found: list[Found] = []

    def scan(self) -> list[Found]:
        """Return the parts in order."""
        for at, text in enumerate(self._texts):
            if text.strip() and not self._heading(at) and not self._count(at):
                self._mark(at)
        return self.found

    def _begin(self, start: int, body: int, what: Heading | Count | str | None) -> None:
        self.found.append(Found(start, body, what))
        self._floor = body

    def _heading(self, at: int) -> bool:
        if not self._texts[at].rstrip(". ").endswith(")") or (
            item(self._texts[at]) and not self._marks_next(at)
        ):
            return False
        start, text, marked = at, self._texts[at], self._marks_next(at)
        found = heading(text, marked=marked)
        # It may have been cut inside its brackets.
        while not found and text.count(")") > text.count("(") and at - start < _HEADING_LINES:
            before = self._before(start)
            if before is None:
                return False
            start, text = before, f"{self._texts[before]} {text}"
            found = heading(text, marked=marked)
        if not found:
            return False
        start, title = self._title(start, found.title)
        self._begin(start, at + 1, found._replace(title=bare(title)))
        self._entry, self._begun, self._marked = True, True, False
        return True

    def _title(self, start: int, title: str) -> tuple[int, str]:
        """Return where the title of a heading begins, and all of it."""
        while (before := self._before(start)) is not None and self._belongs(before, start, title):
            start, title = before, f"{' '.join(self._texts[before].split())} {title}".rstrip()
        return start, title

    def _belongs(self, before: int, start: int, title: str) -> bool:
        """Tell whether a line is a part of the title that goes on at `start`."""
        text = self._texts[before].strip()
        if text.endswith(HARD) or item(text) or len(text) + len(title) > _LONGEST_TITLE:
            return False
        if not title:
            return len(text) < _LONGEST_PART and not text.endswith(".")
        if self._floor == 0 and self._before(before) is None:  # the name of the list
            return title[:1].islower() and text != UNNAMED
        if before == start - 1:
            begins = before == self._floor or not self._texts[before - 1].strip()
            return not is_finished(text) or (begins and not text.endswith(".") and len(text) < _LONGEST_PART)
        if not self._entry:  # after the counts of a part, or in the header, which may say anything
            return may_begin_title(text) and (self._begun or (bool(self.found) and title[:1].islower()))
        return self._ends_alone(before, text)

    def _ends_alone(self, at: int, text: str) -> bool:
        """Tell whether a line that an empty one follows looks like the first part of a title.

        That is where the text before it has come to its end, and it has not.
        """
        if not may_begin_title(text):
            return False
        before = self._before(at)
        if before is None or before == at - 1:
            return False
        return is_finished(self._texts[before]) or item(self._texts[before]) is not None

    def _count(self, at: int) -> bool:
        found = count(self._texts[at])
        if found:
            self._begin(at, at + 1, found)
            self._entry = False
        return found is not None

    def _mark(self, at: int) -> None:
        """Look for the beginning of a part, and of an abstract."""
        text = self._texts[at]
        if not self._entry and is_key_line(text):
            self._floor = at + 1
        elif (kind := is_part(text)) and self._begins_part(at):
            self._begin(at, at + 1, kind)
            self._entry = False
        elif abstract_mark(text) is not None and not (self._entry and not self._marked):
            self._lost(at)
        elif abstract_mark(text) is not None:
            self._marked = True
            self._floor = at if abstract_mark(text) else at + 1

    def _lost(self, at: int) -> None:
        """Note an abstract without a heading; in the middle of another one it is only a word."""
        before = self._before(at)
        title = before is not None and may_begin_title(self._texts[before].rstrip(")"))
        if title or not self._entry:
            self._begin(before if title and before is not None else at, at + 1, None)
            self._entry = False

    def _before(self, at: int) -> int | None:
        """Return the line with something on it before `at`, None where what was found before ends first."""
        return next((each for each in range(at - 1, self._floor - 1, -1) if self._texts[each].strip()), None)

    def _next(self, at: int) -> str:
        after = next((each for each in range(at + 1, len(self._texts)) if self._texts[each].strip()), None)
        return self._texts[after] if after else ""

    def _marks_next(self, at: int) -> bool:
        return abstract_mark(self._next(at)) is not None

    def _begins_part(self, at: int) -> bool:
        after = self._next(at)
        return not after or count(after) is not None or heading(after) is not None


def may_begin_title(text: str) -> bool:
    """Tell whether a line could be the first part of a title that the end of a page cut."""
    text = text.strip()
    if len(text) >= _LONGEST_PART or text[:1].islower() or text.endswith(HARD) or item(text):
        return False
    return not is_finished(text) or _BEFORE_COLON.fullmatch(text) is not None


def is_marked(title: str) -> bool:
    """Tell whether a title begins as an item or with Markdown; a backslash keeps it as it is."""
    return bool(title.startswith((HARD, "**")) or item(f"{title} (") or _MARKDOWN.match(title))


def bare(title: str) -> str:
    """Return a title without the mark of an item, or of emphasis and headings in Markdown."""
    if title.startswith(HARD) and is_marked(title[1:]):
        return title[1:]
    mark = item(title)
    title = title[mark.end() :] if mark else _MARKDOWN.sub("", title, count=1)
    return title[2:-2].strip() if title.startswith("**") and title.endswith("**") else title
