"""Whole screens: one entry with all there is about it, and today's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group
from rich.constrain import Constrain
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from readinglist.model.fields import FIELDS, Type, as_line
from readinglist.reading.amounts import portion
from readinglist.reading.readings import place_of, readings
from readinglist.render.columns import GLYPHS, cell
from readinglist.render.tables import STYLES, column_text, entry_table, fitting, linkable, title_style
from readinglist.render.widths import GAP, longest_word
from readinglist.text import folded, safe, safe_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from rich.console import RenderableType

    from readinglist.model.entry import Entry, LogItem
    from readinglist.reading.amounts import Place
    from readinglist.reading.progress import Progress
    from readinglist.reading.standing import Standing

_HEAD = frozenset({"title", "paper_title", "authors", "et_al", "status", "kind", "date", "venue"})
_BAR = 30
_SHORT_BAR = 10
# From here on how it stands with an entry has room on one line.
_WIDE = 110
# Longer lines of running text are hard to read.
_LONGEST_LINE = 100


def entry_screen(entry: Entry, width: int) -> RenderableType:
    """Return everything an entry says: title, who and where, the running texts, then the facts."""
    parts: list[RenderableType] = [Text.assemble((safe(entry.title), title_style(entry)))]
    if entry.paper_title:
        parts.append(Text(safe(entry.paper_title), style="italic"))
    if entry.authors:
        parts.append(Text(safe(cell(entry, "authors"))))
    parts.append(_byline(entry))
    if entry.status == "reading":
        parts += _place(place_of(entry))
    for field in FIELDS:
        text = getattr(entry, field.name)
        if field.long and text:
            parts += [Text(), *_running(field.name, text)]
    return Constrain(Group(*parts, Text(), *_facts(entry, min(width, _LONGEST_LINE)), Text()), _LONGEST_LINE)


def today_screen(
    name: str,
    progress: Progress,
    reading: Sequence[Standing],
    following: Sequence[Entry],
    width: int,
    today: date,
) -> RenderableType:
    """Return today's page: how far the list is, what is being read and how far, what could come next."""
    told = {each.entry.id: _standing(each, today, width) for each in reading}

    def text_of(entry: Entry, column: str) -> Text:
        text = column_text(entry, column)
        below = told.get(entry.id) if column == "title" else None
        return Text.assemble(text, "\n", below) if below else text

    parts: list[RenderableType] = [Text(safe(name), style="bold"), _bar(progress, width), Text()]
    for heading, entries in (("Reading", [each.entry for each in reading]), ("Could come next", following)):
        if entries:
            columns = fitting(("id", "authors", "title"), width)
            table = entry_table(entries, columns, width - GAP, text_of=text_of)
            parts += [Text(heading, style="bold"), Padding(table, (0, 0, 1, GAP))]
    return Group(*parts)


def _standing(standing: Standing, today: date, width: int) -> Text:
    """Return how far an entry is, with a bar where that is known, how long it has lain, when it is done."""
    divided = " · " if width >= _WIDE else "\n"
    place, *others = standing.told(today)
    told = divided.join(filter(None, (place, " · ".join(filter(None, others)))))
    return Text.assemble(_part_bar(standing.place.part) or "", (told, "dim"))


def _part_bar(part: float | None) -> Text | None:
    """Return a short bar of which a part is full, None where nothing is known of it."""
    if part is None:
        return None
    done = portion(part, _SHORT_BAR)
    return Text.assemble(("━" * done, "green"), ("─" * (_SHORT_BAR - done), "dim"), " ")


def _byline(entry: Entry) -> Text:
    about = [entry.kind, entry.venue or "", entry.date or ""]
    line = Text()  # a style given here would hold for all that follows
    line.append(f"{GLYPHS[entry.status]} {entry.status}", style=STYLES[entry.status])
    line.append("  " + " · ".join(safe(part) for part in about if part), style="dim")
    return line


def _place(place: Place) -> Iterable[Text]:
    if place.sentence:
        yield Text.assemble(_part_bar(place.part) or "", place.sentence)


def _running(name: str, text: str) -> Iterable[RenderableType]:
    yield Text(name, style="dim")
    for line in safe_lines(text.strip("\n")):
        yield Padding(Text(line), (0, 0, 0, 2))


def _facts(entry: Entry, width: int) -> Iterable[RenderableType]:
    rows = [("id", Text(safe(entry.id), style="cyan"))]
    rows += [(safe(name), _linked(name, safe(text))) for name, text in fact_rows(entry)]
    label = max(cell_len(name) for name, _ in rows) + GAP
    for name, text in rows:
        if longest_word([text.plain]) <= width - label:
            table = Table.grid(padding=(0, GAP, 0, 0))
            table.add_column(style="dim", width=label - GAP)
            table.add_column()
            table.add_row(name, text)
            yield table
        else:
            yield from (Text(name, style="dim"), text)


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
            yield from (("reading", text) for text in _readings(entry))
            yield from (("log", f"{item.date}  {_happening(item)}") for item in entry.log)
        else:
            yield field.name, cell(entry, field.name)
    yield from ((key, as_line(value)) for key, value in entry.extra.items())


def _readings(entry: Entry) -> Iterable[str]:
    """Yield each time that an entry was read, unless once and without pages or minutes: the log says that."""
    found = readings(entry)
    for each in found if len(found) > 1 or any(each.pages or each.minutes for each in found) else ():
        yield each.sentence


def _happening(item: LogItem) -> str:
    said = ((name, as_line(value)) for name, value in item.values.items())
    return ", ".join(value if name == "event" else f"{name} {value}" for name, value in said)


def _linked(name: str, text: str) -> Text:
    return Text.assemble((text, Style(link=linkable(text)) if name in ("url", "code") else ""))


def _bar(progress: Progress, width: int) -> Text:
    bar = min(_BAR, width // 3)
    done = portion(progress.share, bar)
    line = Text()
    line.append("━" * done, style="green")
    line.append("─" * (bar - done), style="dim")
    beside = bar + GAP + len(progress.sentence) <= width
    line.append(" " * GAP + progress.sentence if beside else "\n" + _in_pieces(progress.sentence, width))
    return line.append(f"\n{progress.funnel}", style="dim")


def _in_pieces(sentence: str, width: int) -> str:
    """Return a sentence folded behind commas, so that no number stands apart from its noun."""
    joined = sentence.replace(" ", "\u00a0").replace(",\u00a0", ", ")
    return "\n".join(folded(joined, width)).replace("\u00a0", " ")
