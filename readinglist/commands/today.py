"""Today's page, what the program shows without a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.settings import NoLibraryError

if TYPE_CHECKING:
    from readinglist.commands.shared import Session
    from readinglist.model.entry import Entry
    from readinglist.reading.progress import Progress

_READING = 10
_FOLLOWING = 5


def today(session: Session) -> int:
    """Show what is being read, what could come next, and how far the list is."""
    try:
        library = session.library
    except NoLibraryError as error:
        session.out.remark(str(error))
        return 0
    progress = library.progress()
    reading = library.find("is:reading", sort="-added,-date", limit=_READING)
    following = list(library.find("is:unread", sort="priority,-date", limit=_FOLLOWING))
    list_file, faults = library.read_list_file()
    name = list_file.name or ("(list file broken)" if faults else library.folder.resolve().name)
    if session.out.fancy:
        from readinglist.render.screens import today_screen  # noqa: PLC0415 - rich is for terminals

        session.out.show(today_screen(name, progress, list(reading), following, session.out.width))
    else:
        _show_plain(session, name, progress, list(reading), following)
    if reading.total > len(reading):
        session.out.remark(
            f"{len(reading)} of {reading.total} being read (`list is:reading` shows all)", name=False
        )
    session.name_broken()
    session.name_list_faults()
    return 0


def _show_plain(
    session: Session, name: str, progress: Progress, reading: list[Entry], following: list[Entry]
) -> None:
    session.out.cells(["list", name, progress.sentence, progress.funnel])
    for label, entries in (("reading", reading), ("next", following)):
        for entry in entries:
            session.out.cells([label, entry.id, entry.title])
