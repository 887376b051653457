"""`cite`: entries as they are cited, printed or put on the clipboard."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.shared import Refs, Where, counted, session_of
from readinglist.errors import UsageError
from readinglist.formats import CITED, guessed
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.model.entry import Entry

Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help=f"One of {', '.join(CITED)}.")]
Copy = Annotated[bool, typer.Option("--copy", help="Put it on the clipboard in place of printing it.")]


def cite(
    ctx: typer.Context, refs: Refs = None, where: Where = None, format_: Format = "bibtex", copy: Copy = False
) -> None:
    """Print entries as they are cited: BibTeX, CSL-JSON, RIS, a line of Markdown, or the key alone.

    The key is the id, the same in BibTeX, CSL-JSON and RIS. --copy reaches the clipboard of your terminal,
    over ssh as well. `export` writes whole bibliographies, with abstracts and keywords; docs/citing.md shows
    how pandoc and LaTeX make references of any style from them.

    \b
    Examples:
      readinglist cite schulman17prox
      readinglist cite --copy --format key hindsight replay
      readinglist cite --format markdown --where tag:ppo
    """
    name = guessed(f".{format_}") or format_.lower()
    if name not in CITED:
        hint = f"one of {', '.join(CITED)}; pandoc makes any style of them, as docs/citing.md shows"
        raise UsageError(f'nothing is cited as "{safe(format_)}"', hint=hint)
    session = session_of(ctx)
    entries = [session.library.read(entry_id) for entry_id in session.ids(refs, where)]
    text = _text(name, entries)
    if copy:
        from readinglist.launch.clipboard import copy as put  # noqa: PLC0415 - only for --copy

        put("".join(text).rstrip("\r\n"), session.environ)
        whose = entries[0].id if len(entries) == 1 else counted(len(entries), "entry", "entries")
        session.out.remark(f"copied the {CITED[name]} of {whose}")
    else:
        session.out.text(text)
    if where is not None:
        session.name_broken()


def _text(name: str, entries: Iterable[Entry]) -> Iterator[str]:
    if name == "key":
        from readinglist.formats.works import key  # noqa: PLC0415 - one format at a time

        return (f"{key(entry.id)}\n" for entry in entries)
    if name == "markdown":
        from readinglist.formats.markdown import reference  # noqa: PLC0415 - as said

        return (f"{reference(entry)}\n" for entry in entries)
    from readinglist.formats import written  # noqa: PLC0415 - as said
    from readinglist.formats.about import About  # noqa: PLC0415 - as said

    return written(name, map(_bare, entries), About())


def _bare(entry: Entry) -> Entry:
    """Return the entry without what a reference does not have, which is the reader's own besides."""
    return replace(entry, abstract=None, summary=None, takeaway=None, areas=(), tags=())
