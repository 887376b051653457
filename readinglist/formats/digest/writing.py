"""Writing a digest: the header, the papers with their abstracts, then other kinds, each with its counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.formats.again import again
from readinglist.formats.digest.form import (
    HARD,
    PARTS,
    abstract_mark,
    count,
    heading,
    is_page,
    is_part,
    is_rule,
)
from readinglist.formats.digest.header import in_parts, is_key_line
from readinglist.formats.digest.marks import is_marked
from readinglist.formats.digest.reading import body_of
from readinglist.formats.digest.scanning import may_be_cut
from readinglist.formats.digest.slips import without_stray
from readinglist.formats.works import UNNAMED, address_in_link, month
from readinglist.text import safe, safe_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from readinglist.formats.about import About
    from readinglist.model.entry import Entry
    from readinglist.model.listfile import ListFile
    from readinglist.reading.progress import Progress


def write(entries: Iterable[Entry], about: About) -> Iterator[str]:
    """Yield the text; the entries are read twice, since the header tells their years and parts their kinds.

    Within a part the newest come first; those of the same date stay as they come.
    """
    found = again(entries)
    dates = _by_kind_and_date(found.placed())
    years = {int(date[:4]) for of_kind in dates.values() for date in of_kind if date}
    yield from _header(about.list_file, sorted(years, reverse=True))
    progress = about.progress()
    for kind, name in PARTS.items():
        places = _newest_first(dates.get(kind, {}))
        counts = progress.get(kind)
        if kind != "paper" and (places or counts):
            yield f"\n{name}\n"
        yield from _counts(name, counts) if counts else ()
        if kind == "paper" and about.list_file.curator:
            yield f"\nAuthor: {_linked(about.list_file.curator)}\n"
        for entry in found.at(places):
            yield from _entry(entry)


def _by_kind_and_date(placed: Iterable[tuple[int, Entry]]) -> dict[str, dict[str, list[int]]]:
    """Return the places of the entries of each kind, by their date, "" where there is none."""
    found: dict[str, dict[str, list[int]]] = {}
    for place, entry in placed:
        found.setdefault(entry.kind, {}).setdefault(entry.date or "", []).append(place)
    return found


def _newest_first(dates: Mapping[str, list[int]]) -> list[int]:
    return [place for date in sorted(dates, reverse=True) for place in dates[date]]


def _header(told: ListFile, years: list[int]) -> Iterator[str]:
    areas = in_parts(filter(None, map(_line, told.areas)))
    yield f"{_name(_line(told.name or ''), alone=not areas and not years)}\n"
    if areas:
        yield f"\nResearch Areas: {areas}\n"
    if years:
        yield f"\nYears: {', '.join(map(str, years))}\n"


def _counts(name: str, counts: Progress) -> Iterator[str]:
    yield f"\nNumber of {name} Evaluated: {counts.evaluated}\n"
    yield f"\nNumber of {name} After Evaluation: {counts.kept}\n"


def _name(name: str, *, alone: bool) -> str:
    """Return the name of a list; where nothing of the header follows, it could begin the first title."""
    misread = _is_more(name) or is_key_line(name) or name == UNNAMED or name.endswith(HARD)
    return f"{name}{HARD}" if name and (misread or alone) else name or UNNAMED


def _linked(name: str) -> str:
    """Return a name as a link that leads nowhere, which is how digests show it."""
    line = _line(name)
    return line if set("[]") & set(line) else f"[{line}](#)"


def _entry(entry: Entry) -> Iterator[str]:
    told = entry.abstract or entry.summary or ""
    yield f"\n{_heading(entry, told)}\n"
    text = _body(told)
    if text:
        yield f"\nAbstract:\n\n{text}\n" if entry.kind == "paper" else f"\n{text}\n"


def _heading(entry: Entry, told: str) -> str:
    title = _line(entry.title)
    if is_marked(title) or without_stray(title, _line(told)) != title:
        title = HARD + title
    return f"{title} ({month(entry.date) or 'undated'}; [Link]({address_in_link(entry, also=';') or '#'}))"


def _body(text: str) -> str:
    """Return a text so that it is read back as it is: where it would not, its lines end with a backslash."""
    plain = "\n".join(map(_spaced, safe_lines(text))).strip("\n")
    lines = plain.split("\n")
    if body_of(lines) == plain and not may_be_cut(lines[-1]) and not any(map(_is_more, lines)):
        return plain
    return "\n".join(f"{line}{HARD}" if line else "" for line in lines)


def _is_more(line: str) -> bool:
    """Tell whether a line would be read as something other than text."""
    told = heading(line, marked=True) or count(line) or is_part(line) or is_page(line) or is_rule(line)
    return bool(told) or abstract_mark(line) is not None


def _spaced(line: str) -> str:
    """Return a line with single spaces between its words, its indentation as it is."""
    return " " * (len(line) - len(line.lstrip())) + " ".join(line.split())


def _line(text: str) -> str:
    return " ".join(safe(text).split())
