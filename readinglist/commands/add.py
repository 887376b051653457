"""`add`: a new entry, by options or as YAML."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperOption

from readinglist.commands.shared import DryRun, Yes, check_tag, session_of
from readinglist.errors import InvalidError, UsageError
from readinglist.model.entry import Entry
from readinglist.model.fields import BY_NAME, FIELDS, Field, Type
from readinglist.model.identifiers import arxiv_key, doi_key, plain_identifier, url_key
from readinglist.model.parsing import parse_field
from readinglist.text import is_visible

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
    written = sys.stdin.buffer.read() if source == "-" else None
    entry = _titled(source, given.pop("title", "")) if written is None else _from_yaml(written)
    entry = replace(entry, id=entry_id or entry.id, **_parsed(given))
    entry = replace(entry, added=entry.added or session.library.today.isoformat())
    _look_for_likes(session, entry, yes=yes or dry_run)
    added = session.library.add(entry, written=written, dry_run=dry_run)
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
    if param.name == "tags":
        for name in value:
            check_tag(name)
    if param.name == "authors":
        for name in value:
            _check_author(name)
    if value:
        ctx.meta.setdefault(_GIVEN, {})[param.name] = value


def _check_author(name: str) -> None:
    # `Family, Given` has one comma, between names of which one at least is a single word.
    parts = [part.split() for part in name.split(",")]
    if " and " in name or len(parts) > 2 or (len(parts) > 1 and min(map(len, parts)) > 1):  # noqa: PLR2004 - as said
        raise UsageError(f'"{name}" looks like several authors', hint="--author once for each")


def _titled(source: str, title: str) -> Entry:
    if source and title and source != title:
        raise UsageError("two titles", hint="name one")
    if not is_visible(source or title):
        raise UsageError("an entry needs a title", hint='`readinglist add "Its title" --author "Its author"`')
    if arxiv_key(source) or doi_key(source) or url_key(source):
        option = "--arxiv" if arxiv_key(source) else "--doi" if doi_key(source) else "--url"
        raise UsageError(f'"{source}" is no title', hint=f'`readinglist add "Its title" {option} {source}`')
    return Entry(id="", title=(source or title).strip())


def _from_yaml(written: bytes) -> Entry:
    from readinglist.yamlfile import read_entry  # noqa: PLC0415 - only where YAML comes in

    try:
        entry = read_entry("", written)
    except InvalidError as error:
        raise error.in_file("stdin") from None
    wanted = entry.extra.get("id")
    if not isinstance(wanted, str):
        return entry
    # What `show --json` printed says its id; no entry has a key of that name.
    return replace(entry, id=wanted, extra={key: each for key, each in entry.extra.items() if key != "id"})


def _parsed(given: dict[str, Any]) -> dict[str, Any]:
    """Return the values of fields; lists come as tuples, an item for each time an option was given."""
    try:
        return {
            name: value
            if isinstance(value, tuple | bool)
            else plain_identifier(name, parse_field(BY_NAME[name], value))
            for name, value in given.items()
        }
    except ValueError as error:
        raise UsageError(str(error)) from None


def _look_for_likes(session: Session, entry: Entry, *, yes: bool) -> None:
    likes = session.library.like(entry)
    if not likes:
        return
    for entry_id, title, why in likes:
        session.out.remark(f"very like it, {why}: {entry_id}  {title}", name=False)
    if not yes:
        session.ask("add it all the same?")
