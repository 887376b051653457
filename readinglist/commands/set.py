"""`set`: fields, by name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readinglist.commands.shared import DryRun, Where, Yes, session_of
from readinglist.commands.writing import write
from readinglist.errors import UsageError
from readinglist.model.fields import BY_NAME, SINGULAR, Type
from readinglist.model.identifiers import plain_identifier
from readinglist.model.parsing import parse_field
from readinglist.text import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from readinglist.model.entry import Entry

Args = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="REF... FIELD=VALUE...", help="Entries, and what to set; `field=` unsets.", show_default=False
    ),
]
_ASSIGNMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*)=(.*)", re.DOTALL)
_UNSET = {Type.LIST: (), Type.LOG: (), Type.FLAG: False}


def set_(
    ctx: typer.Context, args: Args = None, where: Where = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Set fields of entries, or unset them with `field=`.

    The items of a list are divided by commas. A name that is no field becomes a key of the entry's own.

    \b
    Examples:
      readinglist set schulman17prox venue="arXiv preprint" pages=12
      readinglist set schulman17prox rating=
      readinglist set --where "tag:gpt-2" priority=high --yes
    """
    session = session_of(ctx)
    refs, assigned = _parted(args or [])
    own = session.library.own_keys() if any(name not in BY_NAME for name in assigned) else ()
    fields, extra = _values(assigned, own)
    write(session, refs, where, _setter(fields, extra), label="set", yes=yes, dry_run=dry_run)


def _parted(args: list[str]) -> tuple[list[str], dict[str, str]]:
    refs, assigned = [], {}
    for arg in args:
        match = _ASSIGNMENT.fullmatch(arg)
        if match:
            assigned[SINGULAR.get(match[1], match[1])] = match[2]
        else:
            refs.append(arg)
    if not assigned:
        raise UsageError("nothing to set", hint="`readinglist set REF field=value`")
    return refs, assigned


def _values(assigned: dict[str, str], own: Collection[str]) -> tuple[dict[str, Any], dict[str, str]]:
    fields: dict[str, Any] = {}
    extra: dict[str, str] = {}
    for name, text in assigned.items():
        if name in BY_NAME:
            fields[name] = _value(name, text)
        else:
            _refuse_slip(name, own)
            extra[name] = text
    return fields, extra


def _value(name: str, text: str) -> Any:  # noqa: ANN401 - the value of any field
    field = BY_NAME[name]
    if field.type is Type.LOG:
        raise UsageError("the log is written by start, read, skim and drop")
    if not text:
        if name == "title":
            raise UsageError("an entry needs a title")
        return _UNSET.get(field.type, field.default)
    if "\0" in text:
        raise UsageError(f"{name} has a NUL character in it")
    try:
        return plain_identifier(name, parse_field(field, text))
    except ValueError as error:
        raise UsageError(str(error)) from None


def _refuse_slip(name: str, own: Collection[str]) -> None:
    """Refuse a key that looks like a misspelt field and that no entry has."""
    if name in own:
        return
    if name.lower() in ("id", "year"):
        hint = "`date=` sets the year" if name.lower() == "year" else ""
        raise UsageError(f"{name} cannot be set", hint=hint)
    if hint := nearest(name, BY_NAME, cutoff=0.7):
        raise UsageError(f'there is no field "{name}"', hint=hint)


def _setter(fields: dict[str, Any], extra: dict[str, str]) -> Callable[[Entry], Entry]:
    def setter(entry: Entry) -> Entry:
        kept = {key: value for key, value in {**entry.extra, **extra}.items() if value or key not in extra}
        return replace(entry, **fields, extra=kept)

    return setter
