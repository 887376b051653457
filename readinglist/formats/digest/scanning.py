"""Where the entries of a digest begin and end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from readinglist.formats.digest.form import (
    HARD,
    NUMBER,
    PAGE,
    abstract_mark,
    count,
    heading,
    is_finished,
    is_part,
    is_rule,
    loose_heading,
    numbered,
)
from readinglist.formats.digest.header import is_key_line
from readinglist.formats.digest.marks import bare, is_sure, style_of
from readinglist.formats.works import UNNAMED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readinglist.formats.digest.form import Count, Heading

_END_OF_LINE = re.compile(r"\r\n|\r|\n")
# What stands alone at the foot of a page; a bare number only where the page ends or a sentence goes on.
_PAGE_NUMBER = re.compile(
    rf"(?<=\n\n)[ \t]*(?:{NUMBER}[ \t]*(?=\n+\f|\n\n+[a-z])|{PAGE}[ \t]*(?=\n\n|\n?\f|\n?\Z))", re.ASCII
)
_PAGE_ENDS = re.compile(r"\f+")
# What the text of a page may carry along and no file of the list can hold.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
# What a title may begin with: a name and a colon, not what introduces a list.
_BEFORE_COLON = re.compile(
    r"(?!.*\b(?:are|as|below|contains?|follow(?:s|ing)|includes?|is|these|to):)\S+(?: \S+){0,3}:"
)
# What an abstract may end with, and no title begins with.
_LABEL = re.compile(
    r"\s*(?:key ?words?|tags?|topics?|authors?|venue|published in|code|website|doi|url|pdf|arxiv)\s*:",
    re.IGNORECASE,
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
    """Yield the lines of a digest without numbers of pages, rules, control characters and spaces at ends."""
    text = _CONTROLS.sub("", _END_OF_LINE.sub("\n", text.removeprefix("\ufeff")))
    for number, line in enumerate(_PAGE_NUMBER.sub("", text).split("\n"), 1):
        for page, piece in enumerate(_PAGE_ENDS.split(line) if "\f" in line else (line,)):
            if page:
                yield Line(number, "")
            yield Line(number, "" if is_rule(piece) else piece.rstrip())


class Scanner:
    """Goes through the lines once and finds what begins where."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Begin before the first line."""
        self._texts = [line.text for line in lines]
        # Of each line the next ones with something on them; -1 and 0 where there is none.
        self._above, self._below = _neighbours(self._texts)
        self._floor = 0  # what was found ends here
        # In an entry, after the first one began, after the mark of its abstract.
        self._entry = self._begun = self._marked = False
        self._style = ""  # what stands before the titles of this part: the mark of an item, or nothing
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
        text = self._texts[at]
        if not text.rstrip(". ").endswith((")", "]")):
            return False
        marked = self._marks_next(at)
        if not marked and not self._may_head(text):
            return False
        start, found = at, self._found_in(text, start=at, marked=marked)
        # It may have been cut inside its brackets.
        while not found and text.count(")") > text.count("(") and at - start < _HEADING_LINES:
            before = self._before(start)
            if before is None:
                return False
            start, text = before, f"{self._texts[before]} {text}"
            found = self._found_in(text, start=start, marked=marked)
        if not found:
            return False
        start, title = self._title(start, found.title)
        if not self._entry:
            self._style = style_of(title)
        self._begin(start, at + 1, found._replace(title=bare(title), sure=is_sure(title)))
        self._entry, self._begun, self._marked = True, True, False
        return True

    def _found_in(self, text: str, *, start: int, marked: bool) -> Heading | None:
        if found := heading(text, marked=marked):
            return found
        return loose_heading(text) if marked and not self._waits(start) else None

    def _waits(self, start: int) -> bool:
        """Tell whether the abstract that comes next is that of the entry before, and a text its authors.

        Not where the entry has its own already, or a whole paragraph in place of it.
        """
        before = self._before(start)
        told = before is not None and before < start - 1 and is_finished(self._texts[before])
        return self._entry and not self._marked and not told

    def _may_head(self, text: str) -> bool:
        """Tell whether a line is no item of a list, as far as titles are not marked like that."""
        return not numbered(text) or not self._entry or style_of(text) == self._style

    def _title(self, start: int, title: str) -> tuple[int, str]:
        """Return where the title of a heading begins, and all of it."""
        while (before := self._before(start)) is not None and self._belongs(before, start, title):
            start, title = before, f"{' '.join(self._texts[before].split())} {title}".rstrip()
        return start, title

    def _belongs(self, before: int, start: int, title: str) -> bool:
        """Tell whether a line is a part of the title that goes on at `start`."""
        text = self._texts[before].strip()
        is_whole = numbered(title) and self._may_head(title)
        if is_whole or text.endswith(HARD) or len(text) + len(title) > _LONGEST_TITLE:
            return False
        if abstract_mark(text) is not None:
            return False
        if numbered(text):
            is_near = before == start - 1 or (self._entry and title[:1].islower())
            return is_near and self._may_head(text)
        if not title:
            return len(text) < _LONGEST_PART and not text.endswith(".")
        if self._floor == 0 and self._before(before) is None:  # the name of the list
            return title[:1].islower() and text != UNNAMED
        return (
            self._goes_on_below(before, text) if before == start - 1 else self._goes_on(before, text, title)
        )

    def _goes_on(self, at: int, text: str, title: str) -> bool:
        """Tell whether a title goes on after an empty line."""
        if self._entry:
            return self._ends_alone(at, text)
        # After the counts of a part, or in the header, which may say anything.
        return may_begin_title(text) and (self._begun or (bool(self.found) and title[:1].islower()))

    def _goes_on_below(self, at: int, text: str) -> bool:
        """Tell whether a line with another one right below it is a part of the title that is there."""
        begins = at == self._floor or not self._texts[at - 1].strip()
        is_cut = not is_finished(text) or text.endswith(":")
        return is_cut or (begins and not text.endswith(".") and len(text) < _LONGEST_PART)

    def _ends_alone(self, at: int, text: str, lines: int = _HEADING_LINES) -> bool:
        """Tell whether a line that an empty one follows looks like a part of a title.

        That is where the text before it has come to its end, and it has not; what is between goes on in small
        letters.
        """
        before = self._before(at)
        if before is None or before == at - 1 or not may_be_cut(text):
            return False
        if text.strip()[:1].islower():
            return lines > 1 and self._ends_alone(before, self._texts[before], lines - 1)
        return is_finished(self._texts[before]) or numbered(self._texts[before]) is not None

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
        title = before is not None and self._may_be_title(self._texts[before].rstrip(")"))
        if title or not self._entry:
            self._begin(before if title and before is not None else at, at + 1, None)
            self._entry = False

    def _may_be_title(self, text: str) -> bool:
        return may_begin_title(bare(text) if self._may_head(text) else text)

    def _before(self, at: int) -> int | None:
        """Return the line with something on it before `at`, None where what was found before ends first."""
        before = self._above[at]
        return before if before >= self._floor else None

    def _next(self, at: int) -> str:
        return self._texts[self._below[at]] if self._below[at] else ""

    def _marks_next(self, at: int) -> bool:
        after = self._next(at)
        return abstract_mark(after) is not None and heading(after) is None

    def _begins_part(self, at: int) -> bool:
        """Tell whether a name of a part has something of that part below it."""
        below = self._below[at]
        if not below or count(self._texts[below]) is not None:
            return True
        if below == at + 1 and self._texts[below].lstrip()[:1].islower():  # "Software", and what it is about
            return False
        title = ""
        for _ in range(_HEADING_LINES if at == 0 or not self._texts[at - 1] else 1):
            title = f"{title} {self._texts[below]}"
            if heading(title) or (loose_heading(title) and self._marks_next(below)):
                return True
            if not self._below[below] or not may_be_cut(self._texts[below]):
                break
            below = self._below[below]
        return False


def _neighbours(texts: Sequence[str]) -> tuple[list[int], list[int]]:
    above, below = [], [0] * len(texts)
    last = -1
    for at, text in enumerate(texts):
        above.append(last)
        if text.strip():
            below[max(last, 0) : at] = [at] * (at - max(last, 0))
            last = at
    return above, below


def may_begin_title(text: str) -> bool:
    """Tell whether a line could be the first part of a title that the end of a page cut."""
    return not text.lstrip()[:1].islower() and may_be_cut(text)


def may_be_cut(text: str) -> bool:
    """Tell whether a line could be any part of such a title but the last."""
    text = text.strip()
    if len(text) >= _LONGEST_PART or text.endswith(HARD) or numbered(text) or _LABEL.match(text):
        return False
    return not is_finished(text) or _BEFORE_COLON.fullmatch(text) is not None
