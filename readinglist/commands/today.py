"""Today's page, what the program shows without a command."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from readinglist.errors import UsageError
from readinglist.settings import NoLibraryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from readinglist.commands.shared import Session
    from readinglist.library import Library
    from readinglist.model.entry import Entry
    from readinglist.reading.progress import Progress
    from readinglist.reading.standing import Standing

_READING = 10
# Of so many that are being read the latest are looked for.
_LOOKED_AT = 100
_FOLLOWING = 5


def today(session: Session) -> int:
    """Show what is being read, what could come next, and how far the list is."""
    try:
        library = session.library
    except NoLibraryError as error:
        session.out.remark(str(error))
        return 0
    progress = library.progress()
    reading, total = _being_read(library)
    following = _following(library)
    list_file, faults = library.read_list_file()
    name = list_file.name or ("(list file broken)" if faults else library.folder.resolve().name)
    if session.out.fancy:
        from readinglist.render.screens import today_screen  # noqa: PLC0415 - rich is for terminals

        width = session.out.width
        session.out.show(today_screen(name, progress, reading, following, width, library.today))
    else:
        _show_plain(session, name, progress, reading, following)
    if total > len(reading):
        session.out.remark(f"{len(reading)} of {total} being read (`list is:reading` shows all)", name=False)
    session.name_broken()
    session.name_list_faults()
    return 0


def _being_read(library: Library) -> tuple[Sequence[Standing], int]:
    """Return how it stands with what is being read, what was read last first, and how many there are."""
    found = library.find("is:reading", sort="-added,-date", limit=_LOOKED_AT)
    if not found.total:
        return [], 0
    from readinglist.reading.standing import read_lately, standing  # noqa: PLC0415 - often nothing is being read

    # Those of one day stay in their order.
    entries = sorted(found, key=_last_day, reverse=True)

    @cache
    def share() -> float:
        return pages_a_day_lately(library) / sum(read_lately(entry, library.today) for entry in entries)

    return [standing(entry, library.today, share) for entry in entries[:_READING]], found.total


def _following(library: Library) -> list[Entry]:
    """Return what `next` would say to begin."""
    try:
        return [each.entry for each in library.next("is:unread", limit=_FOLLOWING)]
    except UsageError:  # weights that make no sense: `next` and `config` tell
        return list(library.find("is:unread", sort="priority,-date", limit=_FOLLOWING))


def _last_day(entry: Entry) -> str:
    return max((item.date for item in entry.log), default="")


def pages_a_day_lately(library: Library) -> float:
    """Return how many pages were read a day lately, in all entries, as `stats` tells it."""
    from datetime import date, timedelta  # noqa: PLC0415 - as above

    from readinglist.commands.days import logged  # noqa: PLC0415 - as above
    from readinglist.reading.happenings import pages_a_day  # noqa: PLC0415 - as above
    from readinglist.reading.pace import DAYS, per_day  # noqa: PLC0415 - as above

    lately = logged(library.today - timedelta(days=DAYS), library.today)
    there = list(library.find(lately, sort="id"))
    logs = (date.fromisoformat(item.date) for entry in there for item in entry.log)
    began = min((day for day in logs if day <= library.today), default=library.today)
    # What was read before and not since is not among them, and tells as much.
    others = library.find(f"has:log -{lately}") if (library.today - began).days < DAYS else ()
    if any(item.date <= str(library.today) for each in others for item in each.log):
        began = date.min
    return per_day(pages_a_day(there), library.today, began)


def _show_plain(
    session: Session, name: str, progress: Progress, reading: Sequence[Standing], following: Sequence[Entry]
) -> None:
    session.out.cells(["list", name, progress.sentence, progress.funnel])
    for each in reading:
        session.out.cells(["reading", each.entry.id, each.entry.title, *each.cells()])
    for entry in following:
        session.out.cells(["next", entry.id, entry.title])
