"""What changes a library: every change is computed from the file's own bytes, under the lock."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from readinglist.errors import ReadinglistError, RefusedError, UsageError
from readinglist.journal import Change
from readinglist.library.files import bytes_of, entry_or_stub
from readinglist.library.reports import Changed
from readinglist.model.ids import ID_PATTERN, is_id, make_id, next_free
from readinglist.settings import ENTRIES
from readinglist.sync import SUFFIX
from readinglist.text import safe
from readinglist.yamlfile.entries import change_entry, write_entry
from readinglist.yamlfile.reading import read_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from readinglist.library.library import Library
    from readinglist.model.entry import Entry

    # Is told how many entries are done, of how many, and what is being done with them.
    Ticker = Callable[[int, int, str], None]

_ATTEMPTS = 3


def change(
    library: Library,
    ids: Sequence[str],
    how: Callable[[Entry], Entry],
    *,
    label: str,
    where: str | None,
    dry_run: bool,
    progress: Ticker | None = None,
) -> Changed:
    """Apply `how` to each entry and commit the bytes that result."""
    report = Changed([], [], [])
    with _lock(library, dry_run=dry_run):
        still = _still(library, ids, where, report)
        planned = []
        for done, entry_id in enumerate(still, 1):
            if plan := _planned(library, entry_id, how, report):
                planned.append(plan)
            if progress:
                progress(done, len(still), "preparing")
        step = None if dry_run else _commit(library, planned, label, report, progress)
    return report._replace(step=step)


def remove(
    library: Library,
    ids: Sequence[str],
    *,
    where: str | None,
    dry_run: bool,
    progress: Ticker | None = None,
) -> Changed:
    """Remove the files, also broken ones: the journal keeps their bytes."""
    report = Changed([], [], [])
    with _lock(library, dry_run=dry_run):
        planned = []
        for entry_id in _still(library, ids, where, report):
            data = bytes_of(library, entry_id)
            entry = entry_or_stub(entry_id, data)
            report.changed.append((entry, entry))
            planned.append(Change(entry_id + SUFFIX, data, None))
        step = None if dry_run else _commit(library, planned, "rm", report, progress)
    return report._replace(step=step)


def add(library: Library, entry: Entry, *, written: bytes | None, dry_run: bool) -> Entry:
    """Write a new file, under the first id that is free."""
    if entry.id and not is_id(entry.id):
        raise UsageError(f'"{safe(entry.id)}" cannot be an id', hint=f"ids look like {ID_PATTERN.pattern}")
    given, wanted = entry.id, entry.id or make_id(entry.authors, entry.date, entry.title)
    with _lock(library, dry_run=dry_run):
        for _ in range(_ATTEMPTS):
            taken = {entry_id.lower() for entry_id in library.writer.stamps()}
            if given in taken:
                raise RefusedError(f"there is an entry {given} already", hint="give another id with --id")
            entry = replace(entry, id=next_free(wanted, taken))
            if dry_run or _created(library, entry, written):
                return entry
    raise RefusedError(f"{ENTRIES}/{entry.id}{SUFFIX} is in the way", hint="see `readinglist check`")


def _lock(library: Library, *, dry_run: bool) -> AbstractContextManager[None]:
    return nullcontext() if dry_run else library.writer.locked()


def _still(library: Library, ids: Sequence[str], where: str | None, report: Changed) -> list[str]:
    """Return those of `ids` that match `where` now, under the lock; the others are told as failed."""
    wanted = list(dict.fromkeys(ids))
    if where is None:
        return wanted
    matching = set(library.find(where).ids)
    for entry_id in wanted:
        if entry_id not in matching:
            report.failed.append(
                (entry_id, RefusedError(f"{safe(entry_id)} no longer matches, and was left"))
            )
    return [entry_id for entry_id in wanted if entry_id in matching]


def _planned(
    library: Library, entry_id: str, how: Callable[[Entry], Entry], report: Changed
) -> Change | None:
    try:
        data = bytes_of(library, entry_id)
        before = read_entry(entry_id, data)
        after = how(before)
        if after.id != entry_id:
            raise RefusedError("the id of an entry is the name of its file, which no change can give it")
        new = change_entry(data, before, after)
    except ReadinglistError as error:
        report.failed.append((entry_id, error.in_file(f"{ENTRIES}/{safe(entry_id)}{SUFFIX}")))
        return None
    if new == data:
        report.same.append(entry_id)
        return None
    report.changed.append((before, after))
    return Change(entry_id + SUFFIX, data, new)


def _commit(
    library: Library, planned: Sequence[Change], label: str, report: Changed, progress: Ticker | None
) -> int | None:
    """Make the changes, tell in the report which were refused, and return the number of the step."""
    if not planned:
        return None
    tick = partial(_tick, progress, len(planned)) if progress else None
    outcome = library.writer.commit(planned, label, progress=tick)
    for name, reason in outcome.conflicts:
        entry_id = name.removesuffix(SUFFIX)
        report.changed[:] = [pair for pair in report.changed if pair[0].id != entry_id]
        report.failed.append((entry_id, RefusedError(reason, where=f"{ENTRIES}/{name}")))
    return outcome.step


def _tick(progress: Ticker, total: int, done: int) -> None:
    progress(done, total, "writing")


def _created(library: Library, entry: Entry, written: bytes | None) -> bool:
    data = write_entry(entry)
    if written is not None and not written.lstrip().startswith(b"{"):
        # What somebody wrote by hand stays as it is written, comments and all; JSON was written by a program.
        data = change_entry(written, read_entry(entry.id, written), entry)
    outcome = library.writer.commit([Change(entry.id + SUFFIX, None, data)], "add")
    return bool(outcome.done)
