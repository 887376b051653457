"""`tag`: `+tag` adds, `-tag` removes."""

from __future__ import annotations

from typing import Annotated

import typer

from readinglist.commands.shared import DryRun, Where, Yes, check_tag, session_of
from readinglist.commands.writing import write
from readinglist.errors import UsageError

# `-b` is a tag here: the command has no short options, and what looks like one is left alone.
CONTEXT = {"ignore_unknown_options": True}
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

    \b
    Examples:
      readinglist tag schulman17prox +rl -todo
      readinglist tag --where "area:reasoning" --add maths --yes
    """
    refs, adding, removing = _parted(args or [])
    adding, removing = [*adding, *(add or ())], [*removing, *(remove or ())]
    if not (adding or removing):
        raise UsageError("no tag to add or remove", hint="`readinglist tag REF +new -old`")
    for name in adding:
        check_tag(name)
    session = session_of(ctx)
    write(
        session,
        refs,
        where,
        lambda entry: entry.tagged(adding, removing),
        label="tag",
        yes=yes,
        dry_run=dry_run,
    )


def _parted(args: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Tell references from tags; `-` alone is stdin, and what starts with -- would be an option."""
    refs: list[str] = []
    adding: list[str] = []
    removing: list[str] = []
    for arg in args:
        if arg.startswith("--"):
            raise UsageError(f"there is no option {arg}", hint="see `readinglist tag --help`")
        if len(arg) > 1 and arg[0] in "+-":
            (adding if arg[0] == "+" else removing).append(arg[1:])
        else:
            refs.append(arg)
    return refs, adding, removing
