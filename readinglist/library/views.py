"""Saved queries: each change touches its own lines of the list file only."""

from __future__ import annotations

import re
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import RefusedError, UsageError
from readinglist.journal import Change
from readinglist.query.failure import QueryError
from readinglist.query.parser import parse
from readinglist.query.tree import And, Contains, Equals, Not, Or
from readinglist.settings import ENTRIES, LIST_FILE
from readinglist.text import fold, nearest, safe
from readinglist.yamlfile.editing import edit
from readinglist.yamlfile.edits import Drop, Put
from readinglist.yamlfile.faults import Refused, Unreadable
from readinglist.yamlfile.lists import read_list_file
from readinglist.yamlfile.schema import LIST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from readinglist.library.library import Library
    from readinglist.model.listfile import ListFile
    from readinglist.query.tree import Query
    from readinglist.yamlfile.edits import Edit

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII)


class SavedView(NamedTuple):
    """What became of a view.

    Attributes:
        before: its query before, None where there was none.
        after: its query now, None where it was removed.
        users: the views that make no sense without it, where it was removed.

    """

    before: str | None
    after: str | None
    users: tuple[str, ...] = ()


def save_view(library: Library, name: str, query: str | None, *, dry_run: bool) -> SavedView:
    """Save a query under a name, or with None remove it; see `Library.save_view`."""
    known = library.own_keys()
    text = None if query is None else _checked(library, name, query, known)
    with nullcontext() if dry_run else library.writer.locked():
        data = _bytes(library)
        try:
            list_file = _sound(data or b"")
            before = list_file.views.get(name)
            if text is None and before is None:
                raise _no_such(name, list_file)
            new = _edited(data or b"", _edits(name, text, list_file))
        except (Refused, Unreadable) as error:
            raise error.in_file(f"{ENTRIES}/{LIST_FILE}") from None
        if not dry_run and new != data:
            _commit(library, Change(LIST_FILE, data, new))
    return SavedView(before, text, () if text else _users(library, name, list_file, known))


def _sound(data: bytes) -> ListFile:
    """Return what a list file says; one with faults, of which parts would be left out, is refused."""
    list_file, faults = read_list_file(data)
    if faults:
        raise Unreadable(faults[0].reason, line=faults[0].line, hint=faults[0].hint)
    return list_file


def _checked(library: Library, name: str, query: str, known: Collection[str]) -> str:
    """Return the query on one line, once it is known to make sense together with the other views."""
    if not NAME.fullmatch(name):
        raise UsageError(
            f'"{safe(name)}" cannot be the name of a view', hint="small letters, digits, - and _, at most 64"
        )
    text = " ".join(query.split())
    if not text or not text.isprintable():
        raise UsageError("a view needs a query of characters that can be seen")
    views = {**library.list_file.views, name: text}
    for each in (text, f"@{name}"):
        parse(each, today=library.today, known=known, views=views)
    return text


def _edits(name: str, text: str | None, list_file: ListFile) -> list[Edit]:
    """Return the edits that would do, the best first."""
    if text is None:
        # Without its last view the list has no need of the key, unless it is the only one of the file.
        last: list[Edit] = [Drop(("views",))] if len(list_file.views) == 1 else []
        return [*last, Drop(("views", name))]
    # The first view gets a line of its own, also where `views: {}` was left.
    first: list[Edit] = [] if list_file.views else [Put(("views",), {name: text})]
    return [*first, Put(("views", name), text)]


def _edited(data: bytes, edits: list[Edit]) -> bytes:
    for each in edits[:-1]:
        with suppress(Refused):
            return edit(data, [each], LIST)
    return edit(data, edits[-1:], LIST)


def _users(library: Library, name: str, list_file: ListFile, known: Collection[str]) -> tuple[str, ...]:
    """Return the views that make no sense without the one called `name`."""
    rest = {each: query for each, query in list_file.views.items() if each != name}

    def sensible(each: str, views: Mapping[str, str]) -> bool:
        try:
            parse(f"@{each}", today=library.today, known=known, views=views)
        except QueryError:
            return False
        return True

    return tuple(each for each in rest if sensible(each, {**rest, name: "x"}) and not sensible(each, rest))


def asking_for(library: Library, tag: str, other: str) -> list[str]:
    """Return the views that ask for a tag themselves, not through another view, and not for the `other`."""
    views, known = library.list_file.views, library.own_keys()
    found = []
    for name, query in views.items():
        with suppress(QueryError):
            asked = list(
                _tags(parse(query, today=library.today, known=known, views=dict.fromkeys(views, "x")))
            )
            if any(_says(each, fold(tag)) and not _says(each, fold(other)) for each in asked):
                found.append(name)
    return found


def _tags(query: Query) -> Iterator[Contains | Equals]:
    match query:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from _tags(part)
        case Not(part=part):
            yield from _tags(part)
        case Contains(field="tags") | Equals(field="tags"):
            yield query


def _says(asked: Contains | Equals, tag: str) -> bool:
    return any(value == tag if isinstance(asked, Equals) else value in tag for value in asked.values)


def _no_such(name: str, list_file: ListFile) -> UsageError:
    there = (
        f"one of {', '.join(f'@{each}' for each in list_file.views)}"
        if list_file.views
        else "the list has none"
    )
    return UsageError(f'no view is called "{safe(name)}"', hint=safe(nearest(name, list_file.views) or there))


def _bytes(library: Library) -> bytes | None:
    try:
        return library.writer.read(LIST_FILE)[0]
    except FileNotFoundError:
        return None


def _commit(library: Library, change: Change) -> None:
    outcome = library.writer.commit([change], "view")
    for name, reason in outcome.conflicts:
        raise RefusedError(reason, where=f"{ENTRIES}/{name}")
