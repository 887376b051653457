"""Whole screens: one entry with all there is about it, and today's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from readinglist.model.fields import FIELDS, Type, as_line
from readinglist.render.columns import GLYPHS, cell, happened
from readinglist.render.tables import STYLES, entry_table, fitting
from readinglist.text import safe, safe_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from readinglist.model.entry import Entry
    from readinglist.reading.progress import Progress

_HEAD = frozenset({"title", "paper_title", "authors", "et_al", "status", "kind", "date", "venue"})
_BAR = 30


def entry_screen(entry: Entry) -> RenderableType:
    """Return everything an entry says: title, who and where, the running texts, then the facts."""
    parts: list[RenderableType] = [Text(safe(entry.title), style="bold")]
    if entry.paper_title:
        parts.append(Text(safe(entry.paper_title), style="italic"))
    if entry.authors:
        parts.append(Text(safe(cell(entry, "authors"))))
    parts.append(_byline(entry))
    for field in FIELDS:
        text = getattr(entry, field.name)
        if field.long and text:
            parts += [Text(), *_running(field.name, text)]
    return Group(*parts, Text(), _facts(entry), Text())


def today_screen(
    name: str, progress: Progress, reading: Sequence[Entry], following: Sequence[Entry], width: int
) -> RenderableType:
    """Return today's page: how far the list is, what is being read, what could come next."""
    parts: list[RenderableType] = [Text(safe(name), style="bold"), _bar(progress, width), Text()]
    for heading, entries in (("Reading", reading), ("Could come next", following)):
        if entries:
            columns = fitting(("id", "authors", "title"), width)
            parts += [
                Text(heading, style="bold"),
                Padding(entry_table(entries, columns, width), (0, 0, 1, 2)),
            ]
    return Group(*parts)


def _byline(entry: Entry) -> Text:
    about = [entry.kind, entry.venue or "", entry.date or ""]
    line = Text()  # a style given here would hold for all that follows
    line.append(f"{GLYPHS[entry.status]} {entry.status}", style=STYLES[entry.status])
    line.append("  " + " · ".join(safe(part) for part in about if part), style="dim")
    return line


def _running(name: str, text: str) -> Iterable[RenderableType]:
    yield Text(name, style="dim")
    for line in safe_lines(text.strip("\n")):
        yield Padding(Text(line), (0, 0, 0, 2))


def _facts(entry: Entry) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("id", Text(safe(entry.id), style="cyan"))
    for name, text in fact_rows(entry):
        table.add_row(safe(name), _linked(name, safe(text)))
    return table


def fact_rows(entry: Entry) -> Iterable[tuple[str, str]]:
    """Yield name and text of the fields that are set and shown neither above nor as running text."""
    for field in FIELDS:
        shown = (
            field.name in _HEAD
            or field.long
            or (field.default and getattr(entry, field.name) == field.default)
        )
        if shown or not getattr(entry, field.name):
            continue
        if field.type is Type.LOG:
            yield from (("log", happened(item)) for item in entry.log)
        else:
            yield field.name, cell(entry, field.name)
    yield from ((key, as_line(value)) for key, value in entry.extra.items())


def _linked(name: str, text: str) -> Text:
    if name in ("url", "code") and text.startswith(("https://", "http://")):
        return Text(text, style=Style(link=text))
    return Text(text)


def _bar(progress: Progress, width: int) -> Text:
    bar = min(_BAR, width // 3)
    done = round(bar * progress.share)
    line = Text()
    line.append("━" * done, style="green")
    line.append("─" * (bar - done), style="dim")
    line.append(f"  {progress.sentence}")
    return line.append(f"\n{progress.funnel}", style="dim")
