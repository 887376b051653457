"""`view`: saved queries, used as `@name`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.shared import AsJson, DryRun, Yes, session_of
from readinglist.errors import UsageError
from readinglist.text import nearest

if TYPE_CHECKING:
    from readinglist.commands.shared import Session

Args = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[save NAME QUERY | rm NAME]", help="All views are listed without.", show_default=False
    ),
]

_VERBS = ("save", "rm")


def view(
    ctx: typer.Context,
    args: Args = None,
    json: AsJson = False,
    yes: Yes = False,  # noqa: ARG001 - it never asks
    dry_run: DryRun = False,
) -> None:
    """List the saved queries, save one, or remove one. Any query takes a view as @name.

    The query has to make sense before it is saved; where it finds nothing now, that is told. A name that is
    taken already gets the new query; what it was before is told, and `undo` brings it back. When a view is
    removed that others use, these are named.

    \b
    Examples:
      readinglist view
      readinglist view save rl 'area:"Reinforcement Learning" is:unread'
      readinglist list @rl year:2017
      readinglist view rm rl
    """
    session = session_of(ctx)
    words = args or []
    if json and words:
        raise UsageError("--json is for the list of views", hint="`readinglist view --json`")
    match words:
        case []:
            _list(session, json=json)
        case ["save", name, *query] if query:
            _save(session, name.removeprefix("@"), " ".join(query), dry_run=dry_run)
        case ["rm", name]:
            _remove(session, name.removeprefix("@"), dry_run=dry_run)
        case _:
            near = "" if words[0] in _VERBS else nearest(words[0], _VERBS, cutoff=0.5)
            uses = "`view`, `view save NAME QUERY` or `view rm NAME`"
            raise UsageError("that is no use of view", hint=near or uses)


def _save(session: Session, name: str, query: str, *, dry_run: bool) -> None:
    saved = session.library.save_view(name, query, dry_run=dry_run)
    if saved.before == saved.after:
        session.out.remark(f"@{name}: nothing to change", name=False)
        return
    would = "would save" if dry_run else "saved"
    before = f", which was: {saved.before}" if saved.before is not None else ""
    session.out.message(f"{would} @{name}: {saved.after}{before}")
    _remark_if_empty(session, name, saved.after or "")


def _remove(session: Session, name: str, *, dry_run: bool) -> None:
    saved = session.library.save_view(name, None, dry_run=dry_run)
    session.out.message(f"{'would remove' if dry_run else 'removed'} @{name}, which was: {saved.before}")
    if saved.users:
        named = ", ".join(f"@{each}" for each in saved.users)
        session.out.remark(f"without @{name} these views make no sense: {named}")


def _remark_if_empty(session: Session, name: str, query: str) -> None:
    if session.library.find(query).total:
        return
    from readinglist.commands.nothing import meant  # noqa: PLC0415 - mostly a view finds something

    hint = meant(session.library, query)
    session.out.remark(f"@{name} finds nothing now" + (f"; {hint}" if hint else ""))
    for each in session.library.unknown(query):
        session.out.remark(str(each))


def _list(session: Session, *, json: bool) -> None:
    views = session.library.list_file.views
    if json:
        from readinglist.model.objects import array  # noqa: PLC0415 - only for --json

        session.out.text(array({"name": name, "query": query} for name, query in views.items()))
    elif session.out.fancy and views:
        from readinglist.render.bars import aligned  # noqa: PLC0415 - rich is for terminals

        rows = [(f"@{name}", query) for name, query in views.items()]
        session.out.show(aligned(rows, ("cyan", "")))
    else:
        for name, query in views.items():
            session.out.cells([name, query])
    broken = session.name_list_faults()
    if not (views or broken):
        session.out.remark("the list has no views; `readinglist view save NAME QUERY` makes one")
