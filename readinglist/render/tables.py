"""Tables that fit the width of a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.style import Style
from rich.table import Table
from rich.text import Text

from readinglist.model.identifiers import web_address
from readinglist.render.columns import FANCY, GLYPHS, short_cell, short_status
from readinglist.render.widths import GAP, SHARES, column_widths
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from readinglist.model.entry import Entry

    TextOf = Callable[[Entry, str], Text]

STYLES = {
    "candidate": "magenta",
    "rejected": "dim",
    "unread": "",
    "reading": "bold green",
    "read": "green",
    "skimmed": "cyan",
    "dropped": "dim",
}
_COLUMN_STYLES = {
    "id": "cyan",
    "date": "dim",
    "year": "dim",
    "authors": "",
    "tags": "dim",
    "score": "dim",
}
_NARROW, _MIDDLE = 66, 84


# Columns that are left away where no entry has anything to say there.
_SPARED = frozenset({"date", "authors"})


class Fit(NamedTuple):
    """Columns that say something, with their widths; None where there is no room for them."""

    columns: Sequence[str]
    widths: Sequence[int] | None


def fitting(columns: Sequence[str], width: int) -> tuple[str, ...]:
    """Leave away what a narrow terminal has no room for; the year stands in most ids."""
    spare = {"authors", "date"} if width < _NARROW else {"date"} if width < _MIDDLE else set()
    return tuple(column for column in columns if column not in spare)


def is_narrow(width: int) -> bool:
    """Tell whether a terminal has no room for columns side by side."""
    return width < _NARROW


def entry_table(
    entries: Iterable[Entry],
    columns: Sequence[str],
    width: int,
    fit: Fit | None = None,
    text_of: TextOf | None = None,
) -> Table:
    """Return a table of entries; where there is no room for columns, what they say one below the other.

    `fit` is that of more entries than these, where several tables are to stand in line. `text_of` returns
    what stands in a column of an entry, where that is not what it usually is.
    """
    text_of = text_of or column_text
    if is_narrow(width) and set(columns) <= set(FANCY):
        return _stacked(entries, text_of, with_status="status" in columns)
    entries = list(entries)
    columns, widths = fit or fit_of(entries, columns, width, text_of)
    rows = [[text_of(entry, column) for column in columns] for entry in entries]
    return _listed(rows, columns) if widths is None else _table(rows, columns, widths)


def fit_of(
    entries: Sequence[Entry], columns: Sequence[str], width: int, text_of: TextOf | None = None
) -> Fit:
    """Return those of the columns that say something of these entries, with their widths."""
    text_of = text_of or column_text
    columns = [column for column in columns if column not in _SPARED or _anything(entries, column)]
    texts = [
        [line for entry in entries for line in text_of(entry, column).plain.split("\n")] for column in columns
    ]
    return Fit(columns, column_widths(columns, texts, width))


def _anything(entries: Iterable[Entry], column: str) -> bool:
    return any(short_cell(entry, column) for entry in entries)


def _table(rows: Iterable[Sequence[Text]], columns: Sequence[str], widths: Sequence[int]) -> Table:
    table = Table(box=None, padding=(0, GAP, 0, 0), header_style="dim", pad_edge=False, show_edge=False)
    for column, room in zip(columns, widths, strict=True):
        folds = column in SHARES
        table.add_column(column, width=room, no_wrap=not folds, overflow="fold" if folds else "ellipsis")
    for row in rows:
        table.add_row(*map(_broken, columns, row, widths))
    return table


def _with_its_comma(text: Text, room: int) -> Text:
    """Break a word of which nothing but its comma would be left for another line after its last hyphen."""
    for word in text.plain.split(" "):
        if word.endswith(",") and cell_len(word) % room == 1 < room < cell_len(word):
            cut = word.rfind("-", 1, -2) + 1 or len(word) - 2
            place = f" {text.plain}".index(f" {word}") + cut
            return Text("\n").join([text[:place], _with_its_comma(text[place:], room)])
    return text


def _broken(column: str, text: Text, room: int) -> Text:
    """Keep `et al.` together where it has no room beside the name, and cut names that are too long."""
    if text.cell_len <= room or column not in SHARES:
        return text
    if column != "authors":
        return _with_its_comma(text, room)
    names = [Text(name) for name in text.plain.replace(" et al.", "").split(" ")]
    for name in names:
        name.truncate(room, overflow="ellipsis")
    return Text("\n").join([Text(" ").join(names), *([Text("et al.")] if "et al." in text.plain else [])])


def _listed(rows: Iterable[Sequence[Text]], columns: Sequence[str]) -> Table:
    table = Table.grid(padding=(0, GAP, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        for column, text in zip(columns, row, strict=True):
            if text.plain:
                table.add_row(column, text)
        table.add_row("", "")
    return table


def _stacked(entries: Iterable[Entry], text_of: TextOf, *, with_status: bool) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for entry in entries:
        status = f"  {short_status(entry)}" if with_status else ""
        style = STYLES[entry.status]
        told = Text.assemble(text_of(entry, "title"), "\n", (safe(entry.id), "cyan"), (status, style))
        table.add_row(Text(GLYPHS[entry.status] if with_status else "·", style=style), told)
    return table


def title_style(entry: Entry) -> Style:
    """Return how a title looks: bold, and where the entry has a web page a link to it (OSC 8)."""
    return Style(bold=True, link=linkable(web_address(entry)))


def linkable(address: str) -> str | None:
    """Return an address that a terminal may be given as a link: of the web and in plain characters."""
    plain = address.isascii() and address.isprintable() and " " not in address
    return address if plain and address.startswith(("https://", "http://")) else None


def column_text(entry: Entry, column: str) -> Text:
    """Return what stands in a column of an entry, in its style."""
    styles: dict[str, str | Style] = {"status": STYLES[entry.status], "title": title_style(entry)}
    style = styles.get(column, _COLUMN_STYLES.get(column, ""))
    return Text.assemble((safe(short_cell(entry, column)), style))
