"""`tag`: `+tag` adds, `-tag` removes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.shared import DryRun, Where, Yes, session_of
from readinglist.commands.typed import check_tag
from readinglist.commands.writing import apply, would_be
from readinglist.errors import UsageError
from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.commands.shared import Session
    from readinglist.model.entry import Entry

# `-b` is a tag here: the command has no short options, and what looks like one is left alone.
CONTEXT = {"ignore_unknown_options": True}
# What is an option of other commands, and is hardly meant as a tag where none has that name.
_OPTIONS = {"n": "--dry-run", "y": "--yes", "h": "--help"}
Args = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="REF... +TAG -TAG", help="Entries, tags to add and to remove.", show_default=False
    ),
]
Add = Annotated[
    list[str] | None, typer.Option("--add", metavar="TAG", help="A tag to add.", show_default=False)
]
Remove = Annotated[
    list[str] | None, typer.Option("--remove", metavar="TAG", help="A tag to remove.", show_default=False)
]


def tag(
    ctx: typer.Context,
    args: Args = None,
    add: Add = None,
    remove: Remove = None,
    where: Where = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Add and remove tags.

    Of short options there is only -L: `-n` would remove the tag n. Tags that no entry has are named.

    \b
    Examples:
      readinglist tag schulman17prox +rl -todo
      readinglist tag --where "area:reasoning" --add maths --yes
    """
    session = session_of(ctx)
    refs, adding, removing = _parted(session, args or [])
    adding, removing = [*adding, *(add or ())], [*removing, *(remove or ())]
    _check(refs, adding, removing)
    ids = session.ids(refs, where, sure=True)
    _name_absent(session, ids, removing)

    def how(entry: Entry) -> Entry:
        return entry.tagged(adding, removing)

    session.confirm(ids, "tag", yes=yes, dry_run=dry_run, told=lambda entry: would_be(entry, how))
    apply(session, ids, how, label="tag", where=where, dry_run=dry_run)


def _check(refs: Sequence[str], adding: Sequence[str], removing: Sequence[str]) -> None:
    if not (adding or removing):
        raise UsageError("no tag to add or remove", hint="`readinglist tag REF +new -old`")
    if not refs and removing == ["h"]:
        raise UsageError("-h would remove the tag h", hint="`readinglist tag --help`")
    for name in adding:
        check_tag(name)
        if name in removing:
            raise UsageError(f'the tag "{name}" cannot be both added and removed')


def _name_absent(session: Session, ids: Sequence[str], removing: Sequence[str]) -> None:
    """Name the tags to remove that none of these entries has; stop at what is hardly meant as a tag."""
    for each in session.library.absent_tags(ids, removing) if removing else ():
        if each.tag in _OPTIONS and not each.elsewhere:
            raise UsageError(f'no entry has the tag "{each.tag}"', hint=f"did you mean {_OPTIONS[each.tag]}?")
        here = "here " if each.elsewhere else ""
        hint = f"; did you mean {safe(' or '.join(each.near))}?" if each.near else ""
        session.out.remark(f'no entry {here}has the tag "{safe(each.tag)}"{hint}')


def _parted(session: Session, args: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Tell references from tags; `-` alone is stdin, and what starts with -- would be an option."""
    refs: list[str] = []
    adding: list[str] = []
    removing: list[str] = []
    left = iter(args)
    for arg in left:
        if arg.startswith("--"):
            raise UsageError(f"there is no option {arg}", hint="see `readinglist tag --help`")
        if arg == "-L":
            # The one short option that every command takes; `-Lists` is a tag.
            session.choose("library", next(left, ""))
        elif len(arg) > 1 and arg[0] in "+-":
            (adding if arg[0] == "+" else removing).append(arg[1:])
        else:
            refs.append(arg)
    return refs, adding, removing
