"""Markdown (CommonMark): an item for each entry, a heading for each year where they are in order of date.

No raw HTML, and links to the web only.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from readinglist.formats.again import again
from readinglist.formats.each import each
from readinglist.formats.works import UNNAMED, address_in_link, ended_on, month
from readinglist.model.fields import KEPT
from readinglist.reading.counting import grouped
from readinglist.reading.progress import DONE
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.formats.about import About
    from readinglist.model.entry import Entry

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|#$&])")
# What would start a list inside the item: a dash, a plus, a number with its point.
_START = re.compile(r"^(\d*)([-+.)])")
_DONE = {"read": "read", "skimmed": "skimmed", "reading": "being read", "dropped": "dropped"}


def write(entries: Iterable[Entry], about: About) -> Iterator[str]:
    """Yield the text."""
    yield f"# {escaped(about.list_file.name or UNNAMED)}\n"
    if about.list_file.description:
        yield f"\n{escaped(about.list_file.description)}\n"
    yield from listed(entries, about)


def listed(entries: Iterable[Entry], about: About) -> Iterator[str]:
    """Yield the items, under headings where `about` says so."""
    if about.group:
        found = again(entries)
        for value, places in grouped(found.placed(), about.group):
            yield f"\n## {escaped(value) if value else 'Others'}\n\n"
            yield from map(_item, found.at(places))
        return
    if not about.by_date:
        yield "\n"
        yield from each(entries, _item)
        return
    for year, group in groupby(each(entries, _with_year), itemgetter(0)):
        yield f"\n## {year or 'Undated'}\n\n"
        yield from (item for _, item in group)


def escaped(text: str) -> str:
    """Return `text` so that Markdown shows it as it is, on one line."""
    return _START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(safe(text).split())))


def reference(entry: Entry) -> str:
    """Return an entry as it is cited, on one line: who, what by its formal title, where, when."""
    venue = f"*{escaped(entry.venue)}*" if entry.venue else ""
    published = ", ".join(filter(None, [venue, month(entry.date)]))
    title = linked(entry, entry.paper_title or entry.title)
    told = filter(None, [escaped(entry.credits).rstrip("."), title, published])
    return f"{'. '.join(told)}."


def _with_year(entry: Entry) -> tuple[int | None, str]:
    return entry.year, _item(entry)


def _item(entry: Entry) -> str:
    about = [
        escaped(entry.credits).rstrip("."),
        f"*{escaped(entry.venue)}*" if entry.venue else "",
        month(entry.date),
    ]
    told = "; ".join(filter(None, [", ".join(filter(None, about)), _state(entry)]))
    return f"- {linked(entry, entry.title)}{' — ' + told if told else ''}\n"


def _state(entry: Entry) -> str:
    """Return what became of an entry: `read 22 Nov 2026, rated 5: what it showed`."""
    state = _DONE.get(entry.status, "" if entry.status in KEPT else entry.status)
    if entry.status in DONE and (day := ended_on(entry)):
        state += f" {month(day)}"
    rated = f"rated {entry.rating}" if entry.rating else ""
    return ": ".join(filter(None, [", ".join(filter(None, [state, rated])), escaped(entry.takeaway or "")]))


def linked(entry: Entry, title: str) -> str:
    """Return the title of an entry, a link where it has a page on the web."""
    address = address_in_link(entry)
    return f"[{escaped(title)}]({address})" if address else escaped(title)
