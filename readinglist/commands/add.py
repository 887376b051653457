"""`add`: a new entry, by options or as YAML."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperOption

from readinglist.commands.shared import DryRun, Yes, session_of
from readinglist.errors import InvalidError, UsageError
from readinglist.model.entry import Entry
from readinglist.model.fields import BY_NAME, FIELDS, Field, Type
from readinglist.model.parsing import parse_field
from readinglist.text import safe

if TYPE_CHECKING:
    from readinglist.commands.shared import Session

_GIVEN = "readinglist.fields"
Source = Annotated[
    str, typer.Argument(metavar="[TITLE|-]", help="The title, or - for YAML from stdin.", show_default=False)
]
Id = Annotated[
    str,
    typer.Option(
        "--id", metavar="ID", help="The id, in place of the one made by the rule.", show_default=False
    ),
]


def options() -> list[TyperOption]:
    """Return one option for each field of the table that a person fills in."""
    return [_option(field) for field in FIELDS if field.type is not Type.LOG]


def add(
    ctx: typer.Context, source: Source = "", entry_id: Id = "", yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Add an entry, by options or as YAML from stdin; prints its id.

    Says so when something very like it is in the list, and then adds it only when told to.

    \b
    Examples:
      readinglist add "Attention Is All You Need" --author "Ashish Vaswani" --date 2017-06 --arxiv 1706.03762
      readinglist add - < entry.yaml
    """
    session = session_of(ctx)
    given = ctx.meta.get(_GIVEN, {})
    entry = _from_stdin() if source == "-" else _titled(source, given.pop("title", ""))
    entry = replace(entry, id=entry_id, **_parsed(given))
    entry = replace(entry, added=entry.added or session.library.today.isoformat())
    _look_for_likes(session, entry, yes=yes or dry_run)
    added = session.library.add(entry, dry_run=dry_run)
    session.out.line(added.id)
    session.out.remark(f"{'would add' if dry_run else 'added'} {added.title}", name=False)


def _option(field: Field) -> TyperOption:
    name = (field.singular or field.name).replace("_", "-")
    once = "; once for each" if field.singular else ""
    return TyperOption(
        param_decls=[field.name, f"--{name}"],
        callback=_take,
        expose_value=False,
        is_flag=field.type is Type.FLAG,
        multiple=bool(field.singular),
        metavar=None if field.type is Type.FLAG else "TEXT",
        help=f"{field.meaning[:1].upper()}{field.meaning[1:]}{once}.",
    )


def _take(ctx: typer.Context, param: Any, value: Any) -> None:  # noqa: ANN401 - Click's parameter and its value
    if isinstance(value, tuple) and not all(map(str.strip, value)):
        raise UsageError(f"an empty text among the {param.name}")
    if value:
        ctx.meta.setdefault(_GIVEN, {})[param.name] = value


def _titled(source: str, title: str) -> Entry:
    if source and title and source != title:
        raise UsageError("two titles", hint="name one")
    if not (source or title).strip():
        raise UsageError("an entry needs a title", hint='`readinglist add "Its title" --author "Its author"`')
    return Entry(id="", title=(source or title).strip())


def _from_stdin() -> Entry:
    from readinglist.yamlfile import read_entry  # noqa: PLC0415 - only where YAML comes in

    try:
        return read_entry("", sys.stdin.buffer.read())
    except InvalidError as error:
        raise error.in_file("stdin") from None


def _parsed(given: dict[str, Any]) -> dict[str, Any]:
    """Return the values of fields; lists come as tuples, an item for each time an option was given."""
    try:
        return {
            name: value if isinstance(value, tuple | bool) else parse_field(BY_NAME[name], value)
            for name, value in given.items()
        }
    except ValueError as error:
        raise UsageError(safe(str(error))) from None


def _look_for_likes(session: Session, entry: Entry, *, yes: bool) -> None:
    likes = session.library.like(entry)
    if not likes:
        return
    for entry_id, title, why in likes:
        session.out.remark(f"very like it, {why}: {entry_id}  {title}", name=False)
    if not yes:
        session.ask("add it all the same?")
