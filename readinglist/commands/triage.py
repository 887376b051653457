"""`triage`: go through candidates, one key a paper."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.list import tell_unquoted
from readinglist.commands.shared import Sort, joined, session_of, stop
from readinglist.errors import NOTHING_MATCHED, UsageError
from readinglist.keys import Screen, can_draw
from readinglist.model.fields import NEWEST_FIRST
from readinglist.reading.triage import CANDIDATES

if TYPE_CHECKING:
    from readinglist.commands.shared import Session

Query = Annotated[
    list[str] | None,
    typer.Argument(metavar="[QUERY]...", help="A query; the candidates without one.", show_default=False),
]


def triage(ctx: typer.Context, query: Query = None, sort: Sort = "") -> None:
    """Go through candidates, one key a paper: keep, skim, reject, tag, open, or leave it for another time.

    A paper is shown with its summary and abstract, as much as the terminal has room for; space shows more,
    and `?` explains the keys. Each decision is written at once, as a change of its own that `u` here and
    `undo` later take back. Who quits goes on with what is left the next time. Any query will do:
    `is:rejected` for second thoughts.

    \b
    Examples:
      readinglist triage
      readinglist triage is:candidate tag:ppo --sort date
    """
    session = session_of(ctx)
    if not can_draw(session.environ):
        raise UsageError(
            "triage needs a terminal, to show a paper and take a key",
            hint="without one: `list is:candidate`, `keep REF`, `reject REF`",
        )
    asked = joined(query)
    ids = session.library.find(asked or CANDIDATES, sort=sort or session.settings.sort or NEWEST_FIRST).ids
    tell_unquoted(session, asked)
    if not ids:
        _tell_nothing(session, asked)
    _go_through(session, asked or CANDIDATES, ids)
    session.name_broken()


def _tell_nothing(session: Session, asked: str) -> None:
    session.name_broken()
    if asked:
        session.tell_nothing(asked)
    else:
        session.out.remark("there are no candidates; `readinglist triage QUERY` goes through other entries")
    stop(NOTHING_MATCHED)


def _go_through(session: Session, query: str, ids: list[str]) -> None:
    from readinglist.commands.sitting import Sitting  # noqa: PLC0415 - rich is for terminals

    screen = Screen()
    sitting = Sitting(session, screen, query, ids)
    try:
        try:
            screen.begin()
            sitting.run()
        finally:
            screen.end()
    except KeyboardInterrupt:
        # Without a line end: one follows, for the `^C` that terminals show.
        session.out.cells([sitting.triage.summary], end="")
        sys.stdout.flush()
        raise
    session.out.message(sitting.triage.summary)
