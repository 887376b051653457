"""`set`: fields, by name."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any

import typer

from readinglist.checks.values import spelled
from readinglist.commands.shared import DryRun, Where, Yes, session_of
from readinglist.commands.typed import in_lines, typed_value
from readinglist.commands.writing import write
from readinglist.errors import UsageError
from readinglist.model.fields import BY_NAME, SINGULAR, Type
from readinglist.text import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from readinglist.model.entry import Entry

Args = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="REF... FIELD=VALUE...", help="Entries, and what to set; `field=` unsets.", show_default=False
    ),
]
_ASSIGNMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_-]*)=(.*)", re.DOTALL)
# An identifier with its name before it is a REF.
_SETTABLE = (BY_NAME.keys() | SINGULAR.keys()) - {"arxiv", "doi", "url"}
_UNSET = {Type.LIST: (), Type.LOG: (), Type.FLAG: False}


def set_(
    ctx: typer.Context, args: Args = None, where: Where = None, yes: Yes = False, dry_run: DryRun = False
) -> None:
    """Set fields of entries, or unset them with `field=`.

    The items of a list are divided by commas; quotes around an item keep a comma in it. Dates are taken as
    in queries (yesterday, nov 2018). A name that is no field becomes a key of the entry's own.
    Areas are spelled as in the vocabulary; what looks odd is told, as by `check`.

    \b
    Examples:
      readinglist set schulman17prox venue="arXiv preprint" pages=12
      readinglist set schulman17prox rating= added=yesterday
      readinglist set schulman17prox author='John Schulman, "OpenAI, Inc."'
      readinglist set --where "tag:gpt-2" priority=high --yes
    """
    session = session_of(ctx)
    refs, assigned = _parted(args or [])
    own = session.library.own_keys() if any(name not in BY_NAME for name in assigned) else ()
    fields, extra = _values(assigned, own, session.library.today)
    if "areas" in fields:
        fields["areas"] = spelled(fields["areas"], session.library.list_file.areas)
    how = _setter(fields, extra)
    write(
        session, refs, where, how, label="set", yes=yes, dry_run=dry_run, look=True, remark=_own(extra, own)
    )


def _parted(args: list[str]) -> tuple[list[str], dict[str, str]]:
    refs, assigned = [], {}
    for arg in args:
        match = _ASSIGNMENT.fullmatch(arg)
        if match is None:
            _refuse_almost(arg)
            refs.append(arg)
            continue
        name = SINGULAR.get(match[1], match[1])
        if name in assigned:
            raise UsageError(f"{name} is set twice", hint="name it once")
        assigned[name] = match[2]
    if not assigned:
        raise UsageError("nothing to set", hint=_meant(refs))
    return refs, assigned


def _refuse_almost(arg: str) -> None:
    """Refuse what was hardly meant as a REF: `rating:5`, `tags+=a`, `a.b=1`."""
    match = re.fullmatch(r"([^\s=:/]+?)(\+=|=|:)\s*(.*)", arg, re.DOTALL)
    if match is None or (match[2] == ":" and match[1] not in _SETTABLE):
        return
    name, sign, value = match.groups()
    if sign == ":":
        raise UsageError(f'"{arg}" sets nothing', hint=f"write {name}={value}")
    if sign == "=":
        raise UsageError(
            f'"{name}" cannot be the name of a key', hint="it has letters, digits, - and _, a letter first"
        )
    hint = f"`readinglist tag REF +{value}` adds a tag" if SINGULAR.get(name, name) == "tags" else ""
    raise UsageError(f"{name} is set as a whole", hint=hint or f"write {name}=value, all of it")


def _meant(refs: list[str]) -> str:
    """Return what to type where nothing is set; `rating 5` is hardly two entries."""
    for name, value in pairwise(refs):
        if name in _SETTABLE:
            return f"write {name}={value}"
    return "`readinglist set REF field=value`"


def _values(
    assigned: dict[str, str], own: Collection[str], today: date
) -> tuple[dict[str, Any], dict[str, str]]:
    fields: dict[str, Any] = {}
    extra: dict[str, str] = {}
    for name, text in assigned.items():
        if name in BY_NAME:
            fields[name] = _value(name, text, today)
        else:
            _refuse_slip(name, text, own)
            extra[name] = in_lines(name, text)
    return fields, extra


def _value(name: str, text: str, today: date) -> Any:  # noqa: ANN401 - the value of any field
    field = BY_NAME[name]
    if field.type is Type.LOG:
        raise UsageError("the log is written by start, read, skim and drop")
    if not text:
        if name == "title":
            raise UsageError("an entry needs a title")
        return _UNSET.get(field.type, field.default)
    return typed_value(name, text, today)


def _refuse_slip(name: str, text: str, own: Collection[str]) -> None:
    """Refuse a key that looks like a misspelt field and that no entry has."""
    if name in own:
        return
    if name.lower() == "id":
        raise UsageError(f"{name} cannot be set", hint=f"`readinglist rename REF {text or 'NEWID'}`")
    if name.lower() == "year":
        raise UsageError(f"{name} cannot be set", hint="`date=` sets the year")
    if hint := nearest(name, BY_NAME, cutoff=0.7):
        raise UsageError(f'there is no field "{name}"', hint=hint)


def _own(extra: dict[str, str], own: Collection[str]) -> str:
    """Return the remark on keys that no entry had before."""
    new = [name for name, text in extra.items() if text and name not in own]
    return (f" (a key of your own{': ' + ', '.join(new) if len(extra) > 1 else ''})") if new else ""


def _setter(fields: dict[str, Any], extra: dict[str, str]) -> Callable[[Entry], Entry]:
    def setter(entry: Entry) -> Entry:
        kept = {key: value for key, value in {**entry.extra, **extra}.items() if value or key not in extra}
        return replace(entry, **fields, extra=kept)

    return setter
