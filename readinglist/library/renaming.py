"""Another id for an entry, and for every `distinct_from` that names it."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from readinglist.errors import InvalidError, NotFoundError, ReadinglistError, RefusedError, UsageError
from readinglist.journal import Change
from readinglist.library.files import bytes_of, entry_or_stub
from readinglist.library.leftovers import move_drafts
from readinglist.library.names import file_of
from readinglist.library.reports import RENAMING, Changed
from readinglist.model.ids import ID_PATTERN, is_id
from readinglist.settings import ENTRIES
from readinglist.text import safe
from readinglist.yamlfile.entries import change_entry
from readinglist.yamlfile.page import comments
from readinglist.yamlfile.reading import read_entry

if TYPE_CHECKING:
    from readinglist.library.library import Library
    from readinglist.model.entry import Entry


class _Plan(NamedTuple):
    change: Change
    before: Entry
    after: Entry


def rename(library: Library, entry_id: str, new_id: str, *, dry_run: bool) -> Changed:
    """Give the entry another id, in one step that undo takes back as a whole.

    Raises:
        UsageError: if the new id is outside the rule.
        NotFoundError: if there is no such entry.
        RefusedError: if the new id is taken, or a file cannot be changed; then none is, unless the error says
            that even taking back failed.

    """
    if new_id == entry_id:
        return Changed([], [entry_id], [])
    if not is_id(new_id):
        raise UsageError(f'"{safe(new_id)}" cannot be an id', hint=f"ids look like {ID_PATTERN.pattern}")
    with nullcontext() if dry_run else library.writer.locked():
        taken = {each.lower() for each in library.writer.stamps() if each != entry_id}
        if new_id in taken:
            raise RefusedError(f"there is an entry {new_id} already", hint="choose another id")
        plans = {each: _following(library, each, entry_id, new_id) for each in _naming(library, entry_id)}
        itself = plans.pop(entry_id, None) or _as_it_is(library, entry_id)
        changes = [
            Change(file_of(new_id), None, itself.change.after, like=file_of(entry_id)),
            Change(file_of(entry_id), itself.change.before, None),
            *(each.change for each in plans.values()),
        ]
        if not dry_run:
            _commit(library, changes)
            move_drafts(library.drafts, entry_id, new_id)
    moved = (itself.before, replace(itself.after, id=new_id))
    return Changed([moved, *((each.before, each.after) for each in plans.values())], [], [])


def _naming(library: Library, entry_id: str) -> list[str]:
    """Return the ids of the entries, itself perhaps among them, whose `distinct_from` names this very id.

    Raises RefusedError where a file cannot be read: it might name it, and would name nothing afterwards.
    """

    def asked() -> tuple[list[str], list[str]]:
        found = library.find("has:distinct_from", sort="id")
        named = [entry.id for entry in found if entry_id in entry.distinct_from]
        return named, [each.id for each in library.broken()]

    named, broken = library.ask(lambda _: asked())
    return [*named, *(each for each in broken if _names(library, each, entry_id))]


def _names(library: Library, broken_id: str, entry_id: str) -> bool:
    """Tell whether an entry that could not be read a moment ago names the id; a broken one says nothing."""
    try:
        return entry_id in read_entry(broken_id, bytes_of(library, broken_id)).distinct_from
    except (NotFoundError, InvalidError):
        return False


def _as_it_is(library: Library, entry_id: str) -> _Plan:
    data = bytes_of(library, entry_id)
    entry = entry_or_stub(entry_id, data)
    return _Plan(Change(file_of(entry_id), data, data), entry, entry)


def _following(library: Library, entry_id: str, old: str, new: str) -> _Plan:
    """Return what makes `distinct_from` of an entry say `new` in the place of `old`, once."""
    data = bytes_of(library, entry_id)
    try:
        before = read_entry(entry_id, data)
        named = [each for each in before.distinct_from if each != old or new not in before.distinct_from]
        after = replace(before, distinct_from=tuple(new if each == old else each for each in named))
        result = change_entry(data, before, after)
        for comment in Counter(comments(data)) - Counter(comments(result)):
            raise RefusedError(
                f"{new} is in distinct_from already, and the comment {safe(comment)} would be lost",
                hint=f"take {old} or {new} out of it by hand",
            )
        return _Plan(Change(file_of(entry_id), data, result), before, after)
    except ReadinglistError as error:
        raise error.in_file(f"{ENTRIES}/{safe(file_of(entry_id))}") from None


def _commit(library: Library, changes: list[Change]) -> None:
    outcome = library.writer.commit(changes, RENAMING, whole=True)
    for name, reason in outcome.conflicts:
        changed = [*outcome.done, *(each for each, _ in outcome.conflicts[1:])]
        left = ", ".join(f"{ENTRIES}/{safe(each)}" for each in changed)
        hint = f"what was renamed is taken back, but for {left}" if left else "nothing was renamed"
        raise RefusedError(reason, where=f"{ENTRIES}/{safe(name)}", hint=hint)
