"""The screen of `triage`: one paper with the keys below it, cut to the terminal; all of it, page by page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.console import Group
from rich.table import Table
from rich.text import Text

from readinglist.render.console import lines_of
from readinglist.render.screens import entry_screen
from readinglist.render.widths import GAP
from readinglist.text import folded, safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from readinglist.model.entry import Entry
    from readinglist.reading.triage import Triage


class Key(NamedTuple):
    """A key: its letter, its word, and what it does."""

    letter: str
    word: str
    meaning: str


KEYS = (
    Key("k", "keep", "keep the paper: it becomes unread"),
    Key("n", "next", "leave it for another time, and go on; also the right arrow"),
    Key("s", "skim", "keep it as skimmed: looked through, and that was enough"),
    Key("r", "reject", "reject it: it counts as evaluated, and no longer as kept"),
    Key("t", "tag", "change its tags, and stay"),
    Key("o", "open", "open its local file, else its web page"),
    Key("b", "back", "go back to the paper before; also the left arrow"),
    Key("u", "undo", "take back the last decision of this run"),
    Key("q", "quit", "end; what is decided is written already, the rest comes again"),
    Key("?", "help", "this page"),
)
_AT_THE_END = "buq"
_SPACE = Key("space", "", "show the rest of what does not fit, then the beginning again")
_MORE, _AGAIN = "space: more", "space: the beginning"
# The keys, and what is told, take no larger part of the terminal's lines: the paper needs them.
_PART = 4
_SHORT, _VERY_SHORT = 12, 6
_LINES_OF_AUTHORS = 2
_LETTER = "bold"


class View(NamedTuple):
    """What is shown.

    Attributes:
        triage: where one is.
        entry: the paper, None at the end.
        note: what happened last, one line.
        page: which page of the paper or of the help, from 0; beyond the last one it begins again.
        help: whether the keys are explained in place of the paper.

    """

    triage: Triage
    entry: Entry | None
    note: str = ""
    page: int = 0
    help: bool = False


def triage_screen(view: View, width: int, height: int, *, color: bool) -> list[str]:
    """Return the lines that fill a terminal of `width` and `height`."""
    head = [_counter(view.triage, width), Text()][: (height >= _VERY_SHORT) + (height >= _SHORT)]
    foot = [*_note(view.note, width, height), *_legend(view, width, height)]
    room = max(height - len(head) - len(foot), 1)
    body = lines_of(_body(view, width), width=width, color=color)
    while body and not body[-1].strip():
        body.pop()
    lines = lines_of(Group(*head), width=width, color=color)
    lines += _page(body, room, view.page, width, color=color)
    return (lines + lines_of(Group(*foot), width=width, color=color))[:height]


def _body(view: View, width: int) -> RenderableType:
    if view.help:
        return _help()
    if view.entry is None:
        return Text.assemble(("That was the last one.", "bold"), f"\n\n{view.triage.summary}")
    return entry_screen(_credited(view.entry, width), width)


def _page(body: Sequence[str], room: int, page: int, width: int, *, color: bool) -> list[str]:
    """Return a page of lines, filled up; where there are more, the last line says so."""
    if len(body) > room:
        size = max(room - 1, 1)
        pages = -(-len(body) // size)
        at = page % pages
        body = body[at * size : (at + 1) * size]
        body = [*body, *[""] * (size - len(body))]
        space = _MORE if at + 1 < pages else _AGAIN
        more = _cut(Text(f"{space} ({at + 1} of {pages})", style="dim"), width)
        body += lines_of(more, width=width, color=color) if room > 1 else []
    return [*body, *[""] * (room - len(body))]


def _counter(triage: Triage, width: int) -> Text:
    """Return which of how many it is and what was done, as much of it as there is room for."""
    total = len(triage.ids)
    at = f"{min(triage.place + 1, total)} of {total}"
    whole = f"{at} · {triage.summary}"
    return _cut(Text(whole if len(whole) <= width else f"{at} · {triage.left} left", style="dim"), width)


def _note(note: str, width: int, height: int) -> list[Text]:
    lines = folded(safe(note), width) if note else []
    most = max(height // _PART, 1)
    if len(lines) > most:
        lines[most - 1 :] = [f"{lines[most - 1]} …"]
    return [_cut(Text(line, style="cyan"), width) for line in lines]


def _legend(view: View, width: int, height: int) -> list[Text]:
    """Return the keys with their words; where that takes too many lines, the letters alone."""
    if view.help:
        return [_cut(Text("any key but space goes back", style="dim"), width)]
    keys = [key for key in KEYS if view.entry is not None or key.letter in _AT_THE_END]
    rows = _rows([Text.assemble((key.letter, _LETTER), f" {key.word}") for key in keys], width)
    if len(rows) > max(height // _PART, 1):
        rows = [_cut(Text(" ".join(key.letter for key in keys), style=_LETTER), width)]
    return rows


def _rows(items: Sequence[Text], width: int) -> list[Text]:
    rows = [items[0].copy()]
    for item in items[1:]:
        if rows[-1].cell_len + GAP + item.cell_len <= width:
            rows[-1] = Text.assemble(rows[-1], " " * GAP, item)
        else:
            rows.append(item.copy())
    return rows


def _help() -> Table:
    table = Table.grid(padding=(0, GAP, 0, 0))
    table.add_column(style=_LETTER, no_wrap=True)
    table.add_column()
    for key in (*KEYS, _SPACE):
        table.add_row(Text(key.letter), Text(key.meaning))
    table.add_row(Text(), Text("Each decision is written at once."))
    return table


def _credited(entry: Entry, width: int) -> Entry:
    """Return an entry whose authors take few lines: there may be hundreds of them."""
    room = _LINES_OF_AUTHORS * width - GAP * len("et al.")
    taken = 0
    for shown, author in enumerate(entry.authors):
        taken += cell_len(safe(author)) + GAP
        if taken > room and shown:
            return replace(entry, authors=entry.authors[:shown], et_al=True)
    return entry


def _cut(text: Text, width: int) -> Text:
    text.truncate(width, overflow="ellipsis")
    return text
