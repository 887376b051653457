"""`tags`: all tags with their counts, and another name for one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from readinglist.commands.count import show_counts
from readinglist.commands.list import Reverse
from readinglist.commands.shared import AsJson, DryRun, Limit, Yes, session_of
from readinglist.commands.typed import check_tag
from readinglist.commands.writing import apply, would_be
from readinglist.errors import UsageError
from readinglist.text import fold, nearest, safe

if TYPE_CHECKING:
    from readinglist.commands.shared import Session
    from readinglist.model.entry import Entry

Args = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[QUERY | rename OLD NEW]", help="The tags of all entries without one.", show_default=False
    ),
]

# How much alike a tag that was meant looks; with less, letters in common would be enough.
_NEAR = 0.7


def tags(
    ctx: typer.Context,
    args: Args = None,
    reverse: Reverse = False,
    limit: Limit = None,
    json: AsJson = False,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """List the tags with how many entries have each, or give a tag another name everywhere.

    `tags rename OLD NEW` is one change that `undo` takes back; where entries have NEW already, the two
    become one. Views that ask for OLD are named, and stay as they are. The word rename itself is found as
    `readinglist tags '"rename"'`.

    \b
    Examples:
      readinglist tags
      readinglist tags is:unread -n 10
      readinglist tags --reverse -n 10
      readinglist tags rename rlhf human-feedback
    """
    session = session_of(ctx)
    words = args or []
    if words[:1] != ["rename"]:
        query = " ".join(words)
        show_counts(session, "tags", query, limit, json=json, key="tag", reverse=reverse)
    elif len(words) != 3 or json or reverse or limit is not None:  # noqa: PLR2004 - rename, OLD and NEW
        raise UsageError(
            "rename takes two tags, and no -n, --reverse or --json",
            hint="`readinglist tags rename OLD NEW`",
        )
    else:
        _rename(session, words[1], words[2], yes=yes, dry_run=dry_run)


def renamed(entry: Entry, old: str, new: str) -> Entry:
    """Return the entry with one tag in the place of the other; where it has both, `old` goes."""
    if new in entry.tags:
        return entry.tagged((), (old,))
    return replace(entry, tags=tuple(dict.fromkeys(new if tag == old else tag for tag in entry.tags)))


def _rename(session: Session, old: str, new: str, *, yes: bool, dry_run: bool) -> None:
    check_tag(new)
    if old == new:
        raise UsageError("the two tags are the same")
    ids = _having(session, old)
    session.name_broken()
    _name_views(session, old, new)
    how = partial(renamed, old=old, new=new)
    doing = f"rename the tag {old} to {new} in"
    session.confirm(ids, doing, yes=yes, dry_run=dry_run, told=lambda entry: would_be(entry, how))
    apply(session, ids, how, label="tags rename", dry_run=dry_run)


def _having(session: Session, tag: str) -> list[str]:
    """Return the ids of the entries with this very tag; a query alone would take RL for rl."""
    query = "has:tags" if '"' in tag or not fold(tag) else f'tag:="{tag}"'
    ids = [entry.id for entry in session.library.find(query, sort="id") if tag in entry.tags]
    if not ids:
        session.name_broken()
        known = {each for entry in session.library.find("has:tags") for each in entry.tags}
        raise UsageError(f'no entry has the tag "{safe(tag)}"', hint=safe(nearest(tag, known, cutoff=_NEAR)))
    return ids


def _name_views(session: Session, old: str, new: str) -> None:
    """Name the saved queries that ask for a tag: they are not changed with it."""
    from readinglist.library.views import asking_for  # noqa: PLC0415 - only a renaming needs it

    named = ", ".join(f"@{name}" for name in asking_for(session.library, old, new))
    if named:
        session.out.remark(f"these views go on asking for the tag {old}: {named}")
