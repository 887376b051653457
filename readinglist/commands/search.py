"""`search`: the best first, misspellings forgiven."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.list import GroupBy, check_together, group_of, tell_unquoted, template_of
from readinglist.commands.shared import AsIds, AsJson, Format, Limit, joined, session_of, stop
from readinglist.commands.wording import part_of
from readinglist.errors import NOTHING_MATCHED, UsageError
from readinglist.render.columns import FANCY, PLAIN, cell
from readinglist.stemming import FILLERS
from readinglist.text import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.commands.shared import Session
    from readinglist.library import Result
    from readinglist.render.template import Template

_SCREENFUL = 10  # each hit takes several lines
_MOST_PASSED = 9  # words of which it is told that nothing has them
Words = Annotated[
    list[str] | None, typer.Argument(metavar="WORDS...", help="What you remember of it.", show_default=False)
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Say which words each has, where, and what they weigh.")
]
Exact = Annotated[bool, typer.Option("--exact", help="Do not forgive: words as they are typed.")]


def search(
    ctx: typer.Context,
    words: Words = None,
    limit: Limit = None,
    exact: Exact = False,
    explain: Explain = False,
    template: Format = None,
    group_by: GroupBy = None,
    json: AsJson = False,
    ids: AsIds = False,
) -> None:
    """Search all fields by words, the best first.

    Misspelt words are corrected by the words of the list itself, endings and beginnings count, and an entry
    need not have every word. Terms such as `status:unread` or `-tag:gpt` have to hold. On a terminal the
    words that matched are lit, and a piece of the text shows those that are not in the title.

    \b
    Examples:
      readinglist search policy optimisaton
      readinglist search radford 2018
      readinglist search exploration bonus is:unread
      readinglist search reward --format '{score} {id}'
      readinglist search exploration bonus --explain
      readinglist search summarization --group-by year
    """
    session = session_of(ctx)
    check_together(group_by, {"--format": template is not None, "--json": json, "--ids": ids})
    if explain:
        given = {"--format": template is not None, "--group-by": group_by is not None, "--ids": ids}
        check_together(None, {"--explain": True, **given})
    group = None if group_by is None else group_of(session, group_by)
    form = None if template is None else template_of(session, template, "score")
    query = joined(words)
    if not query.strip():
        raise UsageError("no words to search for", hint="`readinglist list` shows all")
    result = session.library.search(
        query,
        limit=session.bound(limit, _SCREENFUL, machine=json or ids),
        exact=exact,
        explain=explain or (session.out.fancy and not json),
    )
    tell_unquoted(session, query)
    _tell(session, result)
    if group is None:
        _show(session, result, form, explain=explain, json=json, ids=ids)
    else:
        _show_groups(session, result, group, form, json=json)
    if not (json or ids):
        _tell_bound(session, result)
    session.name_broken()
    if not result.hits:
        _nearest(session, query, exact=exact)
    stop(0 if result.hits else NOTHING_MATCHED)


def _tell(session: Session, result: Result) -> None:
    """Say what was taken for misspelt words, and which words were passed over."""
    if result.corrections and result.hits:
        told = ", ".join(f"{used} ({typed})" for typed, used in result.corrections)
        session.out.remark(f"showing results for {told}", name=False)
    if result.hits:
        _tell_words(session, "none of these has {}", [word for word in result.unknown if word not in FILLERS])
        _tell_words(
            session, "the first hit lacks {}, which nothing has together with another word", result.apart
        )


def _tell_words(session: Session, told: str, passed: Sequence[str]) -> None:
    if passed:
        more = f" and {len(passed) - _MOST_PASSED} more" if len(passed) > _MOST_PASSED else ""
        named = " or ".join(f'"{cut(word)}"' for word in passed[:_MOST_PASSED])
        session.out.remark(told.format(f"{named}{more}"), name=False)


def _show(
    session: Session, result: Result, template: Template | None, *, explain: bool, json: bool, ids: bool
) -> None:
    if ids:
        for entry_id in result.hits.ids:
            session.out.line(entry_id)
    elif explain:
        from readinglist.commands.explaining import show_explained  # noqa: PLC0415 - only with --explain

        show_explained(session, result, json=json)
    elif json:
        from readinglist.model.objects import array, as_object  # noqa: PLC0415 - only for --json

        session.out.text(array(as_object(entry, score) for score, entry in result.hits))
    elif template is not None:
        for score, entry in result.hits:
            session.out.safe_line(template.line(entry, {"score": f"{score:.3f}"}))
    elif session.out.fancy:
        _show_table(session, result)
    else:
        for score, entry in result.hits:
            session.out.cells([f"{score:.3f}", *(cell(entry, column) for column in PLAIN)])


def _show_groups(
    session: Session, result: Result, group: str, template: Template | None, *, json: bool
) -> None:
    from readinglist.commands.grouping import Form, show_groups  # noqa: PLC0415 - only with --group-by

    form = Form((), template, dict(zip(result.hits.ids, result.hits.scores, strict=True)))
    whole = len(result.hits) == result.total
    show_groups(session, result.hits, group, form, json=json, whole=whole)


def _show_table(session: Session, result: Result) -> None:
    from readinglist.render.hits import hits_table  # noqa: PLC0415 - rich is for terminals
    from readinglist.render.tables import fitting  # noqa: PLC0415 - as said

    hits = [(entry, reason) for _, entry, reason in result.hits.explained()]
    if hits:
        width = session.out.width
        session.out.show(hits_table(hits, fitting(FANCY, width), width))


def _tell_bound(session: Session, result: Result) -> None:
    if session.out.fancy and result.total > len(result.hits) > 0:
        session.out.remark(part_of(len(result.hits), result.total), name=False)


def _nearest(session: Session, query: str, *, exact: bool) -> None:
    if session.library.unknown(query):
        session.tell_nothing(query)
        return
    from readinglist.commands.nothing import without  # noqa: PLC0415 - mostly something is found

    if hint := without(query, lambda rest: session.library.search(rest, limit=1, exact=exact).total):
        session.out.remark(f"nothing found for {cut(query)}; {hint}")
        return
    near = session.library.nearest(query)
    session.out.remark(f"nothing found for {cut(query)}" + (", the nearest titles are:" if near else ""))
    for entry_id, title in near:
        session.out.remark(f"  {entry_id}  {title}", name=False)
