"""`add`: a new entry, by options or as YAML."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperOption

from readinglist.checks.values import spelled
from readinglist.commands.shared import DryRun, Yes, session_of
from readinglist.commands.typed import check_tag, one_line, typed_items, typed_value
from readinglist.commands.writing import tell_odd
from readinglist.errors import InvalidError, UsageError
from readinglist.model.entry import Entry
from readinglist.model.fields import FIELDS, Field, Type
from readinglist.model.identifiers import arxiv_key, doi_key, url_key
from readinglist.model.ids import is_untitled
from readinglist.text import is_visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from readinglist.commands.shared import Session

_GIVEN = "readinglist.fields"
Source = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TITLE|-]", help="The title, or - for YAML from stdin.", show_default=False),
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
    ctx: typer.Context, source: Source = None, entry_id: Id = "", yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Add an entry, by options or as YAML from stdin; prints its id.

    Says so when something very like it is in the list, and then adds it only when told to. Areas are spelled
    as in the vocabulary; what looks odd is told, as by `check`. The status says how it stands: only `start`,
    `read`, `skim` and `drop` write to the log, since they know the day.

    \b
    Examples:
      readinglist add "Attention Is All You Need" --author "Ashish Vaswani" --date 2017-06 --arxiv 1706.03762
      readinglist add - < entry.yaml
    """
    session = session_of(ctx)
    given = ctx.meta.get(_GIVEN, {})
    written = sys.stdin.buffer.read() if source == ["-"] else None
    entry = _titled(source or [], given.pop("title", "")) if written is None else _from_yaml(written)
    entry = replace(entry, id=entry_id or entry.id, **_parsed(given, session.library.today))
    entry = replace(
        entry,
        added=entry.added or session.library.today.isoformat(),
        areas=spelled(entry.areas, session.library.list_file.areas) if entry.areas else (),
    )
    _look_for_likes(session, entry, yes=yes or dry_run)
    added = session.library.add(entry, written=written, dry_run=dry_run)
    session.out.line(added.id)
    session.out.remark(f"{'would add' if dry_run else 'added'} {added.title}", name=False)
    if not entry.id and is_untitled(added.id):
        session.out.remark(f"{added.id} tells nothing; --id names another, in Latin letters", name=False)
    tell_odd(session, [(None, added)])


def _option(field: Field) -> TyperOption:
    name = (field.singular or field.name).replace("_", "-")
    once = "; once for each" if field.singular else ""
    choices = f": {', '.join(field.choices)}" if field.choices else ""
    return TyperOption(
        param_decls=[field.name, f"--{name}"],
        callback=_take,
        expose_value=False,
        is_flag=field.type is Type.FLAG,
        multiple=bool(field.singular),
        metavar=None if field.type is Type.FLAG else "TEXT",
        help=f"{field.meaning[:1].upper()}{field.meaning[1:]}{once}{choices}.",
    )


def _take(ctx: typer.Context, param: Any, value: Any) -> None:  # noqa: ANN401 - Click's parameter and its value
    texts = value if isinstance(value, tuple) else [value] if isinstance(value, str) else []
    if not all(map(str.strip, texts)):
        raise UsageError(f"{param.opts[-1]} is empty", hint="give it a value, or leave it away")
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


def _titled(words: Sequence[str], title: str) -> Entry:
    if len(words) > 1:
        raise UsageError("several titles", hint=f'quote the title: `readinglist add "{" ".join(words)}"`')
    source = words[0] if words else ""
    if source and title and source != title:
        raise UsageError("two titles", hint="name one")
    if not is_visible(source or title):
        raise UsageError("an entry needs a title", hint='`readinglist add "Its title" --author "Its author"`')
    if arxiv_key(source) or doi_key(source) or url_key(source):
        option = "--arxiv" if arxiv_key(source) else "--doi" if doi_key(source) else "--url"
        raise UsageError(f'"{source}" is no title', hint=f'`readinglist add "Its title" {option} {source}`')
    return Entry(id="", title=one_line("title", (source or title).strip()))


def _from_yaml(written: bytes) -> Entry:
    from readinglist.yamlfile.entries import control_faults  # noqa: PLC0415 - only where YAML comes in
    from readinglist.yamlfile.faults import BrokenEntry  # noqa: PLC0415 - only where YAML comes in
    from readinglist.yamlfile.reading import read_entry  # noqa: PLC0415 - only where YAML comes in

    try:
        entry = read_entry("", written)
        if faults := control_faults(written):
            raise BrokenEntry(faults)
    except InvalidError as error:
        raise error.in_file("stdin") from None
    wanted = entry.extra.get("id")
    if not isinstance(wanted, str):
        return entry
    # What `show --json` printed says its id; no entry has a key of that name.
    return replace(entry, id=wanted, extra={key: each for key, each in entry.extra.items() if key != "id"})


def _parsed(given: dict[str, Any], today: date) -> dict[str, Any]:
    """Return the values of fields; lists come as tuples, an item for each time an option was given."""
    return {name: _value(name, value, today) for name, value in given.items()}


def _value(name: str, value: Any, today: date) -> Any:  # noqa: ANN401 - the value of any field
    if isinstance(value, bool):
        return value
    return typed_items(name, value) if isinstance(value, tuple) else typed_value(name, value, today)


def _look_for_likes(session: Session, entry: Entry, *, yes: bool) -> None:
    likes = session.library.like(entry)
    if not likes:
        return
    for entry_id, title, why in likes:
        session.out.remark(f"very like it, {why}: {entry_id}  {title}", name=False)
    if not yes:
        session.ask("add it all the same?")
