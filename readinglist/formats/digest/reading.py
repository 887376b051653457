"""Reading a digest: the form, with what copying out of a document does to it.

A title may stand on several lines, a page may end inside a paragraph or a sentence, a month may be misspelt,
lines of the header may be missing; entries may come in any order, and those of another kind stand in a part
of their own, which its name or its counts begin.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from readinglist.formats.digest.form import (
    Count,
    Heading,
    abstract_mark,
    count,
    date_of,
    heading,
    is_date,
    loose_heading,
)
from readinglist.formats.digest.header import header_of
from readinglist.formats.digest.paragraphs import text_of
from readinglist.formats.digest.scanning import Scanner, lines_of
from readinglist.formats.digest.slips import without_stray
from readinglist.formats.incoming import Incoming, Record, Remark
from readinglist.model.entry import Entry
from readinglist.model.listfile import ListFile
from readinglist.text import is_visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readinglist.formats.digest.scanning import Found, Line

_FORM = "Title (Mon YYYY; Link)"
_LONGEST_LIKELY = 200  # characters of a line that may be meant as a heading


def looks_like(text: str) -> bool:
    """Tell whether a text has a line that only a digest has: a heading, a count, `Abstract:`."""
    return any(_is_telling(line.text.strip()) for line in lines_of(text))


def _is_telling(text: str) -> bool:
    return (":" in text and abstract_mark(text) == "") or count(text) is not None or heading(text) is not None


def read(text: str) -> Incoming:
    """Return what a digest holds."""
    lines = list(lines_of(text))
    found = Scanner(lines).scan()
    reader = _Reader(lines)
    ends = [*(each.start for each in found), len(lines)][1:]
    for each, end in zip(found, ends, strict=True):
        reader.take(each, end)
    header = header_of(_before_entries(lines, found))
    return reader.incoming(header.remarks, name=header.name, areas=header.areas, curator=header.curator)


def body_of(lines: Sequence[str]) -> str:
    """Return the abstract that the lines below a heading hold, with what is before its mark; "" for none."""
    for at, line in enumerate(lines):
        told = abstract_mark(line)
        if told is not None:
            parts = text_of(lines[:at]), text_of([told, *lines[at + 1 :]])
            return "\n\n".join(part for part in parts if part)
    return text_of(lines)


def _before_entries(lines: Sequence[Line], found: Sequence[Found]) -> list[Line]:
    """Return the lines before the first entry that are no counts."""
    first = next((each.start for each in found if not isinstance(each.what, Count)), len(lines))
    counts = {each.start for each in found}
    return [line for at, line in enumerate(lines[:first]) if at not in counts]


def _like_headings(body: Sequence[Line]) -> Iterator[Remark]:
    """Yield a remark on each line of an abstract that stands by itself and may be meant as a heading."""
    texts = ["", *(line.text.strip() for line in body), ""]
    for line, (before, text, after) in zip(
        body, zip(texts, texts[1:], texts[2:], strict=False), strict=False
    ):
        alone = (
            len(text) <= _LONGEST_LIKELY and not before and (not after or abstract_mark(after) is not None)
        )
        if (
            alone
            and text.endswith(")")
            and (head := loose_heading(text))
            and (head.url or is_date(head.date))
        ):
            yield Remark(line.number, f"taken as text, as a heading is `{_FORM}`: {head.title}")


class _Reader:
    """Takes the parts of a digest in order and keeps what they say."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._kind = "paper"
        self._counts: dict[tuple[str, bool], Count] = {}
        self._counted_at: dict[str, int] = {}
        self._records: list[Record] = []
        self._failed: list[Remark] = []
        self._remarks: list[Remark] = []

    def take(self, found: Found, end: int) -> None:
        """Take what begins at `found` and goes on to the line before `end`."""
        line = self._lines[found.start].number
        match found.what:
            case Heading() as head:
                body = self._lines[found.body : end]
                self._entry(line, head, body_of([each.text for each in body]))
                self._remarks += _like_headings(body)
            case Count() as counted:
                self._kind = counted.kind
                self._counts.setdefault((counted.kind, counted.after), counted)
                self._counted_at[counted.kind] = line
            case str() as kind:
                self._kind = kind
            case _:
                self._failed.append(Remark(line, f"an abstract without a heading `{_FORM}` before it"))

    def _entry(self, line: int, head: Heading, abstract: str) -> None:
        if not is_visible(head.title):
            self._failed.append(Remark(line, "an entry without a title"))
            return
        try:
            date, plain = date_of(head.date)
        except ValueError:
            self._failed.append(Remark(line, f'no year can be read in "{head.date}": {head.title}'))
            return
        title = head.title if head.sure else without_stray(head.title, abstract)
        if title != head.title:
            slip = head.title.split()[0]
            self._remarks.append(Remark(line, f'"{slip}" is taken for "{slip[1:]}": {title}'))
        if not plain:
            self._remarks.append(Remark(line, f'"{head.date}" is taken for {date}: {title}'))
        entry = Entry(
            id="",
            title=title,
            kind=self._kind,
            date=date,
            url=head.url or None,
            abstract=abstract or None,
        )
        self._records.append(Record(line, entry))

    def incoming(
        self, remarks: Sequence[Remark], *, name: str | None, areas: tuple[str, ...], curator: str | None
    ) -> Incoming:
        """Return all of it."""
        left_out = {
            kind: number for kind, after in self._counts if not after and (number := self._left(kind))
        }
        about = ListFile(name=name, curator=curator, areas=areas, left_out=left_out)
        return Incoming(self._records, about, self._failed, sorted([*remarks, *self._remarks]))

    def _left(self, kind: str) -> int:
        """Return how many of a kind were evaluated and not kept."""
        here = Counter(record.entry.kind for record in self._records)[kind]
        counted = self._counts.get((kind, True))
        kept = counted.number if counted else here
        left = self._counts[kind, False].number - kept
        if left < 0:
            what = f"fewer were evaluated ({kept + left}) than kept ({kept}), so none is counted as left out"
            self._remarks.append(Remark(self._counted_at[kind], what))
        return max(left, 0)
