"""What a search found, on a terminal: the words that matched are lit, and where else they stand is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.style import Style
from rich.table import Table
from rich.text import Text

from readinglist.model.fields import as_line
from readinglist.render.columns import GLYPHS, cell
from readinglist.render.tables import STYLES, column_text, entry_table
from readinglist.search.placing import snippet, spans
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from readinglist.model.entry import Entry
    from readinglist.search import Match, Reason

_LIT = Style(color="magenta", underline=True)
_SNIPPET = 72
_SEEN = frozenset({"title", "authors"})


def hits_table(hits: Sequence[tuple[Entry, Reason]], columns: Sequence[str], width: int) -> Table:
    """Return a table of hits; below a title, a piece of the text that has what the title has not."""
    reasons = {entry.id: reason for entry, reason in hits}

    def text_of(entry: Entry, column: str) -> Text:
        return _lit_column(entry, column, reasons[entry.id])

    return entry_table([entry for entry, _ in hits], columns, width, text_of=text_of)


def explained(hits: Sequence[tuple[float, Entry, Reason]]) -> Group:
    """Return for each hit which words it has, where, and how its score comes about."""
    parts = [part for hit in hits for part in (Text(), _headed(*hit), _counted(hit[2]))]
    return Group(*parts[1:])


def _headed(score: float, entry: Entry, reason: Reason) -> Table:
    grid = _hanging()
    grid.add_row(
        Text(GLYPHS[entry.status], STYLES[entry.status]), _lit_column(entry, "title", reason, bare=True)
    )
    grid.add_row("", Text.assemble((safe(entry.id), "cyan"), f"  {score:.3f}"))
    return grid


def _counted(reason: Reason) -> Table:
    """Return what each match weighs, and by what their sum is multiplied; lines fold beside the numbers."""
    grid = _hanging(gap=2)
    for match in reason.matches:
        grid.add_row(Text(f"  {match.weight:6.3f}", "dim"), Text.assemble(*_told(match)))
    if reason.matches:
        grid.add_row(Text(f"  ×{reason.share:5.2f}", "dim"), Text(_SHARE, "dim"))
        grid.add_row(Text(f"  ×{reason.bonus:5.2f}", "dim"), Text(_BONUS, "dim"))
    return grid


def _hanging(gap: int = 1) -> Table:
    """Return a grid of which the second column folds within itself."""
    grid = Table.grid(padding=(0, gap, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    return grid


_SHARE = "share of the query's telling words"
_BONUS = "for words side by side and a title well covered"


def _told(match: Match) -> Iterator[str | tuple[str, Style]]:
    yield safe(" ".join(match.words)), _LIT
    yield f" in {safe(match.field)}, {match.how}"
    if match.words != (match.typed,):
        yield f" for {safe(match.typed)}"


def _lit_column(entry: Entry, column: str, reason: Reason, *, bare: bool = False) -> Text:
    text = column_text(entry, column)
    if column not in _SEEN:
        return text
    _light(text, reason.words)
    if column == "title" and not bare and (piece := _piece(entry, reason)):
        more = Text(piece, style="dim")
        _light(more, reason.words)
        text = Text.assemble(text, "\n", more)
    return text


def _piece(entry: Entry, reason: Reason) -> str:
    """Return a piece of the field that has the most of the words that title and authors have not."""
    weights: dict[str, float] = {}
    for match in reason.matches:
        if match.field not in _SEEN:
            weights[match.field] = weights.get(match.field, 0.0) + match.weight
    if not weights:
        return ""
    field = max(weights, key=weights.__getitem__)
    words = frozenset(word for match in reason.matches if match.field == field for word in match.words)
    return safe(snippet(_value(entry, field, words), words, _SNIPPET))


def _value(entry: Entry, field: str, words: frozenset[str]) -> str:
    """Return the text of a field; of a list the items that have some of the words."""
    if field in entry.extra:
        return as_line(entry.extra[field])
    value = getattr(entry, field)
    if isinstance(value, tuple):
        return ", ".join(item for item in value if spans(item, words))
    return cell(entry, field)


def _light(text: Text, words: frozenset[str]) -> None:
    for start, end in spans(text.plain, words):
        text.stylize(_LIT, start, end)
