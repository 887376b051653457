"""What looks odd in the values of one entry: they can be read, and are hardly what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from readinglist.checks.files import MissingFileError
from readinglist.errors import RefusedError
from readinglist.model.fields import BY_NAME, EVENTS, SINGULAR, as_line
from readinglist.model.identifiers import arxiv_key, doi_key, plain_identifier, url_key
from readinglist.reading.amounts import number_in, pages_in, share_in
from readinglist.settings import ENTRIES, LIST_FILE
from readinglist.text import fold, nearest, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence
    from datetime import date

    from readinglist.model.entry import Entry
    from readinglist.model.fields import Value

_IDENTIFIERS = (
    ("arxiv", "arXiv id", arxiv_key, "ids look like 1707.06347 or cs/0501001"),
    ("doi", "DOI", doi_key, "DOIs look like 10.1000/182"),
)
# What follows a comma in a name that is not turned round.
_AFTER_NAMES = frozenset(
    ("jr", "sr", "ii", "iii", "iv", "phd", "md", "inc", "ltd", "llc", "corp", "co", "gmbh")
)
_WHERE_FILES_LIE = "a path inside the library, or under one of the `roots` in the configuration"


class Oddity(NamedTuple):
    """Something that looks odd in an entry.

    Attributes:
        path: where it stands, as keys and positions: ``("log", 2, "event")``.
        reason: what is odd.
        hint: what would fit, or "".

    """

    path: tuple[str | int, ...]
    reason: str
    hint: str = ""

    def __str__(self) -> str:
        """`warning: reason; hint`."""
        return safe(f"warning: {self.reason}; {self.hint}" if self.hint else f"warning: {self.reason}")


class Surroundings(NamedTuple):
    """What the values of an entry are held against.

    Attributes:
        areas: the vocabulary of the list, empty where it has none.
        ids: the ids there are.
        today: the day it is.
        find_file: finds a local copy; raises RefusedError where it is not there or may not be used.

    """

    areas: Sequence[str]
    ids: Container[str]
    today: date
    find_file: Callable[[str], object]


def odd_values(entry: Entry, around: Surroundings) -> Iterator[Oddity]:
    """Yield what looks odd in one entry."""
    yield from _keys(entry)
    yield from _date(entry, around.today)
    yield from _authors(entry)
    yield from _identifiers(entry)
    yield from _addresses(entry)
    yield from _file(entry, around.find_file)
    yield from _areas(entry, around.areas)
    yield from _tags(entry)
    yield from _log(entry, around.today)
    for position, other in enumerate(entry.distinct_from):
        if other not in around.ids:
            yield Oddity(("distinct_from", position), f'distinct_from names "{other}", which is no entry')


def spelled(areas: Iterable[str], vocabulary: Sequence[str]) -> tuple[str, ...]:
    """Return areas as the vocabulary spells them, where no more than case and accents differ.

    >>> spelled(["human feedback", "Chess"], ["Human feedback"])
    ('Human feedback', 'Chess')
    """
    known = {fold(area): area for area in vocabulary}
    return tuple(dict.fromkeys(area if area in vocabulary else known.get(fold(area), area) for area in areas))


def _keys(entry: Entry) -> Iterator[Oddity]:
    for key in entry.extra:
        near = {"year": "date"}.get(key) or SINGULAR.get(key)
        hint = f"did you mean {near}?" if near else nearest(key, BY_NAME, cutoff=0.8)
        if hint:
            yield Oddity((key,), f'"{key}" is no field, but a key of its own', hint)


def _date(entry: Entry, today: date) -> Iterator[Oddity]:
    if entry.year and entry.year > today.year + 1:
        yield Oddity(
            ("date",), f"date {entry.date} is more than a year ahead", f"the year is at most {today.year + 1}"
        )


def _authors(entry: Entry) -> Iterator[Oddity]:
    for position, name in enumerate(entry.authors):
        family, *given = [part.strip() for part in name.split(",")]
        if family and len(given) == 1 and given[0] and not _after_a_name(given[0]):
            yield Oddity(
                ("authors", position),
                f'author "{name}" has the family name first',
                f"write {given[0]} {family}",
            )


def _after_a_name(text: str) -> bool:
    return text.replace(".", "").lower() in _AFTER_NAMES


def _identifiers(entry: Entry) -> Iterator[Oddity]:
    for name, what, key_of, form in _IDENTIFIERS:
        text = getattr(entry, name)
        if text and not key_of(text):
            yield Oddity((name,), f'{name} "{text}" is no {what}', form)
        elif text and (plain := plain_identifier(name, text)) != text:
            yield Oddity((name,), f'{name} "{text}" has more than the {what} in it', f"write {plain}")


def _addresses(entry: Entry) -> Iterator[Oddity]:
    for name, text in (("url", entry.url), ("code", entry.code)):
        if text and not (url_key(text) and text.isprintable() and " " not in text):
            yield Oddity((name,), f'{name} "{text}" is no web address', "it starts with https:// or http://")


def _file(entry: Entry, find_file: Callable[[str], object]) -> Iterator[Oddity]:
    try:
        if entry.file:
            find_file(entry.file)
    except MissingFileError as error:
        yield Oddity(("file",), error.what, _WHERE_FILES_LIE)
    except RefusedError as error:
        yield Oddity(("file",), error.what, error.hint)


def _areas(entry: Entry, vocabulary: Sequence[str]) -> Iterator[Oddity]:
    for position, area in enumerate(entry.areas):
        if vocabulary and area not in vocabulary:
            yield Oddity(
                ("areas", position),
                f'area "{area}" is not in the vocabulary',
                nearest(area, vocabulary) or f"add it to areas in {ENTRIES}/{LIST_FILE}",
            )


def _tags(entry: Entry) -> Iterator[Oddity]:
    for position, tag in enumerate(entry.tags):
        if "," in tag:
            items = ", ".join(part.strip() for part in tag.split(","))
            yield Oddity(("tags", position), f'tag "{tag}" has a comma', f"write a list, tags: [{items}]")


def _log(entry: Entry, today: date) -> Iterator[Oddity]:
    for position, item in enumerate(entry.log):
        if item.date > today.isoformat():
            yield Oddity(("log", position, "date"), f"the log has a day that is still to come, {item.date}")
        for key, judge in _OF_THE_LOG.items():
            value = item.values.get(key)
            if value is not None and (told := judge(value, entry)):
                yield Oddity(("log", position, key), *told)


def _event(value: Value, _: Entry) -> tuple[str, str] | None:
    if value in EVENTS:
        return None
    text = as_line(value)
    return f'the log has no event "{text}"', nearest(text, EVENTS) or f"events are {', '.join(EVENTS)}"


def _pages(value: Value, entry: Entry) -> tuple[str, str] | None:
    pages = pages_in(value)
    if pages is None:
        said = f'the log has pages "{as_line(value)}"'
        return None if share_in(value) else (said, "they look like 12-19, 7 or 60%")
    if entry.pages and pages.last > entry.pages:
        return f"the log has pages {pages}, and there are {entry.pages}", ""
    return None


def _minutes(value: Value, _: Entry) -> tuple[str, str] | None:
    return None if number_in(value) else (f'the log has minutes "{as_line(value)}"', "it is a number")


def _page(value: Value, entry: Entry) -> tuple[str, str] | None:
    page = number_in(value)
    if not page:
        return f'the log has a page "{as_line(value)}"', "it is a number"
    if entry.pages and page > entry.pages:
        return f"the log has page {page}, and there are {entry.pages}", ""
    return None


_OF_THE_LOG: dict[str, Callable[[Value, Entry], tuple[str, str] | None]] = {
    "event": _event,
    "pages": _pages,
    "minutes": _minutes,
    "page": _page,
}
